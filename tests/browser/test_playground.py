"""The playground in the real JupyterLab: built, trained, its weights pulled at, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.widget import Widget

PLAY = "from nnlib.widgets import playground\nplayground()"
BROKEN = "playground(lambda sizes, activation: None)"
RATE = """async panel => {
    const pictures = new Set(), watcher = new MutationObserver(() => pictures.add(panel.dataset.painted));
    watcher.observe(panel, { attributes: true, attributeFilter: ["data-painted"] });
    await new Promise(done => setTimeout(done, 2000));
    return pictures.size / 2;
}"""
LEFT, RIGHT, GAP = 40, 30, 50  # network.js


@pytest.fixture(scope="module")
def notebook(desk):
    desk.write("playground.ipynb", PLAY, BROKEN)
    desk.open("playground.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    return desk


@pytest.fixture
def play(notebook):
    widget = Widget(notebook.page.locator(".nnlib-panel").nth(0))
    widget.locator.scroll_into_view_if_needed()
    widget.paste("playground data=spiral layers=4,2 step=0")
    widget.has_number("epoch", "0")
    return widget


def place(play, layer, unit, layers=4, units=4):
    """Return where on the page a unit is, counted from 0."""
    box = play.locator.locator(".nnlib-net canvas").bounding_box()
    x = LEFT + layer * (box["width"] - LEFT - RIGHT) / (layers - 1)
    return box["x"] + x, box["y"] + box["height"] / 2 + (unit - (units - 1) / 2) * GAP


def test_it_trains_fast_enough_to_watch_and_stops(play, notebook):
    play.button("Play").click()
    assert play.locator.evaluate(RATE) > 8  # pictures a second; over 25 on a machine that does nothing else
    play.button("Stop").click()
    expect(play.button("Play")).to_be_visible()
    assert int(play.number("epoch")) > 10
    assert play.locator.locator("canvas").nth(0).get_attribute("aria-label").startswith("Network 2-4-2-1")


def test_step_and_reset(play):
    before = [play.pixels(i) for i in range(3)]
    play.button("Step").click()
    play.has_number("epoch", "1")
    play.has_painted()
    assert all(play.pixels(i) != before[i] for i in range(3))
    play.button("Reset").click()
    play.has_number("epoch", "0")
    play.has_painted()
    assert play.pixels(0) == before[0]


def test_a_line_brings_a_network_that_reaches_the_goal(play, notebook):
    play.paste("playground data=spiral layers=8,8 optimizer=adam rate=0.03 step=150")
    play.lamp_is_green()
    play.has_number("epoch", "150")
    play.says("Reached after 150 epochs")
    notebook.screenshot("playground-done")


def test_units_and_layers_are_added_and_removed_and_the_button_keeps_the_focus(play, notebook):
    play.button("add a unit to layer 2").focus()
    notebook.page.keyboard.press("Enter")
    play.has_line("layers=4,3 ")
    expect(play.button("add a unit to layer 2")).to_be_focused()
    play.button("add a hidden layer").click()
    play.has_line("layers=4,3,2 ")
    play.button("remove a unit from layer 1").click()
    play.has_line("layers=3,3,2 ")
    play.button("remove the last hidden layer").click()
    play.has_line("layers=3,3 ")
    expect(play.locator.locator(".nnlib-net canvas")).to_have_attribute("aria-label", re.compile("Network 2-3-3-1"))


def test_a_clicked_weight_is_typed_and_slid(play, notebook):
    (x0, y0), (x1, y1) = place(play, 2, 0, units=2), place(play, 3, 0, units=1)
    notebook.page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2)
    expect(play.locator.locator(".nnlib-tip")).to_contain_text("layer 3, unit 1 ← unit 1")
    before = play.pixels(1)
    notebook.page.mouse.click((x0 + x1) / 2, (y0 + y1) / 2)
    notebook.page.keyboard.type("3.5")
    play.has_line(r"step=0 at=0:w3\.1\.1=3\.5$")
    play.has_painted()
    assert play.pixels(1) != before
    play.move("its value", -2)
    play.has_line(r"step=0 at=0:w3\.1\.1=-2$")


def test_the_keyboard_chooses_and_sets_any_weight(play, notebook):
    play.menu("weight or bias to set").focus()
    notebook.page.keyboard.type("layer 2, unit 2: bias")
    expect(play.locator.locator("figcaption").nth(0)).to_have_text("what layer 2, unit 2 computes")
    play.slider("its value").focus()
    for _ in range(20):  # faster than the kernel answers
        notebook.page.keyboard.press("ArrowRight")
    play.has_line(r"at=0:b2\.2=1$")


def test_the_plane_shows_the_unit_under_the_mouse(play, notebook):
    whole = play.pixels(1)
    notebook.page.mouse.move(*place(play, 1, 2))
    expect(play.locator.locator("figcaption").nth(0)).to_have_text("what layer 1, unit 3 computes")
    assert play.pixels(1) != whole
    notebook.page.mouse.move(0, 0)
    expect(play.locator.locator("figcaption").nth(0)).to_have_text("what the output computes")
    assert play.pixels(1) == whole


def test_lines_show_gradients_when_asked(play, notebook):
    weights = play.pixels(0)
    play.menu("lines show").select_option("gradients")
    play.says("gradient −?[0-9]")
    play.has_painted()
    assert play.pixels(0) != weights
    assert "the largest of its gradients" in play.alt(0)
    notebook.screenshot("playground-gradients")


def test_other_data_and_a_new_rate_while_it_trains(play):
    play.menu("data").select_option("circles")
    play.has_number("epoch", "0")
    play.button("Play").click()
    play.slider("learning rate").evaluate(
        "input => { input.value = 0; input.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    play.has_line(r"at=\d+:rate=1$")
    play.button("Stop").click()
    play.has_line("data=circles")


def test_a_network_that_goes_wrong_is_named(notebook):
    broken = Widget(notebook.page.locator(".nnlib-panel").nth(1))
    broken.says("drawn with the course's own network. Yours was set aside: it stopped with AttributeError")


def test_the_dark_theme_and_a_narrow_window(play, notebook):
    play.paste("playground data=circles layers=4,2 optimizer=adam step=30")
    light = [play.pixels(i) for i in range(3)]
    notebook.choose_theme("JupyterLab Dark")
    try:
        for i in range(3):
            play.has_other_pixels(light[i], i)
        notebook.page.set_viewport_size({"width": 620, "height": 1000})
        notebook.page.wait_for_timeout(700)
        net, plane = (play.locator.locator(part).bounding_box() for part in (".nnlib-net", ".nnlib-out"))
        assert plane["y"] >= net["y"] + net["height"]
        assert net["width"] > 400
        notebook.screenshot("playground-dark-narrow")
    finally:
        notebook.page.set_viewport_size({"width": 1280, "height": 1000})
        notebook.choose_theme("JupyterLab Light")


def test_nothing_was_said_on_the_console(notebook):
    assert notebook.errors == []
