"""Moodle: the CSV file of Grades → Import → CSV file.

The columns are those of Moodle's own plain text export: who it is, then a column per assignment, "(Real)" for points.
On import, choose *Map from* ``Username`` *to* ``username`` (nbgrader's student id), ``ID number`` to ``useridnumber``
(``lms_user_id``) or ``Email address`` to ``useremail``, and map each assignment to its grade item or to a new one. A
"-" is no grade, as in Moodle's export; an empty cell would make a new grade item's grade 0. Grades have five decimals.

References
----------
Moodle, *Grade import*, https://docs.moodle.org/en/Grade_import; the reader and the writer of the format:
``grade/import/csv/classes/load_data.php`` and ``grade/export/txt/grade_export_txt.php`` in
https://github.com/moodle/moodle.
"""

from collections.abc import Iterator

from autograder.export.exporter import Exporter
from autograder.export.table import number, text
from autograder.marks.results import Results

COLUMNS = ["First name", "Last name", "Username", "ID number", "Email address"]
NO_GRADE = "-"


class MoodleExporter(Exporter):
    """Write what Moodle's grade import reads."""

    def rows(self, results: Results) -> Iterator[list[str]]:
        """Yield the rows."""
        yield [*COLUMNS, *(text(f"{lesson} (Real)") for lesson in results.lessons)]
        for student in results.students:
            found = [results.submissions.get((student.id, lesson)) for lesson in results.lessons]
            who = [student.first_name, student.last_name, student.id, student.lms_user_id, student.email]
            yield [*map(text, who), *(NO_GRADE if each is None else number(each.score) for each in found)]
