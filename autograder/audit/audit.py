"""Lessons → findings: plan the trials, run the passes on some cores, judge what came out."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import libcst

from autograder.audit import passes
from autograder.audit.banks import read_bank, read_equivalent
from autograder.audit.cache import Cache, Trials, exercise_key, notebook_key
from autograder.audit.exercises import Exercise, Lesson, is_answer, name_of, read_lesson
from autograder.audit.findings import Findings, add_pass_problems, judge
from autograder.audit.mutants import Mutant, mutants
from autograder.audit.trial import BANK, BLANK, HARD_CODED, MUTANT, REPEAT, SEED, SOURCE, Tested, Trial
from autograder.course.conversion import convert
from autograder.course.directory import Course
from autograder.course.leaks import markers
from autograder.errors import AutograderError, first_line

PASSES = (passes.MAIN, passes.WARNINGS, passes.MORE_THREADS, passes.BLANK)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How to audit.

    Attributes
    ----------
    bank : Path
        The folder of answers to be tried, by lesson and exercise.
    cache : Path
        Where findings are kept.
    jobs : int
        Processes that compute at the same time.
    changed : bool
        Leave out what an earlier audit found and nothing has touched since.
    repeats, seeds : int
        How often the source is tried again, with the same seed and with others.
    """

    bank: Path
    cache: Path
    jobs: int = 1
    changed: bool = False
    repeats: int = 20
    seeds: int = 10


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
    return Options(folder, course.private / "audit", jobs or os.cpu_count() or 1, changed)


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
        If a notebook cannot be read, or has an answer that is no Python.
    """
    notebooks = [_Notebook(lesson, options) for lesson in _read(course, lessons, options)]
    ignore = course.directory.ignore
    jobs = max(1, options.jobs // max(1, len(notebooks)))
    heard = _counted(progress, sum(notebook.left for notebook in notebooks))
    with ThreadPoolExecutor(options.jobs) as workers:
        futures = [workers.submit(b.run, name, ignore, jobs, heard) for b in notebooks for name in b.passes_left]
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
            names = [name_of(cell) for cell in conversion.source.cells if is_answer(cell)]
            bank = {name: read_bank(options.bank / lesson / name) for name in names}
            yield read_lesson(lesson, course.folder("source", ".", lesson), conversion, marker, bank)


class _Notebook:
    """One notebook: what is to be run of it, and what came out."""

    def __init__(self, lesson: Lesson, options: Options):
        self.lesson, self.options = lesson, options
        self.exercises = [exercise for exercise in lesson.exercises if exercise.tests]
        self.mutants = [_mutants(lesson, exercise) for exercise in self.exercises]
        planned = zip(self.exercises, self.mutants, strict=True)
        self.planned = [list(_trials(exercise, found, lesson, options)) for exercise, found in planned]
        pairs = zip(self.exercises, self.planned, strict=True)
        self.keys = [exercise_key(lesson, exercise, trials) for exercise, trials in pairs]
        self.cache = Cache(options.cache, lesson)
        self._recall()

    def _recall(self) -> None:
        """Take from the cache what is known, and see what is left to do."""
        use = self.options.changed
        pairs = zip(self.keys, self.planned, strict=True)
        self.trials: list[Trials | None] = [self.cache.trials(key, trials) if use else None for key, trials in pairs]
        known = self.cache.tests(notebook_key(self.lesson)) if use else None
        complete = known is not None and None not in self.trials
        self.tests: dict[str, dict[str, Tested]] = known if complete and known else {}
        self.passes_left = [] if complete or not self.exercises else PASSES
        unknown = zip(self.trials, self.planned, strict=True)
        self.left = sum(len(planned) for found, planned in unknown if found is None) + len(self.passes_left)

    def run(self, name: str, ignore: list[str], jobs: int, heard: Callable[[], None]) -> None:
        """Run one pass; the first one with all trials that are left."""
        numbers = [number for number, found in enumerate(self.trials) if found is None] if name == passes.MAIN else []
        chosen = [(self.exercises[number], self.planned[number]) for number in numbers]
        done = passes.run_pass(self.lesson, name, chosen, ignore=ignore, jobs=jobs, heard=heard)
        self.tests[name] = done.tests
        for place, number in enumerate(numbers):
            self.trials[number] = done.trials[place]
        heard()

    def findings(self) -> Iterator[Findings]:
        """Yield what was found about each exercise, and keep it for later audits."""
        lesson = self.lesson
        found = {key: (planned, t or []) for key, planned, t in zip(self.keys, self.planned, self.trials, strict=True)}
        self.cache.save(found, (notebook_key(lesson), self.tests))
        own = [step.source for step in lesson.steps]
        each = zip(self.exercises, self.mutants, self.trials, strict=True)
        for exercise, mutants_of_it, trials in each:
            findings = Findings(lesson.lesson, lesson.notebook, exercise.name)
            judge(
                findings,
                exercise,
                lesson.steps,
                trials or [],
                mutants=mutants_of_it,
                equivalent=read_equivalent(self.options.bank / lesson.lesson / exercise.name),
                bank=lesson.bank[exercise.name],
                own=own,
            )
            add_pass_problems(findings, exercise, self.tests)
            yield findings


def _mutants(lesson: Lesson, exercise: Exercise) -> list[Mutant]:
    try:
        return mutants(exercise.answer, exercise.spans)
    except libcst.ParserSyntaxError as error:
        place = f"{lesson.lesson}/{lesson.notebook}.ipynb, cell of {exercise.name}"
        raise AutograderError(f"{place}: the answer is not plain Python: {first_line(error)}") from error


def _trials(exercise: Exercise, found: list[Mutant], lesson: Lesson, options: Options) -> Iterator[Trial]:
    """Yield all that is to be tried in an exercise, the source's own answer first."""
    answer = exercise.answer
    yield Trial(SOURCE, answer)
    yield Trial(BLANK, exercise.blank)
    yield from (Trial(BANK, each.source, each.name) for each in lesson.bank[exercise.name])
    yield Trial(HARD_CODED, answer)
    yield from (Trial(MUTANT, mutant.source, str(number)) for number, mutant in enumerate(found))
    yield from (Trial(REPEAT, answer, str(number)) for number in range(options.repeats))
    yield from (Trial(SEED, answer, str(number), seed=str(number)) for number in range(1, options.seeds + 1))
