"""What earlier audits found, kept under a hash of all that went into it: ``--changed`` runs the rest only.

The hash of an exercise covers its answer, tests and bank, the cells before it that they need, the files beside the
notebook and the audit itself with the checks. It leaves out the libraries that the course uses: their own tests watch
over them, and the source's answers are run through their tests anyway.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from autograder.audit.exercises import Exercise, Lesson
from autograder.audit.trial import Outcome, Tested, Trial
from autograder.submissions.notebook import write_atomically

PACKAGE = Path(__file__).parent
Trials = list[tuple[Trial, Outcome]]
Tests = dict[str, dict[str, Tested]]  # by pass and grade_id


class Cache:
    """The file with what was found about one notebook.

    Parameters
    ----------
    folder : Path
    lesson : Lesson
    """

    def __init__(self, folder: Path, lesson: Lesson):
        self.path = folder / lesson.lesson / f"{lesson.notebook}.json"
        try:
            self._known = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self._known = {}

    def trials(self, key: str, planned: Sequence[Trial]) -> Trials | None:
        """Return the outcomes of an exercise's trials, None if they are not known."""
        found = self._known.get(key)
        return None if found is None else [(planned[number], Outcome.from_json(data)) for number, data in found]

    def tests(self, key: str) -> Tests | None:
        """Return the tests of a notebook's passes, None if they are not known."""
        found = self._known.get(key)
        return found and {name: {test: Tested(**t) for test, t in tests.items()} for name, tests in found.items()}

    def save(self, trials: dict[str, tuple[Sequence[Trial], Trials]], tests: tuple[str, Tests]) -> None:
        """Write what is known now, and forget the rest."""
        new: dict[str, object] = {
            key: [(planned.index(trial), outcome.as_json()) for trial, outcome in found]
            for key, (planned, found) in trials.items()
        }
        key, passes = tests
        new[key] = {name: {test: vars(t) for test, t in found.items()} for name, found in passes.items()}
        write_atomically(self.path, json.dumps(new))


def exercise_key(lesson: Lesson, exercise: Exercise, planned: Sequence[Trial]) -> str:
    """Return the hash of all that decides about the trials of an exercise."""
    before = [(step.grade_id, step.source) for step in lesson.steps[: exercise.last + 1]]
    return _hash(program(), files(lesson.folder), before, exercise, planned)


def notebook_key(lesson: Lesson) -> str:
    """Return the hash of all that decides about a run of the whole notebook."""
    return _hash(program(), files(lesson.folder), lesson.steps, lesson.blank)


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def files(folder: Path) -> list[tuple[str, str]]:
    """Return the names and hashes of the files beside a notebook."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".ipynb"]
    return [(str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths]


@cache
def program() -> str:
    """Return a hash of the code that makes mutants, runs them and checks answers."""
    places = [PACKAGE, PACKAGE.parent / "checks", PACKAGE.parent / "bridge"]
    texts = [path.read_bytes() for place in places for path in sorted(place.rglob("*.py"))]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()
