"""A command and its limits → a command that can do no harm.

``bubblewrap`` gives a process namespaces of its own (user, mount, process, network, IPC, host name), no network, a
read-only system without homes, courses or gradebooks, and a private /tmp. Limits per process are resource limits, set
inside, where they count nobody else's processes; ``autograder.execution.watch`` holds the sums of a whole process tree.

Memory is limited by RLIMIT_DATA, which counts what is writable: a torch process reserves several times the address
space that it uses, so RLIMIT_AS would have to be too large to protect anything.

References
----------
bwrap(1), setrlimit(2), user_namespaces(7).
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from autograder.errors import AutograderError
from autograder.execution.strategy import Limits

Sandbox = Callable[..., list[str]]

OLDEST_BUBBLEWRAP = (0, 8)  # --size, --disable-userns
PACKAGES = ("nnlib", "autograder")  # importable by notebooks, wherever they are installed
SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/sys/devices/system/cpu"),
    *("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/localtime", "/etc/mime.types"),
)
WAY_OUT = (
    "install it (Debian, Ubuntu: apt-get install bubblewrap) or, "
    "where nothing of value is within reach of student code, say --sandbox none"
)


def bubblewrap(
    command: Sequence[str],
    *,
    limits: Limits,
    workdir: Path,
    writable: Iterable[Path] = (),
    readable: Iterable[Path] = (),
) -> list[str]:
    """Return the bubblewrap command that runs ``command`` isolated from everything but its ``workdir``.

    Start it with ``env=clean_environment(…)``; killing the started process kills all that it started.

    Parameters
    ----------
    command : sequence of str
        What to run.
    limits : Limits
        Held for each process by the kernel of the operating system.
    workdir : Path
        The current directory inside, under the same path as outside; writable.
    writable, readable : iterable of Path
        Further directories, under the same paths. The Python environment is always readable.
    """
    size = ["--size", str(limits.disk)]
    return [
        "bwrap",
        *("--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session"),
        *("--uid", "1000", "--gid", "1000", "--hostname", "sandbox"),
        *(option for path in SYSTEM for option in ("--ro-bind-try", path, path)),
        *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"),
        *(*size, "--tmpfs", "/dev/shm", *size, "--tmpfs", "/tmp"),
        *_binds("--ro-bind", (*python_directories(), *readable)),
        *_binds("--bind", (workdir, *writable)),
        *("--remount-ro", "/", "--chdir", str(workdir), "--"),
        *resource_limits(limits, processes=True),
        *command,
    ]


def none(
    command: Sequence[str],
    *,
    limits: Limits,
    workdir: Path,
    writable: Iterable[Path] = (),
    readable: Iterable[Path] = (),
) -> list[str]:
    """Return ``command`` with its resource limits only: it can read and write whatever the caller can.

    The number of processes is left alone because outside a namespace it would count all those of the user.
    """
    return [*resource_limits(limits, processes=False), *command]


def resource_limits(limits: Limits, *, processes: bool) -> list[str]:
    """Return the beginning of a command line that sets resource limits, empty where util-linux is missing."""
    if not shutil.which("prlimit"):
        return []
    count = [f"--nproc={limits.processes}"] if processes else []
    return [
        *("prlimit", f"--data={limits.memory}", f"--fsize={limits.file_size}", f"--nofile={limits.open_files}"),
        *("--core=0", *count, "--"),
    ]


def clean_environment(home: Path, **extra: str) -> dict[str, str]:
    """Return the whole environment of a sandboxed process: nothing of the caller's but the Python installation.

    Parameters
    ----------
    home : Path
        A private, writable directory.
    **extra : str
        Further variables.
    """
    return {
        "PATH": os.pathsep.join([str(Path(sys.prefix) / "bin"), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": str(home),
        "USER": "student",
        "LANG": "C.UTF-8",
        "TMPDIR": str(home),
        "OMP_NUM_THREADS": "1",  # the same sums in the same order, and workers that do not fight for cores
        **extra,
    }


def choose(name: str) -> Sandbox:
    """Return the sandbox of this name: "auto" and "bubblewrap" protect or refuse, "none" warns.

    Raises
    ------
    ValueError
        If there is no such sandbox.
    AutograderError
        If bubblewrap is missing, too old or forbidden here.
    """
    if name == "none":
        warnings.warn("--sandbox none: student code can read and change all that you can", stacklevel=2)
        return none
    if name not in ("auto", "bubblewrap"):
        raise ValueError(f"sandbox must be auto, bubblewrap or none, got {name!r}")
    reason = why_not_bubblewrap()
    if reason:
        raise AutograderError(f"student code runs only in a sandbox, and {reason}; {WAY_OUT}")
    return bubblewrap


@cache
def why_not_bubblewrap() -> str:
    """Return why bubblewrap cannot be used on this machine; empty when it can."""
    if not shutil.which("bwrap"):
        return "bubblewrap is not on this machine"
    answer = subprocess.run(["bwrap", "--version"], capture_output=True, text=True).stdout.split()
    version = tuple(int(part) for part in answer[-1].split(".")[:2])
    if version < OLDEST_BUBBLEWRAP:
        return f"bubblewrap here is {answer[-1]}, 0.8 or newer is needed"
    trial = bubblewrap(["true"], limits=Limits(), workdir=Path("/usr"))
    result = subprocess.run(trial, capture_output=True, text=True, env=clean_environment(Path("/tmp")))
    return "" if result.returncode == 0 else f"bubblewrap does not work here ({result.stderr.strip()})"


def _binds(option: str, paths: Iterable[Path]) -> list[str]:
    return [part for path in paths for part in (option, str(path), str(path))]


def python_directories() -> list[Path]:
    """Where the interpreter and the packages that notebooks import are."""
    prefixes = {Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    specs = [importlib.util.find_spec(name) for name in PACKAGES]
    packages = {Path(place).resolve() for spec in specs if spec for place in spec.submodule_search_locations or ()}
    roots = {path for path in prefixes if not path.is_relative_to("/usr")}
    return sorted(roots | {path for path in packages if not any(path.is_relative_to(root) for root in prefixes)})
