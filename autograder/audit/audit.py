"""Lessons → findings: plan the trials, run the passes on some cores, judge what came out."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from autograder.audit import ledger, passes
from autograder.audit.banks import Answer, read_bank, read_equivalent
from autograder.audit.exercises import Exercise, Lesson, is_answer, name_of, read_lesson
from autograder.audit.findings import Findings, add_pass_problems, judge
from autograder.audit.mutants import Mutant, mutants
from autograder.audit.trial import BANK, BLANK, HARD_CODED, MUTANT, REPEAT, SEED, SOURCE, Outcome, Tested, Trial
from autograder.course.conversion import convert
from autograder.course.directory import Course
from autograder.course.leaks import markers
from autograder.course.settings import CELL_SECONDS, settings
from autograder.errors import AutograderError
from autograder.execution.scratch import sweep

SEVERAL = ("0", "1", "2")  # seeds with which an answer has to be told right or wrong
SEEDS = tuple(map(str, range(1, 11)))  # with which the source has to pass
PROCESSES, REPEATS = 4, ("0",) * 5  # 20 times the same
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How to audit.

    Attributes
    ----------
    bank : Path
        The folder of answers to be tried, by lesson and exercise.
    ledger : Path
        The folder where it is written down which exercises are good, by lesson.
    jobs : int
        Processes that compute at the same time.
    changed : bool
        Leave out what an earlier audit found and nothing has touched since.
    seconds : float
        For each cell.
    """

    bank: Path
    ledger: Path
    jobs: int = 1
    changed: bool = False
    seconds: float = CELL_SECONDS


def options(course: Course, *, bank: Path | None = None, jobs: int | None = None, changed: bool = False) -> Options:
    """Return how to audit a course; the bank is by default what its settings say (``c.Audit.bank``), or ``answers``.

    Raises
    ------
    AutograderError
        If the bank that was asked for is no folder.
    """
    if bank and not bank.is_dir():
        raise AutograderError(f"--bank: there is no folder {bank}")
    folder = bank or course.root / course.config.Audit.get("bank", "answers")
    chosen = settings(course, jobs=jobs)
    ledger = folder if folder.is_dir() else course.private / "audit"
    return Options(folder, ledger, chosen.jobs, changed, chosen.limits.cell_seconds)


