"""The isolation "wall": student code and the tests never share a process.

    grader ──────────── cells, outputs ──────── student process   (sandbox 1: the student's and the locked cells)
       │                                              ║ bridge: data, calls
       └── cells, evidence ── checker process ════════╝           (sandbox 2: locked and test cells)

A test counts as passed only if the checker says so, over a socket that student code has no end of. Whatever the
student's process does to itself, it can only answer wrongly.
"""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from copy import deepcopy
from functools import partial
from pathlib import Path

from nbformat.v4 import new_output

from autograder.bridge.names import checker_sources, instructor_names
from autograder.bridge.needed import needed_cells
from autograder.errors import AutograderError
from autograder.execution.outputs import Outputs
from autograder.execution.sandbox import Sandbox
from autograder.execution.scratch import Scratch
from autograder.execution.sentences import explain
from autograder.execution.strategy import Cell, Limits, Outcome
from autograder.execution.wall_process import GRACE_SECONDS, ProcessEndedError, WallProcess
from autograder.execution.wall_student import StudentProcess, collect
from autograder.execution.warm import Template
from autograder.execution.workdir import CODE

LEFT_OUT = new_output("stream", name="stdout", text="Not run while grading: no mark depends on this cell.\n")
Start = Callable[[], WallProcess]
Question = tuple[str, list[str], list[str], float, int]  # what the checker needs to run a cell


def run(
    cells: list[Cell],
    *,
    limits: Limits,
    sandbox: Sandbox,
    workdir: Path,
    environment: dict[str, str],
    seed: str,
    handed_out: Path | None = None,
    template: Template | None = None,
    pictures: bool = True,
) -> list[Outcome]:
    """Run the cells in order, the student's in one process and the tests in another; return what became of each.

    Parameters
    ----------
    cells : list of Cell
        The code cells of the repaired notebook.
    limits : Limits
        What each of the two processes may use. A cell over its time is interrupted and the next one runs; over another
        limit its process ends.
    sandbox : callable
        From ``autograder.execution.sandbox.choose``.
    workdir : Path
        Where the student's cells run. The checker gets a copy of its data files as they are now, before student code
        can change them; Python modules there could be the student's, so it gets none.
    environment : dict
        Variables for both processes.
    seed : str
        Handed to the checks as ``AUTOGRADER_SEED``; the student's process does not get it.
    handed_out : Path, optional
        The folder of the source: its Python modules are the instructor's and importable in the checker too.
    template : Template, optional
        What both processes are forked from.
    pictures : bool
        Whether the student's process runs also those of the instructor's cells that no mark can depend on.

    Raises
    ------
    AutograderError
        If the processes do not start.
    """
    with ExitStack() as stack:
        data = stack.enter_context(Scratch("checker"))
        shutil.copytree(workdir, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*(f"*{end}" for end in CODE)))
        if handed_out:
            shutil.copytree(handed_out, data, dirs_exist_ok=True, ignore=_all_but_modules)
        start = partial(WallProcess, limits=limits, sandbox=sandbox, template=template)
        notebook = Notebook(
            partial(start, "student", workdir=workdir, environment=environment),
            partial(start, "checker", workdir=data, environment={**environment, "AUTOGRADER_SEED": seed}),
            limits,
        )
        stack.callback(notebook.close)
        kinds = [(cell.kind, cell.source) for cell in cells]
        outcomes = notebook.run(cells, [True] * len(cells) if pictures else needed_cells(kinds))
        modules = notebook.checker_modules() if template and not template.learned else []
    if template and modules:
        template.learn(modules)
    return outcomes


