"""Paint and recall in the real JupyterLab: painted by mouse and by keyboard, stored, forgotten, damaged, recalled."""

import pytest
from playwright.sync_api import expect

from tests.browser.widget import Widget

SIDE = 10
MARGIN = {"left": 14, "right": 14, "top": 12, "bottom": 12}  # BARE in painter.js
LIMITS = (-0.1, 10.1)  # picture.py
EMPTY = 25 * "0"


@pytest.fixture(scope="module")
def notebook(desk):
    desk.write("paint.ipynb", "from nnlib.widgets import paint_and_recall\npaint_and_recall()")
    desk.open("paint.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    Widget(desk.page.locator(".nnlib-panel")).unlock()
    return desk


@pytest.fixture
def paint(notebook):
    widget = Widget(notebook.page.locator(".nnlib-panel"))
    widget.locator.scroll_into_view_if_needed()
    widget.paste("paint_and_recall damage=0 seed=0 canvas=T stored=T,X,O step=0")
    widget.has_line("canvas=T stored=T,X,O step=0$")
    widget.locator.locator(".nnlib-easel canvas").scroll_into_view_if_needed()
    return widget


def place(paint, row, column):
    """Return where on the page the middle of a pixel is."""
    box = paint.locator.locator(".nnlib-easel canvas").bounding_box()
    wide, high = box["width"] - MARGIN["left"] - MARGIN["right"], box["height"] - MARGIN["top"] - MARGIN["bottom"]
    unit = min(wide, high) / (LIMITS[1] - LIMITS[0])
    middle = box["x"] + MARGIN["left"] + wide / 2, box["y"] + MARGIN["top"] + high / 2
    return middle[0] + (column - 4.5) * unit, middle[1] + (row - 4.5) * unit


def word(*pixels):
    return f"{sum(1 << (99 - SIDE * row - column) for row, column in pixels):025x}"


def test_dragging_paints_every_pixel_on_the_way(paint, notebook):
    paint.button("Empty sheet").click()
    paint.has_line(f"canvas={EMPTY} ")
    before = paint.pixels(0)
    notebook.page.mouse.move(*place(paint, 2, 3))
    notebook.page.mouse.down()
    notebook.page.mouse.move(*place(paint, 2, 6), steps=20)
    notebook.page.mouse.up()
    paint.has_line(f"canvas={word((2, 3), (2, 4), (2, 5), (2, 6))} ")
    paint.has_painted()
    assert paint.pixels(0) != before
    assert ", 4 of them ink" in paint.alt(0)


def test_the_keyboard_paints_and_hears_where_it_is(paint, notebook):
    paint.button("Empty sheet").click()
    paint.has_line(f"canvas={EMPTY} ")
    paint.has_painted()
    notebook.page.mouse.click(*place(paint, 4, 4))
    paint.has_line(f"canvas={word((4, 4))} ")
    for key in ["ArrowDown", "ArrowRight", "Space"]:
        notebook.page.keyboard.press(key)
    paint.has_line(f"canvas={word((4, 4), (5, 5))} ")
    brush = paint.locator.locator(".nnlib-brush")
    expect(brush).to_be_focused()
    expect(brush).to_have_attribute("aria-label", "row 6, column 6: ink; arrows move the brush, Space paints")
    notebook.page.keyboard.press("Space")
    paint.has_line(f"canvas={word((4, 4))} ")


def test_painting_on_a_damaged_picture_keeps_the_damage_that_is_seen(paint, notebook):
    paint.move("damage", 0.2)
    paint.has_line("damage=0.2 ")
    paint.has_painted()
    notebook.page.mouse.click(*place(paint, 0, 0))
    paint.has_line("damage=0 ")
    paint.has_painted()
    assert "overlap 0.60" in paint.alt(0) or "overlap 0.58" in paint.alt(0) or "overlap 0.62" in paint.alt(0)


def test_a_drawing_is_stored_found_again_and_forgotten(paint):
    paint.button("Empty sheet").click()
    paint.has_line(f"canvas={EMPTY} ")
    paint.button("Store this picture").click()
    paint.has_line(f"stored=T,X,O,{EMPTY} ")
    expect(paint.button("Store this picture")).to_be_disabled()
    paint.button("take X").click()
    paint.has_line("canvas=X ")
    paint.button("take own 1").click()
    paint.has_line(f"canvas={EMPTY} ")
    paint.button("forget own 1").click()
    paint.has_line("stored=T,X,O ")


def test_play_recalls_the_letter_and_the_lamp_turns_green(paint, notebook):
    paint.paste("paint_and_recall damage=0.3 speed=100 seed=0 canvas=T stored=T,X,O step=0")
    paint.lamp_is_green(False)
    paint.button("Step").click()
    paint.has_number("turns", "1")
    paint.button("Play").click()
    paint.says("At rest on T: no unit wants to turn any more")
    paint.lamp_is_green()
    expect(paint.button("Play")).to_be_visible()
    notebook.screenshot("paint-and-recall")


def test_painting_stops_play(paint, notebook):
    paint.paste("paint_and_recall damage=0.3 speed=1 seed=0 canvas=T stored=T,X,O step=0")
    paint.button("Play").click()
    expect(paint.button("Stop")).to_be_visible()
    notebook.page.mouse.click(*place(paint, 9, 9))
    expect(paint.button("Play")).to_be_visible()
    paint.has_line("damage=0 .* step=0$")


def test_the_dark_theme_and_a_narrow_window(paint, notebook):
    light = [paint.pixels(i) for i in range(3)]
    notebook.choose_theme("JupyterLab Dark")
    try:
        for i in range(3):
            paint.has_other_pixels(light[i], i)
        stored = paint.locator.locator(".nnlib-memory canvas").first
        expect(stored).to_have_css("filter", "invert(1)")  # light ink on dark paper, as on the easel
        notebook.page.set_viewport_size({"width": 620, "height": 1000})
        notebook.page.wait_for_timeout(700)
        board, side = (paint.locator.locator(part).bounding_box() for part in (".nnlib-board", ".nnlib-side"))
        assert side["y"] >= board["y"] + board["height"]
        notebook.screenshot("paint-and-recall-dark-narrow")
    finally:
        notebook.page.set_viewport_size({"width": 1280, "height": 1000})
        notebook.choose_theme("JupyterLab Light")


def test_nothing_was_said_on_the_console(notebook):
    assert notebook.errors == []
