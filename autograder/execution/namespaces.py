"""Namespaces for the children of a process that is already running, as bubblewrap makes them for a program to start.

``fork_apart`` forks into new user, mount, process, network, IPC and host name namespaces, where the child has to
``settle``; ``new_root`` gives it a file system of nothing but what it is told to show; ``give_up_privileges`` takes
back the powers that both needed, for good. So a process can have any number of children, each apart from the others.

References
----------
namespaces(7), user_namespaces(7), clone(2), pivot_root(2), mount(2), capabilities(7); bubblewrap's source.
"""

import contextlib
import ctypes
import fcntl
import os
import re
import signal
import socket
import struct
from collections.abc import Iterable
from pathlib import Path

USER = 1000  # inside
# CLONE_NEWUSER, NEWNS, NEWPID, NEWNET, NEWIPC, NEWUTS
EVERYTHING = 0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000

READ_ONLY, NO_SETUID, NO_DEVICES, NO_PROGRAMS, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
NO_ACCESS_TIMES, NO_DIRECTORY_ACCESS_TIMES, RELATIVE_ACCESS_TIMES = 1 << 10, 1 << 11, 1 << 21
FLAGS = {  # of statvfs(3) → of mount(2); they cannot be taken off again in a namespace, only repeated
    os.ST_RDONLY: READ_ONLY,
    os.ST_NOSUID: NO_SETUID,
    os.ST_NODEV: NO_DEVICES,
    os.ST_NOEXEC: NO_PROGRAMS,
    os.ST_NOATIME: NO_ACCESS_TIMES,
    os.ST_NODIRATIME: NO_DIRECTORY_ACCESS_TIMES,
    os.ST_RELATIME: RELATIVE_ACCESS_TIMES,
}
DETACH = 2
CLONE = {"x86_64": 56, "aarch64": 220}
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
CAPSET = {"x86_64": 126, "aarch64": 91}
CAPABILITIES_VERSION = 0x20080522
DROP_FROM_BOUNDS, SET_NO_NEW_PRIVILEGES, SET_DEATH_SIGNAL, SET_DUMPABLE, SET_NAME = 24, 38, 1, 4, 15
SET_INTERFACE_FLAGS, UP_AND_RUNNING = 0x8914, 0x41

BASE = "/tmp"  # where the new root is put together; it only has to exist
OLD = "/old"
ESCAPED = re.compile(rb"\\([0-7]{3})")  # blanks in /proc/self/mountinfo
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
SETTINGS = ("sys", "sysrq-trigger", "irq", "bus")  # of the machine, in /proc

libc = ctypes.CDLL(None, use_errno=True)
holding_the_gil = ctypes.PyDLL(None, use_errno=True)


def fork_apart() -> int:
    """Fork as ``os.fork`` does; the child is the first process of new namespaces, and what it starts ends with it.

    It does in one fork of a large process what unshare(2) needs two for. The GIL is held meanwhile, as in ``os.fork``.

    Raises
    ------
    OSError
        If this machine does not allow it.
    """
    ctypes.pythonapi.PyOS_BeforeFork()
    child = holding_the_gil.syscall(CLONE[os.uname().machine], EVERYTHING | signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
    else:
        ctypes.pythonapi.PyOS_AfterFork_Parent()
        _checked(child)
    return child


def settle(user: int, group: int) -> None:
    """Be somebody in the namespaces that this process was forked into, with a network of its own to talk to.

    Parameters
    ----------
    user, group : int
        Who its parent is.
    """
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{USER} {group} 1")
    Path("/proc/self/uid_map").write_text(f"{USER} {user} 1")
    socket.sethostname("sandbox")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_INTERFACE_FLAGS, struct.pack("16sh14x", b"lo", UP_AND_RUNNING))


def new_root(*, readable: Iterable[str], writable: Iterable[tuple[str, str]], size: float, last: bool = True) -> None:
    """Replace the file system by one of these directories, a /proc of this process namespace, and empty temporary ones.

    Parameters
    ----------
    readable : iterable of str
        Shown read-only, under the same path, where they exist.
    writable : iterable of (str, str)
        A directory, and where it is to be.
    size : float
        Bytes that /tmp and /dev/shm may each hold.
    last : bool
        Whether no process under this one may be enclosed in turn: user namespaces are forbidden, and the machine's
        settings in /proc read-only.
    """
    _mount(None, "/", None, RECURSIVE | PRIVATE)
    _mount("tmpfs", BASE, "tmpfs", NO_SETUID | NO_DEVICES, "mode=755")
    for name in ("new", OLD[1:]):
        os.mkdir(f"{BASE}/{name}")
    _pivot(BASE, f"{BASE}{OLD}")
    os.chdir("/")
    _mount("tmpfs", "/new", "tmpfs", NO_SETUID | NO_DEVICES, "mode=755")
    for name in ("dev", "tmp"):
        os.mkdir(f"/new/{name}")
    _mount("tmpfs", "/new/tmp", "tmpfs", NO_SETUID | NO_DEVICES, f"mode=1777,size={_whole(size)}")
    for path in readable:  # after /tmp: Python may be installed below it
        if os.path.lexists(f"{OLD}{path}"):
            _show(path, path)
    for place in _mounts_below("/new/"):
        if place != "/new/tmp":
            _remount(place, READ_ONLY | NO_SETUID | NO_DEVICES)
    _proc(last)
    _devices(size)
    for source, target in writable:
        _show(source, target)
    _remount("/new", READ_ONLY)
    _unmount(OLD)
    os.chdir("/new")
    _pivot(".", ".")
    _unmount(".")
    os.chdir("/")


