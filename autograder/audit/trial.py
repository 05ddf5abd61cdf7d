"""What passes between the audit and its workers: answers to be tried, and what the tests said about them."""

from dataclasses import asdict, dataclass, field

SOURCE, BLANK, MUTANT, BANK, REPEAT, SEED, HARD_CODED = (
    "source",
    "blank",
    "mutant",
    "bank",
    "repeat",
    "seed",
    "hard-coded",
)


@dataclass(frozen=True)
class Trial:
    """One answer put in the place of the source's.

    Attributes
    ----------
    kind : {"source", "blank", "mutant", "bank", "repeat", "seed", "hard-coded"}
        "hard-coded" takes the source's answer and lets it know the visible cases only.
    answer : str
    name : str
        What tells it from others of its kind: a number, a file name, a seed.
    right : bool
        It should pass.
    seeds : tuple of str
        Random cases come from them: it is run with one after the other until it surprises.
    """

    kind: str
    answer: str
    name: str = ""
    right: bool = False
    seeds: tuple[str, ...] = ("0",)


@dataclass
class Tested:
    """What became of one test cell.

    Attributes
    ----------
    score, points : float
    sentence : str
        What the student would read; empty if the test ran to its end.
    line : int
        The line of the test, from 1, in which it ended; 0 if it did not fail, or not there.
    stderr : str
        What it wrote there.
    """

    score: float
    points: float
    sentence: str = ""
    line: int = 0
    stderr: str = ""

    @property
    def passed(self) -> bool:
        """Return whether it ran to its end and gave all of its points, if it has any."""
        return self.score >= self.points and not self.sentence


@dataclass
class Outcome:
    """What became of one trial.

    Attributes
    ----------
    how : {"ended", "time", "crash", "nothing"}
        "nothing": there was nothing to try, as for a hard-coded answer without visible cases.
    tests : dict of str to Tested
        By grade_id; those that were reached.
    seed : str
        With which it surprised, else the first.
    seconds : float
        Of processor time.
    """

    how: str = "ended"
    tests: dict[str, Tested] = field(default_factory=dict)
    seed: str = ""
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Return whether every test passed."""
        return self.how == "ended" and all(test.passed for test in self.tests.values())

    @property
    def first_failure(self) -> tuple[str, Tested] | None:
        """Return the first test that did not pass, with its grade_id."""
        return next(((name, test) for name, test in self.tests.items() if not test.passed), None)

    @property
    def sentence(self) -> str:
        """Return why it did not earn everything, empty if it did."""
        if self.how in ("time", "crash"):
            return {"time": "it ran out of time", "crash": "its process died"}[self.how]
        name, test = self.first_failure or ("", None)
        return (test.sentence or f"{test.score:g} of {test.points:g} points in {name}") if test else ""

    def as_json(self) -> dict:
        """Return plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Outcome":
        """Return the outcome that was made into plain data."""
        tests = {name: Tested(**test) for name, test in data["tests"].items()}
        return cls(data["how"], tests, data["seed"], data["seconds"])
