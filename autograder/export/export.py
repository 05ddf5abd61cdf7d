"""``autograder export``: one of the plugins, on the gradebook of a course directory."""

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from autograder.course.directory import EVERYTHING, Course
from autograder.errors import AutograderError, first_line
from autograder.export import EXPORTERS
from autograder.marks.gradebook import CourseGradebook


def export(
    course: Course, format: str, to: Path, lessons: list[str] | None = None, *, student: str = EVERYTHING
) -> list[str]:
    """Write marks for another system and return whose marks are not final yet, as student/lesson.

    Parameters
    ----------
    course : Course
    format : {"canvas", "moodle", "gradescope", "exercises"}
    to : Path
        The CSV file.
    lessons : list of str, optional
        By default all that have been graded.
    student : str
        One student, or "*".

    Raises
    ------
    AutograderError
        If there is no such format or student, nothing has been graded, or the file cannot be written.
    """
    if format not in EXPORTERS:
        raise AutograderError(f"no format {format}; there are: {', '.join(EXPORTERS)}")
    wanted = course.lessons(lessons) if lessons else []
    with CourseGradebook(course) as gradebook:
        try:
            known = [each.id for each in gradebook.nbgrader.students]
            if not known:
                raise AutograderError("nothing here has been graded yet; run `autograder grade` first")
            if student not in (EVERYTHING, *known):
                raise AutograderError(f"no student {student} in the gradebook; there are: {', '.join(known)}")
            chosen = [] if student == EVERYTHING else [student]
            EXPORTERS[format](course=course, to=str(to), student=chosen, assignment=wanted).export(gradebook.nbgrader)
            return [
                f"{each.student_id}/{assignment.name}"
                for assignment in gradebook.nbgrader.assignments
                for each in assignment.submissions
                if each.needs_manual_grade
                and (not wanted or assignment.name in wanted)
                and (not chosen or each.student_id in chosen)
            ]
        except SQLAlchemyError as error:
            raise AutograderError(f"the gradebook cannot be read: {first_line(error)}") from error
