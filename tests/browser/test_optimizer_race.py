"""The race and the momentum map in the real JupyterLab: ticked, clicked, played."""

import pytest
from playwright.sync_api import expect

from tests.browser.widget import Widget

RACE = "from nnlib.widgets import momentum_map, optimizer_race\noptimizer_race()"


@pytest.fixture(scope="module")
def notebook(desk):
    desk.write("race.ipynb", RACE, "momentum_map()")
    desk.open("race.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    for which in (0, 1):
        Widget(desk.page.locator(".nnlib-panel").nth(which)).unlock()
    return desk


@pytest.fixture
def race(notebook):
    widget = Widget(notebook.page.locator(".nnlib-panel").nth(0))
    widget.locator.scroll_into_view_if_needed()
    widget.paste("optimizer_race surface=beale rate=0.003 step=0")
    widget.has_number("step", "0")
    return widget


@pytest.fixture
def phases(notebook):
    widget = Widget(notebook.page.locator(".nnlib-panel").nth(1))
    widget.locator.scroll_into_view_if_needed()
    return widget


def click(widget, x, y):
    """Click into the first picture at a part of its width and height."""
    canvas = widget.locator.locator(".nnlib-stage canvas").first
    box = canvas.bounding_box()
    canvas.click(position={"x": x * box["width"], "y": y * box["height"]})


def test_a_click_starts_the_race_elsewhere_and_a_button_at_its_own_start(race, notebook):
    race.button("Step").click()
    race.has_number("step", "1")
    click(race, 0.3, 0.3)
    race.has_line(r"start=beale@-\d\.\d\d,\d\.\d\d step=0")
    notebook.screenshot("optimizer_race-clicked")
    race.locator.get_by_label("start, w₁").fill("-1.5")
    race.locator.get_by_label("start, w₁").press("Enter")
    race.has_line(r"start=beale@-1\.50,\d\.\d\d step=0")
    race.button("Own start").click()
    race.has_line("start=own")
    expect(race.button("Own start")).to_be_disabled()


def test_ticks_take_runners_away_and_leave_the_race_where_it_is(race):
    race.button("Step").click()
    race.has_number("step", "1")
    for name in ("descent", "momentum", "nesterov", "adagrad", "rmsprop"):
        race.locator.get_by_label(name, exact=True).uncheck()
    race.has_line("runners=adam ")
    race.has_number("step", "1")
    expect(race.locator.locator(".nnlib-ground .nnlib-legend")).to_have_text("adam")


def test_it_plays_until_the_goal_is_reached(race, notebook):
    race.paste("optimizer_race surface=beale rate=1 speed=60 step=0")
    race.lamp_is_green(False)
    race.button("Play").click()
    race.lamp_is_green()
    race.button("Stop").click()
    race.locator.get_by_label("box of √s", exact=True).check()
    race.has_line("box_of_√s")
    race.has_painted()
    notebook.screenshot("optimizer_race-reached")


def test_a_click_into_the_map_sets_rate_and_momentum(phases, notebook):
    before = phases.pixels(1)
    click(phases, 0.78, 0.32)
    phases.has_other_pixels(before, 1)
    assert 2.8 < float(phases.slider("learning rate").input_value()) < 3.6
    assert 0.5 < float(phases.slider("momentum").input_value()) < 0.9
    phases.move("learning rate × largest curvature", 3.25)
    phases.move("momentum β", 0.68)
    phases.lamp_is_green()
    notebook.screenshot("momentum_map-reached")
