"""Processes that start warm: forked from a template that has numpy, matplotlib and IPython imported, and as shut in.

A template is started once per set of modules and lives as long as the grader. Where this machine does not allow it,
``why_not_warm`` says why, and processes start cold, in bubblewrap.
"""

import atexit
import json
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

from autograder.bridge.channel import Channel, ChannelClosedError
from autograder.execution.process import WarmProcess, home_with_fonts
from autograder.execution.sandbox import SYSTEM, clean_environment, python_directories
from autograder.execution.scratch import Scratch
from autograder.execution.strategy import MEBIBYTE, Limits

TEMPLATE_SECONDS = 60.0  # for the imports
START_SECONDS = 20.0
HOME = "/home/student"  # the same in all children, because libraries remember it from their import
CREDENTIALS = struct.Struct("iii")  # struct ucred: process, user, group
PROGRAM = "from autograder.execution.template import main; main()"
FEW_MODULES = 25  # which are imported quicker than a template starts again
LARGE = {"torch", "tensorflow", "jax", "pandas"}
BACKEND = "module://matplotlib_inline.backend_inline"


class NoTemplateError(Exception):
    """A process cannot start warm; the text says why, as a clause."""


class Template:
    """A process that has its imports done, in namespaces of its own, and forks what it is asked for.

    It starts with its first child, and again if it should die.

    Parameters
    ----------
    modules : iterable of str
        What to import beyond what every notebook needs; what is not installed is left out.
    places : iterable of Path
        Directories below which there may be directories for its children, besides that for temporary files.
    """

    def __init__(self, modules: Iterable[str] = (), places: Iterable[Path] = ()):
        self._places = [place.resolve() for place in (Path(tempfile.gettempdir()), *places)]
        self._readable = [*map(str, SYSTEM), *map(str, python_directories())]
        self._modules, self.learned = set(modules), False
        self._one_at_a_time = threading.Lock()
        self._running: tuple[subprocess.Popen, socket.socket] | None = None
        self._children: list[WarmProcess] = []
        self._private = Scratch("template")
        self._home = home_with_fonts(self._private.path)

    def start(
        self,
        program: str,
        ours: socket.socket,
        theirs: socket.socket,
        *,
        limits: Limits,
        workdir: Path,
        private: Path,
        environment: dict[str, str],
        arguments: Iterable[str] = (),
        readable: Iterable[Path] = (),
        hardened: bool = True,
    ) -> WarmProcess:
        """Return a process of its own for one submission.

        Parameters
        ----------
        program : {"student", "checker", "kernel"}
        ours, theirs : socket
            A pair; the process gets a copy of ``theirs``.
        limits : Limits
        workdir : Path
            Its current directory, under the same path as outside.
        private : Path
            A directory for it alone; ``home`` in it is its home, and a kernel has all of it under the same path.
        environment : dict
            All its variables, but those that name the home.
        arguments : iterable of str
            Its command line.
        readable : iterable of Path
            Further directories that it can read.
        hardened : bool
            Whether it forbids itself what ``autograder.bridge.harden`` forbids.

        Raises
        ------
        NoTemplateError
            If there is no template, not even a new one, or the directories are not below its places.
        """
        for directory in (workdir, private):
            if not any(directory.resolve().is_relative_to(place) for place in self._places):
                raise NoTemplateError(f"{directory} is not below {self._places[0]}")
        shared = [(str(private), str(private))] if program == "kernel" else []  # there are its sockets
        request = {
            "program": program,
            "limits": asdict(limits),
            "workdir": str(workdir),
            "readable": [*self._readable, *map(str, readable)],
            "writable": [(str(workdir), str(workdir)), *shared, (str(private / "home"), HOME)],
            "environment": {**environment, "HOME": HOME, "TMPDIR": HOME},
            "arguments": list(arguments),
            "hardened": hardened,
            "log": str(private / "log") if program == "kernel" else "",
        }
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            self._hand_over(theirs)
            child = WarmProcess(_first_process(ours, request))
            self._children = [child, *(other for other in self._children if other.alive())]
            return child
        except OSError as error:
            raise NoTemplateError(f"no process came of it ({error})") from error
        finally:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)

    def learn(self, modules: Iterable[str]) -> None:
        """Take the modules that a checker has imported: what lessons import only inside their functions.

        A template does so once, at a moment at which it has no children; it starts again with its next child. What it
        was not asked for and is large stays out: the student's answers decide whether a checker needs that.
        """
        with self._one_at_a_time:
            if self.learned or any(child.alive() for child in self._children):
                return
            unasked = LARGE - {name.partition(".")[0] for name in self._modules}
            self.learned = True
            wanted = {name for name in modules if name.partition(".")[0] not in unasked}
            if len(wanted) > FEW_MODULES:
                self._modules |= wanted
                self._stop()

    def close(self) -> None:
        """End the template and, with it, all that it has forked; it does not start again."""
        with self._one_at_a_time:
            self._stop()
            self._private.remove()

    def _hand_over(self, end: socket.socket) -> None:
        """Give the template the end of a connection; a template that died has one successor."""
        with self._one_at_a_time:
            for _ in range(2):
                self._running = self._running or self._started()
                process, connection = self._running
                if process.poll() is None:
                    with suppress(OSError):
                        socket.send_fds(connection, [b"+"], [end.fileno()])
                        return
                self._stop()
        raise NoTemplateError("its template ended")

    def _stop(self) -> None:
        if self._running:
            process, connection = self._running
            connection.close()
            process.kill()
            process.wait()
            self._running = None

    def _started(self) -> tuple[subprocess.Popen, socket.socket]:
        settings = {
            "writable": [*((str(place), str(place)) for place in self._places), (str(self._home), HOME)],
            "readable": self._readable,
            "modules": sorted(self._modules),
            "size": 64 * MEBIBYTE,
        }
        ours, theirs = socket.socketpair()
        with ExitStack() as stack:
            stack.callback(ours.close)
            # Not as an argument: every process forked from it can read its own command line.
            told = stack.enter_context(tempfile.TemporaryFile())
            told.write(json.dumps(settings).encode())
            told.seek(0)
            with theirs:
                process = subprocess.Popen(
                    [sys.executable, "-P", "-c", PROGRAM, str(theirs.fileno()), str(told.fileno())],
                    env=clean_environment(Path(HOME), MPLBACKEND=BACKEND),
                    cwd="/",
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno(), told.fileno()],
                    start_new_session=True,
                )
            stack.callback(process.wait)
            stack.callback(process.kill)
            ours.settimeout(TEMPLATE_SECONDS)
            answer = ours.recv(1000).decode(errors="replace")
            if answer != "ready":
                raise NoTemplateError(answer or "the template ended while it started")
            ours.settimeout(START_SECONDS)
            told.close()
            stack.pop_all()
        return process, ours


