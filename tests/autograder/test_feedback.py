import re
import shutil

import pytest

from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.errors import AutograderError
from autograder.execution.strategy import Limits
from autograder.feedback import feedback
from autograder.grade import grade
from autograder.marks.gradebook import CourseGradebook
from tests.autograder import tiny

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1)) <b>bold</b>"


@pytest.fixture(scope="module")
def graded(tmp_path_factory, bubblewrap):
    """The course of a small class that has been graded."""
    root = tiny.make_course(tmp_path_factory.mktemp("feedback") / "course")
    (root / "source" / tiny.LESSON / "figure.png").write_bytes(b"picture")
    attack = tiny.solved(why=ATTACK, double=f"from IPython.display import HTML, Markdown\nHTML({ATTACK!r})")
    attack["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": ATTACK})
    without_test = tiny.solved()
    without_test["cells"] = [cell for cell in without_test["cells"] if tiny.name_of(cell) != "double-test"]
    for student, notebook in {
        "ada": tiny.solved(why="Because x + x = 2x."),
        "eve": attack,
        "guess": tiny.solved(
            double="def double(x):\n    assert x != 21, 'spying'\n    print('input', x)\n    return 4"
        ),
        "lost": without_test,
        "torn": b"{",
    }.items():
        tiny.hand_in(root, student, notebook)
    course = Course(root)
    grade(course, settings=Settings(limits=Limits(cell_seconds=20.0), isolation="kernel", jobs=2))
    with CourseGradebook(course) as gradebook:
        gradebook.nbgrader.find_comment("why", tiny.LESSON, tiny.LESSON, "ada").manual_comment = "Well <i>said</i>."
        gradebook.nbgrader.find_grade("why", tiny.LESSON, tiny.LESSON, "ada").manual_score = 2.5
        gradebook.nbgrader.db.commit()
    return course


@pytest.fixture(scope="module")
def pages(graded):
    """Their pages, by student."""
    return {path.parents[1].name: path.read_text() for path in feedback(graded)}


def text_of(html):
    return re.sub(r"<[^>]*>", "", html)


def test_marks_and_what_people_wrote_are_shown(pages):
    assert "8.5 of 9 points" in pages["ada"]
    assert "Well &lt;i&gt;said&lt;/i&gt;." in pages["ada"]
    assert "3 to be given" in pages["eve"]
    assert "some of them still to be given by a person" in pages["eve"]


def test_the_sentence_of_the_check_is_shown(pages):
    assert "spying" in pages["guess"]
    assert "0 of 2" in pages["guess"]


def test_hidden_tests_and_what_they_print_are_not_shown(pages):
    for page in pages.values():
        assert "secret_input" not in page
        assert "HIDDEN" not in page
    assert "input 2" not in text_of(pages["guess"])
    assert "double(2) must be 4" in text_of(pages["guess"])  # the visible part of the same cell


def test_nothing_of_a_student_can_run(pages):
    page = pages["eve"]
    assert not re.search(r"<script|<img[^>]*onerror|href=.javascript:|<[^>]+ on\w+=", page, re.IGNORECASE)
    assert "default-src 'none'" in page
    assert "<b>bold</b>" in page


def test_nothing_is_loaded_from_elsewhere_and_formulas_stay_readable(pages):
    assert "$x &lt; y$" in pages["ada"] or "$x < y$" in pages["ada"]
    assert not re.search(r"(src|href)=.https?://", pages["ada"])


def test_repairs_are_told(pages):
    assert "missing cells, restored from the assignment: double-test" in pages["lost"]
    assert "repaired" not in pages["ada"]


def test_a_file_that_is_no_notebook_gets_a_page_that_says_so(pages):
    assert "not valid JSON" in pages["torn"]
    assert "0 of 9 points" in pages["torn"]


@pytest.mark.parametrize("kind", ["link", "folder", "huge"])
def test_only_a_small_file_of_the_students_is_believed_to_be_the_secret(graded, kind):
    course = graded
    own = course.root / "submitted" / "torn" / tiny.LESSON / "submission_secret.txt"
    given = course.root / "feedback" / "torn" / tiny.LESSON / "submission_secret.txt"
    (course.root / "other").write_text("of somebody else")
    {
        "link": lambda: own.symlink_to(course.root / "other"),
        "folder": own.mkdir,
        "huge": lambda: own.write_bytes(b"x" * 5000),
    }[kind]()
    feedback(course, student="torn")
    assert re.fullmatch("[0-9a-f]{64}", given.read_text())
    shutil.rmtree(own) if kind == "folder" else own.unlink()
    own.write_text("mine")
    feedback(course, student="torn")
    assert given.read_text() == "mine"
    own.unlink()
    given.unlink()


def test_results_that_are_gone_are_said_to_be(tmp_path, bubblewrap):
    root = tiny.make_course(tmp_path)
    tiny.hand_in(root, "ada", b"{")
    grade(Course(root))
    (root / "gradebook.db").unlink()
    with pytest.raises(AutograderError, match=r"results are gone .*; run `autograder grade` again"):
        feedback(Course(root))


def test_without_a_graded_notebook_the_way_out_is_said(tmp_path):
    root = tiny.make_course(tmp_path)
    tiny.hand_in(root, "ada", tiny.solved())
    with pytest.raises(AutograderError, match="nothing here has been graded yet; run `autograder grade`"):
        feedback(Course(root))
