"""The attack range, group pipeline: notebooks and files that were tampered with, graded together as one class.

Each file defines ``attack(notebook, folder)``: it gets the released notebook, unanswered, and the folder of the
submission, and returns what is handed in (None if it wrote that itself). The marks are those of the two exercises of
``tests.autograder.tiny``, of 2 and of 4 points.
"""

import json
import re
import shutil

import pytest

from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.execution.strategy import Limits
from autograder.grade import grade
from tests.autograder import tiny
from tests.autograder.attack_range import FOLDER

FILES = sorted((FOLDER / "pipeline").glob("*.py"))
SETTINGS = Settings(limits=Limits(cell_seconds=5.0, notebook_seconds=60.0), jobs=2, isolation="wall")


def graded_tests(notebook):
    return [cell for cell in notebook["cells"] if tiny.name_of(cell) in ("double-test", "parts-test")]


def answer(notebook, name, source):
    tiny.find(notebook, name)["source"] = source


@pytest.fixture(scope="module")
def rows(tmp_path_factory, bubblewrap):
    course = tiny.make_course(tmp_path_factory.mktemp("class") / "course")
    for path in FILES:
        folder = course / "submitted" / path.stem / tiny.LESSON
        folder.mkdir(parents=True)
        names = {"tests": graded_tests, "answer": answer, "find": tiny.find}
        exec(compile(path.read_text(), path, "exec"), names)
        handed_in = names["attack"](tiny.as_released(), folder)
        if handed_in is not None:
            data = handed_in if isinstance(handed_in, bytes) else json.dumps(handed_in).encode()
            (folder / f"{tiny.LESSON}.ipynb").write_bytes(data)
    tiny.hand_in(course, "honest", tiny.solved())
    before = {path: path.read_bytes() for path in (course / "source").rglob("*.ipynb")}
    result = {record.student: record for record in grade(Course(course), settings=SETTINGS)}
    assert {path: path.read_bytes() for path in before} == before
    yield result
    shutil.rmtree(course)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_tampered_submission_gets_the_marks_it_deserves(path, rows):
    expected = [float(mark) for mark in re.search(r"^# marks: (.*)$", path.read_text(), re.MULTILINE)[1].split()]
    record = rows[path.stem]
    got = {verdict.grade_id: verdict.score for verdict in record.verdicts}
    assert [got["double-test"], got["parts-test"]] == expected, record
    assert record.status in ("graded", "manual", "missing", "unreadable")


def test_the_class_goes_on(rows):
    assert len(rows) == len(FILES) + 1
    assert rows["honest"].score == 6.0
