"""A class of submissions → marks, autograded notebooks and one row per notebook, whatever state they are in.

Submissions run on several workers and are recorded by one writer: first the autograded notebook, then the gradebook,
then the record. Each step is atomic and repeatable, so a run that was killed is completed by the next one.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from nbgrader.api import InvalidEntry
from sqlalchemy.exc import SQLAlchemyError

from autograder.cluster import ClusterPool
from autograder.course import arrivals
from autograder.course.conversion import convert
from autograder.course.directory import EVERYTHING, Course
from autograder.course.lock import course_lock
from autograder.course.settings import Settings
from autograder.errors import AutograderError, first_line
from autograder.execution.sandbox import choose
from autograder.marks import autograded, records
from autograder.marks.gradebook import CourseGradebook
from autograder.marks.records import Record
from autograder.pool import LocalPool
from autograder.progress import Progress
from autograder.task import Result, Task, task_key, task_of


def grade(
    course: Course,
    lessons: list[str] | None = None,
    *,
    student: str | Collection[str] = EVERYTHING,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> list[Record]:
    """Grade the submissions to some lessons of a course, or to all.

    Parameters
    ----------
    course : Course
    lessons : list of str, optional
        By default all to which somebody handed in something.
    student : str or collection of str
        One student, some of them, or "*".
    settings : Settings, optional
    progress : Progress, optional
        Told what begins and what is done.

    Returns
    -------
    list of Record
        One per student and notebook, in alphabetical order.

    Raises
    ------
    AutograderError
        If there is nothing to grade, no sandbox, or the course directory or gradebook cannot be used.
    """
    settings, progress = settings or Settings(), progress or Progress()
    if not settings.scheduler:
        choose(settings.sandbox)
    with course_lock(course):
        try:
            with CourseGradebook(course) as gradebook:
                tasks = list(_tasks(course, gradebook, lessons, student, settings))
                progress.total(len(tasks))
                done = []
                for record in _grade_all(course, tasks, gradebook, progress):
                    progress.done(record)
                    done.append(record)
        except (SQLAlchemyError, InvalidEntry, OSError) as error:
            raise AutograderError(f"results cannot be written: {first_line(error)}; nothing was lost") from error
    return sorted(done, key=lambda record: (record.assignment, record.student, record.notebook))


def _tasks(
    course: Course,
    gradebook: CourseGradebook,
    lessons: list[str] | None,
    student: str | Collection[str],
    settings: Settings,
) -> Iterator[Task]:
    found, some = False, {student} if isinstance(student, str) else set(student)
    for lesson in course.lessons(lessons):
        students = [name for name in course.students(lesson) if not some.isdisjoint((EVERYTHING, name))]
        if not students:
            continue
        found = True
        conversions = [convert(course, lesson, path) for path in course.notebooks(lesson)]
        gradebook.record_lesson(lesson, conversions)
        yield from (task_of(course, name, lesson, each, settings) for name in students for each in conversions)
    if not found:
        folder = course.folder("submitted", "STUDENT", "LESSON")
        whose = "" if EVERYTHING in some else f" of {', '.join(sorted(some))}"
        raise AutograderError(f"there is no submission{whose} to grade; submissions belong in {folder}")


def _grade_all(course: Course, tasks: list[Task], gradebook: CourseGradebook, progress: Progress) -> Iterator[Record]:
    """Yield the records of all tasks, as they are done; what need not be done again is not given to a worker."""
    keys: dict[tuple[str, str, str], str] = {}
    former: list[Record] = []

    def fresh() -> Iterator[Task]:
        for task in tasks:
            key = task_key(task)
            record = _former(course, task, key, gradebook)
            if record:
                former.append(record)
            else:
                keys[task.names] = key
                yield task

    with _pool(tasks, progress) as pool:
        for task, result in pool.results(fresh()):
            yield _record(course, task, keys.pop(task.names), result, gradebook)
            while former:
                yield former.pop()
    yield from former


def _pool(tasks: list[Task], progress: Progress) -> LocalPool | ClusterPool:
    settings = tasks[0].settings
    if settings.scheduler:
        return ClusterPool(settings.scheduler, started=progress.begun)
    return LocalPool(min(settings.jobs, len(tasks)), started=progress.begun)


def _former(course: Course, task: Task, key: str, gradebook: CourseGradebook) -> Record | None:
    """Return the record of a former run if all that it rests on is unchanged and still there."""
    record = None if task.settings.force else records.load(course, *task.names)
    if record is None or record.key != key or record.status == "failed":
        return None
    file = course.folder("autograded", task.student, task.lesson) / f"{task.conversion.name}.ipynb"
    if record.status != "missing" and not file.exists():
        return None
    return _with_score(record, gradebook) if gradebook.agrees(record) else None


def _record(course: Course, task: Task, key: str, result: Result, gradebook: CourseGradebook) -> Record:
    """Write what came out of a task."""
    record = result.record
    record.isolation, record.versions, record.key = task.settings.isolation, records.versions(), key
    if record.status == "failed":
        return record
    if result.notebook is not None:
        autograded.write(course, *task.names, result.notebook)
    arrived = arrivals.arrived(course, task.student, task.lesson)
    record.repairs += _lateness(course, task, arrived, gradebook.due(task.lesson))
    gradebook.record(record, result.unanswered, arrived)
    records.save(course, _with_score(record, gradebook))
    return record


def _lateness(course: Course, task: Task, arrived: datetime | None, due: datetime | None) -> list[str]:
    """Return the sentence for a submission whose own ``timestamp.txt`` says that it is not late."""
    claimed = arrivals.claimed_time(task.submitted)
    if not (arrived and due and claimed and claimed <= due < arrived):
        return []
    return [
        f"timestamp.txt says {claimed:%Y-%m-%d %H:%M} UTC; what counts is the arrival, {arrived:%Y-%m-%d %H:%M} UTC"
    ]


def _with_score(record: Record, gradebook: CourseGradebook) -> Record:
    """Fill in what the gradebook says, where a person may have changed marks."""
    names = (record.student, record.assignment, record.notebook)
    record.score, record.max_score, _ = gradebook.score(*names)
    if record.status in ("graded", "manual"):
        record.status = "manual" if gradebook.needs_person(*names) else "graded"
    return record
