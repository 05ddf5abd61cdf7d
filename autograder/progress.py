"""How far a run is: what it tells whoever wants to know, and a bar that shows it."""

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from autograder.marks.records import Record
from autograder.task import Task

MOST_NAMES = 4


class Progress:
    """Somebody who wants to know how far a run is; this one does not."""

    def total(self, number: int) -> None:
        """Take the number of notebooks."""

    def begun(self, task: Task) -> None:
        """Take a task with which a worker begins."""

    def done(self, record: Record) -> None:
        """Take the record of a notebook, graded now or before."""


class ProgressBar(Progress):
    """A bar with the time that is left and whose notebooks run; a context manager.

    Parameters
    ----------
    console : Console
        Where it is not a terminal, nothing is shown.
    """

    def __init__(self, console: Console):
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        self._bar = Bar(
            *columns, TextColumn("{task.description}"), console=console, transient=True, disable=not console.is_terminal
        )
        self._task = self._bar.add_task("", total=None)
        self._running: dict[tuple[str, str, str], str] = {}

    def __enter__(self) -> "ProgressBar":
        self._bar.start()
        return self

    def __exit__(self, *_) -> None:
        self._bar.stop()

    def total(self, number: int) -> None:
        """Take the number of notebooks."""
        self._bar.update(self._task, total=number)

    def begun(self, task: Task) -> None:
        """Take a task with which a worker begins."""
        self._running[task.names] = task.student
        self._show()

    def done(self, record: Record) -> None:
        """Take the record of a notebook, graded now or before."""
        self._running.pop((record.student, record.assignment, record.notebook), None)
        self._bar.advance(self._task)
        self._show()

    def _show(self) -> None:
        names = list(self._running.values())
        more = f" +{len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
        self._bar.update(self._task, description=escape(", ".join(names[:MOST_NAMES]) + more))
