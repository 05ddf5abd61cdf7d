"""The window of paint and recall: a `Panel` of another shape, with a picture to paint on and a shelf of memories."""

import pathlib

from nnlib.widgets.panel import Panel, joined

__all__ = ["Window"]

_HERE = pathlib.Path(__file__).parent


class Window(Panel):
    """Paint and recall, for the last line of a cell; argument as in `Panel`."""

    _esm = joined(
        "../painter.js",
        "../line.js",
        "../controls.js",
        "../picture.js",
        "../shell.js",
        "canvas.js",
        "shelf.js",
        "paint.js",
        folder=_HERE,
    )
    _css = joined("../panel.css", "paint.css", folder=_HERE)
