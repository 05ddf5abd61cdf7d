"""Predict first in the real JupyterLab: locked until a choice, by mouse and by keyboard, and never asked twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.widget import Widget

CELL = """
import dataclasses
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Prediction
from nnlib.widgets.watch_it_learn import experiment
asked = Prediction(
    "Both weights start at 0. What does a ten times larger learning rate η do to the number of updates?",
    ("It takes ten times fewer", "It takes as many", "It never ends"), 1,
    "From zero the rate only scales the weights: compare the updates at η = 1 and at η = 10.")
display(dataclasses.replace(experiment(data="AND"), prediction=asked))
"""
LINE = CELL.replace("watch_it_learn", "draw_the_line").replace('experiment(data="AND")', "experiment()")


@pytest.fixture
def notebook(desk):
    """The page with a new kernel: the question of cell 0 has no answer yet."""
    desk.write("prediction.ipynb", CELL, LINE)
    desk.open("prediction.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    yield desk
    desk.shut_down_kernels()


def panel(notebook, which):
    widget = Widget(notebook.page.locator(".nnlib-panel").nth(which))
    widget.locator.scroll_into_view_if_needed()
    return widget


def test_nothing_moves_before_a_choice_and_everything_after_it(notebook):
    widget = panel(notebook, 0)
    for part in (widget.slider("learning rate"), widget.button("Play"), widget.button("Step"), widget.button("Copy")):
        expect(part).to_be_disabled()
    widget.says("Choose what you expect; then the controls move")
    notebook.screenshot("prediction-locked")
    widget.option("It never ends").click()
    widget.says("Not quite; right is: It takes as many. From zero the rate only scales")
    expect(widget.option("It never ends")).to_have_attribute("data-mark", "wrong")
    expect(widget.option("It takes as many")).to_have_attribute("data-mark", "right")
    expect(widget.locator.locator("legend")).to_be_hidden()
    widget.button("Step").click()
    widget.has_number("updates", "1")
    widget.option("It takes as many").click(force=True)
    expect(widget.option("It never ends")).to_be_checked()
    notebook.screenshot("prediction-wrong")


def test_the_keyboard_looks_at_the_options_before_it_chooses_one(notebook):
    widget = panel(notebook, 0)
    widget.option("It takes ten times fewer").focus()
    notebook.page.keyboard.press("ArrowDown")
    expect(widget.option("It takes as many")).to_be_focused()
    expect(widget.button("Play")).to_be_disabled()
    notebook.page.keyboard.press("Space")
    widget.says("Right. From zero")
    expect(widget.button("Play")).to_be_enabled()


def test_a_cell_run_again_does_not_ask_again(notebook):
    panel(notebook, 0).option("It takes as many").click()
    panel(notebook, 0).says("Right.")
    notebook.run_cell(0)
    again = panel(notebook, 0)
    again.says("Right. From zero")
    expect(again.button("Step")).to_be_enabled()
    expect(panel(notebook, 1).slider("θ")).to_be_disabled()


def test_a_locked_line_cannot_be_dragged(notebook):
    widget = panel(notebook, 1)
    before = widget.line()
    expect(widget.handle("Move the line")).to_be_disabled()
    box = widget.locator.locator(".nnlib-stage canvas").first.bounding_box()
    for x in range(int(box["x"]) + 50, int(box["x"] + box["width"]), 20):  # one of these places is on the line
        notebook.page.mouse.move(x, box["y"] + box["height"] / 2)
        notebook.page.mouse.down()
        notebook.page.mouse.move(x + 40, box["y"] + box["height"] / 2)
        notebook.page.mouse.up()
    widget.option("It takes as many").click()
    widget.says("Right.")
    assert widget.line() == before


def test_on_the_dark_page_right_and_wrong_still_stand_out(notebook):
    widget = panel(notebook, 0)
    notebook.choose_theme("JupyterLab Dark")
    try:
        widget.option("It never ends").click()
        expect(widget.option("It never ends")).to_have_attribute("data-mark", "wrong")
        color = widget.option("It never ends").evaluate("option => getComputedStyle(option, '::before').color")
        assert re.findall(r"\d+", color) == ["255", "138", "128"]
        notebook.screenshot("prediction-dark")
    finally:
        notebook.choose_theme("JupyterLab Light")
