"""The widgets of lesson 02 in the real JupyterLab: seen, moved, dragged, played, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.widget import Widget

DRAW = "from nnlib.widgets import draw_the_line\ndraw_the_line()"
WATCH = "from nnlib.widgets import watch_it_learn\nwatch_it_learn(data='AND')"
BROKEN = "draw_the_line(predict=lambda X, w: 1 / 0)"
FIGURES = """
import matplotlib.pyplot as plt, numpy as np
for i in range(100):
    plt.figure(figsize=(1.2, 0.9), dpi=40)
    plt.plot(np.sin(np.arange(20) * (i + 1) / 50))
    plt.title(i)
    plt.show()
"""


@pytest.fixture(scope="module")
def notebook(desk):
    """The page with a notebook that has the two widgets and a third one given a broken function."""
    desk.write("widgets.ipynb", DRAW, WATCH, BROKEN)
    desk.open("widgets.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    return desk


@pytest.fixture
def line(notebook):
    widget = Widget(notebook.page.locator(".nnlib-panel").nth(0))
    widget.locator.scroll_into_view_if_needed()
    widget.paste("draw_the_line gate=AND w1=1 w2=-0.5 theta=-0.25")
    widget.has_number("errors", "2 of 4")
    return widget


@pytest.fixture
def learning(notebook):
    widget = Widget(notebook.page.locator(".nnlib-panel").nth(1))
    widget.locator.scroll_into_view_if_needed()
    widget.paste("watch_it_learn data=AND eta=1 speed=2 seed=0 step=0")
    widget.has_number("updates", "0")
    return widget


def test_a_moved_slider_changes_both_pictures_and_their_words(line):
    before = line.pixels(0), line.pixels(1), line.alt(0), line.alt(1)
    line.move("θ", 1.5)
    line.has_line("theta=1.5")
    line.has_number("fires when", "1.00 x₁ − 0.50 x₂ − 1.50 > 0")
    after = line.pixels(0), line.pixels(1), line.alt(0), line.alt(1)
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_the_lamp_turns_green_when_and_is_solved_and_goes_out_when_it_is_lost(line, notebook):
    line.lamp_is_green(False)
    for label, value in [("w₁", 1), ("w₂", 1), ("θ", 1.5)]:
        line.move(label, value)
    line.lamp_is_green()
    line.says("AND is done. Now try OR")
    notebook.screenshot("draw_the_line-solved")
    line.choose("OR")
    line.has_number("errors", "2 of 4")
    line.lamp_is_green(False)


def drag(page, handle, dx, dy, steps=12):
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(1, steps + 1):
        page.mouse.move(x + dx * i / steps, y + dy * i / steps)
    page.mouse.up()


def test_dragging_the_line_shifts_it_and_leaves_its_direction(line, notebook):
    drag(notebook.page, line.handle("Move the line"), 60, 0)
    line.has_line(r"w1=1 w2=-0\.5 theta=0\.\d")
    assert float(line.slider("θ").input_value()) > 0.1


def test_the_line_can_be_taken_anywhere(line, notebook):
    box = line.locator.locator(".nnlib-stage canvas").first.bounding_box()
    notebook.page.mouse.move(*on_the_line(box))
    notebook.page.mouse.down()
    notebook.page.mouse.move(on_the_line(box)[0] + 50, on_the_line(box)[1], steps=5)
    notebook.page.mouse.up()
    line.has_line(r"w1=1 w2=-0\.5 theta=0\.\d")


def on_the_line(box):
    """Return where the point (0.25, 1) of the line x1 - x2/2 = -1/4 is, by the margins of painter.js."""
    unit = (box["height"] - 54) / 2.2
    middle = box["x"] + 56 + (box["width"] - 70) / 2, box["y"] + 12 + (box["height"] - 54) / 2
    return middle[0] + (0.25 - 0.5) * unit, middle[1] - (1 - 0.5) * unit


def test_dragging_the_tip_of_the_normal_turns_the_line(line, notebook):
    drag(notebook.page, line.handle("Turn the line"), 0, -60)
    line.has_line(r"w1=[01](\.\d+)? w2=[01](\.\d+)?")
    assert float(line.slider("w₂").input_value()) > 0.5


def test_the_keyboard_moves_sliders_and_handles_and_jupyterlab_leaves_the_keys_alone(line, notebook):
    line.slider("w₁").focus()
    for _ in range(2):
        notebook.page.keyboard.press("ArrowRight")
    line.has_line("w1=1.1 ")
    line.handle("Move the line").focus()
    for _ in range(4):
        notebook.page.keyboard.press("ArrowRight")
    line.has_line(r"theta=-0\.1\d")
    line.handle("Turn the line").press("ArrowUp")
    line.has_line(r"w2=-0\.4")
    expect(line.handle("Turn the line")).to_be_focused()


def test_xor_stays_dark_and_after_real_tries_the_widget_says_why(line, notebook):
    line.choose("XOR")
    line.move("w₁", 1)
    line.move("w₂", 1)
    for i in range(30):
        line.move("θ", (0.4, 0.6)[i % 2])
        line.has_line(f"theta={(0.4, 0.6)[i % 2]}$")
    line.has_number("errors", "1 of 4")
    line.says("Lesson 03")
    line.lamp_is_green(False)
    notebook.screenshot("draw_the_line-xor")


def test_step_shows_each_update(learning):
    before = learning.pixels(0)
    learning.button("Step").click()
    learning.has_number("updates", "1")
    assert learning.pixels(0) != before
    assert "after 1 updates" in learning.alt(0)


def test_play_learns_until_the_lamp_is_green(learning, notebook):
    learning.move("updates/s", 1.3)  # the slider holds the logarithm
    learning.button("Play").click()
    learning.lamp_is_green()
    learning.has_number("updates", "10")
    expect(learning.button("Play")).to_be_visible()
    notebook.screenshot("watch_it_learn-done")


def test_stop_is_heard_at_once(learning, notebook):
    learning.choose("blobs")
    learning.move("updates/s", 2)
    learning.button("Play").click()
    expect(learning.button("Stop")).to_be_visible()
    notebook.page.wait_for_timeout(500)
    waited = learning.button("Stop").evaluate(
        """button => new Promise(done => {
            const start = performance.now();
            new MutationObserver(() => button.textContent === "Play" && done(performance.now() - start))
                .observe(button, { childList: true, characterData: true, subtree: true });
            button.click();
        })"""
    )
    assert waited < 500  # ms; 0.2 s on a machine that does nothing else
    updates = learning.number("updates")  # changes with the button, the picture with the next frame
    notebook.page.wait_for_timeout(300)
    assert learning.number("updates") == updates
    assert f" after {updates} updates" in learning.alt(0)


def test_reset_begins_anew_at_the_same_settings(learning):
    learning.button("Step").click()
    learning.has_number("updates", "1")
    learning.button("Reset").click()
    learning.has_number("updates", "0")
    learning.has_line("data=AND .*step=0")


def test_a_pasted_line_brings_a_state_back_and_a_wrong_one_is_explained(learning):
    learning.paste("watch_it_learn data=blobs eta=0.1 seed=5 step=12")
    learning.has_number("updates", "12")
    learning.paste("watch_it_learn data=roses")
    learning.says("data must be one of petals, AND, blobs, got roses")
    learning.has_line("data=blobs eta=0.1")


def test_a_broken_function_is_named_and_the_reference_draws(notebook):
    broken = Widget(notebook.page.locator(".nnlib-panel").nth(2))
    broken.says("drawn with the course's own predict. Yours was set aside: it stopped with ZeroDivisionError")
    broken.move("θ", 1)
    broken.has_line("theta=1")


def test_the_dark_theme_redraws_every_picture(line, notebook):
    light = line.pixels(0), line.pixels(1)
    notebook.choose_theme("JupyterLab Dark")
    try:
        notebook.page.wait_for_function(
            "before => document.querySelector('.nnlib-stage canvas').toDataURL() !== before", arg=light[0]
        )
        assert line.pixels(1) != light[1]
        notebook.screenshot("widgets-dark")
    finally:
        notebook.choose_theme("JupyterLab Light")
    notebook.page.wait_for_function(
        "before => document.querySelector('.nnlib-stage canvas').toDataURL() === before", arg=light[0]
    )


def test_everything_has_a_role_and_a_name(notebook):
    nameless = notebook.page.evaluate(
        """() => [...document.querySelectorAll(".nnlib-panel :is(canvas, input, button)")]
            .filter(part => !part.closest("[aria-hidden=true]"))
            .filter(part => !part.getAttribute("aria-label") && !part.textContent)
            .filter(part => !part.closest("label")?.textContent)
            .map(part => part.outerHTML)"""
    )
    assert nameless == []
    for canvas in notebook.page.locator(".nnlib-stage canvas").all():
        expect(canvas).to_have_attribute("role", "img")
        assert len(canvas.get_attribute("aria-label")) > 20
    assert notebook.page.locator(".nnlib-lamp[role=status]").count() == 3


def test_a_cell_run_again_shows_a_new_widget_and_leaves_the_other_alone(learning, notebook):
    learning.button("Step").click()
    learning.has_number("updates", "1")
    notebook.run_cell(0)
    expect(notebook.page.locator(".nnlib-panel")).to_have_count(3)
    fresh = Widget(notebook.page.locator(".nnlib-panel").nth(0))
    fresh.has_line("w1=1 w2=-0.5 theta=-0.25")
    fresh.move("θ", 2)
    fresh.has_line("theta=2")
    learning.has_number("updates", "1")


def test_a_narrow_window_puts_the_pictures_below_each_other(line, notebook):
    notebook.page.set_viewport_size({"width": 560, "height": 1000})
    try:
        figures = line.locator.locator("figure")
        expect.soft(figures.first).to_be_visible()
        notebook.page.wait_for_timeout(500)
        first, second = (figure.bounding_box() for figure in figures.all())
        assert second["y"] > first["y"] + 200
        notebook.screenshot("widgets-narrow")
    finally:
        notebook.page.set_viewport_size({"width": 1280, "height": 1000})


def test_figures_drawn_while_a_slider_moves_are_all_right(desk):
    desk.write("figures.ipynb", DRAW, FIGURES, FIGURES + "\nprint('done')")
    desk.open("figures.ipynb")
    desk.run_cell(0)
    desk.run_cell(1)
    desk.page.evaluate(
        """() => {
            const slider = document.querySelector(".nnlib-slider input");
            let i = 0;
            window.moving = setInterval(() => {
                slider.value = Math.sin(++i / 10);
                slider.dispatchEvent(new Event("input", { bubbles: true }));
            }, 20);
        }"""
    )
    desk.run_cell(2)
    desk.page.evaluate("clearInterval(window.moving)")
    _, quiet, disturbed = desk.saved("figures.ipynb").cells
    expected = figures_of(quiet)
    assert len(expected) == len(set(expected)) == 100
    assert figures_of(disturbed) == expected


def figures_of(cell):
    """Return the pictures below a cell, as text."""
    return [output.data["image/png"] for output in cell.outputs if output.output_type == "display_data"]
