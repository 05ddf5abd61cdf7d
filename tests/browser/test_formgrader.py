"""An instructor at nbgrader's formgrader, its buttons in front of our wall; students at the exchange."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request

import nbformat
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from autograder.course.directory import Course
from autograder.course.lock import course_lock
from autograder.marks import records
from tests.autograder import tiny
from tests.browser.desk import SCREENSHOTS
from tests.browser.server import serve

ALWAYS_EQUAL = """class Right:
    def __eq__(self, other):
        return True

def double(x):
    return Right()"""
STUDENTS = {
    "ada": {**tiny.RIGHT, "why": "Since twice is the sum."},
    "ben": {"double": ALWAYS_EQUAL, "parts": "def parts(n):\n    return 0, n**2"},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one lesson, and an exchange beside it."""
    folder = tmp_path_factory.mktemp("class")
    exchange = folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    settings = f'c = get_config()\nc.CourseDirectory.course_id = "c1"\nc.Exchange.root = {str(exchange)!r}\n'
    course = tiny.make_course(folder / "course")
    (course / "nbgrader_config.py").write_text(settings)
    for name in STUDENTS:
        (folder / name).mkdir()
        (folder / name / "nbgrader_config.py").write_text(settings)
    return course


@pytest.fixture(scope="module")
def lab(course, bubblewrap, tmp_path_factory):
    with serve(tmp_path_factory.mktemp("lab"), course) as server:
        yield server


@pytest.fixture
def formgrader(page, lab):
    """Opens one of formgrader's pages."""

    def open_page(name):
        page.goto(f"{lab.url}/formgrader/{name}?token={lab.token}")
        return page

    return open_page


def nbgrader(course, student, *command):
    """Run a command of nbgrader as a student, in the student's folder."""
    folder = course.parent / student
    environment = {**os.environ, "HOME": str(folder), "JUPYTER_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "nbgrader", *command, tiny.LESSON, f"--student={student}"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def press(page, row, button):
    """Click a button of a row and return what the message says that comes up."""
    page.locator("tr", has_text=row).locator(f".{button} a").click()
    message = page.locator(".modal-dialog")
    expect(message).to_be_visible(timeout=120_000)
    text = message.inner_text()
    message.locator(".modal-footer button").click()
    expect(message).to_have_count(0)
    return text


def type_in(page, kind, field, text):
    """Write into a field of the page to grade by hand, and wait until the server has it."""
    expect(page.locator("#why_extra_credit")).to_have_attribute("placeholder", "0")  # it listens
    with page.expect_response(lambda answer: f"/api/{kind}/" in answer.url and answer.request.method == "PUT") as saved:
        page.locator(field).fill(text)
        page.keyboard.press("Tab")
    assert saved.value.ok


def scores(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            (s.student.id, g.name): (g.auto_score, g.manual_score)
            for s in book.assignment_submissions(tiny.LESSON)
            for n in s.notebooks
            for g in n.grades
        }


def test_a_lesson_goes_from_its_source_to_the_feedback_that_students_read(formgrader, course):
    page = formgrader("manage_assignments")
    assert "Success" in press(page, tiny.LESSON, "assign")
    released = nbformat.read(course / "release" / tiny.LESSON / f"{tiny.LESSON}.ipynb", 4)
    assert "HIDDEN" not in json.dumps(released)
    assert "Success" in press(page, tiny.LESSON, "release")

    for student, answers in STUDENTS.items():
        nbgrader(course, student, "fetch_assignment")
        path = course.parent / student / tiny.LESSON / f"{tiny.LESSON}.ipynb"
        notebook = json.loads(path.read_text())
        for name, answer in answers.items():
            tiny.find(notebook, name)["source"] = answer
        path.write_text(json.dumps(notebook))
        nbgrader(course, student, "submit")
    assert "Success" in press(page, tiny.LESSON, "collect")
    expect(page.locator("tr", has_text=tiny.LESSON).locator(".num-submissions")).to_have_text("2")

    page = formgrader(f"manage_submissions/{tiny.LESSON}")
    for student in STUDENTS:
        assert "Success" in press(page, student, "autograde")
        assert records.load(Course(course), student, tiny.LESSON, tiny.LESSON).isolation == "wall"
    expect(page.locator("tr", has_text="ada").locator(".score")).to_have_text("6 / 9")
    expect(page.locator("tr", has_text="ada").locator(".status")).to_have_text("needs manual grading")
    assert scores(course)["ben", "double-test"] == (0, None)  # equal to everything, and worth nothing
    assert scores(course)["ben", "parts-test"] == (2.5, None)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "formgrader-submissions.png")

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        number = book.find_submission_notebook(tiny.LESSON, tiny.LESSON, "ada").id
    page = formgrader(f"submissions/{number}/")
    type_in(page, "grade", "input.score#why", "2.5")
    type_in(page, "comment", "textarea#why-comment", "Well argued.")
    page.screenshot(path=SCREENSHOTS / "formgrader-by-hand.png")
    page = formgrader(f"manage_submissions/{tiny.LESSON}")
    expect(page.locator("tr", has_text="ada").locator(".score")).to_have_text("8.5 / 9")
    press(page, "ada", "autograde")
    expect(page.locator("tr", has_text="ada").locator(".score")).to_have_text("8.5 / 9")

    page = formgrader("manage_assignments")
    assert "Success" in press(page, tiny.LESSON, "generate-feedback")
    assert "Success" in press(page, tiny.LESSON, "release-feedback")
    for student, sentence in {"ada": "Well argued.", "ben": "double(2) must be 4"}.items():
        nbgrader(course, student, "fetch_feedback")
        (read,) = (course.parent / student).rglob("*.html")
        assert sentence in read.read_text()
        assert not re.search("secret_input|HIDDEN", read.read_text())


def post(lab, address):
    request = urllib.request.Request(f"{lab.url}/formgrader/api/{address}", b"", method="POST")
    request.add_header("Authorization", f"token {lab.token}")
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def test_while_another_grades_the_button_says_who(lab, course):
    tiny.hand_in(course, "eve", tiny.solved())
    with course_lock(Course(course)):
        answer = post(lab, f"submission/{tiny.LESSON}/eve/autograde")
    assert not answer["success"]
    assert f"is being graded by process {os.getpid()}" in answer["error"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("submission/02-none/eve/autograde", "no lesson 02-none"),
        (f"submission/{tiny.LESSON}/nobody/autograde", "there is no submission of nobody"),
        ("submission/--help/eve/autograde", "no lesson --help"),
        ("assignment/02-none/assign", "no lesson 02-none"),
        ("assignment/02-none/generate_feedback", "no lesson 02-none"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(lab, course, address, sentence):
    answer = post(lab, address)
    assert not answer["success"]
    assert sentence in answer["error"]


def test_without_the_token_nothing_is_graded(lab, course):
    request = urllib.request.Request(f"{lab.url}/formgrader/api/assignment/{tiny.LESSON}/assign", b"", method="POST")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)