def audit(
    course: Course, lessons: list[str] | None, options: Options, progress: Progress = lambda done, total: None
) -> list[Findings]:
    """Audit the tests of some lessons, by default of all.

    Parameters
    ----------
    course : Course
    lessons : list of str or None
    options : Options
    progress : callable
        Called with how many trials are done, and how many there are.

    Returns
    -------
    list of Findings
        One per exercise, in the order of the notebooks.

    Raises
    ------
    AutograderError
        If a notebook cannot be read, or is not of Python.
    """
    sweep()
    notebooks = [_Notebook(lesson, options) for lesson in _read(course, lessons, options)]
    ignore = course.directory.ignore
    jobs = max(1, options.jobs // max(1, len(notebooks)))
    heard = _counted(progress, sum(notebook.length for notebook in notebooks))
    with ThreadPoolExecutor(options.jobs) as workers:
        futures = [workers.submit(b.run, name, ignore, jobs, heard) for b in notebooks for name in b.passes]
        try:
            for future in futures:
                future.result()
        except BaseException:
            workers.shutdown(wait=False, cancel_futures=True)
            raise
    return [each for notebook in notebooks for each in notebook.findings()]


def _counted(progress: Progress, total: int) -> Callable[[], None]:
    lock, done = threading.Lock(), 0

    def heard() -> None:
        nonlocal done
        with lock:
            done += 1
            progress(done, total)

    return heard


def _read(course: Course, lessons: list[str] | None, options: Options) -> Iterator[Lesson]:
    marker = markers(course.config)[0]
    for lesson in course.lessons(lessons):
        for path in course.notebooks(lesson):
            conversion = convert(course, lesson, path)
            language = conversion.source.metadata.get("kernelspec", {}).get("language", "python")
            if language != "python":
                raise AutograderError(f"{path}: only Python can be audited, this is {language}; name other lessons")
            names = [name_of(cell) for cell in conversion.source.cells if is_answer(cell)]
            bank = {name: read_bank(options.bank / lesson / name) for name in names}
            read = read_lesson(lesson, course.folder("source", ".", lesson), conversion, marker, bank)
            if read.exercises:
                yield read


class _Notebook:
    """One notebook: what is to be run of it, and what came out."""

    def __init__(self, lesson: Lesson, options: Options):
        self.lesson, self.options = lesson, options
        self.equivalent = {e.name: read_equivalent(options.bank / lesson.lesson / e.name) for e in lesson.exercises}
        self.tested = [exercise for exercise in lesson.exercises if exercise.tests]
        self.keys = {exercise.name: self._key(exercise) for exercise in lesson.exercises}
        self.key = ledger.key(lesson.folder, lesson.steps, lesson.blank)
        entries = ledger.read(options.ledger / lesson.lesson) if options.changed else {}
        known = {exercise.name: entries.get(self._entry(exercise.name), {}) for exercise in self.tested}
        self.known = {name: entry for name, entry in known.items() if entry.get("key") == self.keys[name]}
        same = entries.get(lesson.notebook, {}).get("key") == self.key
        self.changed = [exercise for exercise in self.tested if exercise.name not in self.known]
        self.mutants = {exercise.name: mutants(exercise.answer, exercise.spans) for exercise in self.changed}
        self.planned = [list(_trials(e, self.mutants[e.name], lesson.bank[e.name])) for e in self.changed]
        self.passes = passes.ALL if self.tested and (self.changed or not same) else ()
        self.trials: dict[str, list[tuple[Trial, Outcome]]] = {}
        self.tests: dict[str, dict[str, Tested]] = {}

    @property
    def length(self) -> int:
        """How many trials and passes there are."""
        return sum(map(len, self.planned)) + len(self.passes)

    def run(self, name: str, ignore: list[str], jobs: int, heard: Callable[[], None]) -> None:
        """Run one pass; the first one with all trials."""
        chosen = list(zip(self.changed, self.planned, strict=True)) if name == passes.MAIN else []
        seconds = self.options.seconds
        done = passes.run_pass(self.lesson, name, chosen, ignore=ignore, seconds=seconds, jobs=jobs, heard=heard)
        self.tests[name] = done.tests
        self.trials |= {exercise.name: trials for (exercise, _), trials in zip(chosen, done.trials, strict=True)}
        heard()

    def findings(self) -> list[Findings]:
        """Return what was found about each exercise, and write down which are good."""
        found = [self._findings(exercise) for exercise in self.lesson.exercises]
        folder, notebook = self.options.ledger / self.lesson.lesson, self.lesson.notebook
        others = {n: e for n, e in ledger.read(folder).items() if n.partition("/")[0] != notebook}
        good: dict[str, ledger.Entry] = {
            self._entry(f.exercise): {"key": self.keys[f.exercise], **f.counts} for f in found if f.is_good
        }
        whole: dict[str, ledger.Entry] = {} if any(f.problems for f in found) else {notebook: {"key": self.key}}
        ledger.write(folder, others | good | whole)
        return found

    def _findings(self, exercise: Exercise) -> Findings:
        name = exercise.name
        findings = Findings(self.lesson.lesson, self.lesson.notebook, name, bank=len(self.lesson.bank[name]))
        if not exercise.tests:
            findings.notes.append("no test decides about this answer")
        elif name in self.known:
            findings.recorded = {fate: count for fate, count in self.known[name].items() if isinstance(count, int)}
        else:
            judge(
                findings,
                exercise,
                self.lesson.steps,
                self.trials[name],
                mutants=self.mutants[name],
                equivalent=self.equivalent[name],
                bank=self.lesson.bank[name],
            )
        add_pass_problems(findings, exercise, self.tests)
        return findings

    def _entry(self, exercise: str) -> str:
        return f"{self.lesson.notebook}/{exercise}"

    def _key(self, exercise: Exercise) -> str:
        before = self.lesson.steps[: exercise.last + 1]
        name = exercise.name
        return ledger.key(self.lesson.folder, before, exercise, self.lesson.bank[name], self.equivalent[name])


def _trials(exercise: Exercise, found: list[Mutant], bank: list[Answer]) -> Iterator[Trial]:
    """Yield all that is to be tried in an exercise, the source's own answer first."""
    answer = exercise.answer
    yield Trial(SOURCE, answer, right=True)
    yield Trial(BLANK, exercise.blank)
    yield from (Trial(BANK, each.source, each.name, each.right, SEVERAL) for each in bank)
    yield Trial(HARD_CODED, answer, seeds=SEVERAL)
    yield from (Trial(MUTANT, mutant.source, str(number), seeds=SEVERAL) for number, mutant in enumerate(found))
    yield from (Trial(REPEAT, answer, str(number), True, REPEATS) for number in range(PROCESSES))
    yield Trial(SEED, answer, right=True, seeds=SEEDS)
