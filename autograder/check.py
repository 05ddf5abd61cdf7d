"""What a student runs: the visible checks of a notebook, one line per exercise.

The notebook runs as it is, in a fresh kernel and without a sandbox: it is the student's own work on the student's own
machine. What counts for the mark are the same checks with further cases.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import AutograderError
from autograder.execution.kernel import run
from autograder.execution.strategy import Limits, Outcome
from autograder.marks.verdicts import judge
from autograder.submissions.notebook import UnreadableNotebookError, read_source
from autograder.submissions.submission import Repaired, code_cells


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
    if not path.is_file():
        raise AutograderError(
            f"there is no notebook {path}; give its path, as in `autograder check 02-perceptron.ipynb`"
        )
    try:
        notebook = Repaired(read_source(path), set(), [])
    except UnreadableNotebookError as error:
        raise AutograderError(f"{error}; open it in JupyterLab and save it again") from error
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
    return exercises


def summarize(notebook: Repaired, outcomes: dict[str, Outcome]) -> list[Exercise]:
    """Return one line per exercise: solved if all its checks pass, else what the first says that does not."""
    sentences: dict[str, list[str]] = {}
    for verdict in judge(notebook, outcomes):
        if verdict.score is not None:
            sentences.setdefault(verdict.exercise, []).extend([verdict.message] if verdict.message else [])
    return [Exercise(name, not wrong, wrong[0] if wrong else "") for name, wrong in sentences.items()]


def as_it_is(command: Sequence[str], **_) -> list[str]:
    """Return the command itself: one's own work needs no sandbox."""
    return list(command)


def own_environment() -> dict[str, str]:
    """Return the caller's environment, less what belongs to the JupyterLab that may be running around it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}
