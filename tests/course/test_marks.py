"""Every lesson through the real release and grader: the source's answers earn everything, the blank nothing."""

import json
import shutil

import pytest

from tests.classes.build import autograder
from tests.course.lessons import SOURCE, exercises, graded_names

LESSONS = graded_names()


@pytest.fixture(scope="module")
def rows(request, tmp_path_factory, bubblewrap):
    """Return {(student, lesson): its row}, of those lessons that the selected tests ask for."""
    lessons = sorted({item.callspec.params["lesson"] for item in request.session.items if item.path == request.path})
    course = tmp_path_factory.mktemp("marks") / "course"
    for lesson in lessons:
        shutil.copytree(SOURCE / lesson, course / "source" / lesson)
    shutil.copy(SOURCE.parent / "nbgrader_config.py", course)
    autograder("release", *lessons, "--course", course, check=True, capture_output=True)
    for lesson in lessons:
        blank = json.loads((course / "release" / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))
        solved = json.loads((SOURCE / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))
        for student, notebook in {"blank": blank, "solved": solved}.items():
            folder = course / "submitted" / student / lesson
            folder.mkdir(parents=True)
            (folder / f"{lesson}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    report = course / "rows.json"
    run = autograder("grade", "--course", course, "--json", report, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return {(row["student"], row["assignment"]): row for row in json.loads(report.read_text())}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_sources_answers_earn_everything(lesson, rows):
    row = rows["solved", lesson]
    points = sum(test.metadata.nbgrader.points for _, test in exercises(lesson).values())
    assert (row["status"], row["score"], row["max_score"]) == ("graded", points, points), row


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_blank_release_earns_nothing(lesson, rows):
    assert (rows["blank", lesson]["status"], rows["blank", lesson]["score"]) == ("graded", 0), rows["blank", lesson]
