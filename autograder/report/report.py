"""``autograder report``: the page, and the table of exercises as CSV."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from autograder.course.directory import Course
from autograder.errors import AutograderError, first_line
from autograder.export.table import number, table, text
from autograder.marks.gradebook import CourseGradebook
from autograder.marks.results import Results, read
from autograder.report import statistics
from autograder.report.page import page
from autograder.submissions.notebook import write_atomically

COLUMNS = [
    *("lesson", "exercise", "max", "marked", "waiting", "mean_fraction", "solved_fraction", "discrimination"),
    *("commonest_sentence", "told_to"),
]


def report(course: Course, html: Path, lessons: list[str] | None = None, *, csv: Path | None = None) -> None:
    """Write the report of a class.

    Parameters
    ----------
    course : Course
    html : Path
        The page.
    lessons : list of str, optional
        By default all that somebody handed in.
    csv : Path, optional
        A table with a row per exercise.

    Raises
    ------
    AutograderError
        If nothing has been graded, or a file cannot be written.
    """
    wanted = course.lessons(lessons) if lessons else []
    with CourseGradebook(course) as gradebook:
        try:
            results = read(gradebook.nbgrader, course, lessons=wanted)
        except SQLAlchemyError as error:
            raise AutograderError(f"the gradebook cannot be read: {first_line(error)}") from error
    if not statistics.lessons_begun(results):
        raise AutograderError("nothing here has been graded yet; run `autograder grade` first")
    _write(html, page(results, course.directory.course_id or course.root.name, date.today()))
    if csv:
        _write(csv, table(rows(results)))


def rows(results: Results) -> Iterator[list[str]]:
    """Yield the rows of the table of exercises, its header first."""
    told = statistics.commonest(results)
    yield COLUMNS
    for each in statistics.exercises(results):
        exercise = each.exercise
        sentence, students = told.get(exercise, ("", 0))
        fractions = [each.difficulty, each.solved, each.discrimination]
        yield [
            *map(text, [exercise.lesson, exercise.name]),
            *(number(exercise.max_score), str(each.marked), str(each.waiting)),
            *("" if value is None else number(value) for value in fractions),
            *(text(sentence), str(students)),
        ]


def _write(path: Path, words: str) -> None:
    try:
        write_atomically(path, words)
    except OSError as error:
        raise AutograderError(f"{path} cannot be written ({error.strerror}); name another place") from error
