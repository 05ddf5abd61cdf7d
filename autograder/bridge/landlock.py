"""Landlock: a process forbids itself files, TCP and signals beyond a list, for good, without any privilege.

It lies under the sandbox's namespaces as a second floor, and is the only one where a course runs without a sandbox.

References
----------
Linux kernel documentation, userspace-api/landlock.rst; <linux/landlock.h>.
"""

import ctypes
import errno
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on all architectures
PATH_BENEATH = 1
SET_NO_NEW_PRIVILEGES = 38

WRITE_FILE, READ_FILE, READ_DIRECTORY = 1 << 1, 1 << 2, 1 << 3
REFER, TRUNCATE, DEVICE_IOCTL = 1 << 13, 1 << 14, 1 << 15  # since versions 2, 3, 5
READ = READ_FILE | READ_DIRECTORY
OF_A_FILE = WRITE_FILE | READ_FILE | TRUNCATE | DEVICE_IOCTL
BASIC = (1 << 13) - 2  # everything of version 1 but executing files
TCP_BIND_AND_CONNECT = 3  # since version 4
ABSTRACT_SOCKETS_AND_SIGNALS = 3  # since version 6


class Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr: what is forbidden unless a rule allows it."""

    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    """struct landlock_path_beneath_attr: what is allowed below one directory."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("directory", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock's interface that this kernel has, 0 if none."""
    try:
        return _call(CREATE_RULESET, None, 0, 1)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EOPNOTSUPP):
            return 0
        raise


def restrict(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Forbid this process and its children all files but these, TCP, and signals to processes that are not theirs.

    Parameters
    ----------
    readable, writable : iterable of Path
        Directories or files; what does not exist is left out.

    Returns
    -------
    bool
        Whether the kernel has Landlock; without it nothing is forbidden.
    """
    have = version()
    if have == 0:
        return False
    files = BASIC | sum(flag for since, flag in ((2, REFER), (3, TRUNCATE), (5, DEVICE_IOCTL)) if have >= since)
    rules = Ruleset(files, TCP_BIND_AND_CONNECT, ABSTRACT_SOCKETS_AND_SIGNALS)
    size = 8 if have < 4 else 16 if have < 6 else 24
    ruleset = _call(CREATE_RULESET, ctypes.byref(rules), size, 0)
    for paths, allowed in ((readable, READ), (writable, files)):
        for path in paths:
            _allow(ruleset, path, allowed)
    _checked(_libc().prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _call(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return True


def _allow(ruleset: int, path: Path, allowed: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = PathBeneath(allowed if path.is_dir() else allowed & OF_A_FILE, descriptor)
    _call(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    return _checked(_libc().syscall(number, *arguments))


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
