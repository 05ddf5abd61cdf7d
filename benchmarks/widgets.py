"""Every widget in JupyterLab in headless Chromium: how soon a picture follows a slider (see tests/browser/latency.py).

The bars: median at most 50 ms, 95 % within 100 ms, at least 15 pictures a second while dragging, first picture within
half a second.
"""

import pathlib
import shutil
import tempfile

from playwright.sync_api import sync_playwright

from benchmarks.measure import table
from tests.browser.desk import CHROMIUM_FLAGS, Desk
from tests.browser.latency import measure
from tests.browser.registered import NAMES
from tests.browser.server import serve

HEAD = ["widget", "first picture, ms", "median, ms", "95 %, ms", "pictures/s dragging", "pictures/s playing"]
KEYS = ("first", "median", "p95", "dragging", "playing")


def main():
    """Print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(pathlib.Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        desk = Desk(chromium.new_page(viewport={"width": 1280, "height": 1000}), server)
        rows = [row(name, measure(desk, name)) for name in NAMES]
        chromium.close()
    print(table(HEAD, rows))


def row(name, found):
    """Return a row; a dash where a widget has no slider, or no Play."""
    return [f"`{name}`", *(f"{found[key]:.0f}" if key in found else "—" for key in KEYS)]


if __name__ == "__main__":
    main()
