"""What a process behind the wall forbids itself before it runs anything: a second floor under the sandbox."""

import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from autograder.bridge import landlock, seccomp

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/etc", "/proc", "/sys")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/shm")
PACKAGES = ("autograder", "nnlib")


def restrict(*, own_tmp: bool = False) -> tuple[bool, bool]:
    """Forbid this process all files but Python, the system's, its directories, and calls that no notebook needs.

    Parameters
    ----------
    own_tmp : bool
        Whether /tmp is this process's alone; under bubblewrap it is anyway.

    Returns
    -------
    tuple of bool
        Whether Landlock and whether seccomp hold from now on.
    """
    specs = [importlib.util.find_spec(name) for name in PACKAGES]
    packages = [place for spec in specs if spec for place in spec.submodule_search_locations or ()]
    readable = [*SYSTEM, sys.prefix, sys.base_prefix, *packages]
    writable = [os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir(), *DEVICES]
    if own_tmp or _in_bubblewrap():
        writable.append("/tmp")  # outside a sandbox it is everybody's
    files = landlock.restrict(map(Path, readable), map(Path, writable))
    return files, seccomp.restrict()


def _in_bubblewrap() -> bool:
    try:
        return Path("/proc/1/comm").read_text().strip() == "bwrap"
    except OSError:
        return False
