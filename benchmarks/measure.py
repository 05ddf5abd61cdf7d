"""How the benchmarks measure: contestants in one process, in turn, medians; and on what machine."""

import contextlib
import importlib.metadata
import os
import platform
import statistics
import time

__all__ = ["clock", "interleaved", "machine", "table"]


def clock():
    """Return seconds since some moment.

    With one thread (``OMP_NUM_THREADS=1``) those of the processor: on a machine left alone they are the seconds that
    pass, on a busy one they do not count the others. With more threads those that pass.
    """
    return time.process_time() if os.environ.get("OMP_NUM_THREADS") == "1" else time.perf_counter()


def interleaved(calls, *, rounds=15, repeat=1):
    """Time calls in turn by `clock`, so that a machine that is busy for a while is busy for all.

    Parameters
    ----------
    calls : dict
        From names to functions without arguments.
    rounds : int
        Blocks of each that count, after one that does not.
    repeat : int
        Calls in a block.

    Returns
    -------
    dict
        From names to the median seconds of one call.
    """
    seconds = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            start = clock()
            for _ in range(repeat):
                call()
            if number:
                seconds[name].append((clock() - start) / repeat)
    return {name: statistics.median(values) for name, values in seconds.items()}


def table(head, rows):
    """Return a table in Markdown; the first column is text, the others are numbers."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def machine():
    """Return a sentence on processor, threads and versions."""
    versions = [f"Python {platform.python_version()}"]
    for name in ("numpy", "torch", "scikit-learn"):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions.append(f"{name} {importlib.metadata.version(name)}")
    threads = os.environ.get("OMP_NUM_THREADS", "as many as the libraries like")
    return f"{_processor()}, {os.cpu_count()} cores, threads used: {threads}; {', '.join(versions)}."


def _processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
