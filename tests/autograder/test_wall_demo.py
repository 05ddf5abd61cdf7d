"""nbgrader's demo course through the wall: the published marks, by tests that were written for one process."""

import shutil
from pathlib import Path

import nbgrader
import pytest

from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.execution.strategy import Limits
from autograder.grade import grade

DEMO = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"


@pytest.mark.usefixtures("bubblewrap")
def test_the_published_marks_come_out_with_the_wall_on(tmp_path):
    for folder in ("source", "submitted"):
        shutil.copytree(DEMO / folder, tmp_path / folder)
    settings = Settings(limits=Limits(cell_seconds=30.0), jobs=2, isolation="wall")
    records = grade(Course(tmp_path), ["ps1"], settings=settings)
    assert {(record.student, record.notebook): record.score for record in records} == {
        ("bitdiddle", "problem1"): 1.5,
        ("bitdiddle", "problem2"): 0.0,
        ("hacker", "problem1"): 3.0,
        ("hacker", "problem2"): 0.0,
    }
    assert {record.isolation for record in records} == {"wall"}
