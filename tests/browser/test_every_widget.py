"""Every registered widget in the real JupyterLab: it opens, shows a picture, answers a control, says nothing wrong.

Names and roles are checked by hand, and by axe-core, on the light and on the dark page.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.registered import NAMES, write
from tests.browser.widget import Widget

NAMELESS = """panel => [...panel.querySelectorAll("canvas, input, button, select, [role=radiogroup]")]
    .filter(part => !part.closest("[aria-hidden=true]"))
    .filter(part => !part.getAttribute("aria-label") && !part.textContent && !part.closest("label")?.textContent)
    .map(part => part.outerHTML)"""
COLORS = """canvas => new Set(new Uint32Array(
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"""
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module", params=NAMES)
def opened(request, desk):
    """A widget with its default arguments, alone in a notebook, its prediction answered."""
    desk.errors.clear()
    desk.open(write(desk, request.param))
    desk.hide_the_sidebar()
    desk.run_all()
    widget = Widget(desk.page.locator(".nnlib-panel"))
    expect(widget.locator).to_have_attribute("data-painted", "1", timeout=20_000)
    widget.locator.scroll_into_view_if_needed()
    desk.screenshot(f"every-{request.param}")
    widget.unlock()
    widget.has_painted()
    yield widget, desk
    desk.shut_down_kernels()


def test_its_pictures_have_words_and_its_controls_names(opened):
    widget, _ = opened
    pictures = widget.locator.locator(".nnlib-stage canvas")
    assert pictures.count() >= 1
    for canvas in pictures.all():
        expect(canvas).to_have_attribute("role", "img")
        assert len(canvas.get_attribute("aria-label")) > 20
        assert canvas.evaluate(COLORS) > 1
    assert widget.locator.evaluate(NAMELESS) == []
    assert widget.locator.locator(".nnlib-lamp[role=status]").text_content().startswith("Goal: ")


def test_its_first_control_brings_a_new_picture_and_no_error(opened):
    widget, desk = opened
    before = widget.locator.get_attribute("data-painted")
    widget.touch()
    expect(widget.locator).not_to_have_attribute("data-painted", before)
    expect(widget.locator.locator(".nnlib-error")).to_be_empty()
    assert desk.errors == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing(opened, theme):
    _, desk = opened
    desk.choose_theme(f"JupyterLab {theme}")
    found = Axe().run(desk.page, context=".nnlib-panel", options=AXE).response["violations"]
    assert not [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
