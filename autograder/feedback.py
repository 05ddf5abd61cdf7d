"""Graded notebooks → pages for students: marks, the checks' sentences, what was repaired, comments of people.

A test appears by its name and as it was handed out, never with its hidden part or what it printed. Student text has
been cleaned for the autograded notebook (``autograder.submissions.clean``) and is cleaned again as HTML; the page
forbids scripts. It loads nothing from elsewhere, so formulas stay in TeX.
"""

import html
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import MissingEntry
from pygments.formatters import HtmlFormatter
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder.course.conversion import convert
from autograder.course.directory import EVERYTHING, Course
from autograder.errors import AutograderError, first_line
from autograder.execution.workdir import companions
from autograder.marks import records
from autograder.marks.gradebook import CourseGradebook, Mark
from autograder.marks.records import Record
from autograder.submissions.clean import clean_page
from autograder.submissions.notebook import write_atomically
from autograder.submissions.submission import is_test

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_SECRET = 4096  # bytes
CELLS_KEPT = 500
PICTURE = re.compile(r"<img (?![^>]*\balt=)")


@dataclass(frozen=True)
class Line:
    """One line of the table of exercises."""

    exercise: str
    points: str
    message: str


def feedback(course: Course, lessons: list[str] | None = None, *, student: str = EVERYTHING) -> list[Path]:
    """Write a page for every graded notebook and return their paths.

    Parameters
    ----------
    course : Course
    lessons : list of str, optional
        By default all.
    student : str
        One student, or "*".

    Raises
    ------
    AutograderError
        If nothing has been graded, or the pages cannot be written.
    """
    graded = [pair for lesson in course.lessons(lessons) for pair in _graded(course, lesson, student)]
    if not graded:
        raise AutograderError("nothing here has been graded yet; run `autograder grade` with the same options first")
    with CourseGradebook(course) as gradebook:
        try:
            return [write_page(course, record, release, gradebook) for record, release in graded]
        except (MissingEntry, FileNotFoundError) as error:
            raise AutograderError(f"results are gone ({error}); run `autograder grade` again") from error
        except (OSError, SQLAlchemyError) as error:
            raise AutograderError(f"feedback cannot be written: {first_line(error)}") from error


def _graded(course: Course, lesson: str, student: str) -> Iterator[tuple[Record, NotebookNode]]:
    """Yield the record and the release of every graded notebook of a lesson."""
    students = [name for name in course.students(lesson) if student in (EVERYTHING, name)]
    releases = {}
    if students:
        releases = {path.stem: convert(course, lesson, path).release for path in course.notebooks(lesson)}
    for name in students:
        for notebook, release in releases.items():
            record = records.load(course, name, lesson, notebook)
            if record:
                yield record, release


def write_page(course: Course, record: Record, release: NotebookNode, gradebook: CourseGradebook) -> Path:
    """Write the page of one graded notebook and copy the pictures of the assignment beside it."""
    folder = course.folder("feedback", record.student, record.assignment)
    pictures = []
    for path, name in companions(course.folder("source", ".", record.assignment), course.directory.ignore):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
        pictures.append(name.as_posix())
    autograded = course.folder("autograded", record.student, record.assignment) / f"{record.notebook}.ipynb"
    notebook = nbformat.read(autograded, as_version=4) if record.status not in ("missing", "unreadable") else None
    marks = gradebook.marks(record)
    body = render(for_students(notebook, release, record, marks), pictures) if notebook else ""
    page = folder / f"{record.notebook}.html"
    write_atomically(page, _page(record, marks, gradebook, body))
    _for_exchange(course.folder("submitted", record.student, record.assignment), folder)
    return page


def _for_exchange(submitted: Path, folder: Path) -> None:
    """Put beside the pages what ``nbgrader release_feedback`` wants there: a time, and the secret of the submission.

    By the secret, which ``nbgrader submit`` made, nobody but the student finds the page in the exchange. What was not
    handed in that way has none and gets one, or nothing of the class could be released.
    """
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    for name, otherwise in {"timestamp.txt": now, "submission_secret.txt": secrets.token_hex(32)}.items():
        own = submitted / name
        if own.is_file() and not own.is_symlink() and own.stat().st_size <= LONGEST_SECRET:
            write_atomically(folder / name, own.read_text(encoding="utf-8", errors="replace"))
        elif not (folder / name).exists():
            write_atomically(folder / name, otherwise)


