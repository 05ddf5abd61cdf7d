"""A class of sixteen hands in lesson 02: every one gets the marks the work is worth, and a sentence for what is not."""

import json

import pytest
from nbgrader.api import Gradebook

from tests.classes.build import LESSON, autograder, build_class
from tests.classes.students import CLASS, POINTS


@pytest.fixture(scope="module")
def graded(tmp_path_factory, bubblewrap):
    course = tmp_path_factory.mktemp("class") / "course"
    build_class(course)
    rows = course / "rows.json"
    run = autograder(
        "grade", LESSON, "--course", course, "--timeout", 20, "--json", rows, capture_output=True, text=True
    )
    return course, run, {row["student"]: row for row in json.loads(rows.read_text())}


def test_every_submission_gets_a_row_and_the_run_ends_well(graded):
    _, run, rows = graded
    assert run.returncode == 0, run.stderr
    assert set(rows) == {student.name for student in CLASS}
    assert "Traceback" not in run.stdout + run.stderr


@pytest.mark.parametrize("student", CLASS, ids=lambda s: s.name)
def test_a_submission_earns_what_it_is_worth(graded, student):
    row = graded[2][student.name]
    assert (row["score"], row["max_score"]) == (student.score, sum(POINTS.values())), row
    assert (row["status"] == "graded") == (student.status == "graded"), row
    assert student.status == "graded" or row["message"]


@pytest.mark.parametrize("student", [s for s in CLASS if s.status == "graded"], ids=lambda s: s.name)
def test_the_gradebook_has_the_points_of_every_exercise(graded, student):
    with Gradebook(f"sqlite:///{graded[0] / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(LESSON, LESSON, student.name).grades
        earned = {grade.name.removesuffix("-check"): grade.score for grade in grades}
    expected = {name: 0 if name in student.lost else points for name, points in POINTS.items()}
    assert earned == expected