def give_up_privileges() -> None:
    """Drop all capabilities for good, for this process and all that it starts."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    for number in range(last + 1):
        _checked(libc.prctl(DROP_FROM_BOUNDS, number, 0, 0, 0))
    _checked(libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    header = struct.pack("Ii", CAPABILITIES_VERSION, 0)
    _checked(libc.syscall(CAPSET[os.uname().machine], header, bytes(24)))


def die_with_parent() -> None:
    """Have this process killed when the one that started it ends."""
    _checked(libc.prctl(SET_DEATH_SIGNAL, 9, 0, 0, 0))


def name_process(name: str) -> None:
    """Give this process the name that listings of processes show, cut to 15 bytes."""
    _checked(libc.prctl(SET_NAME, name.encode(), 0, 0, 0))


def hide_memory() -> None:
    """Let no process of the same user look into the memory and the open files of this one."""
    _checked(libc.prctl(SET_DUMPABLE, 0, 0, 0, 0))


def _show(source: str, target: str) -> None:
    """Mount what was at ``source`` of the old root at ``target`` of the new one, a link as the same link."""
    old, new = f"{OLD}{source}", f"/new{target}"
    os.makedirs(os.path.dirname(new), exist_ok=True)
    if os.path.islink(old):
        if not os.path.lexists(new):
            os.symlink(os.readlink(old), new)
        return
    if os.path.isdir(old):
        os.makedirs(new, exist_ok=True)
    elif not os.path.exists(new):
        os.close(os.open(new, os.O_CREAT | os.O_WRONLY, 0o444))
    _mount(old, new, None, BIND | RECURSIVE)


def _mounts_below(path: str) -> list[str]:
    """Return the mount points under a path, which may bring further ones along."""
    lines = Path(f"{OLD}/proc/self/mountinfo").read_bytes().splitlines()
    places = [ESCAPED.sub(lambda match: bytes([int(match[1], 8)]), line.split()[4]) for line in lines]
    return [place for place in map(os.fsdecode, places) if place.startswith(path)]


def _remount(place: str, flags: int) -> None:
    has = os.statvfs(place).f_flag
    kept = sum(flag for bit, flag in FLAGS.items() if has & bit)
    _mount(None, place, None, REMOUNT | BIND | flags | kept)


def _proc(last: bool) -> None:
    os.makedirs("/new/proc", exist_ok=True)
    _mount("proc", "/new/proc", "proc", NO_SETUID | NO_DEVICES | NO_PROGRAMS)
    if not last:
        return
    Path("/new/proc/sys/user/max_user_namespaces").write_text("0")
    for place in filter(os.path.exists, (f"/new/proc/{name}" for name in SETTINGS)):
        _mount(place, place, None, BIND | RECURSIVE)
        _remount(place, READ_ONLY | NO_SETUID | NO_DEVICES | NO_PROGRAMS)


def _devices(size: float) -> None:
    _mount("tmpfs", "/new/dev", "tmpfs", NO_SETUID, "mode=755")
    for name in DEVICES:
        if os.path.exists(f"{OLD}/dev/{name}"):
            _show(f"/dev/{name}", f"/dev/{name}")
    for name in ("shm", "pts"):
        os.mkdir(f"/new/dev/{name}")
    with contextlib.suppress(OSError):  # without pseudo-terminals only they are missing
        options = "newinstance,ptmxmode=0666,mode=620"
        _mount("devpts", "/new/dev/pts", "devpts", NO_SETUID | NO_PROGRAMS, options)
    links = {"ptmx": "pts/ptmx", "fd": "/proc/self/fd"}
    links |= {name: f"/proc/self/fd/{number}" for number, name in enumerate(("stdin", "stdout", "stderr"))}
    for name, target in links.items():
        os.symlink(target, f"/new/dev/{name}")
    _remount("/new/dev", READ_ONLY)
    _mount("tmpfs", "/new/dev/shm", "tmpfs", NO_SETUID | NO_DEVICES, f"mode=1777,size={_whole(size)}")


def _whole(size: float) -> str:
    return str(int(size)) if size < 2**62 else "100%"


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    words = [None if word is None else word.encode() for word in (source, target, kind)]
    _checked(libc.mount(*words, ctypes.c_ulong(flags), options.encode() or None), target)


def _unmount(target: str) -> None:
    _checked(libc.umount2(target.encode(), DETACH), target)


def _pivot(new: str, old: str) -> None:
    _checked(libc.syscall(PIVOT_ROOT[os.uname().machine], new.encode(), old.encode()), new)


def _checked(result: int, what: str | None = None) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), what)
