"""The isolation "kernel": every cell of a notebook, tests included, in one fresh kernel inside a sandbox.

This is how nbgrader itself runs notebooks, with three differences: the kernel can reach nothing but its working
directory, it is stopped at its limits, and a cell counts as ended only if the reply to that very request says so.
Student code shares the process with the tests and can tamper with them: ``autograder.execution.wall`` closes that.

Messages travel over Unix sockets, since a sandbox has no network: jupyter_client, transport "ipc".
"""

import time
from pathlib import Path

from autograder.execution.kernel_process import KernelProcess, KernelStoppedError
from autograder.execution.sandbox import Sandbox
from autograder.execution.scratch import Scratch
from autograder.execution.sentences import explain, stopped
from autograder.execution.strategy import Cell, Limits, Outcome
from autograder.execution.warm import Template


def run(
    cells: list[Cell],
    *,
    limits: Limits,
    sandbox: Sandbox,
    workdir: Path,
    environment: dict[str, str],
    seed: str,
    kernel_name: str = "python3",
    template: Template | None = None,
) -> list[Outcome]:
    """Run the cells in order in one kernel and return what became of each.

    Parameters
    ----------
    cells : list of Cell
        The code cells of the repaired notebook.
    limits : Limits
        What the notebook may use; a cell that goes over one ends the kernel and all cells after it.
    sandbox : callable
        From ``autograder.execution.sandbox.choose``.
    workdir : Path
        Where the cells run, with the assignment's files.
    environment : dict
        Variables for the kernel, besides those that it needs.
    seed : str
        Handed to the checks as ``AUTOGRADER_SEED``.
    kernel_name : str
        The Jupyter kernel.
    template : Template, optional
        What a Python kernel is forked from.

    Raises
    ------
    AutograderError
        If the kernel is not installed or does not start.
    """
    with (
        Scratch("kernel") as private,
        KernelProcess(
            kernel_name,
            limits=limits,
            sandbox=sandbox,
            workdir=workdir,
            private=private,
            environment={**environment, "AUTOGRADER_SEED": seed},
            template=template,
        ) as kernel,
    ):
        return _run_cells(kernel, cells, limits)


def _run_cells(kernel: KernelProcess, cells: list[Cell], limits: Limits) -> list[Outcome]:
    names: dict[int, str] = {}  # execution count → the cell, as the student knows it
    end = time.monotonic() + limits.notebook_seconds
    outcomes: list[Outcome] = []
    reason = ""
    for cell in cells:
        if reason:
            outcomes.append(Outcome(ended=False, message=f"this was not run: {reason}"))
            continue
        start = time.monotonic()
        try:
            outcome = _run_cell(kernel, cell, names, min(limits.cell_seconds, end - start))
        except KernelStoppedError as stop:
            reason = str(stop)
            outcome = Outcome(ended=False, outputs=stop.outputs, message=reason)
        outcome.seconds = time.monotonic() - start
        outcomes.append(outcome)
    return outcomes


def _run_cell(kernel: KernelProcess, cell: Cell, names: dict[int, str], seconds: float) -> Outcome:
    reply, outputs, overtime = kernel.execute(cell.source, seconds)
    if cell.kind == "student":
        names[reply.get("execution_count", 0)] = f"your cell {cell.grade_id}" if cell.grade_id else "a cell of yours"
    if reply.get("status") == "ok" and not overtime:
        return Outcome(True, partial=partial_credit(cell, outputs.result()), outputs=outputs.nodes)
    message = stopped(seconds) if overtime else explain(reply, names)
    return Outcome(False, outputs=outputs.nodes, message=message)


def partial_credit(cell: Cell, result: str | None) -> float | None:
    """Return the points that a test cell's last expression gives, as in nbgrader; None where it is no number."""
    if cell.kind != "test" or result is None:
        return None
    try:
        points = float(result)
    except ValueError:
        return None
    return min(points, cell.points) if points > 0 else 0.0
