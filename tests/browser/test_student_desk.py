"""A student's first hour: the start page, an exercise solved, progress at once, nbgrader's Validate."""

import shutil

import pytest
from playwright.sync_api import expect

from autograder.course.directory import Course
from autograder.desk.folder import Desk as Folder
from autograder.lab import START_PAGE, fill
from tests.browser.server import serve
from tests.course.lessons import ANSWERS, SOURCE

LESSON = "00-start"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a student's folder with the first lesson, started as ``autograder lab`` does."""
    course = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(SOURCE / LESSON, course / "source" / LESSON)
    shutil.copy(SOURCE.parent / "nbgrader_config.py", course)
    fill(Course(course), Folder(course / "student"))
    with serve(tmp_path_factory.mktemp("lab"), course / "student", START_PAGE) as server:
        yield server


def open_start_page(page, lab):
    page.goto(f"{lab.url}/lab/tree/START.md?reset&token={lab.token}")
    start = page.locator(".jp-RenderedMarkdown").first
    expect(start.get_by_role("heading", name="Your lessons")).to_be_visible(timeout=60_000)
    return start


def test_from_the_start_page_to_a_solved_exercise_and_back(desk, lab):
    page = desk.page
    start = open_start_page(page, lab)
    expect(start).to_contain_text("Begin here")
    expect(start.locator("progress")).to_have_attribute("value", "0")
    desk.screenshot("start-page")

    link = start.get_by_role("link", name="Start here").last
    link.focus()
    page.keyboard.press("Enter")  # by keyboard, as by mouse
    page.wait_for_selector(".jp-CodeCell")
    desk.wait_for_kernel()

    (exercise,) = [path for path in (ANSWERS / LESSON).iterdir() if path.is_dir()]
    answer = next(exercise.glob("right_*.py")).read_text()
    cell = page.locator(".jp-CodeCell", has_text="raise NotImplementedError").first
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(answer)
    desk.run_all()
    desk.saved(f"{LESSON}/{LESSON}.ipynb")
    start = open_start_page(page, lab)
    expect(start.locator("progress")).to_have_attribute("value", "1")
    expect(start).to_contain_text("Everything is solved")
    desk.screenshot("start-page-solved")


def test_nbgrader_s_validate_agrees(desk, lab):
    desk.open(f"{LESSON}/{LESSON}.ipynb")
    desk.page.get_by_role("button", name="Validate").click()
    dialog = desk.page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("Success", timeout=90_000)
    dialog.get_by_role("button").last.click()
