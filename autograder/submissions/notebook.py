"""Notebooks as files: read from people who may have put anything there, written so that no half file is ever seen.

Of a submission only the text and the names of its cells are believed; ``submissions.submission`` does the rest.
"""

import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from autograder.errors import first_line
from autograder.execution.strategy import MEBIBYTE
from autograder.submissions.clean import clean_attachments

LARGEST = 64 * MEBIBYTE
MOST_CELLS = 5000
CELL_TYPES = ("code", "markdown", "raw")


class UnreadableNotebookError(Exception):
    """A submitted file is no notebook; the text says what it is instead."""


@dataclass(frozen=True)
class SubmittedCell:
    """What is taken from a cell of a submission.

    Attributes
    ----------
    source : str
    cell_type : {"code", "markdown", "raw"}
    grade_id : str or None
        nbgrader's name, if the cell still has one.
    cell_id : str or None
        The notebook format's own name (from 4.5).
    locked : bool
        The cell calls itself read-only or a test.
    pictures : dict
        The pictures pasted into a Markdown cell.
    """

    source: str
    cell_type: str
    grade_id: str | None = None
    cell_id: str | None = None
    locked: bool = False
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)


def read_submission(path: Path) -> list[SubmittedCell]:
    """Return the cells of a submitted notebook of format 4, or 3.

    Raises
    ------
    UnreadableNotebookError
        If it is not a regular file, too large, not JSON or not a notebook.
    """
    try:
        document = json.loads(_read_bounded(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableNotebookError("the file is not a notebook: it is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebookError(f"the file is not a notebook: it is not valid JSON ({error})") from error
    if not isinstance(document, dict):
        raise UnreadableNotebookError("the file is not a notebook: it is JSON, but not an object")
    cells = _cells(document)
    if not isinstance(cells, list):
        raise UnreadableNotebookError("the file is not a notebook: it has no list of cells")
    if len(cells) > MOST_CELLS:
        raise UnreadableNotebookError(f"the notebook has {len(cells)} cells, the limit is {MOST_CELLS}")
    return [submitted_cell(cell) for cell in cells if isinstance(cell, dict)]


def read_source(path: Path) -> nbformat.NotebookNode:
    """Return a notebook of the instructor as format 4.

    Raises
    ------
    UnreadableNotebookError
        If it is not a notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise UnreadableNotebookError(f"{path} is not a notebook: {first_line(error)[:200]}") from error


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that whoever looks sees the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read_bounded(path: Path) -> bytes:
    """Return the bytes of a regular file; links and devices could lead anywhere or never end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise UnreadableNotebookError(f"the file cannot be opened ({error.strerror})") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableNotebookError("the file is not a notebook: it is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableNotebookError(f"the file is larger than {LARGEST // MEBIBYTE} MiB; clear its outputs")
    return data


def _cells(document: dict) -> object:
    """Return the cells of format 4, or those of all worksheets of format 3."""
    if "worksheets" not in document:
        return document.get("cells")
    sheets = document["worksheets"] if isinstance(document["worksheets"], list) else []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def submitted_cell(cell: dict) -> SubmittedCell:
    """Return what is taken from a cell of a notebook document."""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    marks = marks if isinstance(marks, dict) else {}
    kind = cell.get("cell_type")
    return SubmittedCell(
        source=_text(cell.get("source", cell.get("input", ""))),  # "input" in format 3
        cell_type=kind if kind in CELL_TYPES else "markdown",
        grade_id=_name(marks.get("grade_id")),
        cell_id=_name(cell.get("id")),
        locked=not marks.get("solution") and bool(marks.get("locked") or marks.get("grade")),
        pictures=clean_attachments(cell.get("attachments")),
    )


def _text(source: object) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
