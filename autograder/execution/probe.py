"""Runs in the sandbox and prints what student code could do there, as JSON: {"read …": true or false, …}."""

import contextlib
import ctypes
import json
import os
import socket
import sys
from pathlib import Path

from autograder.bridge import harden

secret = sys.argv[1]
filters = harden.restrict()[1]
could = {}


def attempt(name, function):
    could[name] = False
    with contextlib.suppress(OSError, MemoryError, ValueError):
        could[name] = function() is not False


def take_memory():
    return len(bytearray(600 * 2**20)) > 0


def fill_a_file():
    with open("large", "wb") as file:
        return file.truncate(64 * 2**20) > 0


def reach_network():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for documentation: connecting a datagram socket sends nothing


def see_processes():
    own = os.getpid(), os.getppid(), 1
    return any(name.isdigit() and int(name) not in own for name in os.listdir("/proc"))


attempt("read files of the course", lambda: Path(secret).read_text())
attempt("change files of the course", lambda: os.truncate(secret, 0))
attempt("change the Python installation", lambda: Path(sys.prefix, "owned").touch())
attempt("reach the network", reach_network)
attempt("see other processes", see_processes)
attempt("use more memory than the limit", take_memory)
attempt("write a larger file than the limit", fill_a_file)
attempt("make namespaces of its own", lambda: ctypes.CDLL(None).unshare(0x10000000) == 0)
could["make system calls that no notebook needs"] = not filters
print(json.dumps(could))
