"""The race's window: a `Panel` of another shape, with boxes to tick and a map to click on."""

import pathlib

from nnlib.widgets.panel import Panel, joined

__all__ = ["Window"]

_HERE = pathlib.Path(__file__).parent


class Window(Panel):
    """The race, for the last line of a cell; argument as in `Panel`."""

    _esm = joined(
        "../painter.js",
        "../line.js",
        "../controls.js",
        "../picture.js",
        "../picking.js",
        "../shell.js",
        "race.js",
        folder=_HERE,
    )
    _css = joined("../panel.css", "race.css", folder=_HERE)
