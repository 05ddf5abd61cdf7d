"""A class of submissions → marks, autograded notebooks and one row per notebook, whatever state they are in.

Submissions run on several workers and are recorded by one writer: first the autograded notebook, then the gradebook,
then the record. Each step is atomic and repeatable, so a run that was killed is completed by the next one.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil
from nbformat import NotebookNode
from nbgrader.api import InvalidEntry
from sqlalchemy.exc import SQLAlchemyError

from autograder import autograded, records
from autograder.conversion import Conversion, convert
from autograder.course import EVERYTHING, Course
from autograder.errors import AutograderError, first_line
from autograder.execute import Run, strategy
from autograder.gradebook import CourseGradebook
from autograder.lock import course_lock
from autograder.notebook import UnreadableNotebookError, read_submission
from autograder.records import Record
from autograder.sandbox import choose
from autograder.settings import Settings
from autograder.submission import code_cells, repair
from autograder.verdicts import Verdict, judge, nothing, unanswered
from autograder.watch import kill
from autograder.workdir import companions, fill


@dataclass(frozen=True)
class Task:
    """One notebook of one student."""

    course: Course
    student: str
    lesson: str
    conversion: Conversion
    settings: Settings

    @property
    def path(self) -> Path:
        """Where the submitted notebook is, if it is."""
        return self.course.folder("submitted", self.student, self.lesson) / f"{self.conversion.name}.ipynb"


@dataclass
class Result:
    """A record, and the notebook that goes with it; none where nothing is to be written."""

    record: Record
    notebook: NotebookNode | None = None
    unanswered: set[str] = field(default_factory=set)


def grade(
    course: Course,
    lessons: list[str] | None = None,
    *,
    student: str = EVERYTHING,
    settings: Settings | None = None,
    progress: Callable[[Record, int], None] = lambda record, total: None,
) -> list[Record]:
    """Grade the submissions to some lessons of a course, or to all.

    Parameters
    ----------
    course : Course
    lessons : list of str, optional
        By default all to which somebody handed in something.
    student : str
        One student, or "*".
    settings : Settings, optional
    progress : callable
        Called with each record as it is done, and the number of all.

    Returns
    -------
    list of Record
        One per student and notebook, in alphabetical order.

    Raises
    ------
    AutograderError
        If there is nothing to grade, no sandbox, or the course directory or gradebook cannot be used.
    """
    settings = settings or Settings()
    choose(settings.sandbox)
    with course_lock(course):
        try:
            with CourseGradebook(course) as gradebook:
                tasks = list(_tasks(course, gradebook, lessons, student, settings))
                done = []
                for record in _grade_all(tasks, gradebook):
                    progress(record, len(tasks))
                    done.append(record)
        except (SQLAlchemyError, InvalidEntry, OSError) as error:
            raise AutograderError(f"results cannot be written: {first_line(error)}; nothing was lost") from error
    return sorted(done, key=lambda record: (record.assignment, record.student, record.notebook))


def _tasks(
    course: Course, gradebook: CourseGradebook, lessons: list[str] | None, student: str, settings: Settings
) -> Iterator[Task]:
    found = False
    for lesson in course.lessons(lessons):
        students = [name for name in course.students(lesson) if student in (EVERYTHING, name)]
        if not students:
            continue
        found = True
        conversions = [convert(course, lesson, path) for path in course.notebooks(lesson)]
        gradebook.record_lesson(lesson, conversions)
        yield from (Task(course, name, lesson, each, settings) for name in students for each in conversions)
    if not found:
        folder = course.folder("submitted", "STUDENT", "LESSON")
        whose = "" if student == EVERYTHING else f" of {student}"
        raise AutograderError(f"there is no submission{whose} to grade; submissions belong in {folder}")


def _grade_all(tasks: list[Task], gradebook: CourseGradebook) -> Iterator[Record]:
    """Yield the records of all tasks: first those that need not be done again, then the others as they are done."""
    open_tasks = {}
    for task in tasks:
        key = task_key(task)
        former = _former(task, key, gradebook)
        if former:
            yield former
        else:
            open_tasks[task_id(task)] = (task, key)
    if not open_tasks:
        return
    with ThreadPoolExecutor(max_workers=max(1, tasks[0].settings.jobs)) as workers:
        futures = {workers.submit(execute, task): (task, key) for task, key in open_tasks.values()}
        try:
            for future in as_completed(futures):
                yield _record(*futures[future], future.result(), gradebook)
        except BaseException:  # an interrupt, too, ends what is running
            workers.shutdown(wait=False, cancel_futures=True)
            for child in psutil.Process().children():
                kill(child.pid)
            raise


def task_id(task: Task) -> tuple[str, str, str]:
    """Return what names a task."""
    return task.student, task.lesson, task.conversion.name


def task_key(task: Task) -> str:
    """Return a hash of everything that decides about the result of a task."""
    course, ignore = task.course, task.course.directory.ignore
    folders = (course.folder("source", ".", task.lesson), course.folder("submitted", task.student, task.lesson))
    files = [path for folder in folders for path, _ in companions(folder, ignore)]
    settings = (task.settings.limits, task.settings.isolation, records.seed(course, task.student, task.lesson))
    return records.content_key(task.conversion, [*files, task.path], settings)


def execute(task: Task) -> Result:
    """Run and judge one notebook; whatever goes wrong becomes a result."""
    start = time.monotonic()
    try:
        result = _judged(task)
    except UnreadableNotebookError as error:
        result = _without_marks(task, "unreadable", str(error))
    except Exception as error:  # one submission must not stop the class
        name = "" if isinstance(error, AutograderError) else f"{type(error).__name__}: "
        result = Result(Record(*task_id(task), status="failed", message=f"{name}{error}"))
    result.record.seconds = round(time.monotonic() - start, 3)
    return result


def _judged(task: Task) -> Result:
    if not task.path.exists() and not task.path.is_symlink():
        return _without_marks(task, "missing", _instead(task.path))
    conversion, course = task.conversion, task.course
    repaired = repair(conversion.master, conversion.release, read_submission(task.path))
    cells = code_cells(repaired)
    seed = records.seed(course, task.student, task.lesson)
    with tempfile.TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True) as workdir:
        left_out = fill(
            Path(workdir),
            course.folder("source", ".", task.lesson),
            course.folder("submitted", task.student, task.lesson),
            ignore=course.directory.ignore,
            kept=course.kept_files(task.lesson),
            limit=task.settings.limits.disk,
        )
        outcomes = _strategy(task)(
            [cell for _, cell in cells],
            limits=task.settings.limits,
            sandbox=choose(task.settings.sandbox),
            workdir=Path(workdir),
            environment={"NBGRADER_EXECUTION": "autograde"},
            seed=seed,
        )
    named = {cell.grade_id: outcome for (_, cell), outcome in zip(cells, outcomes, strict=True) if cell.grade_id}
    verdicts = judge(repaired, named)
    record = Record(
        *task_id(task),
        message=summary(verdicts),
        verdicts=verdicts,
        repairs=repaired.repairs + left_out,
        seed=seed,
    )
    blank = unanswered(repaired.notebook)
    return Result(record, autograded.with_outputs(repaired, outcomes), blank)


def _instead(path: Path) -> str:
    """Return that a notebook was not handed in, and what notebooks there are in its place."""
    others = ", ".join(sorted(other.name for other in path.parent.glob("*.ipynb")))
    return f"{path.name} was not handed in" + (f"; there is {others}: rename it if it is this one" if others else "")


def _strategy(task: Task) -> Run:
    """Return the function that runs the notebook of a task, told what it needs to know of the source."""
    kernel = task.conversion.source.metadata.get("kernelspec", {})
    run = strategy(task.settings.isolation)
    if task.settings.isolation == "kernel":
        return partial(run, kernel_name=kernel.get("name", "python3"))
    if kernel.get("language", "python") != "python":
        raise AutograderError(f"only Python goes through the wall, this is {kernel.language}; say --isolation kernel")
    return partial(run, handed_out=task.course.folder("source", ".", task.lesson))


def _without_marks(task: Task, status: str, reason: str) -> Result:
    verdicts = nothing(task.conversion.master, reason)
    record = Record(*task_id(task), status=status, message=reason, verdicts=verdicts)
    notebook = autograded.with_notice(task.conversion.master, reason) if status == "unreadable" else None
    return Result(record, notebook, unanswered(task.conversion.master))


def summary(verdicts: list[Verdict]) -> str:
    """Return one line about what is wrong: the first sentence, and how many more there are."""
    wrong = [f"{verdict.exercise}: {verdict.message}" for verdict in verdicts if verdict.message]
    more = f" (+{len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return f"{wrong[0]}{more}" if wrong else ""


def _former(task: Task, key: str, gradebook: CourseGradebook) -> Record | None:
    """Return the record of a former run if all that it rests on is unchanged and still there."""
    record = None if task.settings.force else records.load(task.course, *task_id(task))
    if record is None or record.key != key or record.status == "failed":
        return None
    file = task.course.folder("autograded", task.student, task.lesson) / f"{task.conversion.name}.ipynb"
    if record.status != "missing" and not file.exists():
        return None
    return _with_score(record, gradebook) if gradebook.agrees(record) else None


def _record(task: Task, key: str, result: Result, gradebook: CourseGradebook) -> Record:
    """Write what came out of a task."""
    record = result.record
    record.isolation, record.versions, record.key = task.settings.isolation, records.versions(), key
    if record.status == "failed":
        return record
    if result.notebook is not None:
        autograded.write(task.course, *task_id(task), result.notebook)
    gradebook.record(record, result.unanswered, submitted_at(task))
    records.save(task.course, _with_score(record, gradebook))
    return record


def _with_score(record: Record, gradebook: CourseGradebook) -> Record:
    """Fill in what the gradebook says, where a person may have changed marks."""
    names = (record.student, record.assignment, record.notebook)
    record.score, record.max_score, _ = gradebook.score(*names)
    if record.status in ("graded", "manual"):
        record.status = "manual" if gradebook.needs_person(*names) else "graded"
    return record


def submitted_at(task: Task) -> str | None:
    """Return the content of nbgrader's ``timestamp.txt``, None where there is none."""
    path = task.course.folder("submitted", task.student, task.lesson) / "timestamp.txt"
    try:
        return path.read_text().strip() or None if path.is_file() and not path.is_symlink() else None
    except (OSError, UnicodeDecodeError):
        return None
