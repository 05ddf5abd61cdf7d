"""The playground's window: a `Panel` of another shape, whose weights can be set."""

import pathlib

from nnlib.widgets.panel import Panel, joined
from nnlib.widgets.playground.bench import Bench

__all__ = ["Window"]

_HERE = pathlib.Path(__file__).parent


class Window(Panel):
    """The playground, for the last line of a cell; argument as in `Panel`."""

    _esm = joined(
        "../painter.js",
        "../line.js",
        "../controls.js",
        "../picture.js",
        "../shell.js",
        "network.js",
        "playground.js",
        folder=_HERE,
    )
    _css = joined("../panel.css", "playground.css", folder=_HERE)
    _session_type = Bench

    def _obey(self, widget, content, buffers):
        if "edit" in content:
            self._attempt(lambda: self._session.edit(content["edit"], content["value"]))
        else:
            super()._obey(widget, content, buffers)
