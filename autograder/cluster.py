"""The same work on a Dask cluster: submissions travel as bytes, results come back, and one process writes them.

Workers need the environment and nothing else: no shared disk, no database. A worker that is lost has its tasks given
to others by the scheduler; one that does not answer has them given away by this end.

References
----------
https://distributed.dask.org
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import AutograderError, first_line
from autograder.execution.scratch import Scratch
from autograder.execution.workdir import companions
from autograder.marks import records
from autograder.pool import ATTEMPTS, LOOK_SECONDS, failed, patience
from autograder.submissions.notebook import LARGEST
from autograder.task import Result, Task, execute

CONNECT_SECONDS = 30.0
AHEAD = 2  # tasks on their way for each that can run, so that no worker waits for the next


@dataclass(frozen=True)
class Packed:
    """A task with the content of its files.

    Attributes
    ----------
    task : Task
    notebook : bytes
        What was handed in.
    source, submitted : tuple of (str, int, bytes or None)
        The name, size and content of the files beside the notebooks; no content where a file is too large to be used.
    program : str
        The hash of the grader's code, which must be the worker's, too.
    """

    task: Task
    notebook: bytes
    source: tuple[tuple[str, int, bytes | None], ...]
    submitted: tuple[tuple[str, int, bytes | None], ...]
    program: str


def pack(task: Task) -> Packed | None:
    """Return a task that can travel, None if there is no notebook to run."""
    path = task.path
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return None
    return Packed(
        task,
        path.read_bytes(),
        source=tuple(_files(task.source, task)),
        submitted=tuple(_files(task.submitted, task)),
        program=records.program_key(),
    )


def execute_packed(packed: Packed) -> Result:
    """Run and judge one notebook, on whichever machine this is."""
    task = packed.task
    if packed.program != records.program_key():
        return failed(task, f"the worker on {os.uname().nodename} has another version of the autograder or the library")
    with Scratch("packed") as folder:
        source, submitted = folder / "source", folder / "submitted"
        for place, files in ((source, packed.source), (submitted, packed.submitted)):
            place.mkdir()
            for name, size, data in files:
                _write(place / name, size, data)
        (submitted / task.path.name).write_bytes(packed.notebook)
        return execute(replace(task, source=source, submitted=submitted))


class ClusterPool:
    """The workers of a Dask cluster; a context manager.

    Parameters
    ----------
    address : str
        Of the scheduler, as in ``tcp://10.0.0.1:8786``.
    started : callable
        Called with each task when it is sent off.

    Raises
    ------
    AutograderError
        If distributed is not installed, or there is no scheduler or no worker.
    """

    def __init__(self, address: str, *, started: Callable[[Task], None] = lambda task: None):
        try:
            import distributed
        except ImportError as error:
            raise AutograderError("--scheduler needs Dask: pip install 'nnlib[cluster]'") from error
        self._started, self._distributed = started, distributed
        try:
            self._client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise AutograderError(
                f"no workers at {address} ({first_line(error)}); start some with `dask worker {address}`"
            ) from error

    def __enter__(self) -> "ClusterPool":
        return self

    def __exit__(self, *_) -> None:
        self._client.close()

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, as they are done; tasks are taken only as fast as the cluster goes."""
        waiting = iter(tasks)
        more, flying = True, _Flying(self._client)
        while more or flying:
            while more and len(flying) < AHEAD * max(sum(self._client.nthreads().values()), 1):
                task = next(waiting, None)
                more = task is not None
                if task is None:
                    break
                packed = pack(task)
                if packed is None:
                    yield task, execute(task)
                else:
                    flying.send(packed)
                    self._started(task)
            with self._client.as_current(), contextlib.suppress(self._distributed.TimeoutError):
                if flying:
                    self._distributed.wait(flying.futures(), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED")
            yield from flying.landed()


class _Flying:
    """The tasks that are on the cluster, each with its future, attempt and deadline."""

    def __init__(self, client):
        self._client = client
        self._all: dict = {}

    def __len__(self) -> int:
        return len(self._all)

    def futures(self) -> list:
        """Return what is awaited."""
        return list(self._all)

    def send(self, packed: Packed, attempt: int = 1) -> None:
        """Give a task to the cluster."""
        future = self._client.submit(execute_packed, packed, pure=False)
        deadline = time.monotonic() + AHEAD * patience(packed.task.settings.limits)
        self._all[future] = packed, attempt, deadline

    def landed(self) -> Iterator[tuple[Task, Result]]:
        """Yield what is done, and send again what is lost or late."""
        for future, (packed, attempt, deadline) in list(self._all.items()):
            late = not future.done() and time.monotonic() > deadline
            if not future.done() and not late:
                continue
            del self._all[future]
            if future.status == "finished":
                yield packed.task, future.result()
            elif attempt < ATTEMPTS:
                future.cancel()
                self.send(packed, attempt + 1)
            else:
                reason = "it gave no answer" if late else first_line(_error_of(future))
                yield (
                    packed.task,
                    failed(packed.task, f"the cluster lost this {ATTEMPTS} times, lastly because {reason}"),
                )
            future.release()


def _error_of(future) -> Exception:
    return (future.exception() if future.status == "error" else None) or RuntimeError(f"it was {future.status}")


def _files(folder: Path, task: Task) -> Iterator[tuple[str, int, bytes | None]]:
    for path, name in companions(folder, list(task.ignore)):
        size = path.stat().st_size
        yield str(name), size, path.read_bytes() if size <= task.settings.limits.disk else None


def _write(path: Path, size: int, data: bytes | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        if data is None:
            file.truncate(size)
        else:
            file.write(data)
