"""Drive one notebook in JupyterLab as a student does: open, run, look at outputs, take a screenshot."""

import pathlib

import nbformat

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
    """

    def __init__(self, page, server):
        self.page, self.server = page, server
        page.set_default_timeout(PATIENCE)

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
        self.page.click("text=Run >> visible=true")
        self.page.click("text=Run All Cells")
        self.page.wait_for_timeout(500)
        self.wait_for_kernel()

    def outputs(self):
        """Return the text below each code cell."""
        cells = self.page.query_selector_all(".jp-CodeCell")
        return ["".join(o.inner_text() for o in cell.query_selector_all(".jp-OutputArea-output")) for cell in cells]

    def screenshot(self, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
