"""A course of one small lesson, made where a test wants it, and students who hand in what a test wants.

The lesson has two exercises that are tested (``double``, 2 points, with a hidden test; ``parts``, 4 points, with
partial credit) and a question for a person (3 points).
"""

import json
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LESSON = "01-tiny"

IMPORTS = "import math\nimport sys"
DOUBLE = '''def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION'''
DOUBLE_TEST = """assert double(2) == 4, "double(2) must be 4"
### BEGIN HIDDEN TESTS
secret_input = 21
assert double(secret_input) == 42, "double fails for another number"
### END HIDDEN TESTS"""
PARTS = '''def parts(n):
    """Return n, and n squared."""
    ### BEGIN SOLUTION
    return n, n**2
    ### END SOLUTION'''
PARTS_TEST = "answer = parts(3)\n1.5 * (answer[0] == 3) + 2.5 * (answer[1] == 9)"

RIGHT = {"double": "def double(x):\n    return x + x", "parts": "def parts(n):\n    return [n, n * n]"}


def marks(name, **flags):
    """Return nbgrader's metadata of a cell."""
    flags = {"grade": False, "solution": False, "locked": False, "task": False, **flags}
    return {"grade_id": name, "schema_version": 3, **flags}


def cell(source, name, *, exercise=None, off_limits=(), **flags):
    """Return a cell that nbgrader knows."""
    metadata = {"nbgrader": marks(name, **flags)}
    if exercise:
        metadata["autograder"] = {"exercise": exercise, "off_limits": list(off_limits)}
    make = new_markdown_cell if flags.pop("markdown", False) else new_code_cell
    metadata["nbgrader"].pop("markdown", None)
    return make(source, id=f"id-{name}", metadata=metadata)


def source():
    """Return the source notebook."""
    cells = [
        new_markdown_cell("# A tiny lesson, $x < y$ and <small>small print</small>", id="title"),
        cell(IMPORTS, "imports", locked=True),
        cell(DOUBLE, "double", solution=True, exercise="doubling", off_limits=["math.prod", "numpy"]),
        cell(DOUBLE_TEST, "double-test", grade=True, locked=True, points=2),
        new_code_cell("double(5)", id="try-it"),
        cell(PARTS, "parts", solution=True),
        cell(PARTS_TEST, "parts-test", grade=True, locked=True, points=4),
        cell("Because.", "why", grade=True, solution=True, points=3, markdown=True),
    ]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": spec})


def make_course(root, notebook=None):
    """Write the source of a course and return its directory."""
    folder = Path(root) / "source" / LESSON
    folder.mkdir(parents=True)
    nbformat.write(notebook or source(), folder / f"{LESSON}.ipynb")
    return Path(root)


def as_released():
    """Return the notebook that students get, as JSON, written down by hand."""
    notebook = json.loads(nbformat.writes(source()))
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    texts = {
        "double": f'def double(x):\n    """Return twice x."""\n    {stub}'.replace("\nraise", "\n    raise"),
        "double-test": 'assert double(2) == 4, "double(2) must be 4"',
        "parts": f'def parts(n):\n    """Return n, and n squared."""\n    {stub}'.replace("\nraise", "\n    raise"),
        "why": "YOUR ANSWER HERE",
    }
    for each in notebook["cells"]:
        each["source"] = texts.get(name_of(each), "".join(each["source"]))
    return notebook


def name_of(cell):
    """Return the grade_id of a cell of a JSON notebook, None where there is none."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def find(notebook, name):
    """Return the cell of this grade_id."""
    return next(each for each in notebook["cells"] if name_of(each) == name)


def solved(**answers):
    """Return the released notebook with answers filled in, right ones where none is given."""
    notebook = as_released()
    for name, text in {**RIGHT, **answers}.items():
        find(notebook, name)["source"] = text
    return notebook


def hand_in(course, student, notebook):
    """Write a submission: a notebook as JSON, or the bytes of a file."""
    path = Path(course) / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
    return path
