"""The sandbox by its effects: what a process inside can see, change and use."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.errors import AutograderError
from autograder.execution import sandbox
from autograder.execution.strategy import MEBIBYTE, Limits
from autograder.execution.watch import Watch, kill

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "the gradebook"


@pytest.fixture
def inside(bubblewrap, tmp_path):
    """A function that runs Python code in the sandbox and returns what it prints as JSON."""
    workdir = tmp_path / "work"
    workdir.mkdir()
    (tmp_path / "gradebook.db").write_text(SECRET)

    def run(code, **limits):
        command = sandbox.bubblewrap([sys.executable, "-c", code], limits=Limits(**limits), workdir=workdir)
        environment = sandbox.clean_environment(workdir)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout) if done.stdout.startswith(("[", "{", '"')) else done

    run.workdir = workdir
    return run


def test_nothing_of_the_host_can_be_seen_but_system_python_and_workdir(inside, tmp_path):
    code = f"""
import json, os
def seen(path):
    try:
        return os.listdir(path) if os.path.isdir(path) else open(path).read()
    except OSError as error:
        return error.strerror
paths = [{str(tmp_path / "gradebook.db")!r}, "/etc/passwd", "/etc/shadow", "/var", "/run", "/mnt"]
print(json.dumps([seen(path) for path in paths]))
"""
    assert inside(code) == ["No such file or directory"] * 6


def test_of_homes_and_this_repository_only_the_way_to_python_and_packages_can_be_seen(inside):
    packages = [ROOT / "autograder", ROOT / "nnlib"]
    needed = [Path(place).resolve() for place in (sys.prefix, sys.base_prefix, *packages)]
    places = ["/home", str(Path.home()), str(ROOT)]
    code = f"""
import json, os
print(json.dumps([[place, os.listdir(place) if os.path.isdir(place) else []] for place in {places!r}]))
"""
    for place, seen in inside(code):
        assert set(seen) <= {path.relative_to(place).parts[0] for path in needed if path.is_relative_to(place)}


def test_only_the_workdir_and_private_tmp_can_be_written(inside):
    code = """
import json, sys
def write(path):
    try:
        open(path, "w").write("x")
        return "written"
    except OSError as error:
        return error.strerror
print(json.dumps([write(p) for p in ["here", "/tmp/x", "/dev/shm/x", "/x", "/usr/x", "/dev/x", sys.prefix + "/x"]]))
"""
    assert inside(code) == ["written"] * 3 + ["Read-only file system"] * 4
    assert (inside.workdir / "here").read_text() == "x"


def test_there_is_no_network(inside):
    code = """
import json, socket
def reach(address):
    try:
        socket.create_connection(address, timeout=5)
        return "reached"
    except OSError as error:
        return type(error).__name__
names = [name for _, name in socket.if_nameindex()]
print(json.dumps([names, reach(("192.0.2.1", 80)), reach(("127.0.0.1", 22))]))
"""
    assert inside(code) == [["lo"], "OSError", "ConnectionRefusedError"]


def test_no_other_process_can_be_seen_and_no_user_namespace_made(inside):
    code = """
import ctypes, json, os
pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
print(json.dumps([max(pids) < 10, os.getuid(), ctypes.CDLL(None).unshare(0x10000000)]))
"""
    assert inside(code) == [True, 1000, -1]


def test_the_environment_is_clean(inside, monkeypatch):
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    names = inside("import json, os; print(json.dumps(sorted(os.environ)))")
    assert set(names) <= {"PATH", "HOME", "USER", "LANG", "TMPDIR", "OMP_NUM_THREADS", "PWD", "LC_CTYPE"}


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("bytearray(400 * 2**20)", "MemoryError"),
        ("open('big', 'wb').write(bytes(3 * 2**20))", "File too large"),
        ("[open('/dev/null') for _ in range(100)]", "Too many open files"),
        (
            "open('/tmp/big', 'wb').write(bytes(2 * 2**20))\nopen('/tmp/more', 'wb').write(bytes(2 * 2**20))",
            "No space left",
        ),
    ],
)
def test_a_limit_of_one_process_holds(inside, code, error):
    done = inside(code, memory=256 * MEBIBYTE, file_size=2 * MEBIBYTE, open_files=64, disk=3 * MEBIBYTE)
    assert error in done.stderr


FORKS = """
import os, time
for _ in range(40):
    os.fork() or time.sleep(60)
