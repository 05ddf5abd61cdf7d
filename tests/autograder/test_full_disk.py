"""A course on a disk that is full, or that nobody may write to: a sentence, an intact gradebook, and nothing lost."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.autograder import tiny

MEBIBYTE = 2**20


def mount(*arguments):
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True)


@pytest.fixture
def course(tmp_path, bubblewrap):
    """A course on a disk of its own of 3 MiB."""
    if os.geteuid() or mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", tmp_path).returncode:
        pytest.skip("needs to mount a small disk, which only root may")
    yield tiny.make_course(tmp_path / "course")
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


def grade(course, report):
    command = [sys.executable, "-m", "autograder", "grade", "--course", course, "--json", report]
    return subprocess.run(command, capture_output=True, text=True)


def scores(report):
    return {row["student"]: row["score"] for row in json.loads(report.read_text())}


def is_whole(course):
    with closing(sqlite3.connect(f"file:{course / 'gradebook.db'}?mode=ro&immutable=1", uri=True)) as database:
        return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def fill(path):
    """Write until nothing more fits."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    return path


def test_a_full_disk_is_said_and_when_there_is_room_again_the_run_completes(course, tmp_path_factory):
    report = tmp_path_factory.mktemp("reports") / "rows.json"
    tiny.hand_in(course, "ada", tiny.solved())
    assert grade(course, report).returncode == 0
    for student in ("bob", "eve"):
        tiny.hand_in(course, student, tiny.solved())
    filler = fill(course / "filler")
    full = grade(course, report)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "results cannot be written" in full.stderr
    assert is_whole(course)
    filler.unlink()
    assert grade(course, report).returncode == 0
    assert scores(report) == {"ada": 6.0, "bob": 6.0, "eve": 6.0}


def test_a_course_that_nobody_may_write_to_is_said_too(course, tmp_path_factory):
    report = tmp_path_factory.mktemp("reports") / "rows.json"
    tiny.hand_in(course, "ada", tiny.solved())
    assert grade(course, report).returncode == 0
    tiny.hand_in(course, "bob", tiny.solved())
    assert mount("-o", "remount,ro", course.parent).returncode == 0
    refused = grade(course, report)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "Read-only file system" in refused.stderr
    assert is_whole(course)
    assert mount("-o", "remount,rw", course.parent).returncode == 0
    assert grade(course, report).returncode == 0
    assert scores(report) == {"ada": 6.0, "bob": 6.0}