def _first_process(ours: socket.socket, request: dict) -> int:
    """Send a request; return the number of the process that answers, as the operating system knows it."""
    deadline = time.monotonic() + START_SECONDS
    try:
        Channel(ours).send(json.dumps(request).encode(), deadline=deadline)
    except ChannelClosedError as error:
        raise NoTemplateError(str(error)) from error
    ours.settimeout(START_SECONDS)
    answer, ancillary, _, _ = ours.recvmsg(1000, socket.CMSG_SPACE(CREDENTIALS.size))
    if answer != b"ready":
        raise NoTemplateError(answer.decode(errors="replace") or "its process ended while it started")
    return next(CREDENTIALS.unpack(data)[0] for _, kind, data in ancillary if kind == socket.SCM_CREDENTIALS)


@cache
def template(modules: frozenset[str] = frozenset()) -> Template | None:
    """Return this process's template with these modules, or with none of them; None where nothing starts warm."""
    one = Template(modules)
    if not why_not(one):
        atexit.register(one.close)
        return one
    one.close()
    return template() if modules else None


@cache
def why_not_warm() -> str:
    """Return why processes cannot start warm on this machine; empty when they can."""
    trial = Template()
    try:
        return why_not(trial)
    finally:
        trial.close()


def why_not(one: Template) -> str:
    """Return why nothing can be forked from a template; empty when it can."""
    ours, theirs = socket.socketpair()
    try:
        with ours, theirs, Scratch("trial") as folder:
            private = home_with_fonts(folder).parent
            one.start("student", ours, theirs, limits=Limits(), workdir=folder, private=private, environment={}).end()
    except NoTemplateError as error:
        return str(error)
    return ""
