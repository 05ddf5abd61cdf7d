"""Take pictures of every widget, and of the book's pages, to look through: ``make gallery``.

Each widget is taken as it opens on a light page, then unlocked and moved on a dark one, then as wide as a phone. Of the
book (`make book` builds it) each page is taken from top to bottom, light, dark and as wide as a phone. The pictures
lie in screenshots/gallery, which git ignores, with an index.html that shows them beside each other.
"""

import html
import pathlib
import shutil
import sys
import tempfile

from playwright.sync_api import sync_playwright

from tests.browser.desk import CHROMIUM_FLAGS, SCREENSHOTS, Desk
from tests.browser.registered import NAMES
from tests.browser.server import serve
from tests.browser.widget import Widget

GALLERY = SCREENSHOTS / "gallery"
BOOK = pathlib.Path(__file__).parents[2] / "course" / "book" / "_build" / "html"
WIDE, PHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}
LONG_PHONE = {**PHONE, "height": 2000}  # a notebook scrolls inside its page, whose picture shows what is in view
LOOKS = ("light", "dark", "phone")
EVENT_LOOP_TURNS = 500  # ms: what was moved has been drawn


def take_widgets(desk, names, folder=GALLERY):
    """Write NAME-light.png, NAME-dark.png and NAME-phone.png for each widget; all share one notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    desk.write("gallery.ipynb", "from nnlib.widgets import *", *(f"{name}()" for name in names))
    desk.open("gallery.ipynb")
    desk.hide_the_sidebar()
    desk.run_all()
    _take(desk, names, folder, "light", lambda widget: widget.has_painted())
    desk.choose_theme("JupyterLab Dark")
    _take(desk, names, folder, "dark", _play_with)
    desk.choose_theme("JupyterLab Light")
    desk.page.set_viewport_size(LONG_PHONE)
    _take(desk, names, folder, "phone", lambda widget: widget.has_painted())
    desk.page.set_viewport_size(WIDE)
    desk.shut_down_kernels()


def _play_with(widget):
    widget.unlock()
    widget.has_painted()
    widget.touch()
    widget.has_painted()


def _take(desk, names, folder, look, prepare):
    desk.page.wait_for_timeout(EVENT_LOOP_TURNS)
    for number, name in enumerate(names):
        widget = Widget(desk.page.locator(".nnlib-panel").nth(number))
        widget.locator.scroll_into_view_if_needed()
        prepare(widget)
        widget.locator.screenshot(path=folder / f"{name}-{look}.png")


def take_pages(page, site=BOOK, folder=GALLERY):
    """Write book-PAGE-light.png, … for the pages at the top of a built book; return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [path.stem for path in sorted(site.glob("*.html")) if path.stem not in ("genindex", "search")]
    for name in names:
        for look in LOOKS:
            page.set_viewport_size(PHONE if look == "phone" else WIDE)
            page.emulate_media(color_scheme="dark" if look == "dark" else "light")
            page.goto((site / f"{name}.html").as_uri())
            page.wait_for_load_state("networkidle")
            page.wait_for_function("!window.MathJax || (MathJax.isReady && !MathJax.Hub.queue.pending)")
            page.screenshot(path=folder / f"book-{name}-{look}.png", full_page=True)
    return [f"book-{name}" for name in names]


def write_index(names, folder=GALLERY):
    """Write index.html: a row for each name, its pictures beside each other."""
    rows = [
        f"<h2>{html.escape(name)}</h2><p>"
        + "".join(
            f'<a href="{name}-{look}.png"><img alt="{name}, {look}" src="{name}-{look}.png"></a>' for look in LOOKS
        )
        for name in names
    ]
    style = "<style>img { max-width: 31%; max-height: 90vh; vertical-align: top; margin: 0 1% }</style>"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>{style}'
    (folder / "index.html").write_text("\n".join([head, *rows]), encoding="utf-8")


def main(names):
    """Take the pictures of these widgets; without names of all, and of the book where it is built."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(pathlib.Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        take_widgets(Desk(chromium.new_page(viewport=WIDE), server), names or NAMES)
        pages = take_pages(chromium.new_page()) if not names else []
        chromium.close()
    write_index([*(names or NAMES), *pages])
    print(f"{GALLERY / 'index.html'}{'' if pages or names else '; the book is not built: make book'}")


if __name__ == "__main__":
    main(sys.argv[1:])
