"""What a student runs: the visible checks of a notebook, one line per exercise.

The notebook runs as it is, in a fresh kernel and without a sandbox: it is the student's own work on the student's own
machine. What counts for the mark are the same checks with further cases. It agrees with nbgrader's Validate except
where grading does, too: a warning costs nothing, and what is off limits is not solved.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_solution

from autograder.desk.folder import read_own
from autograder.errors import AutograderError
from autograder.execution.kernel import run
from autograder.execution.strategy import Limits, Outcome
from autograder.marks.verdicts import find_violations, judge
from autograder.submissions.notebook import UnreadableNotebookError
from autograder.submissions.submission import Repaired, code_cells, is_protected

NOT_AS_HANDED_OUT = "this cell is not as it was handed out; `autograder update` brings it back"


@dataclass(frozen=True)
class Exercise:
    """How an exercise stands.

    Attributes
    ----------
    name : str
    solved : bool
        All of its visible checks pass.
    message : str
        What is wrong, in one sentence.
    """

    name: str
    solved: bool
    message: str = ""


def check(path: Path, *, timeout: float = 60.0) -> list[Exercise]:
    """Run a notebook and return its exercises in order.

    Parameters
    ----------
    path : Path
    timeout : float
        Seconds for each cell.

    Raises
    ------
    AutograderError
        If there is no such notebook, it has no checks, or the kernel does not start.
    """
    return check_notebook(read(path), path, timeout=timeout)


def read(path: Path) -> NotebookNode:
    """Return a student's notebook.

    Raises
    ------
    AutograderError
        If there is none, or it cannot be read.
    """
    if not path.is_file():
        raise AutograderError(
            f"there is no notebook {path}; give its path, as in `autograder check 02-perceptron.ipynb`"
        )
    try:
        return read_own(path)
    except UnreadableNotebookError as error:
        raise AutograderError(f"{error}; open it in JupyterLab and save it again") from error


def check_notebook(document: NotebookNode, path: Path, *, timeout: float = 60.0) -> list[Exercise]:
    """Run a notebook that was read from ``path``; see `check`."""
    notebook = Repaired(document, set(), [])
    cells = [cell for _, cell in code_cells(notebook)]
    outcomes = run(
        cells,
        limits=Limits(timeout, notebook_seconds=math.inf, memory=math.inf, processes=math.inf, disk=math.inf),
        sandbox=as_it_is,
        workdir=path.parent.absolute(),
        environment=own_environment(),
        seed="0",
    )
    exercises = summarize(
        notebook, {cell.grade_id: each for cell, each in zip(cells, outcomes, strict=True) if cell.grade_id}
    )
    if not exercises:
        raise AutograderError(f"{path} has no checks; is it a notebook of the course?")
    return exercises + [Exercise(name, False, NOT_AS_HANDED_OUT) for name in altered(document)]


def altered(document: NotebookNode) -> list[str]:
    """Return the names of the checks and read-only cells that are not as they were handed out.

    What passes a check that was changed says nothing; grading uses the check that was handed out.
    """
    names = []
    for cell in filter(is_protected, document.cells):
        marks = cell.metadata.nbgrader
        other_type = marks.get("cell_type") not in (None, cell.cell_type)
        other_text = not is_solution(cell) and marks.get("checksum") not in (None, compute_checksum(cell))
        names += [marks.grade_id] if other_type or other_text else []
    return names


def summarize(notebook: Repaired, outcomes: dict[str, Outcome]) -> list[Exercise]:
    """Return one line per exercise: solved if all its checks pass, else what the first says that does not."""
    sentences: dict[str, list[str]] = {}
    for verdict in judge(notebook, outcomes, find_violations(notebook)):
        if verdict.score is not None:
            sentences.setdefault(verdict.exercise, []).extend([verdict.message] if verdict.message else [])
    return [Exercise(name, not wrong, wrong[0] if wrong else "") for name, wrong in sentences.items()]


def as_it_is(command: Sequence[str], **_) -> list[str]:
    """Return the command itself: one's own work needs no sandbox."""
    return list(command)


def own_environment() -> dict[str, str]:
    """Return the caller's environment, less what belongs to the JupyterLab that may be running around it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}
    return {**own, "NBGRADER_EXECUTION": "validate"}  # as in nbgrader's Validate: pictures instead of widgets