def for_students(notebook: NotebookNode, release: NotebookNode, record: Record, marks: dict[str, Mark]) -> NotebookNode:
    """Return an autograded notebook with tests as they were handed out and a verdict below every marked cell."""
    handed_out = {cell.metadata.nbgrader.grade_id: cell for cell in release.cells if cell.metadata.get("nbgrader")}
    messages = {verdict.grade_id: verdict.message for verdict in record.verdicts}
    cells = []
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_test(cell):
            cell.source, cell.outputs = handed_out[name].source, []
        cells.append(cell)
        if name in marks:
            cells.append(new_markdown_cell(verdict_box(marks[name], messages.get(name, ""))))
    return NotebookNode({**notebook, "cells": cells})


def verdict_box(mark: Mark, message: str) -> str:
    """Return the HTML of a cell's marks and of what is said about it."""
    kind = "" if mark.score is None or mark.max_score is None else "good" if mark.score >= mark.max_score else "bad"
    words = [html.escape(word) for word in (message, mark.comment) if word]
    points = f"<b>{html.escape(points_of(mark))}</b>" if mark.max_score is not None else ""
    return f'<div class="verdict {kind}">{" ".join([points, *words])}</div>'.replace("\n", " ")


def points_of(mark: Mark) -> str:
    """Return marks in words."""
    return f"{mark.max_score:g} to be given" if mark.score is None else f"{mark.score:g} of {mark.max_score:g}"


def render(notebook: NotebookNode, pictures: list[str]) -> str:
    """Return a notebook as a piece of HTML in which nothing runs and nothing is loaded but the given pictures."""
    body, _ = _exporter().from_notebook_node(notebook)
    return clean_page(body, pictures)


class _Exporter(HTMLExporter):
    """Leaves out what `clean_page` does to the whole page at once, ten times as fast: cleaning and parsing HTML.

    Most cells of a class's notebooks are the same: each is turned into HTML once.
    """

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Convert a notebook; pictures get the text that says that they have none."""
        body, resources = super(HTMLExporter, self).from_notebook_node(nb, self._init_resources(resources), **kw)
        return PICTURE.sub('<img alt="A picture without a description" ', body), resources

    @jinja2.pass_context
    def markdown2html(self, context: jinja2.runtime.Context, source: str) -> str:
        """Convert Markdown, remembered unless it has pictures attached."""
        if context.get("cell", {}).get("attachments"):
            return super().markdown2html(context, source)
        return self._markdown(source)

    @lru_cache(maxsize=CELLS_KEPT)  # noqa: B019, one exporter lives as long as the process
    def _markdown(self, source: str) -> str:
        return super().markdown2html({}, source)


@lru_cache(maxsize=CELLS_KEPT)
def _highlighted(source: str, magics_language: str | None) -> str:
    metadata = {"magics_language": magics_language} if magics_language else {}
    return Highlight2HTML(pygments_lexer="ipython3")(source, metadata=metadata)


@cache
def _exporter() -> HTMLExporter:
    config = Config()
    config.HTMLExporter.template_name = "basic"
    config.HTMLExporter.exclude_input_prompt = config.HTMLExporter.exclude_output_prompt = True
    config.HTMLExporter.optimistic_validation = True  # once, not after each preprocessor
    exporter = _Exporter(config=config)
    exporter.register_filter("clean_html", lambda text: str(text))  # a class would be called once, to make the filter
    exporter.register_filter(
        "highlight_code", lambda source, metadata: _highlighted(source, metadata.get("magics_language"))
    )
    return exporter


def _page(record: Record, marks: dict[str, Mark], gradebook: CourseGradebook, body: str) -> str:
    verdicts = {verdict.grade_id: verdict for verdict in record.verdicts}
    lines = [
        Line(verdicts[name].exercise if name in verdicts else name, points_of(mark), _words(verdicts.get(name), mark))
        for name, mark in marks.items()
        if mark.max_score is not None
    ]
    score, max_score, penalty = gradebook.score(record.student, record.assignment, record.notebook)
    return _template().render(
        record=record,
        marks=lines,
        score=score,
        max_score=max_score,
        penalty=penalty,
        body=body,
        highlighting=HtmlFormatter().get_style_defs(".highlight"),
    )


def _words(verdict, mark: Mark) -> str:
    return " ".join(word for word in (verdict.message if verdict else "", mark.comment) if word)


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(os.fspath(TEMPLATES))
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined).get_template(
        "feedback.html"
    )
