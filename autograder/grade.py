"""A class of submissions → marks, autograded notebooks and one row per notebook, whatever state they are in.

Submissions run on several workers and are recorded by one writer: first the autograded notebook, then the gradebook,
then the record. Each step is atomic and repeatable, so a run that was killed is completed by the next one.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime

import psutil
from nbgrader.api import InvalidEntry
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import arrivals
from autograder.course.conversion import convert
from autograder.course.directory import EVERYTHING, Course
from autograder.course.lock import course_lock
from autograder.course.settings import Settings
from autograder.errors import AutograderError, first_line
from autograder.execution.sandbox import choose
from autograder.execution.watch import kill
from autograder.marks import autograded, records
from autograder.marks.gradebook import CourseGradebook
from autograder.marks.records import Record
from autograder.task import Result, Task, execute, task_key


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
    left = []
    for task in tasks:
        key = task_key(task)
        former = _former(task, key, gradebook)
        if former:
            yield former
        else:
            left.append((task, key))
    with ThreadPoolExecutor(max_workers=tasks[0].settings.jobs) as workers:
        futures = {workers.submit(execute, task): (task, key) for task, key in left}
        try:
            for future in as_completed(futures):
                yield _record(*futures[future], future.result(), gradebook)
        except BaseException:  # an interrupt, too, ends what is running
            workers.shutdown(wait=False, cancel_futures=True)
            for child in psutil.Process().children():
                kill(child.pid)
            raise


def _former(task: Task, key: str, gradebook: CourseGradebook) -> Record | None:
    """Return the record of a former run if all that it rests on is unchanged and still there."""
    record = None if task.settings.force else records.load(task.course, *task.names)
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
        autograded.write(task.course, *task.names, result.notebook)
    arrived = arrivals.arrived(task.course, task.student, task.lesson)
    record.repairs += _lateness(task, arrived, gradebook.due(task.lesson))
    gradebook.record(record, result.unanswered, arrived)
    records.save(task.course, _with_score(record, gradebook))
    return record


def _lateness(task: Task, arrived: datetime | None, due: datetime | None) -> list[str]:
    """Return the sentence for a submission whose own ``timestamp.txt`` says that it is not late."""
    claimed = arrivals.claimed_time(task.course.folder("submitted", task.student, task.lesson))
    if None in (arrived, due, claimed) or not claimed <= due < arrived:
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
