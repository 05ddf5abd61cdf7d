"""The program of a template: a process that has its imports done and runs no student code, only forks.

    grader ══ socket ══ template ─ fork ─ first process of new namespaces ─ fork ─ what was asked for
               a byte and a descriptor        reads the request, shuts itself in        student side, checker, kernel

A template gets a byte and one end of a connection, and forks; what is to be run is read from that connection by the
child, so nothing of one submission is ever in the memory that the next one inherits. The child begins in namespaces of
its own, sees no file but those of its own submission, keeps no descriptor but its connection, and forbids itself what
``autograder.bridge.harden`` forbids, before it forks the process that runs anything of the student's.
"""

import contextlib
import gc
import importlib
import inspect
import json
import os
import random
import resource
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from autograder.bridge import checker_side, harden, student_side
from autograder.bridge.channel import Channel
from autograder.bridge.peer import FOREVER
from autograder.bridge.shell import Shell
from autograder.execution import namespaces

ALWAYS = (  # what every notebook needs, and what the first cell, picture, magic or error would load
    *("numpy", "autograder.bridge.arrays", "autograder.checks", "bdb", "stack_data", "pexpect", "termios"),
    *("matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib_inline.backend_inline"),
    *(f"IPython.core.{name}" for name in ("application", "completer", "completerlib", "crashhandler", "logger")),
    *("IPython.core.oinspect", "IPython.core.magics.execution", "IPython.core.magics.pylab", "IPython.utils.timing"),
    *("IPython.utils.generics", "IPython.utils.wildcard", "pygments.formatters.terminal256"),
    *(f"PIL.{name}Plugin" for name in ("BmpImage", "GifImage", "JpegImage", "PpmImage", "PngImage")),
)
LATER = {"torch": "torch._dynamo"}  # what a library imports when it is first used: here by an optimizer, a second
LIMITS = {
    "memory": resource.RLIMIT_DATA,
    "file_size": resource.RLIMIT_FSIZE,
    "open_files": resource.RLIMIT_NOFILE,
    "processes": resource.RLIMIT_NPROC,
}


class UnfitError(Exception):
    """This process is no template: something in it could not be forked, or children would share it."""


def main() -> None:
    """Run as a process that inherits a socket and a file with the settings as JSON; the arguments are their numbers."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    with open(int(sys.argv[2]), encoding="utf-8") as file:
        settings = json.load(file)
    who = os.geteuid(), os.getegid()
    first = namespaces.fork_apart()
    if first:
        connection.close()
        os._exit(os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]) & 0xFF)
    try:
        namespaces.settle(*who)
        namespaces.die_with_parent()
        shown = {name: settings[name] for name in ("readable", "writable", "size")}
        namespaces.new_root(**shown, last=False)
        namespaces.give_up_privileges()
        prepare(settings["modules"])
        answer = b"ready"
    except Exception as error:  # whatever it is, there will be no template
        answer = f"{type(error).__name__}: {error}".encode()[:1000]
    connection.sendall(answer)
    if answer == b"ready":
        with contextlib.suppress(OSError):
            serve(connection)
    os._exit(0)


def prepare(modules: list[str]) -> None:
    """Import modules, those that cannot be imported left out, look at what came of it, and make a shell.

    Raises
    ------
    UnfitError
        If a thread runs, or memory or a file is open that all children would share.
    """
    for name in (*ALWAYS, *modules, *(LATER[name] for name in modules if name in LATER)):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    inspect.getmodule(compile("", "", "exec"))  # as the first traceback would: finds out where each module lies
    threads = len(os.listdir("/proc/self/task")) - 1
    if threads:
        raise UnfitError(f"{threads} further threads run after the imports")
    maps = Path("/proc/self/maps").read_text().splitlines()
    if any(line.split()[1][1:4:2] == "ws" for line in maps):
        raise UnfitError("memory is shared with others after the imports")
    if "ipykernel" not in sys.modules:  # a kernel brings a shell of its own
        Shell.instance()
    gc.collect()
    gc.freeze()  # so that the collector of a child does not touch, and thereby copy, what is never freed


def serve(connection: socket.socket) -> None:
    """Fork one child for each descriptor that arrives, until the grader hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for children
    who = os.geteuid(), os.getegid()
    while True:
        received, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
        if not received:
            return
        with contextlib.suppress(OSError):  # at some limit of the machine's: the grader sees the connection closed
            if descriptors and namespaces.fork_apart() == 0:
                _in_child(enclose, descriptors[0], who)
        for descriptor in descriptors:
            os.close(descriptor)


def enclose(descriptor: int, who: tuple[int, int]) -> None:
    """Shut this process in, the first of its namespaces, fork the one that runs things, and wait for its end.

    Parameters
    ----------
    descriptor : int
        The connection over which the request comes.
    who : tuple of int
        User and group of the template.
    """
    keep_only(descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    namespaces.settle(*who)
    channel = Channel(socket.socket(fileno=descriptor))
    request = json.loads(channel.receive(deadline=FOREVER))
    os.setsid()
    try:
        prepare_child(request)
        answer = b"ready"
    except Exception as error:
        answer = f"{type(error).__name__}: {error}".encode()[:1000]
    channel.socket.sendmsg([answer])  # with the credentials that the grader has asked the socket for
    if answer != b"ready":
        return
    runner = os.fork()
    if runner == 0:
        _in_child(run, request, channel)
    channel.close()
    namespaces.hide_memory()
    signal.signal(signal.SIGINT, lambda *_: os.kill(runner, signal.SIGINT))  # from outside, meant for what runs
    ended = -1
    while ended != runner:
        ended, _ = os.wait()


def prepare_child(request: dict[str, Any]) -> None:
    """Take everything from this process but what the request allows."""
    namespaces.new_root(readable=request["readable"], writable=request["writable"], size=request["limits"]["disk"])
    for name, kind in LIMITS.items():
        value = request["limits"][name]
        value = int(value) if value < 2**62 else resource.RLIM_INFINITY
        with contextlib.suppress(ValueError):  # it is below already
            resource.setrlimit(kind, (value, value))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    namespaces.give_up_privileges()
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["workdir"])
    tempfile.tempdir = None
    if request["hardened"]:
        harden.restrict(own_tmp=True)


def run(request: dict[str, Any], channel: Channel) -> None:
    """Do what was asked for, in a process that begins as a new one would."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    namespaces.name_process(f"autograder:{request['program']}")
    if request["log"]:
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for standard in (1, 2):
            os.dup2(log, standard)
        os.close(log)
    sys.argv = ["python", *request["arguments"]]
    RUNNERS[request["program"]](channel)


def keep_only(descriptor: int) -> None:
    """Close all files but the three standard ones and this one."""
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, os.sysconf("SC_OPEN_MAX"))


def _kernel(channel: Channel) -> None:
    channel.close()
    packages = [place for place, path in enumerate(sys.path) if path.endswith("-packages")]
    sys.path.insert(min(packages, default=0), "")  # IPython does that itself in a Python without the option -P
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


def _in_child(function: Callable, *arguments: Any) -> NoReturn:
    """Call a function and end this process, whatever happens; never return into the parent's code."""
    try:
        function(*arguments)
    except BaseException:
        os.write(2, traceback.format_exc().encode())  # sys.stderr may be the student's by now
    finally:
        os._exit(0)


RUNNERS: dict[str, Callable[[Channel], None]] = {
    "student": student_side.run,
    "checker": checker_side.run,
    "kernel": _kernel,
}

if __name__ == "__main__":
    main()
