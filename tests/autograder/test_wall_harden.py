"""The second floor under the sandbox: what a process forbids itself holds for it and for its children."""

import json
import platform
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.bridge import landlock, seccomp

PROBE = """
import ctypes, json, os, socket, subprocess, sys
from autograder.bridge import harden
secret, port = sys.argv[1], int(sys.argv[2])
held = harden.restrict()
def works(attempt):
    try:
        return attempt() is not False
    except OSError:
        return False
libc = ctypes.CDLL(None)
print(json.dumps({
    "held": held,
    "read a secret": works(lambda: open(secret).read()),
    "read it in a child": subprocess.run(["cat", secret], capture_output=True).returncode == 0,
    "list a home": works(lambda: os.listdir(os.path.dirname(secret))),
    "write the system": works(lambda: open("/usr/owned", "w")),
    "connect": works(lambda: socket.create_connection(("127.0.0.1", port), 1)),
    "signal the parent": works(lambda: os.kill(os.getppid(), 0)),
    "new namespace": libc.unshare(0x10000000) == 0,
    "trace": libc.ptrace(0, 0, 0, 0) == 0,
    "write beside the notebook": works(lambda: open("mine.txt", "w")),
    "read a library": works(lambda: open(json.__file__).read()),
    "start a process": subprocess.run([sys.executable, "-c", "pass"]).returncode == 0,
    "fork": os.waitpid(os.fork() or os._exit(0), 0)[1] == 0,
}))
"""
ALLOWED = {"write beside the notebook", "read a library", "start a process", "fork"}


def test_a_hardened_process_reaches_its_own_files_and_no_others(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "secret.txt").write_text("42")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        arguments = [sys.executable, "-c", PROBE, str(tmp_path / "secret.txt"), str(server.getsockname()[1])]
        environment = {"HOME": str(tmp_path / "work"), "TMPDIR": str(tmp_path / "work"), "PATH": "/usr/bin:/bin"}
        answer = subprocess.run(arguments, cwd=tmp_path / "work", env=environment, capture_output=True, text=True)
    found = json.loads(answer.stdout or answer.stderr)
    files, calls = found.pop("held")
    if not (files and calls) or landlock.version() < 6:
        pytest.skip(f"this machine has Landlock {landlock.version()} and seccomp {calls}")
    assert {what for what, works in found.items() if works} == ALLOWED


def simulate(program, machine, number, argument=0):
    """Run the filter as the kernel would: return its verdict on one system call."""
    data = struct.pack("=iIQQ", number, seccomp.ARCHITECTURES[machine], 0, argument)
    accumulator, position = 0, 0
    while True:
        code, jump_true, jump_false, value = struct.unpack_from("HBBI", program, 8 * position)
        position += 1
        if code == seccomp.LOAD:
            (accumulator,) = struct.unpack_from("=I", data, value)
        elif code == seccomp.RETURN:
            return value
        else:
            truth = {
                seccomp.IF_EQUAL: accumulator == value,
                seccomp.IF_AT_LEAST: accumulator >= value,
                seccomp.IF_ANY_BIT: bool(accumulator & value),
            }[code]
            position += jump_true if truth else jump_false


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_lets_all_calls_pass_but_those_it_names(machine):
    program = seccomp.instructions(machine)
    forbidden = seccomp.forbidden(machine)
    assert len(set(forbidden)) == len(forbidden)
    for number in range(500):
        passes = simulate(program, machine, number) == seccomp.ALLOW
        assert passes == (number not in forbidden and number != seccomp.CLONE3)
    assert simulate(program, machine, seccomp.CLONE[machine], 0x10000000) != seccomp.ALLOW  # CLONE_NEWUSER
    assert simulate(program, machine, seccomp.CLONE[machine], 0x01200011) == seccomp.ALLOW  # fork()
    assert simulate(program, machine, 0x40000000 + 101) != seccomp.ALLOW


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers are those of x86_64")
def test_the_numbers_are_those_of_the_c_library():
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    if not header.exists():
        pytest.skip(f"needs {header}")
    lines = header.read_text().splitlines()
    numbers = dict(line.split()[1:3] for line in lines if line.startswith("#define __NR_"))
    text = f"{seccomp.FORBIDDEN['x86_64']}, {seccomp.FORBIDDEN_EVERYWHERE}"
    for name, number in (pair.split() for pair in text.split(",")):
        assert numbers.get(f"__NR_{name}", number) == number
