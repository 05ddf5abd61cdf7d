"""The book as a reader has it: built, complete, nothing fetched from elsewhere, and readable by everyone."""

import html.parser
import statistics
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.desk import CHROMIUM_FLAGS
from tests.course.lessons import ROOT

LESSONS = ["00-start", "02-perceptron"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    build = tmp_path_factory.mktemp("book")
    command = [sys.executable, "-m", "course.book", *LESSONS, "--build", str(build), "--jobs", "1"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr  # a warning of Sphinx's is an error here
    return build / "html"


class Links(html.parser.HTMLParser):
    """What a page refers to: what it loads, where it leads, and its own anchors."""

    def __init__(self):
        super().__init__()
        self.loads, self.leads, self.anchors = [], [], set()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors.add(attributes.get("id"))
        if tag in ("script", "img", "iframe", "source"):
            self.loads.append(attributes.get("src") or "")
        elif tag == "link" and "stylesheet" in attributes.get("rel", ""):
            self.loads.append(attributes["href"])
        elif tag == "a" and attributes.get("href"):
            self.leads.append(attributes["href"])


def read(path):
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


@pytest.fixture(scope="module")
def pages(site):
    return {path: read(path) for path in site.rglob("*.html")}


def test_nothing_is_loaded_from_another_host(pages):
    assert len(pages) > 40
    assert not [(path.name, url) for path, page in pages.items() for url in page.loads if urlsplit(url).netloc]


def test_every_link_inside_the_book_leads_somewhere(site, pages):
    broken = []
    for path, page in pages.items():
        for url in page.leads:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (
                target in pages and parts.fragment and unquote(parts.fragment) not in pages[target].anchors
            ):
                broken.append((path.name, url))
    assert not broken


def test_solutions_are_folded_and_hidden_tests_left_out(site):
    page = (site / "02-perceptron.html").read_text(encoding="utf-8")
    assert "Show a solution" in page
    assert "HIDDEN TESTS" not in page
    assert "BEGIN SOLUTION" not in page


@pytest.fixture(scope="module")
def page(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


@pytest.mark.parametrize("name", ["index", "02-perceptron", "topics", "api/nnlib.perceptron"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_has_no_barrier_that_axe_finds(name, theme, site, page):
    page.emulate_media(color_scheme=theme)
    page.goto((site / f"{name}.html").as_uri())
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!window.MathJax || (MathJax.isReady && !MathJax.Hub.queue.pending)")
    # axe takes a heading that is a formula, in MathML for readers who hear it, for an empty one
    part = {"include": [["main"]], "exclude": [["th:has(.math)"]]}
    violations = Axe().run(page, context=part).response["violations"]
    assert not [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in violations]


OFF_THE_LINE = """() => {
    const foot = (parent, before) => {  // where letters stand
        const mark = document.createElement("span");
        mark.style = "display: inline-block; width: 0; height: 0";
        parent.insertBefore(mark, before);
        const { bottom } = mark.getBoundingClientRect();
        mark.remove();
        return bottom;
    };
    return [...document.querySelectorAll("main p > span.math .MathJax")]
        .filter(formula => formula.querySelectorAll(".mi").length === 1)  // one letter: no index, no fraction
        .map(formula => Math.abs(foot(formula.closest("p"), formula.closest("span.notranslate"))
            - foot(formula.querySelector(".mi"), null)));
}"""


def test_formulas_stand_on_the_line(site, page):
    page.goto((site / "02-perceptron.html").as_uri())
    page.wait_for_function("window.MathJax && MathJax.isReady && !MathJax.Hub.queue.pending")
    off = page.evaluate(OFF_THE_LINE)
    assert len(off) > 20
    assert statistics.median(off) < 1  # pixels; a few stand at the end of a line, their mark on the one before


def test_formulas_are_set_and_a_phone_need_not_scroll_sideways(site, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "02-perceptron.html").as_uri())
    page.wait_for_selector(".MathJax", timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
