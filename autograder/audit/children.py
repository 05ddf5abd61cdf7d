"""Trials in forked children: each begins with everything that is imported and computed so far, and changes nothing.

A child is held to processor time, so that a busy machine makes no mutant look endless, and to memory. The code is the
instructor's own and its mutants': there is no sandbox.
"""

import contextlib
import gc
import json
import os
import resource
import selectors
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import psutil

from autograder.audit.trial import Outcome, Trial

MEMORY = 2 * 2**30  # bytes more than the process has that it is forked from
PATIENCE = 20  # a child that waits instead of computing ends after so many times its processor time


@dataclass
class Child:
    """A running trial."""

    trial: Trial
    pid: int
    pipe: int
    seconds: float
    deadline: float
    said: bytes = b""


def run_children(
    trials: Iterable[Trial], action: Callable[[Trial], Outcome], *, limit: Callable[[Trial], float], jobs: int
) -> Iterator[tuple[Trial, Outcome]]:
    """Run ``action`` on each trial in a child of its own, some at a time; yield outcomes as they come.

    Parameters
    ----------
    trials : iterable of Trial
    action : callable
    limit : callable
        Returns the seconds of processor time that a trial has.
    jobs : int
        Children at the same time.
    """
    left = iter(trials)
    running: dict[int, Child] = {}
    gc.collect()
    gc.freeze()  # what is here now is shared and not looked at again
    with selectors.DefaultSelector() as selector:
        while True:
            while len(running) < jobs and (trial := next(left, None)) is not None:
                child = _fork(trial, action, limit(trial))
                running[child.pipe] = child
                selector.register(child.pipe, selectors.EVENT_READ)
            if not running:
                return
            for key, _ in selector.select(timeout=0.2):
                child = running[key.fd]
                data = os.read(child.pipe, 2**16)
                child.said += data
                if not data:
                    selector.unregister(child.pipe)
                    del running[child.pipe]
                    yield child.trial, _outcome(child)
            for child in running.values():
                if time.monotonic() > child.deadline:
                    _kill(child.pid)


def _fork(trial: Trial, action: Callable[[Trial], Outcome], seconds: float) -> Child:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _in_child(trial, action, seconds, writing)
    os.close(writing)
    return Child(trial, pid, reading, seconds, time.monotonic() + PATIENCE * seconds)


def _in_child(trial: Trial, action: Callable[[Trial], Outcome], seconds: float, pipe: int) -> None:
    """Do the work, say what became of it and end, whatever happens, without any of the parent's clearing up."""
    try:
        os.setsid()  # so that what it starts ends with it
        memory = psutil.Process().memory_info().vms + MEMORY
        with contextlib.suppress(ValueError, OSError):  # not every system has this limit
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        outcome = action(trial)
        signal.setitimer(signal.ITIMER_PROF, 0)
        outcome.seconds = time.process_time()
        text = json.dumps(outcome.as_json()).encode()
        while text:
            text = text[os.write(pipe, text) :]
    finally:
        os._exit(0)


def _outcome(child: Child) -> Outcome:
    os.close(child.pipe)
    _, status = os.waitpid(child.pid, 0)
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    _kill(child.pid)  # what it may have left running
    if ended_by in (signal.SIGPROF, signal.SIGKILL):
        return Outcome("time", seconds=child.seconds)
    try:
        return Outcome.from_json(json.loads(child.said))
    except ValueError:
        return Outcome("crash")


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
