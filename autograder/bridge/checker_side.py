"""The checker's process: runs the instructor's cells and tests, and reports what became of each.

Its reports go to the grader over a socket of its own, which student code has no end of: the evidence for marks.
"""

import contextlib
import linecache
import os
import sys
import time
import traceback
from collections.abc import Callable

from autograder.bridge import guard, harden
from autograder.bridge.channel import Channel, ChannelClosedError, inherited, receive_channel
from autograder.bridge.checker_objects import CheckerObjects
from autograder.bridge.codec import Codec
from autograder.bridge.errors import RemoteError
from autograder.bridge.namespace import Namespace
from autograder.bridge.peer import FOREVER, Peer
from autograder.bridge.shell import Shell, safe_text

HIDDEN_TESTS = (
    " HIDDEN TESTS"  # nbgrader's marks begin with BEGIN and END; whole, they must not be in a student's memory
)
HIDDEN = "a hidden test failed"


class CheckerSide:
    """What the checker does for the grader.

    Parameters
    ----------
    control : Channel
        Connected to the grader.
    """

    def __init__(self, control: Channel):
        self.control = control
        self._plain = Codec()
        self.namespace = Namespace()
        self.shell = Shell.instance()
        self.shell.begin(self.namespace)
        self.shell.explained = self.explain
        self._before = frozenset(sys.modules)

    def serve(self) -> None:
        """Do what is asked until the grader hangs up."""
        commands: dict[str, Callable] = {"connect": self.connect, "cell": self.cell, "modules": self.modules}
        while True:
            name, *arguments = self._plain.decode(self.control.receive(deadline=FOREVER))
            self.control.send(self._plain.encode(commands[name](*arguments)), deadline=FOREVER)

    def modules(self) -> list[str]:
        """Return the modules that cells have imported, directly or not."""
        return sorted(set(sys.modules) - self._before)

    def connect(self) -> None:
        """Take the connection to the student's process."""
        objects = CheckerObjects(self.namespace.own_class)
        codec = Codec(objects.refer, objects.resolve)
        objects.peer = Peer(receive_channel(self.control), codec, objects.operations(), self.shell.place)
        self.namespace.peer = objects.peer

    def cell(self, source: str, own: list[str], bound: list[str], seconds: float, output_bytes: int) -> dict:
        """Run a cell and return what became of it.

        Parameters
        ----------
        source : str
        own, bound : list of str
            The names that the instructor's cells before it bind, and those that it binds itself.
        seconds : float
        output_bytes : int
        """
        self.shell.recorder.limit = output_bytes
        self.namespace.new_cell(own, bound)
        peer = self.namespace.peer
        peer.deadline = time.monotonic() + seconds
        try:
            with guard.time_limit(seconds + 0.2):
                result = self.shell.run(source)
            error, value = result.error_before_exec or result.error_in_exec, result.result
        except guard.TimeIsUp as late:
            error, value = late, None
        return {
            "ended": error is None,
            "partial": float(value) if type(value) is int or type(value) is float else None,
            "error": self.explain(error) if error else None,
            "outputs": self.shell.recorder.take(),
            "lost": (peer.channel.reason or "its process ended") if peer.channel.closed else "",
            "remote": getattr(error, "remote_traceback", ""),
        }

    def explain(self, error: BaseException) -> dict:
        """Return the name, the text and the traceback of what ended a cell, without lines of hidden tests.

        Shown are the failed line of the test and what the student's code says, nothing else.
        """
        name, text = type(error).__name__, safe_text(error)
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if self.shell.place(frame.filename)]
        if frames and is_hidden(linecache.getlines(frames[0].filename), frames[0].lineno) and not _is_discreet(error):
            return {"ename": name, "evalue": HIDDEN, "traceback": [f"{name}: {HIDDEN}"]}
        lines = [f"line {frame.lineno} of the test, in {frame.name}\n    {frame.line}" for frame in frames]
        remote = getattr(error, "remote_traceback", "")
        return {"ename": name, "evalue": text, "traceback": [*lines, *([remote] if remote else []), f"{name}: {text}"]}


def _is_discreet(error: BaseException) -> bool:
    """Return whether an error is a check's own, whose text says nothing that is hidden."""
    return type(error).__name__ == "CheckFailed" and not isinstance(error, RemoteError)


def is_hidden(lines: list[str], number: int | None) -> bool:
    """Return whether a line lies between the marks of hidden tests."""
    before = "".join(lines[: number or 0])
    return before.rfind("BEGIN" + HIDDEN_TESTS) > before.rfind("END" + HIDDEN_TESTS)


def run(control: Channel) -> None:
    """Serve the grader in this process, which is shut in already, and end it."""
    sys.path.append(os.getcwd())
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    with contextlib.suppress(ChannelClosedError):
        CheckerSide(control).serve()
    os._exit(0)


def main() -> None:
    """Run as a process that inherits the control socket, whose number is the one argument."""
    harden.restrict()
    run(inherited(int(sys.argv[1])))


if __name__ == "__main__":
    main()