class Notebook:
    """One notebook on its way through the two processes.

    Parameters
    ----------
    start_student, start_checker : callable
        Return a new WallProcess.
    limits : Limits
    """

    def __init__(self, start_student: Start, start_checker: Start, limits: Limits):
        self._start_checker, self._limits = start_checker, limits
        self._at_once = ThreadPoolExecutor(1)
        checker = self._at_once.submit(start_checker)
        try:
            self._student = StudentProcess(start_student, checker.result, limits)
        except BaseException as error:
            if not checker.exception():
                checker.result().close()
            self._at_once.shutdown()
            if not isinstance(error, ProcessEndedError):
                raise
            raise AutograderError(
                f"the sandboxed processes do not start ({error}); autograder doctor may say why"
            ) from error
        self._checker = checker.result()
        self._own: set[str] = set()  # the names that the instructor's cells have bound so far
        self._scratch: set[str] = set()  # those of them that only tests have bound
        self._off_limits: tuple[str, ...] = ()  # of the answer to which the next tests belong
        self._replay: list[Question] = []  # what has run to its end in the checker
        self._checker_gone = ""  # why there is no checker any more

    def close(self) -> None:
        """End both processes and all that they started."""
        self._at_once.shutdown()
        self._checker.process.kill()  # both at once, and then wait for each
        self._student.close()
        self._checker.close()

    def run(self, cells: list[Cell], needed: list[bool]) -> list[Outcome]:
        """Return one outcome per cell; the student's process runs only the needed ones."""
        end = time.monotonic() + self._limits.notebook_seconds
        sources = checker_sources([(cell.kind, cell.source) for cell in cells])
        outcomes = []
        for cell, source, is_needed in zip(cells, sources, needed, strict=True):
            start = time.monotonic()
            outcome = self._cell(cell, source, min(self._limits.cell_seconds, end - start), is_needed)
            outcome.seconds = time.monotonic() - start
            outcomes.append(outcome)
        return outcomes

    def checker_modules(self) -> list[str]:
        """Return the modules that the instructor's cells have imported, as far as the checker can still say."""
        try:
            return list(self._checker.ask("modules", seconds=GRACE_SECONDS))
        except ProcessEndedError:
            return []

    def _cell(self, cell: Cell, source: str | None, seconds: float, needed: bool) -> Outcome:
        if seconds <= 0:
            limit = self._limits.notebook_seconds
            return Outcome(False, message=f"this was not run: the notebook ran longer than {limit:.3g} s")
        if cell.kind == "test":
            outcome = self._test(cell, seconds)
        elif source is not None:
            outcome = self._locked(cell, source, seconds, needed)
        else:
            outcome = self._student.cell(cell, seconds) if needed or cell.kind == "student" else left_out()
        if cell.kind != "student":
            self._bind(instructor_names(cell.source), scratch=cell.kind == "test")
        elif cell.grade_id:
            self._off_limits = cell.off_limits
            self._own -= cell.defines & self._scratch  # an answer's name, used by an earlier test for its own ends
        return outcome

    def _bind(self, names: frozenset[str], *, scratch: bool) -> None:
        self._own |= names
        self._scratch = self._scratch | names if scratch else self._scratch - names

    def _locked(self, cell: Cell, source: str, seconds: float, needed: bool) -> Outcome:
        """Run a cell in both processes at once; only in the student's does its failure matter by itself."""
        question = self._question(source, seconds)
        asked = self._at_once.submit(self._ask_checker, question)
        outcome = self._student.cell(cell, seconds) if needed else left_out()
        self._report(question, asked.result)
        return outcome

    def _test(self, cell: Cell, seconds: float) -> Outcome:
        outputs = Outputs(self._limits.output_bytes)
        self._student.before_test(self._off_limits)
        if self._student.gone:
            return Outcome(False, message=f"this was not run: {self._student.gone}")
        question = self._question(cell.source, seconds)
        report = self._report(question, partial(self._ask_checker, question))
        violation = self._student.after_test(cell, outputs, report["lost"])
        error = collect(outputs, report["outputs"])
        if report["ended"] and not violation:
            return Outcome(True, partial=_points(report["partial"], cell.points), outputs=outputs.nodes)
        message = violation or explain({**error, "traceback": [report["remote"]]}, self._student.names)
        if report["lost"]:
            message = f"the test got no answer from your code: {report['lost']}"
        return Outcome(False, outputs=outputs.nodes, message=report.get("message", message))

    def _question(self, source: str, seconds: float) -> Question:
        return source, sorted(self._own), sorted(instructor_names(source)), seconds, self._limits.output_bytes

    def _ask_checker(self, question: Question) -> dict:
        if self._checker_gone:
            raise ProcessEndedError(self._checker_gone)
        return self._checker.ask("cell", *question, seconds=question[3] + GRACE_SECONDS)

    def _report(self, question: Question, answer: Callable[[], dict]) -> dict:
        """Return the checker's report on a cell, or one that says how the cell ended the checker."""
        try:
            report = answer()
        except ProcessEndedError as end:
            self._restart(str(end))
            message = f"the test itself was stopped by what your code returned: {end}"
            return {"ended": False, "lost": "", "remote": "", "outputs": [], "message": message}
        if report["ended"]:
            self._replay.append(question)
        return report

    def _restart(self, reason: str) -> None:
        """Start both processes anew; what ran to its end before runs again."""
        if self._checker_gone:
            return
        self._checker.close()
        self._checker = self._start_checker()
        self._student.restart(reason, lambda: self._checker)
        try:
            for question in self._replay:
                self._ask_checker(question)
        except ProcessEndedError as end:
            self._checker_gone = str(end)


def left_out() -> Outcome:
    """Return the outcome of a cell that was not run because no mark can depend on it."""
    return Outcome(True, outputs=[deepcopy(LEFT_OUT)])


def _all_but_modules(folder: str, names: list[str]) -> list[str]:
    """Say to ``copytree`` which names of a folder to leave out."""
    return [name for name in names if not name.endswith(".py") and not Path(folder, name).is_dir()]


def _points(partial_credit: float | None, most: float) -> float | None:
    return None if partial_credit is None else min(max(partial_credit, 0.0), most)
