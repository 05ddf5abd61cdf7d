"""Canvas: the CSV file of Gradebook → Import.

Student, ID, SIS User ID, SIS Login ID and Section come first, then a column per assignment; the row after the header
holds the points possible. Canvas finds a student by its own number (``lms_user_id`` in nbgrader, column ID), else by
the login (nbgrader's student id), else by the name. A cell without a mark is empty, as in Canvas's own export: that
is an ungraded assignment, not a zero. Canvas shows two decimals and compares at two.

References
----------
The Ohio State University, *Import a CSV File to Carmen Grades*,
https://teaching.resources.osu.edu/toolsets/carmencanvas/guides/calculating-final-grades/import-csv-file-carmen-grades;
the reader and the writer of the format: ``lib/gradebook_importer.rb`` and ``lib/gradebook_exporter.rb`` in
https://github.com/instructure/canvas-lms.
"""

from collections.abc import Iterator

from autograder.export.exporter import Exporter
from autograder.export.table import number, text
from autograder.marks.results import Results, Student

COLUMNS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
POINTS_POSSIBLE = "    Points Possible"  # the spaces are Canvas's
DIGITS = 2


class CanvasExporter(Exporter):
    """Write what Canvas's gradebook imports."""

    def rows(self, results: Results) -> Iterator[list[str]]:
        """Yield the rows."""
        yield [*COLUMNS, *map(text, results.lessons)]
        yield [POINTS_POSSIBLE, "", "", "", "", *(number(points, DIGITS) for points in results.lessons.values())]
        for student in results.students:
            found = [results.submissions.get((student.id, lesson)) for lesson in results.lessons]
            marks = ["" if each is None else number(each.score, DIGITS) for each in found]
            yield [text(name(student)), canvas_number(student), "", text(student.id), "", *marks]


def name(student: Student) -> str:
    """Return a name as Canvas sorts it, the id where there is none."""
    return ", ".join(filter(None, [student.last_name, student.first_name])) or student.id


def canvas_number(student: Student) -> str:
    """Return Canvas's number of a student; anything else would be cut to the digits it begins with."""
    known = student.lms_user_id.strip()
    return known if known.isascii() and known.isdigit() else ""
