"""The student's process as the grader sees it: cells in, outcomes out; when it dies, another takes its place."""

import socket
from collections.abc import Callable
from typing import Any

from autograder.execution.outputs import MALFORMED, Outputs
from autograder.execution.sentences import clean, explain
from autograder.execution.strategy import Cell, Limits, Outcome
from autograder.execution.wall_process import GRACE_SECONDS, ProcessEndedError, WallProcess

START_SECONDS = 60.0
RESTARTS = 3
HIDDEN = "BEGIN HIDDEN TESTS"


class StudentProcess:
    """A student's process with its bridge to the checker.

    When the process ends, or breaks the rules of the bridge, the cells that ran to their end before run again in a new
    one, so that the failure costs the cell or test in which it happened and no other.

    Parameters
    ----------
    start : callable
        Returns a new WallProcess.
    checker : callable
        Returns the WallProcess to which the other end of each bridge goes; it may still have to start.
    limits : Limits
    """

    def __init__(self, start: Callable[[], WallProcess], checker: Callable[[], WallProcess], limits: Limits):
        self._start, self._checker, self._limits = start, checker, limits
        self._replay: list[Cell] = []
        self._restarts_left = RESTARTS
        self.gone = ""  # why there is no process any more, once there is none
        self.names: dict[int, str] = {}  # execution count → the cell, as the student knows it
        self._process = self._connected()

    def cell(self, cell: Cell, seconds: float) -> Outcome:
        """Run a cell of the student's, or a locked one."""
        if self.gone:
            return Outcome(False, message=f"this was not run: {self.gone}")
        try:
            outcome = self._run(cell, seconds)
        except ProcessEndedError as end:
            self.restart(str(end))
            return Outcome(False, message=f"this cell was stopped: {end}")
        self._replay.append(cell)
        return outcome

    def before_test(self, off_limits: tuple[str, ...]) -> None:
        """Say what the functions that a test is going to call may not use."""
        try:
            self._ask("test", list(off_limits), seconds=GRACE_SECONDS)
        except ProcessEndedError as end:
            self.restart(str(end))

    def after_test(self, cell: Cell, outputs: Outputs, lost: str) -> str:
        """Add what student code printed during a test, and return what it used off limits.

        Parameters
        ----------
        cell : Cell
            The test. Where part of it is hidden, nothing is added: a function could print what it is tested with.
        outputs : Outputs
        lost : str
            Why the checker hung up on this process, if it did.
        """
        try:
            if lost:
                raise ProcessEndedError(lost)
            messages, violation = self._ask("after_test", seconds=GRACE_SECONDS)
            if HIDDEN not in cell.source:
                collect(outputs, messages)
            return clean(str(violation))
        except (ProcessEndedError, *MALFORMED) as end:
            self.restart(str(end))
            return ""

    def restart(self, reason: str, checker: Callable[[], WallProcess] | None = None) -> None:
        """Put a new process in the place of this one, with the same cells behind it, perhaps for a new checker."""
        self.close()
        self._checker = checker or self._checker
        self._restarts_left -= 1
        self.names.clear()
        try:
            if self._restarts_left < 0:
                raise ProcessEndedError(f"the notebook had to be restarted too often, the last time because {reason}")
            self._process = self._connected()
            for cell in self._replay:
                self._run(cell, self._limits.cell_seconds)
        except ProcessEndedError as end:
            self.close()
            self.gone = str(end)

    def close(self) -> None:
        """End the process and all that it started."""
        self._process.close()

    def _connected(self) -> WallProcess:
        process = self._start()
        here, there = socket.socketpair()
        try:
            with here, there:
                self._checker().connect(there, START_SECONDS)
                process.connect(here, START_SECONDS)
        except BaseException:
            process.close()
            raise
        return process

    def _run(self, cell: Cell, seconds: float) -> Outcome:
        outputs = Outputs(self._limits.output_bytes)
        arguments = cell.source, cell.kind, seconds, self._limits.output_bytes
        reply = self._ask("cell", *arguments, seconds=seconds + GRACE_SECONDS)
        try:
            ended, late, count, messages = reply
            error = collect(outputs, messages)
            if cell.kind == "student":
                self.names[count] = f"your cell {cell.grade_id}" if cell.grade_id else "a cell of yours"
            message = "" if ended is True else clean(str(late)) or explain(error, self.names)
        except MALFORMED:
            raise ProcessEndedError("its process answered what no notebook answers") from None
        return Outcome(ended is True, outputs=outputs.nodes, message=message)

    def _ask(self, command: str, *arguments: Any, seconds: float) -> Any:
        if self.gone:
            raise ProcessEndedError(self.gone)
        return self._process.ask(command, *arguments, seconds=seconds)


def collect(outputs: Outputs, messages: list[dict]) -> dict:
    """Add messages to outputs; return the content of the last error among them."""
    error: dict = {}
    for message in messages:
        outputs.add(message)
        if message["header"].get("msg_type") == "error":
            error = message["content"]
    return error
