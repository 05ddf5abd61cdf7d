"""The source notebooks as the tests need them: cells by kind, and one exercise run with any answer, in this process."""

import functools
import io
import pathlib
import re
from contextlib import redirect_stdout

import nbformat

from autograder.checks import CheckFailed

ROOT = pathlib.Path(__file__).parent.parent.parent
SOURCE = ROOT / "course" / "source"
ANSWERS = ROOT / "tests" / "answers"


def lesson_names():
    return sorted(path.name for path in SOURCE.iterdir() if (path / f"{path.name}.ipynb").exists())


def graded_names():
    """Return the lessons with exercises: not the last page."""
    return [lesson for lesson in lesson_names() if exercises(lesson)]


@functools.cache
def notebook(lesson):
    return nbformat.read(SOURCE / lesson / f"{lesson}.ipynb", as_version=4)


def cells(lesson, **flags):
    """Return the lesson's code cells whose nbgrader flags are as given, in order."""
    code = [c for c in notebook(lesson).cells if c.cell_type == "code" and "nbgrader" in c.metadata]
    return [c for c in code if all(bool(c.metadata.nbgrader.get(k)) == v for k, v in flags.items())]


def exercises(lesson):
    """Return {name of the exercise: (its solution cell, its test cell)}."""
    ordered = [c for c in cells(lesson) if c.metadata.nbgrader.solution or c.metadata.nbgrader.grade]
    pairs = zip(ordered[::2], ordered[1::2], strict=True)
    return {solution.metadata.nbgrader.grade_id: (solution, test) for solution, test in pairs}


def definitions(lesson):
    """Return the locked cells that give the student a function or a class to work with."""
    locked = cells(lesson, locked=True, grade=False)
    return [cell for cell in locked if cell.source.startswith(("def ", "class "))]


def stub(source):
    """Return a solution cell as a student gets it."""
    region = re.compile(r"^( *)### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL | re.MULTILINE)
    return region.sub(r"\1# YOUR CODE HERE\n\1raise NotImplementedError()", source)


def run_check(lesson, exercise, answer):
    """Run the test cell of ``exercise`` on ``answer``, after what is given and the lesson's own earlier solutions.

    Returns
    -------
    str
        The sentence of the check that failed, or "" if all passed.
    """
    namespace = {"__name__": "__main__"}
    for cell in [cells(lesson)[0], *definitions(lesson)]:
        exec(compile(cell.source, f"<{cell.id}>", "exec"), namespace)
    for name, (solution, test) in exercises(lesson).items():
        exec(compile(answer if name == exercise else solution.source, f"<{name}>", "exec"), namespace)
        if name == exercise:
            try:
                with redirect_stdout(io.StringIO()):
                    exec(compile(test.source, f"<{name} check>", "exec"), namespace)
            except CheckFailed as failed:
                return str(failed)
            return ""
    raise KeyError(exercise)
