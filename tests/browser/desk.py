"""Drive one notebook in JupyterLab as a student does: open, run, look at outputs, take a screenshot."""

import pathlib

import nbformat
from playwright.sync_api import expect

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = pathlib.Path(__file__).parents[2] / "screenshots"  # git ignores it
PATIENCE = 60_000  # ms


class Desk:
    """A page of JupyterLab.

    Parameters
    ----------
    page : playwright.sync_api.Page
    server : Server

    Attributes
    ----------
    errors : list of str
        What the page said on its console as an error.
    """

    def __init__(self, page, server):
        self.page, self.server, self.errors = page, server, []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))

    def write(self, name, *cells):
        """Put a notebook of code ``cells`` (source, or cell with metadata) into the server's folder."""
        cells = [nbformat.v4.new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(notebook, self.server.root / name)

    def open(self, name):
        """Open a notebook of the server's folder in a clean workspace and wait for its kernel."""
        self.page.goto(f"{self.server.url}/lab/tree/{name}?reset&token={self.server.token}")
        self.page.wait_for_selector(".jp-CodeCell")
        self.wait_for_kernel()

    def wait_for_kernel(self):
        self.page.wait_for_selector("text=/\\| Idle/")

    def run_all(self):
        """Run > Run All Cells, and wait for the end."""
        self._menu("Run", "Run All Cells")
        self._wait_until_nothing_runs()

    def run_cell(self, number):
        """Run one code cell, and wait for its end."""
        prompt = self.page.locator(".jp-CodeCell").nth(number).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        prompt.click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)  # on a busy machine it may take long until it only begins
        self._wait_until_nothing_runs()

    def hide_the_sidebar(self):
        self.page.keyboard.press("Control+b")

    def choose_theme(self, name):
        """Settings > Theme > ``name``."""
        self._menu("Settings", "Theme", name)

    def _menu(self, name, *entries):
        self.page.locator(".lm-MenuBar-itemLabel", has_text=name).first.click()
        for entry in entries[:-1]:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).hover()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(entries[-1], exact=True).click()

    def _wait_until_nothing_runs(self):
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(
            "() => ![...document.querySelectorAll('.jp-InputPrompt')].some(prompt => prompt.innerText.includes('*'))"
        )
        self.wait_for_kernel()

    def shut_down_kernels(self):
        """End every kernel of the server."""
        api = f"{self.server.url}/api/sessions"
        headers = {"Authorization": f"token {self.server.token}"}
        for session in self.page.request.get(api, headers=headers).json():
            self.page.request.delete(f"{api}/{session['id']}", headers=headers)

    def saved(self, name):
        """Save the notebook and return it as it is in the file."""
        path = self.server.root / name
        before = path.stat().st_mtime_ns
        self.page.keyboard.press("Control+s")
        while path.stat().st_mtime_ns == before:
            self.page.wait_for_timeout(100)
        self.page.wait_for_timeout(300)
        return nbformat.read(path, as_version=4)

    def screenshot(self, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
