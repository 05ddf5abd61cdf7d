"""How to grade: from the options of the command and the settings of the course."""

import os
from dataclasses import dataclass, field

from autograder.course.directory import Course
from autograder.course.sizes import parse_size
from autograder.errors import AutograderError
from autograder.execution.strategy import STRATEGIES, Limits

CELL_SECONDS = 30.0  # nbgrader's default
NOTEBOOK_CELLS = 10  # a notebook may take as long as so many cells at their limit


@dataclass(frozen=True)
class Settings:
    """How to grade.

    Attributes
    ----------
    limits : Limits
        For each notebook.
    sandbox : {"auto", "bubblewrap", "none"}
    isolation : {"wall", "kernel"}
        How tests and student code are kept apart.
    jobs : int
        Notebooks at the same time.
    force : bool
        Grade again what did not change.
    scheduler : str
        The address of a Dask cluster that runs the notebooks, "" for this machine.
    pictures : bool
        Run also those of the instructor's cells that no mark depends on.
    """

    limits: Limits = field(default_factory=Limits)
    sandbox: str = "auto"
    isolation: str = "wall"
    jobs: int = 1
    force: bool = False
    scheduler: str = ""
    pictures: bool = False


def settings(
    course: Course,
    *,
    jobs: int | None = None,
    timeout: float | None = None,
    memory: str = "2G",
    sandbox: str = "auto",
    isolation: str | None = None,
    force: bool = False,
    scheduler: str = "",
    pictures: bool = False,
) -> Settings:
    """Return how to grade a course.

    Parameters
    ----------
    course : Course
    jobs : int, optional
        By default as many as there are cores.
    timeout : float, optional
        Seconds for each cell, by default what ``c.Execute.timeout`` says in the course's settings.
    memory : str
        For each notebook, as in "2G".
    sandbox, isolation, force, scheduler, pictures
        As in `Settings`.

    Raises
    ------
    AutograderError
        If an option has no meaning.
    """
    try:
        memory_bytes = parse_size(memory)
    except ValueError as error:
        raise AutograderError(f"--memory: {error}") from error
    configured = course.config.Execute.get("timeout", None)  # nbgrader: None and -1 mean no limit
    seconds = float(timeout if timeout is not None else configured if configured and configured > 0 else CELL_SECONDS)
    if seconds <= 0:
        raise AutograderError(f"--timeout must be a positive number of seconds, got {seconds:g}")
    if isolation not in (None, *STRATEGIES):
        raise AutograderError(f"--isolation must be one of {', '.join(STRATEGIES)}, got {isolation!r}")
    if sandbox not in ("auto", "bubblewrap", "none"):
        raise AutograderError(f"--sandbox must be auto, bubblewrap or none, got {sandbox!r}")
    return Settings(
        limits=Limits(cell_seconds=seconds, notebook_seconds=NOTEBOOK_CELLS * seconds, memory=memory_bytes),
        sandbox=sandbox,
        isolation=isolation or Settings.isolation,
        jobs=jobs or os.cpu_count() or 1,
        force=force,
        scheduler=scheduler,
        pictures=pictures,
    )
