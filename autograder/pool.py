"""Local workers: one process each, a task at a time, results in the order in which they are done.

A worker imports the grader once and keeps a template for sandboxed processes. One that dies, or does not answer until
long after its submission should have been stopped, is replaced, and its task is tried once more. Further tasks wait
while the machine is short of memory.
"""

import contextlib
import math
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

import psutil

from autograder.execution.namespaces import die_with_parent
from autograder.execution.scratch import sweep
from autograder.execution.strategy import MEBIBYTE, Limits
from autograder.marks.records import Record
from autograder.task import Result, Task, execute

ATTEMPTS = 2
ROOM = 512 * MEBIBYTE  # what must be free before another notebook starts beside those that run
LOOK_SECONDS = 1.0
MARGIN_SECONDS = 120.0
RUNS = 5  # a notebook whose process ends is run again from its beginning up to three times, and once more at the end

_context = multiprocessing.get_context("forkserver")


@dataclass
class Worker:
    """A process and what it does."""

    process: multiprocessing.process.BaseProcess
    connection: Connection
    task: Task | None = None
    attempt: int = 0
    deadline: float = math.inf


class LocalPool:
    """Workers on this machine; a context manager that leaves none behind.

    Parameters
    ----------
    jobs : int
        The most workers.
    started : callable
        Called with each task when a worker begins with it.
    work : callable
        What a worker does with a task.
    """

    def __init__(
        self,
        jobs: int,
        *,
        started: Callable[[Task], None] = lambda task: None,
        work: Callable[[Task], Result] = execute,
    ):
        self._jobs, self._started, self._do = jobs, started, work
        self._workers: list[Worker] = []
        self._again: deque[tuple[Task, int]] = deque()
        _context.set_forkserver_preload(["autograder.quickly", "autograder.task"])

    def __enter__(self) -> "LocalPool":
        sweep()
        return self

    def __exit__(self, *_) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)
        sweep()  # a worker that is killed leaves its template's folder

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they are done; tasks are taken only when there is a worker for them."""
        waiting = iter(tasks)
        more = True
        while True:
            while more or self._again:
                worker = self._idle()
                if worker is None:
                    break
                task, attempt = self._again.popleft() if self._again else (next(waiting, None), 1)
                if task is None:
                    more = False
                else:
                    self._give(worker, task, attempt)
            if not self._running():
                return
            yield from self._finished()

    def _running(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.task]

    def _idle(self) -> Worker | None:
        """Return a worker that may begin with something, None if all are busy or there is no room for more."""
        if self._running() and psutil.virtual_memory().available < ROOM:
            return None
        for worker in self._workers:
            if worker.task is None:
                return worker
        if len(self._workers) == self._jobs:
            return None
        ours, theirs = _context.Pipe()
        with theirs:
            process = _context.Process(target=_serve, args=(theirs, self._do), daemon=True)
            process.start()
        self._workers.append(Worker(process, ours))
        return self._workers[-1]

    def _give(self, worker: Worker, task: Task, attempt: int) -> None:
        worker.task, worker.attempt = task, attempt
        worker.deadline = time.monotonic() + patience(task.settings.limits)
        self._started(task)
        with contextlib.suppress(OSError):  # a worker that is gone is found out where results are awaited
            worker.connection.send(task)

    def _finished(self) -> Iterator[tuple[Task, Result]]:
        """Yield what is done by now, or soon; see to workers that are gone or late."""
        running = self._running()
        ready = wait([worker.connection for worker in running], timeout=LOOK_SECONDS)
        for worker in running:
            task, late = worker.task, time.monotonic() > worker.deadline
            if task is None or (worker.connection not in ready and not late):
                continue
            try:
                if late:
                    raise TimeoutError("it gave no answer")
                result = worker.connection.recv()
                worker.task = None
            except (EOFError, OSError) as error:
                self._dismiss(worker)
                if worker.attempt < ATTEMPTS:
                    self._again.append((task, worker.attempt + 1))
                    continue
                reason = str(error) or "it ended"
                result = failed(task, f"the worker that graded this was lost {ATTEMPTS} times, lastly because {reason}")
            yield task, result

    def _dismiss(self, worker: Worker) -> None:
        """End a worker and, with it, all that it has started."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.connection.close()


def patience(limits: Limits) -> float:
    """Return the seconds after which a worker that has not answered is taken for lost."""
    return RUNS * limits.notebook_seconds + MARGIN_SECONDS


def failed(task: Task, reason: str) -> Result:
    """Return the result of a task that the grader could not do."""
    return Result(Record(*task.names, status="failed", message=reason))


def _serve(connection: Connection, work: Callable[[Task], Result]) -> None:
    """Do what comes until the grader is gone; an interrupt is the grader's affair."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(work(connection.recv()))
