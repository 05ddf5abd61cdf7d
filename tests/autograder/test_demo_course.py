"""nbgrader's own example in one kernel, as nbgrader runs it: the marks that its documentation publishes."""

import shutil
from pathlib import Path

import nbgrader
import pytest

from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.execution.strategy import Limits
from autograder.grade import grade

DEMO = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"


@pytest.fixture(scope="module")
def demo(tmp_path_factory, bubblewrap):
    root = tmp_path_factory.mktemp("demo")
    for folder in ("source", "submitted"):
        shutil.copytree(DEMO / folder, root / folder)
    settings = Settings(limits=Limits(cell_seconds=30.0), isolation="kernel", jobs=2)
    records = grade(Course(root), ["ps1"], settings=settings)
    return {(record.student, record.notebook): record for record in records}


def test_the_published_marks_come_out(demo):
    assert {key: record.score for key, record in demo.items()} == {
        ("bitdiddle", "problem1"): 1.5,
        ("bitdiddle", "problem2"): 0.0,
        ("hacker", "problem1"): 3.0,
        ("hacker", "problem2"): 0.0,
    }


def test_answers_for_people_wait_for_them(demo):
    assert {record.status for record in demo.values()} == {"manual"}
    assert [record.max_score for record in demo.values()] == [10.0, 3.0, 10.0, 3.0]


def test_changed_tests_are_put_right_and_told(demo):
    assert demo["bitdiddle", "problem1"].repairs == [
        "changed read-only cells, graded as they were handed out: correct_squares, squares_invalid_input"
    ]
