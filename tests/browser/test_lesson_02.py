"""The whole way of a student: the release of lesson 02 in JupyterLab, run from top to bottom, unsolved."""

import pathlib
import shutil

import pytest
from playwright.sync_api import expect

from autograder.course.directory import Course
from autograder.desk.folder import Desk
from autograder.desk.update import add_lesson
from autograder.release import release
from tests.browser.widget import Widget

COURSE = pathlib.Path(__file__).parents[2] / "course"
LESSON = "02-perceptron"


@pytest.fixture(scope="module")
def lesson(desk, tmp_path_factory):
    """The page with the release of the lesson, run by Run All Cells."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(COURSE / "source" / LESSON, course / "source" / LESSON)
    shutil.copy(COURSE / "nbgrader_config.py", course)
    [released] = release(Course(course))
    add_lesson(Desk(desk.server.root), released)
    desk.open(f"{LESSON}/{LESSON}.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    return desk


def test_a_slider_of_draw_the_line_changes_the_picture(lesson):
    widget = Widget(lesson.page.get_by_role("region", name="draw the line"))
    widget.locator.scroll_into_view_if_needed()
    expect(widget.locator).to_be_visible()
    before = widget.pixels(0), widget.alt(0)
    widget.move("θ", 1.5)
    widget.has_line("theta=1.5")
    assert widget.pixels(0) != before[0]
    assert widget.alt(0) != before[1]
    lesson.screenshot("lesson-02-draw_the_line")


def test_watch_it_learn_reaches_its_goal(lesson):
    widget = Widget(lesson.page.get_by_role("region", name="watch it learn"))
    widget.locator.scroll_into_view_if_needed()
    for _ in range(5):
        widget.button("Step").click()
    widget.lamp_is_green()
    lesson.screenshot("lesson-02-watch_it_learn")


def test_run_all_goes_to_the_end_and_every_error_is_a_sentence(lesson):
    cells = [cell for cell in lesson.saved(f"{LESSON}/{LESSON}.ipynb").cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    errors = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    assert errors
    assert all(len(output.traceback) == 1 and output.traceback[0].startswith("✗") for output in errors)