time.sleep(60)
"""
SHARES = """
import os, time
for _ in range(6):
    if not os.fork():
        own = bytes(60 * 2**20) + b"1"
        time.sleep(60)
time.sleep(60)
"""
FILES = """
import time
for number in range(5):
    open(str(number), "wb").write(bytes(2**20))
time.sleep(60)
"""
DAEMON = """
import os, time
if os.fork():
    os._exit(0)
os.setsid()
while True:
    open("alive", "a").write("x")
    time.sleep(0.01)
"""


@pytest.fixture
def start(bubblewrap, tmp_path):
    """A function that starts Python code in the sandbox; what it starts is killed after the test."""
    started = []

    def start(code, limits):
        command = sandbox.bubblewrap([sys.executable, "-c", code], limits=limits, workdir=tmp_path)
        environment = sandbox.clean_environment(tmp_path)
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        kill(process.pid)
        process.wait()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (SHARES, "more than 200 MiB of memory"),
        (FILES, "more than 3 MiB of files"),
    ],
)
def test_the_sum_over_all_processes_and_files_is_watched(start, tmp_path, code, reason):
    limits = Limits(memory=200 * MEBIBYTE, processes=20, disk=3 * MEBIBYTE)
    process = start(code, limits)
    watch = Watch(process.pid, limits, [tmp_path])
    while not (excess := watch.excess()):
        assert process.poll() is None
        time.sleep(0.01)
    assert reason in excess


def test_too_many_processes_are_refused_or_seen(start, tmp_path):
    limits = Limits(processes=20)
    process = start(FORKS, limits)
    watch = Watch(process.pid, limits, [tmp_path])
    while not (excess := watch.excess()) and process.poll() is None:
        time.sleep(0.01)
    # The system refuses an ordinary user the next one, and the program ends of it; root it does not.
    assert "more than 20 processes" in excess or (os.geteuid() and process.poll() == 1)


def test_nothing_survives_the_sandbox(start, tmp_path):
    alive = tmp_path / "alive"
    code = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {DAEMON!r}])\ntime.sleep(60)"
    process = start(code, Limits())
    while not alive.exists():
        assert process.poll() is None
        time.sleep(0.01)
    kill(process.pid)
    process.wait()
    size = alive.stat().st_size
    time.sleep(0.2)
    assert alive.stat().st_size == size


def test_without_bubblewrap_student_code_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    sandbox.why_not_bubblewrap.cache_clear()
    try:
        for name in ("auto", "bubblewrap"):
            with pytest.raises(
                AutograderError, match=r"not on this machine.*apt-get install bubblewrap.*--sandbox none"
            ):
                sandbox.choose(name)
    finally:
        sandbox.why_not_bubblewrap.cache_clear()


def test_an_old_bubblewrap_is_refused(monkeypatch, tmp_path):
    (tmp_path / "bwrap").write_text("#!/bin/sh\necho bubblewrap 0.6.1\n")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    sandbox.why_not_bubblewrap.cache_clear()
    try:
        assert sandbox.why_not_bubblewrap() == "bubblewrap here is 0.6.1, 0.8 or newer is needed"
    finally:
        sandbox.why_not_bubblewrap.cache_clear()


def test_no_sandbox_is_used_only_by_name_and_with_a_warning():
    with pytest.warns(UserWarning, match="student code can read and change all that you can"):
        assert sandbox.choose("none") is sandbox.none
    with pytest.raises(ValueError, match="must be auto, bubblewrap or none"):
        sandbox.choose("docker")
