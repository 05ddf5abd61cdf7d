"""A real JupyterLab on a free port and a headless Chromium, one of each for a file of tests.

Not for the whole session: Playwright keeps an event loop running in the main thread, on which tests of other folders
could not call ``asyncio.run``.
"""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.desk import CHROMIUM_FLAGS, Desk
from tests.browser.server import serve


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address, token and folder of a running JupyterLab."""
    with serve(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="module")
def page(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()
        browser.close()


@pytest.fixture(scope="module")
def desk(page, lab):
    """That page, at that JupyterLab; see `Desk`."""
    return Desk(page, lab)
