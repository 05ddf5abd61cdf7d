"""A class graded by a real Dask scheduler and several worker processes on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from autograder import cluster
from autograder.course.conversion import convert
from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.errors import AutograderError
from autograder.execution.strategy import Limits
from autograder.grade import grade
from autograder.progress import Progress
from autograder.task import execute, task_of
from tests.autograder import tiny

pytest.importorskip("distributed")
SETTINGS = Settings(limits=Limits(cell_seconds=20.0))
CLASS = {
    "ada": tiny.solved(),
    "blank": tiny.as_released(),
    "half": tiny.solved(parts="def parts(n):\n    return n, 0"),
    "quit": tiny.solved(double="import os\nos._exit(0)"),
    "torn": b'{"cells": [',
    **{f"student-{n}": tiny.solved(double=f"def double(x):\n    return x + x + {n % 2}") for n in range(6)},
}


def start(module, *arguments, folder):
    options = ["--no-dashboard", *map(str, arguments)]
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", f"distributed.cli.dask_{module}", *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, env=environment)


@pytest.fixture(scope="module")
def dask(tmp_path_factory, bubblewrap):
    """The scheduler's address, and a function that starts one more worker and returns its process."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    started = [start("scheduler", "--host", "127.0.0.1", "--port", 0, "--scheduler-file", file, folder=folder)]
    deadline = time.monotonic() + 60
    while not file.exists() or not file.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]

    def worker():
        options = ["--no-nanny", "--nthreads", 1, "--host", "127.0.0.1", "--local-directory", folder]
        started.append(start("worker", address, *options, folder=folder))
        return started[-1]

    worker()
    yield address, worker
    for process in reversed(started):
        process.kill()
        process.wait()


@pytest.fixture
def course(tmp_path):
    path = tiny.make_course(tmp_path / "course")
    (path / "source" / tiny.LESSON / "data.txt").write_text("1")
    for student, notebook in CLASS.items():
        tiny.hand_in(path, student, notebook)
    (path / "submitted" / "absent" / tiny.LESSON).mkdir(parents=True)
    return path


def marks(records):
    return {record.student: (record.status, record.score, record.message) for record in records}


class Killer(Progress):
    """Kills a worker as soon as the class is under way."""

    def __init__(self, victim):
        self.victim, self.count = victim, 0

    def done(self, record):
        self.count += 1
        if self.count == 3:
            self.victim.send_signal(signal.SIGKILL)


def test_a_cluster_gives_the_same_marks_as_this_machine_also_when_it_loses_a_worker(course, dask):
    address, more = dask
    victim = more()
    more()
    found = marks(grade(Course(course), settings=replace(SETTINGS, scheduler=address), progress=Killer(victim)))
    assert victim.wait(timeout=30) == -signal.SIGKILL
    assert set(found) == {*CLASS, "absent"}
    here = marks(grade(Course(course), settings=replace(SETTINGS, jobs=2, force=True)))
    assert found == here
    assert {name: score for name, (_, score, _) in found.items() if not name.startswith("student")} == {
        "ada": 6.0, "blank": 0.0, "half": 3.5, "quit": 4.0, "torn": 0.0, "absent": 0.0,
    }  # fmt: skip


def test_a_submission_travels_without_its_disk(course, tmp_path):
    folder = tmp_path / "course" / "submitted" / "ada" / tiny.LESSON
    (folder / "mine.txt").write_text("x")
    (folder / "numpy.py").write_text("")
    (folder / "large.bin").write_bytes(bytes(2000))
    loaded = Course(course)
    conversion = convert(loaded, tiny.LESSON, loaded.notebooks(tiny.LESSON)[0])
    settings = replace(SETTINGS, limits=replace(SETTINGS.limits, disk=2**20))
    task = task_of(loaded, "ada", tiny.LESSON, conversion, settings)
    small = replace(task, settings=replace(settings, limits=replace(settings.limits, disk=1000)))
    packed = cluster.pack(small)
    assert [(name, size, data is None) for name, size, data in packed.submitted] == [
        ("large.bin", 2000, True),
        ("mine.txt", 1, False),
        ("numpy.py", 0, False),
    ]
    sent = cluster.pack(task)
    (course / "submitted").rename(tmp_path / "unplugged")
    (course / "source").rename(tmp_path / "unplugged too")
    result = cluster.execute_packed(sent)
    assert [verdict.score for verdict in result.record.verdicts] == [2.0, 4.0, 0.0]
    assert result.record.repairs == ["files that hide a library, left out: numpy.py"]


def test_a_worker_with_another_version_says_so(course):
    loaded = Course(course)
    conversion = convert(loaded, tiny.LESSON, loaded.notebooks(tiny.LESSON)[0])
    packed = cluster.pack(task_of(loaded, "ada", tiny.LESSON, conversion, SETTINGS))
    result = cluster.execute_packed(replace(packed, program="another"))
    assert result.record.status == "failed"
    assert "has another version of the autograder" in result.record.message


@pytest.mark.parametrize("student", ["absent", "linked"])
def test_what_cannot_run_does_not_travel(course, student):
    folder = course / "submitted" / student / tiny.LESSON
    folder.mkdir(parents=True, exist_ok=True)
    if student == "linked":
        (folder / f"{tiny.LESSON}.ipynb").symlink_to(
            course / "submitted" / "ada" / tiny.LESSON / f"{tiny.LESSON}.ipynb"
        )
    loaded = Course(course)
    conversion = convert(loaded, tiny.LESSON, loaded.notebooks(tiny.LESSON)[0])
    task = task_of(loaded, student, tiny.LESSON, conversion, SETTINGS)
    assert cluster.pack(task) is None
    assert execute(task).record.status == {"absent": "missing", "linked": "unreadable"}[student]


def test_where_there_is_no_cluster_the_command_says_how_to_start_one(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1.0)
    with pytest.raises(AutograderError, match=r"no workers at tcp://127\.0\.0\.1:9 .*dask worker tcp://127"):
        cluster.ClusterPool("tcp://127.0.0.1:9")
