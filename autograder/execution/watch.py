"""What a whole process tree uses, held against its limits: sums that resource limits of single processes cannot see.

Many small processes use as much memory as one large one, and root is exempt from the limit on the number of processes,
so whoever waits for a sandboxed process asks ``Watch.excess`` now and then and kills it on an answer.
"""

import math
import os
import time
from collections.abc import Iterable
from pathlib import Path

import psutil

from autograder.execution.strategy import MEBIBYTE, Limits

PERIOD = 0.1  # seconds between two looks


class Watch:
    """Compare the process tree under ``pid`` and the size of ``places`` with ``limits``.

    Parameters
    ----------
    pid : int
        The outermost process, as a rule the sandbox.
    limits : Limits
        The limits of the notebook.
    places : iterable of Path
        The directories that the processes can write.
    """

    def __init__(self, pid: int, limits: Limits, places: Iterable[Path]):
        self.root = psutil.Process(pid)
        self.limits = limits
        self.places = tuple(places)
        self._next = 0.0

    def excess(self) -> str:
        """Return what is used too much of, as a clause for the student, or nothing."""
        now = time.monotonic()
        if now < self._next:
            return ""
        self._next = now + PERIOD
        tree = process_tree(self.root)
        if len(tree) > self.limits.processes:
            return f"it started more than {self.limits.processes} processes"
        if sum(map(private_memory, tree)) > self.limits.memory and sum(map(own_share, tree)) > self.limits.memory:
            return f"it used more than {self.limits.memory // MEBIBYTE} MiB of memory"
        if math.isfinite(self.limits.disk) and not fits(self.places, self.limits.disk):
            return f"it wrote more than {self.limits.disk // MEBIBYTE} MiB of files"
        return ""


def process_tree(root: psutil.Process) -> list[psutil.Process]:
    """Return a process and all its descendants, as far as they still live."""
    try:
        return [root, *(psutil.Process(pid) for pid in _below(root.pid))]
    except FileNotFoundError:  # it has ended, or this system keeps no list of children
        pass
    except psutil.Error:
        return [root]
    try:
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def _below(pid: int) -> list[int]:
    """Return the numbers of all descendants; asking each process for its children is quicker than asking all whose."""
    children = [int(n) for task in Path(f"/proc/{pid}/task").iterdir() for n in (task / "children").read_text().split()]
    return children + [number for child in children for number in _below(child)]


def private_memory(process: psutil.Process) -> int:
    """Return the resident bytes that a process shares with no file and no parent's library."""
    try:
        memory = process.memory_info()
    except psutil.Error:
        return 0
    return memory.rss - getattr(memory, "shared", 0)


def own_share(process: psutil.Process) -> int:
    """Return the private resident bytes, those shared with other processes in equal parts.

    A process that was forked counts all of its parent's memory as its own until asked this way, which takes longer.
    """
    try:
        fields = dict(
            line.split()[:2] for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()[1:]
        )
        return 1024 * int(fields["Pss_Anon:"])
    except (OSError, KeyError, ValueError):
        return private_memory(process)


def fits(places: Iterable[Path], size: float) -> bool:
    """Return whether the files under all ``places`` together take at most ``size`` bytes of disk."""
    total = 0
    for place in places:
        for directory, _, names in os.walk(place):
            for name in names:
                try:
                    total += os.lstat(os.path.join(directory, name)).st_blocks * 512
                except OSError:
                    continue
                if total > size:
                    return False
    return True


def kill(pid: int) -> None:
    """Kill a process and all its descendants; in a process namespace nothing outlives its first process."""
    try:
        root = psutil.Process(pid)
    except psutil.NoSuchProcess:
        return
    for process in process_tree(root):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
