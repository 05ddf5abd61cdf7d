"""A course whose tests have one flaw each, made where a test of the audit wants it."""

import nbformat
from nbformat.v4 import new_notebook

from autograder.audit.audit import Options, audit
from autograder.course.directory import Course
from tests.autograder import tiny

ADD = "def add(a, b):\n    ### BEGIN SOLUTION\n    return a + b\n    ### END SOLUTION"
ADD_TEST = "assert add(1, 2) == 3\n### BEGIN HIDDEN TESTS\nassert add(2, 5) == 7\n### END HIDDEN TESTS"


def solution(body, arguments="a, b", name="f"):
    """Return an answer cell whose whole body the student writes."""
    lines = "\n".join(f"    {line}" for line in body.split("\n"))
    return f"def {name}({arguments}):\n    ### BEGIN SOLUTION\n{lines}\n    ### END SOLUTION"


def exercise(name, answer, test, *, off_limits=(), points=2):
    """Return the two cells of an exercise."""
    return [
        tiny.cell(answer, name, solution=True, exercise=name, off_limits=off_limits),
        tiny.cell(test, f"{name}-test", grade=True, locked=True, points=points),
    ]


def notebook(*exercises, locked="import math"):
    """Return a notebook of some exercises."""
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [tiny.cell(locked, "imports", locked=True), *(cell for cells in exercises for cell in cells)]
    return new_notebook(cells=cells, metadata={"kernelspec": spec})


def make(root, *exercises, locked="import math"):
    """Write a course of one lesson and an empty bank; return the course's directory."""
    (root / "answers").mkdir(parents=True, exist_ok=True)
    return tiny.make_course(root, notebook(*exercises, locked=locked))


def change(root, *exercises, locked="import math"):
    """Write the lesson anew."""
    nbformat.write(notebook(*exercises, locked=locked), root / "source" / tiny.LESSON / f"{tiny.LESSON}.ipynb")


def keep(root, exercise, **files):
    """Put answers, by name without ending, into the bank of an exercise, and its list of equivalent mutants."""
    folder = root / "answers" / tiny.LESSON / exercise
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / (f"{name}.txt" if name == "equivalent" else f"{name}.py")).write_text(text)


def run(root, *, changed=False, heard=lambda done, total: None):
    """Audit a course; return what was found, by exercise."""
    options = Options(root / "answers", root / "answers", jobs=2, changed=changed)
    return {each.exercise: each for each in audit(Course(root), None, options, heard)}


def survivors(findings):
    """Return the changed lines of the mutants that survived, as they are."""
    return [verdict.mutant.after for verdict in findings.verdicts if verdict.fate == "survived"]
