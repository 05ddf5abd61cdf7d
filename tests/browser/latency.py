"""How fast the widgets answer in JupyterLab, in ms: ``python -m tests.browser.latency [names]``, by default all.

A slider gets a new value by an ``input`` event, as from the mouse; the clock stops when the kernel's picture for it has
been painted. While dragging, a new value comes every 8 ms for 3 s. "first" is the time from Run to the first picture,
imports done. "playing" is the pictures a second of Play at its highest speed.
"""

import pathlib
import shutil
import statistics
import sys
import tempfile

from playwright.sync_api import sync_playwright

from tests.browser.desk import CHROMIUM_FLAGS, Desk
from tests.browser.registered import NAMES, write
from tests.browser.server import serve
from tests.browser.widget import Widget

MEDIAN, P95 = 50, 100  # ms: the bars of DESIGN.md
ANSWERS = """async (panel, moves) => {
    const input = panel.querySelector("input[type=range]");
    const times = [];
    panel.dataset.last = input.value;
    for (let i = 0; i < moves; i++) {
        const before = panel.dataset.painted, start = performance.now();
        const painted = new Promise(done => {
            const watcher = new MutationObserver(() => {
                if (panel.dataset.painted !== before) { watcher.disconnect(); done(); }
            });
            watcher.observe(panel, { attributes: true, attributeFilter: ["data-painted"] });
        });
        input.value = Number(input.min) + (input.max - input.min) * (0.1 + 0.8 * (i % 17) / 17);
        if (input.value === panel.dataset.last) continue;
        panel.dataset.last = input.value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await Promise.race([painted, new Promise((_, fail) => setTimeout(() => fail("no picture within 5 s"), 5000))]);
        times.push(performance.now() - start);
        await new Promise(done => setTimeout(done, 50));
    }
    return times;
}"""
DRAGGING = """async panel => {
    const input = panel.querySelector("input[type=range]");
    let i = 0;
    const mouse = setInterval(() => {
        input.value = Number(input.min) + (input.max - input.min) * (0.5 + 0.4 * Math.sin(++i / 20));
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }, 8);
    const rate = await (%s)(panel);
    clearInterval(mouse);
    return rate;
}"""
PICTURES = """async panel => {
    const pictures = new Set();
    const watcher = new MutationObserver(() => pictures.add(panel.dataset.painted));
    watcher.observe(panel, { attributes: true, attributeFilter: ["data-painted"] });
    await new Promise(done => setTimeout(done, 3000));
    watcher.disconnect();
    return pictures.size / 3;
}"""
FIRST = """() => {
    const start = performance.now();
    window.firstPicture = new Promise((shown, fail) => {
        const timer = setInterval(() => {
            if (!document.querySelector(".nnlib-panel[data-painted]")) return;
            clearInterval(timer);
            shown(performance.now() - start);
        }, 5);
        setTimeout(() => fail("no picture within 60 s"), 60000);
    });
}"""


def measure(desk, name, moves=100):
    """Return what was measured of a widget with its default arguments: a dict of numbers.

    ``median`` and ``p95`` are missing where it has no slider, ``playing`` where it has no Play.
    """
    desk.open(write(desk, name))
    desk.run_cell(0)
    desk.page.evaluate(FIRST)
    desk.run_cell(1)
    found = {"first": desk.page.evaluate("window.firstPicture")}
    widget = Widget(desk.page.locator(".nnlib-panel"))
    widget.locator.scroll_into_view_if_needed()
    widget.unlock()
    widget.has_painted()
    if widget.locator.locator("input[type=range]").count():
        times = widget.locator.evaluate(ANSWERS, moves)
        found |= {"median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1]}
        found["dragging"] = widget.locator.evaluate(DRAGGING % PICTURES)
    if widget.button("Play").count():
        widget.button("Play").click()
        found["playing"] = widget.locator.evaluate(PICTURES)
    desk.shut_down_kernels()
    return found


def report(name, found):
    """Return a line of the table."""
    numbers = [f"{found.get(key, float('nan')):9.0f}" for key in ("first", "median", "p95", "dragging", "playing")]
    slow = found.get("median", 0) > MEDIAN or found.get("p95", 0) > P95
    return f"{name:24}{''.join(numbers)}{'   above the bar' if slow else ''}".replace("nan", "  –")


def main(names):
    print(f"{'':24}{'first':>9}{'median':>9}{'p95':>9}{'dragging':>9}{'playing':>9}")
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(pathlib.Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        desk = Desk(chromium.new_page(viewport={"width": 1280, "height": 1000}), server)
        for name in names:
            print(report(name, measure(desk, name)), flush=True)
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1:] or NAMES)
