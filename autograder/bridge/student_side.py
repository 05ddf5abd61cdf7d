"""The student's process: runs the cells of the notebook, and between them what the checker asks of its objects."""

import contextlib
import os
import select
import sys
from collections.abc import Callable
from typing import Any

from autograder.bridge import guard, harden
from autograder.bridge.channel import Channel, ChannelClosedError, inherited, receive_channel
from autograder.bridge.codec import Codec
from autograder.bridge.limits import MARGIN
from autograder.bridge.operations import OPERATIONS
from autograder.bridge.peer import FOREVER, REQUEST, Peer
from autograder.bridge.shell import Shell
from autograder.bridge.student_objects import StudentObjects


class StudentSide:
    """What the student's process does for the grader (cells) and for the checker (requests).

    Parameters
    ----------
    control : Channel
        Connected to the grader.
    """

    def __init__(self, control: Channel):
        self.control = control
        self.bridge: Peer | None = None
        self.shell = Shell.instance()
        self.shell.begin()
        self.objects = StudentObjects(self.shell.user_ns)
        self._plain = Codec()
        self._off_limits: tuple[str, ...] = ()
        self._violation = ""
        self._guarded = False
        os.register_at_fork(after_in_child=self.hang_up)

    def hang_up(self) -> None:
        """Leave both connections: a process that student code forks must not answer, too."""
        self.control.close()
        if self.bridge:
            self.bridge.channel.close()

    def serve(self) -> None:
        """Do what is asked until the grader hangs up."""
        while True:
            channels = [self.control, *([self.bridge.channel] if self.bridge else [])]
            ready, _, _ = select.select([channel.socket for channel in channels], [], [])
            if self.control.socket in ready:
                self._command(*self._plain.decode(self.control.receive(deadline=FOREVER)))
            elif self.bridge:
                self._answer(self.bridge)

    def connect(self) -> None:
        """Take the connection to the checker."""
        codec = Codec(self.objects.refer, self.objects.resolve, self.objects.forget)
        names = self.shell.user_ns
        own = {"name": self._name, "delete_name": names.__delitem__, "set_name": names.__setitem__}
        operations = {**OPERATIONS, **own}
        self.bridge = Peer(receive_channel(self.control), codec, operations, self.shell.place, self._around)
        operations["each"] = self.bridge.serve_each
        self.objects.request = self.bridge.request

    def cell(self, source: str, kind: str, seconds: float, output_bytes: int) -> list:
        """Run a cell; return whether it ended, the sentence if it was stopped, its number and its outputs."""
        self.shell.recorder.limit = output_bytes
        before = dict(self.shell.user_ns) if kind == "locked" else {}
        try:
            with guard.time_limit(seconds):
                result = self.shell.run(source)
            error = result.error_before_exec or result.error_in_exec
        except guard.TimeIsUp as stop:
            error = stop
        if kind == "locked":
            self._remember_classes(before)
        stopped = str(error) if isinstance(error, guard.TimeIsUp) else ""
        return [error is None, stopped, self.shell.execution_count - 1, self.shell.recorder.take()]

    def test(self, off_limits: list[str]) -> None:
        """Prepare for the requests of a test."""
        self._off_limits, self._violation = tuple(off_limits), ""

    def after_test(self) -> list:
        """Return what the student's functions showed while a test called them, and what they used off limits."""
        return [self.shell.recorder.take(), self._violation]

    def _command(self, name: str, *arguments: Any) -> None:
        commands: dict[str, Callable] = {
            "connect": self.connect,
            "cell": self.cell,
            "test": self.test,
            "after_test": self.after_test,
        }
        self.control.send(self._plain.encode(commands[name](*arguments)), deadline=FOREVER)

    def _answer(self, bridge: Peer) -> None:
        try:
            message = bridge.receive()
            if message[0] == REQUEST:
                bridge.serve(message)
        except ChannelClosedError:
            self.bridge = None

    def _name(self, name: str) -> list:
        """Return a list of the value that has this name in the notebook, an empty one if there is none."""
        return [self.shell.user_ns[name]] if name in self.shell.user_ns else []

    def _around(self, function: Callable, arguments: list, keywords: dict, seconds: float) -> Any:
        if self._guarded:  # a call inside a call runs on the time of the outer one
            return function(*arguments, **keywords)
        self._guarded = True
        try:
            with guard.time_limit(seconds - MARGIN), guard.off_limits(self._off_limits, self._is_student):
                return function(*arguments, **keywords)
        except guard.TimeIsUp as late:
            raise TimeoutError(str(late)) from None
        except guard.OffLimitsError as error:
            self._violation = str(error)
            raise
        finally:
            self._guarded = False

    def _is_student(self, filename: str) -> bool:
        return filename == "<string>" or self.shell.place(filename) is not None

    def _remember_classes(self, before: dict) -> None:
        for name, value in self.shell.user_ns.items():
            if isinstance(value, type) and value.__module__ == "__main__" and before.get(name) is not value:
                self.objects.instructor_classes[name] = value


def run(control: Channel) -> None:
    """Serve the grader in this process, which is shut in already, and end it."""
    sys.path.append(os.getcwd())  # modules beside the notebook, behind everything installed
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    with contextlib.suppress(ChannelClosedError):
        StudentSide(control).serve()
    os._exit(0)  # whatever the student left running, or registered to run at exit


def main() -> None:
    """Run as a process that inherits the control socket, whose number is the one argument."""
    harden.restrict()
    run(inherited(int(sys.argv[1])))


if __name__ == "__main__":
    main()
