"""What Moodle and Canvas give out → ``nbgrader zip_collect`` with the course's settings → marks."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.course.directory import Course
from autograder.grade import grade
from tests.autograder import tiny

SETTINGS = Path(__file__).parents[2] / "course" / "nbgrader_config.py"
NAME = f"{tiny.LESSON}.ipynb"
FILES = {  # name in the ZIP file → the student, None where it is no submission to this lesson
    f"Ada Lovelace_123_assignsubmission_file_/{NAME}": "Ada Lovelace",
    f"Zoë O'Hara_124_assignsubmission_file_/{NAME}": "Zoë O'Hara",
    f"王小明_125_assignsubmission_file_/{tiny.LESSON}-2.ipynb": "王小明",
    f"hopperg_LATE_12_345_{NAME}": "hopperg",
    f"noetheremmy_12_345_{tiny.LESSON}-1.ipynb": "noetheremmy",
    f"gausscf_13_346_{tiny.LESSON} (1).ipynb": "gausscf",
    "eulerl_14_347_homework.ipynb": "eulerl",
    "riemannb_15_348_notes.txt": None,
    NAME: None,
}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A course after the collecting, and what was said during it."""
    course = tiny.make_course(tmp_path_factory.mktemp("zip") / "course")
    (course / "nbgrader_config.py").write_text(SETTINGS.read_text())
    archive = course / "downloaded" / tiny.LESSON / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "submissions.zip", "w") as file:
        for name in FILES:
            file.writestr(name, json.dumps(tiny.solved()))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in ("generate_assignment", "zip_collect"):
        run = [sys.executable, "-m", "nbgrader", command, tiny.LESSON]
        environment = {**os.environ, "PATH": path}
        done = subprocess.run(run, cwd=course, env=environment, capture_output=True, text=True, check=True)
    return course, done.stderr


def test_each_notebook_is_its_student_s_and_is_graded(collected, bubblewrap):
    course, _ = collected
    records = {record.student: record for record in grade(Course(course))}
    assert sorted(records) == sorted(filter(None, FILES.values()))
    other = records.pop("eulerl")
    assert (other.status, other.message) == (
        "missing",
        f"{NAME} was not handed in; there is homework.ipynb: rename it if it is this one",
    )
    assert {record.score for record in records.values()} == {6.0}


@pytest.mark.parametrize("name", [name for name, student in FILES.items() if student is None])
def test_what_is_no_submission_is_named_and_left_alone(name, collected):
    course, said = collected
    assert f"{name}\n" in said
    assert (course / "downloaded" / tiny.LESSON / "extracted" / "submissions" / name).exists()
