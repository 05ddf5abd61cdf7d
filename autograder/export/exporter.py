"""What the exporters share: an nbgrader plugin that reads the gradebook once and writes one CSV file."""

from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins.export import ExportPlugin
from traitlets import Instance, default

from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.export.table import table
from autograder.marks.results import Results, read
from autograder.submissions.notebook import write_atomically


class Exporter(ExportPlugin):
    """A table of marks; its options ``to``, ``student`` and ``assignment`` are those of every nbgrader exporter."""

    course = Instance(Course, allow_none=True, help="where the records of grading runs lie")

    @default("course")
    def _course(self) -> Course | None:
        """Return the course that ``nbgrader export`` runs in."""
        try:
            return Course(self.parent.coursedir.root)
        except (AttributeError, AutograderError):
            return None  # a gradebook without a course has marks, too

    def export(self, gradebook: Gradebook) -> None:
        """Write the file.

        Raises
        ------
        AutograderError
            If it cannot be written.
        """
        students, lessons = (list(map(str, names)) for names in (self.student, self.assignment))
        results = read(gradebook, self.course, students=students, lessons=lessons)
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        try:
            write_atomically(path, table(self.rows(results)))
        except OSError as error:
            raise AutograderError(f"{path} cannot be written ({error.strerror}); name another place") from error

    def rows(self, results: Results) -> Iterator[list[str]]:
        """Yield the rows of the table, its header first."""
        raise NotImplementedError
