"""One sandboxed process behind the wall: started, asked over a socket of its own, stopped with all that it started."""

import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from autograder.bridge.channel import Channel, ChannelClosedError, send_channel
from autograder.bridge.codec import Codec, MalformedError
from autograder.execution.kernel_process import home_with_fonts
from autograder.execution.sandbox import Sandbox, clean_environment
from autograder.execution.strategy import Limits
from autograder.execution.watch import PERIOD, Watch, kill

GRACE_SECONDS = 2.0  # between the limit that a process holds itself to and its end


class ProcessEndedError(Exception):
    """The process is gone; the text says why, as a clause."""


class WallProcess:
    """A process that runs ``python -m module`` in a sandbox and answers commands until it is closed.

    Parameters
    ----------
    module : str
        ``autograder.bridge.student_side`` or ``autograder.bridge.checker_side``.
    limits : Limits
    sandbox : callable
        From ``autograder.execution.sandbox.choose``.
    workdir : Path
        Its current directory.
    environment : dict
        Variables besides those that Python needs.
    """

    def __init__(self, module: str, *, limits: Limits, sandbox: Sandbox, workdir: Path, environment: dict[str, str]):
        self._private = tempfile.TemporaryDirectory(prefix="wall-")
        private = Path(self._private.name)
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", module, str(theirs.fileno())]
        self.process = subprocess.Popen(
            sandbox(command, limits=limits, workdir=workdir, writable=[private]),
            env=clean_environment(home_with_fonts(private), **environment),
            cwd=workdir,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        self.excess = ""
        self._channel, self._codec = Channel(ours, largest=4 * limits.output_bytes + 2**20), Codec()
        self._watch = Watch(self.process.pid, limits, (workdir, private))
        self._one_at_a_time, self._stopped = threading.Lock(), threading.Event()
        self._watcher = threading.Thread(target=self._keep_watch, daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """End the process and all that it started; closing twice is no error."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        self._channel.close()
        kill(self.process.pid)
        self.process.wait()
        self._watcher.join()
        self._private.cleanup()

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
        if not self._stopped.is_set():  # afterwards the number may be that of another process
            kill(self.process.pid)

    def _keep_watch(self) -> None:
        while not self._stopped.wait(PERIOD):
            self.excess = self.excess or self._watch.excess()
            if self.excess:
                self._end()
                return
