"""A process that runs student code or tests, as the grader holds it: its number, whether it lives, its end."""

import os
import select
import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from autograder.execution.watch import kill


class Process(Protocol):
    """What the grader does with a process; ``pid`` is that of the outermost one around it."""

    pid: int

    def alive(self) -> bool:
        """Return whether it runs."""

    def kill(self) -> None:
        """Kill it and all that it started; once it is gone, nothing happens."""

    def end(self) -> None:
        """Kill it and return when it is gone."""


class ColdProcess:
    """A process that was started by a command.

    Parameters
    ----------
    popen : subprocess.Popen
    """

    def __init__(self, popen: subprocess.Popen):
        self._popen, self.pid = popen, popen.pid

    def alive(self) -> bool:
        """Return whether it runs."""
        return self._popen.poll() is None

    def kill(self) -> None:
        """Kill it and all that it started; once it is gone, nothing happens."""
        if self.alive():
            kill(self.pid)

    def end(self) -> None:
        """Kill it and return when it is gone."""
        self.kill()
        self._popen.wait()


class WarmProcess:
    """The first process of a namespace that a template forked; with it ends everything in the namespace.

    Parameters
    ----------
    pid : int
    """

    def __init__(self, pid: int):
        self.pid = pid
        self._descriptor = os.pidfd_open(pid)  # stays that of this process when its number is given to another
        self._open = threading.Lock()

    def alive(self) -> bool:
        """Return whether it runs."""
        with self._open:
            return self._descriptor >= 0 and not select.select([self._descriptor], [], [], 0)[0]

    def signal(self, number: int) -> None:
        """Send it a signal; once it is gone, nothing happens."""
        with self._open, suppress(ProcessLookupError):
            if self._descriptor >= 0:
                signal.pidfd_send_signal(self._descriptor, number)

    def kill(self) -> None:
        """Kill it and all that it started; once it is gone, nothing happens."""
        self.signal(signal.SIGKILL)

    def end(self) -> None:
        """Kill it and return when it is gone."""
        self.kill()
        if self._descriptor >= 0:
            select.select([self._descriptor], [], [])
            with self._open:
                os.close(self._descriptor)
                self._descriptor = -1


def home_with_fonts(private: Path) -> Path:
    """Return a home directory with matplotlib's list of fonts, which takes seconds to make."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    home = private / "home"
    fonts = home / ".cache" / "matplotlib"
    fonts.mkdir(parents=True)
    for path in cache.glob("fontlist-*.json"):
        shutil.copy(path, fonts)
    return home
