"""How fast the widgets answer in JupyterLab: ``python -m tests.browser.latency``; median and 95th percentile in ms.

A slider gets a new value by an ``input`` event, as from the mouse; the clock stops when the kernel's picture for it has
been painted. While dragging, a new value comes every 8 ms for 3 s.
"""

import pathlib
import shutil
import statistics
import tempfile

from playwright.sync_api import sync_playwright

from tests.browser.desk import CHROMIUM_FLAGS, Desk
from tests.browser.server import serve

CELLS = ["from nnlib.widgets import draw_the_line, watch_it_learn", "draw_the_line()", "watch_it_learn(data='blobs')"]
ANSWERS = """async ([index, moves]) => {
    const panel = document.querySelectorAll(".nnlib-panel")[index], input = panel.querySelector("input[type=range]");
    const times = [];
    for (let i = 0; i < moves; i++) {
        const before = panel.dataset.painted, start = performance.now();
        const painted = new Promise(done => {
            const watcher = new MutationObserver(() => {
                if (panel.dataset.painted !== before) { watcher.disconnect(); done(); }
            });
            watcher.observe(panel, { attributes: true, attributeFilter: ["data-painted"] });
        });
        input.value = Number(input.min) + (input.max - input.min) * (0.1 + 0.8 * (i % 17) / 17);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await painted;
        times.push(performance.now() - start);
        await new Promise(done => setTimeout(done, 50));
    }
    return times;
}"""
DRAGGING = """async index => {
    const panel = document.querySelectorAll(".nnlib-panel")[index], input = panel.querySelector("input[type=range]");
    const pictures = new Set();
    let i = 0;
    const watcher = new MutationObserver(() => pictures.add(panel.dataset.painted));
    watcher.observe(panel, { attributes: true, attributeFilter: ["data-painted"] });
    const mouse = setInterval(() => {
        input.value = Number(input.min) + (input.max - input.min) * (0.5 + 0.4 * Math.sin(++i / 20));
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }, 8);
    await new Promise(done => setTimeout(done, 3000));
    clearInterval(mouse);
    return pictures.size / 3;
}"""
FIRST = """() => new Promise(done => {
    const start = performance.now();
    window.firstPicture = new Promise(shown => {
        const timer = setInterval(() => {
            if (!document.querySelector(".nnlib-panel[data-painted]")) return;
            clearInterval(timer);
            shown(performance.now() - start);
        }, 5);
    });
    done();
})"""


def measure(desk, moves=100):
    """Print a line for each widget."""
    desk.write("latency.ipynb", *CELLS)
    desk.open("latency.ipynb")
    desk.run_cell(0)
    desk.page.evaluate(FIRST)
    desk.run_cell(1)
    print(f"first picture {desk.page.evaluate('window.firstPicture'):.0f} ms after Run, imports done")
    desk.run_cell(2)
    desk.page.wait_for_timeout(1000)
    for index, name in enumerate(("draw_the_line", "watch_it_learn")):
        times = desk.page.evaluate(ANSWERS, [index, moves])
        fps = desk.page.evaluate(DRAGGING, index)
        p95 = statistics.quantiles(times, n=20)[-1]
        print(
            f"{name:15} median {statistics.median(times):4.0f} ms   p95 {p95:4.0f} ms   {fps:4.1f} pictures/s dragging"
        )


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(pathlib.Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        measure(Desk(chromium.new_page(viewport={"width": 1280, "height": 1000}), server))
        chromium.close()
