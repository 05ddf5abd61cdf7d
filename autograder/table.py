"""What the commands show: tables, rows as JSON."""

import json
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.check import Exercise
from autograder.desk.folder import Desk
from autograder.desk.progress import SOLVED, lessons
from autograder.errors import AutograderError
from autograder.marks.records import Record
from autograder.submissions.notebook import write_atomically

FILE_WIDTH = 160


def wide_console() -> Console:
    """Return a console for tables: as wide as the terminal, and wide enough where there is none."""
    console = Console()
    return console if console.is_terminal else Console(width=FILE_WIDTH)


def show_records(records: list[Record], console: Console) -> None:
    """Print one line per graded notebook; messages are cut to the width, feedback and JSON have them whole."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for name in ("student", "notebook", "status"):
        table.add_column(name, no_wrap=True)
    for name in ("score", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("message", no_wrap=True, overflow="ellipsis", ratio=1)
    for record in records:
        same = record.notebook == record.assignment
        name = record.notebook if same else f"{record.assignment}/{record.notebook}"
        score = "" if record.score is None else f"{record.score:g} / {record.max_score:g}"
        words = (record.student, name, record.status, score, f"{record.seconds:.1f}", record.message)
        table.add_row(*map(escape, words))
    console.print(table)


def write_rows(path: Path, records: list[Record]) -> None:
    """Write the records as JSON, one object per graded notebook.

    Raises
    ------
    AutograderError
        If the file cannot be written.
    """
    try:
        write_atomically(path, json.dumps([record.row() for record in records], indent=1, ensure_ascii=False))
    except OSError as error:
        raise AutograderError(f"{path} cannot be written ({error.strerror}); the marks are in the gradebook") from error


def show_exercises(title: str, exercises: list[Exercise], console: Console) -> None:
    """Print one line per exercise of a notebook."""
    table = Table(box=None, pad_edge=False, show_header=False, title=escape(title), title_justify="left")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for exercise in exercises:
        mark = "[green]✓[/green]" if exercise.solved else "[red]✗[/red]"
        table.add_row(mark, escape(exercise.name), escape(exercise.message))
    console.print(table)
    console.print(f"{sum(exercise.solved for exercise in exercises)} of {len(exercises)} solved")


def show_lessons(desk: Desk, console: Console) -> None:
    """Print one line per lesson of a student: how many exercises are solved of how many."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for lesson, standings in lessons(desk):
        solved = sum(standing.state == SOLVED for standing in standings)
        count = f"{solved} of {len(standings)} solved" if standings else lesson.problem or "to read"
        mark = "[green]✓[/green]" if standings and solved == len(standings) else " "
        table.add_row(mark, escape(lesson.title), escape(count))
    console.print(table)
