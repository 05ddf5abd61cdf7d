"""What passes between the grader and the strategies that run a notebook: cells and limits in, outcomes back.

A strategy is a function ``run(cells, *, limits, sandbox, workdir, environment, seed) -> list[Outcome]``. It runs code
and reports what happened; it sees neither database nor submission, and gives no marks. Two exist:
``autograder.execution.wall`` (tests in a process of their own) and ``autograder.execution.kernel`` (one sandboxed
kernel for everything).
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

MEBIBYTE = 2**20
STRATEGIES = {"wall": "autograder.execution.wall", "kernel": "autograder.execution.kernel"}


@dataclass(frozen=True)
class Cell:
    """One code cell of the repaired notebook.

    Attributes
    ----------
    grade_id : str or None
        nbgrader's name of the cell; None for cells that the student added.
    source : str
        The code. For "locked" and "test" cells it is the instructor's, hidden tests included.
    kind : {"student", "locked", "test"}
        "student": answers and the student's own cells; "locked": the instructor's cells without marks, read-only ones
        and those that the student left as they were; "test": graded and not a solution.
    points : float
        The most that a test cell can earn.
    off_limits : tuple of str
        Dotted names that this answer may not use.
    defines : frozenset of str
        Names that the instructor's own answer binds here.
    """

    grade_id: str | None
    source: str
    kind: Literal["student", "locked", "test"]
    points: float = 0.0
    off_limits: tuple[str, ...] = ()
    defines: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Limits:
    """What one notebook may use; times in seconds, sizes in bytes, ``math.inf`` for no limit.

    ``memory`` holds for each process and for all together, ``processes`` and ``disk`` for all together,
    ``output_bytes`` for each cell.
    """

    cell_seconds: float = 30.0
    notebook_seconds: float = 300.0
    memory: float = 2048 * MEBIBYTE
    processes: float = 128
    open_files: int = 512
    file_size: int = 64 * MEBIBYTE
    disk: float = 256 * MEBIBYTE
    output_bytes: int = MEBIBYTE


@dataclass
class Outcome:
    """What became of one cell.

    Attributes
    ----------
    ended : bool
        It ran to its end without an exception: the evidence without which a test cell earns nothing.
    partial : float or None
        Partial credit in points, where the cell gave some explicitly.
    outputs : list of nbformat outputs
        For the autograded notebook.
    message : str
        When the cell did not end: one sentence for the student.
    seconds : float
        Wall-clock time of the cell.
    """

    ended: bool
    partial: float | None = None
    outputs: list = field(default_factory=list)
    message: str = ""
    seconds: float = 0.0


Run = Callable[..., list[Outcome]]


def strategy(isolation: str) -> Run:
    """Return the function that runs notebooks under the isolation of this name.

    Raises
    ------
    ValueError
        If there is no such isolation.
    """
    if isolation not in STRATEGIES:
        raise ValueError(f"isolation must be one of {', '.join(STRATEGIES)}, got {isolation!r}")
    return importlib.import_module(STRATEGIES[isolation]).run
