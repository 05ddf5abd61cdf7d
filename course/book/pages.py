"""Source notebooks → pages of the book: executed once, the solutions folded away, the hidden tests left out."""

import hashlib
import json
import os
import pathlib
import re
from functools import partial

import nbclient
import nbformat
from nbformat.v4 import new_markdown_cell

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
SOURCE = ROOT / "course" / "source"
SOLUTION = re.compile(r"^([ \t]*)### BEGIN SOLUTION\n.*?### END SOLUTION[ \t]*\n?", re.DOTALL | re.MULTILINE)
MARKER = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)
HIDDEN = re.compile(r"^[ \t]*### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS[ \t]*\n?", re.DOTALL | re.MULTILINE)
ELSEWHERE = re.compile(r"\[([^\]]*)\]\(\.\./[\w-]+/([\w-]+)\.ipynb([^)]*)\)")  # a link into another lesson's folder
SMALL = re.compile(r"^(### .*?) &nbsp; <small>(.*?)</small>", re.MULTILINE)  # difficulty, minutes, points
NAMELESS = re.compile(r"^\|\s*\|(?=.*\n\|\s*:?-)", re.MULTILINE)  # a table whose first column has no heading
TO_READ = (
    "```{{note}}\nThis is the lesson to read, with the pictures of the course's own solutions. To *do* it, with checks "
    "and with widgets that move, open `{lesson}` in JupyterLab: `make lab`.\n```"
)


def lessons():
    """Return the names of all lessons in order."""
    return sorted(path.parent.name for path in SOURCE.glob("*/*.ipynb") if path.stem == path.parent.name)


def page(lesson, book, cache):
    """Return a lesson as a page: a notebook with its outputs.

    Parameters
    ----------
    lesson : str
    book : sequence of str
        The lessons that the book has: of a link to another one the words remain.
    cache : Path
        A folder of executed notebooks: one whose text and library are the same is not run again.
    """
    notebook = executed(lesson, cache)
    title, *cells = notebook.cells
    notebook.cells = [title, new_markdown_cell(TO_READ.format(lesson=lesson))]
    for cell in cells:
        notebook.cells += _shown(cell, book)
    return notebook


def executed(lesson, cache):
    """Return the executed source notebook of a lesson."""
    path = SOURCE / lesson / f"{lesson}.ipynb"
    text = path.read_text(encoding="utf-8")
    kept = cache / f"{lesson}-{_key(text)}.ipynb"
    if not kept.exists():
        notebook = nbformat.reads(text, as_version=4)
        client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}})
        client.execute(env={**os.environ, "NNLIB_STATIC": "1", "OMP_NUM_THREADS": "1"})
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob(f"{lesson}-*.ipynb"):
            old.unlink()
        nbformat.write(notebook, kept)
    return nbformat.read(kept, as_version=4)


def _key(text):
    """Return a hash of a notebook and of the code that it runs with."""
    key = hashlib.sha256(text.encode())
    for folder in ("nnlib", "autograder/checks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            key.update(path.read_bytes())
    return key.hexdigest()[:16]


def _shown(cell, book):
    """Return what the page shows of a cell."""
    if cell.cell_type != "code":
        text = SMALL.sub(r"\1\n\n*\2*", ELSEWHERE.sub(partial(_link, book), cell.source))
        cell.source = NAMELESS.sub("| <span class='visually-hidden'>row</span> |", text)
        return [cell]
    marks = cell.metadata.get("nbgrader", {})
    cell.metadata.setdefault("tags", [])
    if "hide-input" not in cell.metadata.tags:
        cell.metadata.tags.append("hide-input")
    if marks.get("solution"):
        stub = SOLUTION.sub(r"\1raise NotImplementedError()\n", cell.source).strip("\n")
        cell.source = MARKER.sub("", cell.source)
        _prompt(cell, "a solution")
        return [new_markdown_cell(f"```python\n{stub}\n```"), cell]
    if marks.get("grade"):
        cell.source = HIDDEN.sub("", cell.source)
        _prompt(cell, "the check")
    return [cell]


def _link(book, link):
    words, lesson, rest = link.groups()
    return f"[{words}]({lesson}.ipynb{rest})" if lesson in book else words


def _prompt(cell, what):
    cell.metadata["mystnb"] = {"code_prompt_show": f"Show {what}", "code_prompt_hide": f"Hide {what}"}


def summary(lesson):
    """Return the title of a lesson and the sentence on its time and exercises."""
    text = "".join(json.loads((SOURCE / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"])
    time = re.search(r"\*\*Time:\*\* (about .*)$", text, re.MULTILINE)
    return text.partition("\n")[0].removeprefix("# "), time[1] if time else ""
