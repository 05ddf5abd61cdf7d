"""A class whose notebooks are damaged at random: everyone gets a row, the class completes, and damage earns nothing.

AUTOGRADER_FUZZ sets how many notebooks (default 60), AUTOGRADER_FUZZ_SEED from which number on.
"""

import os
import random
import sqlite3
from contextlib import closing

import pytest

from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.execution.strategy import Limits
from autograder.grade import grade
from tests.autograder import tiny
from tests.autograder.fuzz import damaged

COUNT = int(os.environ.get("AUTOGRADER_FUZZ", "60"))
FIRST = int(os.environ.get("AUTOGRADER_FUZZ_SEED", "0"))
SETTINGS = Settings(limits=Limits(cell_seconds=5.0, notebook_seconds=30.0), jobs=2)


@pytest.fixture(scope="module")
def graded(tmp_path_factory, bubblewrap):
    course = tiny.make_course(tmp_path_factory.mktemp("fuzz") / "course")
    for number in range(FIRST, FIRST + COUNT):
        answered = number % 2 == 1
        notebook = tiny.solved() if answered else tiny.as_released()
        name = f"{'answered' if answered else 'blank'}-{number:04}"
        tiny.hand_in(course, name, damaged(notebook, random.Random(number)))
    tiny.hand_in(course, "honest", tiny.solved())
    return course, {record.student: record for record in grade(Course(course), settings=SETTINGS)}


def test_everyone_gets_a_row_with_a_reason_and_the_class_completes(graded):
    _, rows = graded
    assert len(rows) == COUNT + 1
    failed = {name: row.message for name, row in rows.items() if row.status not in ("graded", "manual", "unreadable")}
    assert not failed
    assert all(row.message for row in rows.values() if row.status == "unreadable")
    assert rows["honest"].score == 6.0


def test_no_damage_earns_anything_and_none_earns_more_than_there_is(graded):
    _, rows = graded
    assert {name: row.score for name, row in rows.items() if name.startswith("blank") and row.score} == {}
    assert all(0 <= row.score <= 6.0 for row in rows.values())


def test_much_of_what_was_answered_is_repaired(graded):
    _, rows = graded
    answered = [row for name, row in rows.items() if name.startswith("answered")]
    assert sum(row.score == 6.0 for row in answered) > len(answered) / 4


def test_the_database_is_whole(graded):
    course, rows = graded
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT COUNT(*) FROM submitted_assignment").fetchone() == (len(rows),)
