"""One sandboxed process behind the wall: started, asked over a socket of its own, stopped with all that it started."""

import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from autograder.bridge.channel import Channel, ChannelClosedError, send_channel
from autograder.bridge.codec import Codec, MalformedError
from autograder.execution.process import ColdProcess, Process, home_with_fonts
from autograder.execution.sandbox import Sandbox, clean_environment
from autograder.execution.scratch import Scratch
from autograder.execution.strategy import Limits
from autograder.execution.warm import NoTemplateError, Template
from autograder.execution.watch import PERIOD, Watch

GRACE_SECONDS = 2.0  # between the limit that a process holds itself to and its end


class ProcessEndedError(Exception):
    """The process is gone; the text says why, as a clause."""


class WallProcess:
    """A process that runs one side of the bridge in a sandbox and answers commands until it is closed.

    Parameters
    ----------
    program : {"student", "checker"}
    limits : Limits
    sandbox : callable
        From ``autograder.execution.sandbox.choose``.
    workdir : Path
        Its current directory.
    environment : dict
        Variables besides those that Python needs.
    template : Template, optional
        What it is forked from; where there is none, or it cannot, it starts with its imports before it.
    """

    def __init__(
        self,
        program: str,
        *,
        limits: Limits,
        sandbox: Sandbox,
        workdir: Path,
        environment: dict[str, str],
        template: Template | None = None,
    ):
        self._private = Scratch("wall")
        private = self._private.path
        home = home_with_fonts(private)
        ours, theirs = socket.socketpair()
        variables = clean_environment(home, **environment)
        with ExitStack() as stack:
            stack.callback(self._private.remove)
            stack.callback(ours.close)
            stack.enter_context(theirs)
            places: dict[str, Any] = {"limits": limits, "workdir": workdir}
            self.process: Process = _warm(
                template, program, ours, theirs, private=private, environment=variables, **places
            ) or _cold(program, theirs, sandbox=sandbox, writable=[private], environment=variables, **places)
            stack.pop_all()
            theirs.close()
        self.excess = ""
        self._channel, self._codec = Channel(ours, largest=4 * limits.output_bytes + 2**20), Codec()
        self._watch = Watch(self.process.pid, limits, (workdir, private))
        self._one_at_a_time, self._stopped = threading.Lock(), threading.Event()
        self._watcher = threading.Thread(target=self._keep_watch, daemon=True)
        self._look()  # a disk that the one before filled is full now, not a tenth of a second later
        self._watcher.start()

    def close(self) -> None:
        """End the process and all that it started; closing twice is no error."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        self._channel.close()
        self.process.kill()
        self._watcher.join()
        self.process.end()
        self._private.remove()

    def ask(self, command: str, *arguments: Any, seconds: float) -> Any:
        """Have the process do a command and return its answer.

        Raises
        ------
        ProcessEndedError
            If it does not answer in time, or is gone.
        """
        deadline = time.monotonic() + seconds
        try:
            with self._one_at_a_time:
                self._channel.send(self._codec.encode([command, *arguments]), deadline=deadline)
                return self._codec.decode(self._channel.receive(deadline=deadline))
        except (ChannelClosedError, MalformedError) as error:
            self._end()
            raise ProcessEndedError(self.excess or str(error)) from None

    def connect(self, end: socket.socket, seconds: float) -> None:
        """Give the process its end of the bridge."""
        deadline = time.monotonic() + seconds
        try:
            with self._one_at_a_time:
                self._channel.send(self._codec.encode(["connect"]), deadline=deadline)
                send_channel(self._channel, end)
                self._channel.receive(deadline=deadline)
        except (ChannelClosedError, OSError) as error:
            self._end()
            raise ProcessEndedError(self.excess or str(error)) from None

    def _end(self) -> None:
        if not self._stopped.is_set():
            self.process.kill()

    def _keep_watch(self) -> None:
        while not self._stopped.wait(PERIOD):
            self._look()
            if self.excess:
                return

    def _look(self) -> None:
        self.excess = self.excess or self._watch.excess()
        if self.excess:
            self._end()


def _warm(template: Template | None, program: str, *ends: socket.socket, **how: Any) -> Process | None:
    """Return a process forked from a template, None if there is none or it cannot."""
    try:
        return template.start(program, *ends, **how) if template else None
    except NoTemplateError:
        return None


def _cold(
    program: str,
    theirs: socket.socket,
    *,
    limits: Limits,
    sandbox: Sandbox,
    workdir: Path,
    writable: list[Path],
    environment: dict[str, str],
) -> Process:
    command = [sys.executable, "-P", "-m", f"autograder.bridge.{program}_side", str(theirs.fileno())]
    return ColdProcess(
        subprocess.Popen(
            sandbox(command, limits=limits, workdir=workdir, writable=writable),
            env=environment,
            cwd=workdir,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    )
