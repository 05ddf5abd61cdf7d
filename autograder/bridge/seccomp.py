"""A seccomp filter: system calls that no notebook needs, and that have been the way out of sandboxes, fail with EPERM.

New namespaces, mounts, tracing and reading other processes, kernel modules, keys, BPF, io_uring, clocks.

References
----------
seccomp(2); <linux/seccomp.h>; <linux/filter.h>; Docker's default profile for the choice of calls.
"""

import ctypes
import errno
import platform
import struct
from functools import cache

# Audit architecture and system call numbers, from <linux/audit.h> and <asm/unistd.h>.
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435
NEW_NAMESPACES = 0x7E020000  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
FORBIDDEN_EVERYWHERE = """
    io_uring_setup 425, io_uring_enter 426, io_uring_register 427, open_tree 428, move_mount 429, fsopen 430,
    fsconfig 431, fsmount 432, fspick 433, pidfd_getfd 438, mount_setattr 442
"""
FORBIDDEN = {
    "x86_64": """
        ptrace 101, process_vm_readv 310, process_vm_writev 311, kcmp 312, perf_event_open 298, userfaultfd 323,
        mount 165, umount2 166, pivot_root 155, chroot 161, unshare 272, setns 308, open_by_handle_at 304, bpf 321,
        add_key 248, request_key 249, keyctl 250, init_module 175, delete_module 176, finit_module 313,
        kexec_load 246, kexec_file_load 320, reboot 169, swapon 167, swapoff 168, acct 163, quotactl 179, syslog 103,
        iopl 172, ioperm 173, settimeofday 164, clock_settime 227, adjtimex 159, clock_adjtime 305
    """,
    "aarch64": """
        ptrace 117, process_vm_readv 270, process_vm_writev 271, kcmp 272, perf_event_open 241, userfaultfd 282,
        mount 40, umount2 39, pivot_root 41, chroot 51, unshare 97, setns 268, open_by_handle_at 265, bpf 280,
        add_key 217, request_key 218, keyctl 219, init_module 105, delete_module 106, finit_module 273,
        kexec_load 104, kexec_file_load 294, reboot 142, swapon 224, swapoff 225, acct 89, quotactl 60, syslog 116,
        settimeofday 170, clock_settime 112, adjtimex 171, clock_adjtime 266
    """,
}

LOAD, RETURN = 0x20, 0x06
IF_EQUAL, IF_ANY_BIT, IF_AT_LEAST = 0x15, 0x45, 0x35
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
ALLOW, FAIL = 0x7FFF0000, 0x00050000
SET_SECCOMP, FILTER_MODE, SET_NO_NEW_PRIVILEGES = 22, 2, 38
FOREIGN_CALLS = 0x40000000  # x32 numbers: the same calls by another name


class Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def restrict() -> bool:
    """Install the filter for this process and its children; return whether this machine has one."""
    machine = platform.machine()
    if machine not in ARCHITECTURES or platform.system() != "Linux":
        return False
    code = instructions(machine)
    program = Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return libc.prctl(SET_SECCOMP, FILTER_MODE, ctypes.byref(program), 0, 0) == 0


def forbidden(machine: str) -> list[int]:
    """Return the numbers of the calls that fail."""
    names_and_numbers = f"{FORBIDDEN[machine]}, {FORBIDDEN_EVERYWHERE}".split(",")
    return sorted(int(pair.split()[1]) for pair in names_and_numbers)


@cache
def instructions(machine: str) -> bytes:
    """Return the filter as instructions of the kernel's packet filter machine."""
    refuse = (RETURN, 0, 0, FAIL | errno.EPERM)
    lines = [
        (LOAD, 0, 0, ARCHITECTURE),
        (IF_EQUAL, 1, 0, ARCHITECTURES[machine]),
        refuse,
        (LOAD, 0, 0, NUMBER),
        (IF_AT_LEAST, 0, 1, FOREIGN_CALLS),
        refuse,
        (IF_EQUAL, 0, 1, CLONE3),
        (RETURN, 0, 0, FAIL | errno.ENOSYS),  # its flags lie in memory, unseen; the C library then uses clone
    ]
    for number in forbidden(machine):
        lines += [(IF_EQUAL, 0, 1, number), refuse]
    lines += [
        (IF_EQUAL, 0, 3, CLONE[machine]),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (IF_ANY_BIT, 0, 1, NEW_NAMESPACES),
        refuse,
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
