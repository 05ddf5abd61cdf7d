"""The autograded notebook: where formgrader and feedback look for it, and safe to look at.

Formgrader shows it to the instructor in a browser, so whatever a student could have put into text or outputs is
cleaned before it is written.
"""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.course.directory import Course
from autograder.execution.strategy import Outcome
from autograder.execution.workdir import companions
from autograder.submissions.clean import clean_cell
from autograder.submissions.notebook import write_atomically
from autograder.submissions.submission import Repaired, is_protected


def with_outputs(repaired: Repaired, outcomes: list[Outcome]) -> NotebookNode:
    """Return a repaired notebook with the outputs of its code cells, cleaned; changes the argument."""
    notebook = repaired.notebook
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, (cell, outcome) in enumerate(zip(code, outcomes, strict=True), start=1):
        cell.outputs, cell.execution_count = outcome.outputs, number
    for cell in notebook.cells:
        clean_cell(cell, trusted=repaired.plain)
    return notebook


def with_notice(master: NotebookNode, reason: str) -> NotebookNode:
    """Return what stands in for a notebook that cannot be read: the blank assignment under a notice."""
    notice = new_markdown_cell(f"**This submission could not be graded: {reason}.**", id="notice")
    clean_cell(notice)
    return NotebookNode({**master, "cells": [notice, *(cell for cell in master.cells if is_protected(cell))]})


def write(course: Course, student: str, lesson: str, name: str, notebook: NotebookNode) -> None:
    """Write an autograded notebook and, beside it, the files that it shows."""
    folder, ignore, kept = (
        course.folder("autograded", student, lesson),
        course.directory.ignore,
        course.kept_files(lesson),
    )
    for path, file in companions(course.folder("submitted", student, lesson), ignore):
        _copy_changed(path, folder / file)
    for path, file in companions(course.folder("source", ".", lesson), ignore):
        if str(file) not in kept or not (folder / file).exists():
            _copy_changed(path, folder / file)
    write_atomically(folder / f"{name}.ipynb", nbformat.writes(notebook))


def _copy_changed(source: Path, target: Path) -> None:
    data = source.read_bytes()
    if not target.is_file() or target.read_bytes() != data:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # nbgrader leaves read-only files
        target.write_bytes(data)
