"""Gradescope: a table like the one that it exports for a course, for programs that read those.

First Name, Last Name, SID and Email come first; then, for each assignment, four columns: the score under its name, Max
Points, Submission Time, Lateness (H:M:S); Total Lateness (H:M:S) comes last. Nothing handed in: score and time are
empty, lateness is 00:00:00. Late penalties have been taken off the score.

References
----------
Gradescope publishes no list of the columns; this is what two programs read that were written on its files: gradelib,
https://github.com/eldridgejm/gradelib (``gradelib/io/gradescope.py``), and nemogb, https://github.com/nemogb-dev/nemogb-r.
"""

from collections.abc import Iterator

from autograder.export.exporter import Exporter
from autograder.export.table import number, text
from autograder.marks.results import Results, Submission

COLUMNS = ["First Name", "Last Name", "SID", "Email"]
PER_ASSIGNMENT = ["{}", "{} - Max Points", "{} - Submission Time", "{} - Lateness (H:M:S)"]
TOTAL_LATENESS = "Total Lateness (H:M:S)"


class GradescopeExporter(Exporter):
    """Write a table of the shape that Gradescope exports."""

    def rows(self, results: Results) -> Iterator[list[str]]:
        """Yield the rows."""
        names = [text(column.format(lesson)) for lesson in results.lessons for column in PER_ASSIGNMENT]
        yield [*COLUMNS, *names, TOTAL_LATENESS]
        for student in results.students:
            found = {lesson: results.submissions.get((student.id, lesson)) for lesson in results.lessons}
            who = map(text, [student.first_name, student.last_name, student.id, student.email])
            cells = [cell for lesson, each in found.items() for cell in four(each, results.lessons[lesson])]
            yield [*who, *cells, duration(sum(each.seconds_late for each in found.values() if each))]


def four(submission: Submission | None, max_score: float) -> list[str]:
    """Return the four cells of an assignment."""
    if submission is None:
        return ["", number(max_score), "", duration(0)]
    arrived = f"{submission.arrived:%Y-%m-%d %H:%M:%S} +0000" if submission.arrived else ""
    return [number(submission.score), number(max_score), arrived, duration(submission.seconds_late)]


def duration(seconds: float) -> str:
    """Return a time as hours, minutes and seconds; hours go on beyond 23."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"
