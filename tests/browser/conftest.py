"""A real JupyterLab on a free port and a headless Chromium, one of each for all browser tests of a worker."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.desk import CHROMIUM_FLAGS, Desk
from tests.browser.server import serve


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """The address, token and folder of a running JupyterLab."""
    with serve(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desk(browser, lab):
    """A page of that JupyterLab; see `Desk`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Desk(context.new_page(), lab)
    context.close()
