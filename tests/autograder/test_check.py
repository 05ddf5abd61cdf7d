import json

import pytest

from autograder.check import Exercise, check
from autograder.errors import AutograderError
from tests.autograder import tiny


@pytest.fixture
def checked(tmp_path):
    def checked(notebook):
        path = tmp_path / "mine.ipynb"
        path.write_text(json.dumps(notebook))
        return check(path)

    return checked


def test_every_exercise_has_a_line(checked):
    wrong = tiny.solved(double="def double(x):\n    return 3 * x", parts="def parts(n):\n    return n, 0")
    assert checked(wrong) == [
        Exercise("doubling", False, "double(2) must be 4"),
        Exercise("parts-test", False, "1.5 of 4 points for the parts that are right"),
    ]
    assert checked(tiny.solved(why="Because.")) == [Exercise("doubling", True), Exercise("parts-test", True)]


def test_the_students_files_and_settings_are_there(checked, tmp_path, monkeypatch):
    monkeypatch.setenv("MY_SETTING", "yes")
    (tmp_path / "data.txt").write_text("4")
    read = (
        "import os\n\n\ndef double(x):\n    return int(open('data.txt').read()) * (os.environ['MY_SETTING'] == 'yes')"
    )
    assert checked(tiny.solved(double=read))[0] == Exercise("doubling", True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "there is no notebook"),
        ("{", "is not a notebook: .*save it again"),
        ('{"cells": 3}', "is not a notebook"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "mine.ipynb"
    if content is not None:
        path.write_text(content)
    with pytest.raises(AutograderError, match=sentence):
        check(path)


def test_a_notebook_without_checks_is_said_to_be_one(checked):
    notebook = tiny.as_released()
    notebook["cells"] = notebook["cells"][:1]
    with pytest.raises(AutograderError, match="has no checks; is it a notebook of the course"):
        checked(notebook)
