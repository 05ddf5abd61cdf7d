"""Arrivals: folders of the exchange and ZIP files of learning platforms, each graded once, whatever is stopped when."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest

from autograder import inbound
from autograder.course import arrivals
from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.errors import AutograderError
from autograder.execution.strategy import Limits
from autograder.inbound import Inbound
from tests.autograder import tiny

SETTINGS = Settings(limits=Limits(cell_seconds=20.0), jobs=2)
NAME = f"{tiny.LESSON}.ipynb"


@pytest.fixture
def course(tmp_path, bubblewrap, monkeypatch):
    monkeypatch.setattr(inbound, "SETTLED_SECONDS", -1.0)
    (tmp_path / "inbound").mkdir()
    return tiny.make_course(tmp_path / "course")


@pytest.fixture
def box(course):
    """The inbound folder, a function that says what came of what is in it, and what was said."""
    said = []
    folder = course.parent / "inbound"

    def once():
        return {r.student: r.score for r in Inbound(Course(course), folder, SETTINGS, said.append).once()}

    return folder, once, said


def hand_in(folder, student, notebook, when="2030-01-01 10:00:00 UTC", **files):
    place = folder / f"{student}+{tiny.LESSON}+{when}"
    place.mkdir()
    for name, text in {"timestamp.txt": when, **files}.items():
        (place / name).write_text(text)
    (place / NAME).write_text(json.dumps(notebook))


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))


def test_a_folder_of_the_exchange_is_graded_once(course, box):
    folder, once, said = box
    hand_in(folder, "ada", tiny.solved(), notes="mine")
    assert once() == {"ada": 6.0}
    assert once() == {}
    assert not said
    assert (course / "submitted" / "ada" / tiny.LESSON / "notes").read_text() == "mine"
    hand_in(folder, "bob", tiny.as_released())
    hand_in(folder, "ada", tiny.solved(double="double = lambda x: 4"), when="2030-01-02 10:00:00 UTC")
    assert once() == {"ada": 4.0, "bob": 0.0}
    assert not (course / "submitted" / "ada" / tiny.LESSON / "notes").exists()


def test_what_counts_is_when_it_arrived_not_when_it_says(course, box):
    folder, once, _ = box
    hand_in(folder, "ada", tiny.solved(), when="2001-01-01 00:00:00 UTC")
    seen = (folder / f"ada+{tiny.LESSON}+2001-01-01 00:00:00 UTC").lstat().st_ctime
    once()
    arrived = arrivals.arrived(Course(course), "ada", tiny.LESSON)
    assert abs((arrived - inbound.datetime.fromtimestamp(seen, inbound.UTC).replace(tzinfo=None)).total_seconds()) < 1


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"ada_123_assignsubmission_file_/{NAME}", "ada"),
        (f"ada@x.org_123_assignsubmission_file_/{NAME}", "ada@x.org"),
        (f"lovelaceada_12_345_{tiny.LESSON}-2.ipynb", "lovelaceada"),
        (f"lovelaceada_late_12_345_{NAME}", "lovelaceada"),
        (f"ada/{NAME}", "ada"),
        (f"ada/{tiny.LESSON}/{tiny.LESSON} (1).ipynb", "ada"),
    ],
)
def test_names_of_learning_platforms_say_whose_a_notebook_is(course, box, name, student):
    folder, _, said = box
    zipped(folder / "drop.zip", {name: tiny.solved()})
    (arrival,) = Inbound(Course(course), folder, SETTINGS, said.append)._opened(folder / "drop.zip")
    assert (arrival.student, arrival.lesson, list(arrival.files)) == (student, tiny.LESSON, [NAME])


def test_a_drop_of_many_is_graded_at_once_and_the_rest_of_it_left_alone(course, box):
    folder, once, said = box
    zipped(
        folder / "drop.zip",
        {
            f"ada_1_assignsubmission_file_/{NAME}": tiny.solved(),
            f"bob_2_assignsubmission_file_/{NAME}": tiny.as_released(),
            f"eve_3_assignsubmission_file_/{NAME}": b"{",
            "eve_3_assignsubmission_file_/holiday.jpg": b"1",
            f"../../../outside/{NAME}": tiny.solved(),
            f"..hidden/{NAME}": tiny.solved(),
        },
    )
    assert once() == {"ada": 6.0, "bob": 0.0, "eve": 0.0}
    assert sorted(os.listdir(course / "submitted")) == ["ada", "bob", "eve"]
    assert len(said) == 3
    assert not (course.parent / "outside").exists()


def test_what_is_no_arrival_is_said_once_and_left_alone(course, box):
    folder, once, said = box
    (folder / "torn.zip").write_bytes(b"PK\x03\x04nonsense")
    (folder / "ada+99-other+2030").mkdir()
    (folder / "notes.txt").write_text("")
    (folder / "link").symlink_to(course)
    assert once() == {}
    assert once() == {}
    assert sorted(said) == [
        "ada+99-other+2030 names no student and lesson of this course; left alone",
        "torn.zip cannot be opened (File is not a zip file); left alone",
    ]


def test_a_bomb_takes_no_memory(course, box):
    folder, once, said = box
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(f"ada/{NAME}", "w") as file:
        for _ in range(80):
            file.write(bytes(2**20))
    (folder / "bomb.zip").write_bytes(buffer.getvalue())
    assert once() == {}
    assert said == [f"ada/{NAME} in bomb.zip is no notebook of a student; left alone"]


def test_what_is_still_growing_waits(box, monkeypatch):
    folder, once, _ = box
    monkeypatch.setattr(inbound, "SETTLED_SECONDS", 60.0)
    hand_in(folder, "ada", tiny.solved())
    assert once() == {}
    monkeypatch.setattr(inbound, "SETTLED_SECONDS", -1.0)
    assert once() == {"ada": 6.0}


def test_a_run_that_ended_between_the_marks_and_the_ledger_grades_nothing_twice(course, box, monkeypatch):
    folder, _, _ = box
    hand_in(folder, "ada", tiny.solved())
    monkeypatch.setattr(Inbound, "_keep", lambda self, stamp: None)
    (first,) = Inbound(Course(course), folder, SETTINGS, print).once()
    monkeypatch.undo()
    monkeypatch.setattr(inbound, "SETTLED_SECONDS", -1.0)
    (second,) = Inbound(Course(course), folder, SETTINGS, print).once()
    assert second == first


def test_trouble_is_told_once_and_tried_again(course, box, monkeypatch):
    folder, _, said = box
    answers = iter([AutograderError("busy"), AutograderError("busy"), ["a record"]])

    def once(self):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(Inbound, "once", once)
    assert next(Inbound(Course(course), folder, SETTINGS, said.append).watch(0.01)) == "a record"
    assert said == ["busy; tried again later"]


@pytest.mark.slow
def test_the_command_watches_until_it_is_interrupted(course):
    folder = course.parent / "inbound"
    command = [sys.executable, "-m", "autograder", "watch", str(folder), "--course", str(course), "--every", "0.2"]
    heeded = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a test that runs in the background ignores it
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heeded)
    time.sleep(2)
    hand_in(folder, "ada", tiny.solved())
    line = process.stdout.readline()
    assert line.split()[:3] == ["ada", tiny.LESSON, "graded"]
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 0, stderr
    assert "Traceback" not in stderr
    assert Path(course / "gradebook.db").exists()
