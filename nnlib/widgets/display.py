"""A panel where someone can use it, a static frame where not."""

import importlib.util
import os

from nnlib.widgets.session import Session
from nnlib.widgets.static import static_frame

__all__ = ["display", "interactive"]


def display(experiment):
    """Return what shows an experiment when it is the last line of a cell.

    Parameters
    ----------
    experiment : Experiment

    Returns
    -------
    Panel or IPython.display.HTML
        A picture with its alternative text while nbgrader runs the notebook (``NBGRADER_EXECUTION`` is set), in the
        book (``NNLIB_STATIC`` is set) and where anywidget is not installed.
    """
    if not interactive():
        session = Session(experiment)
        for _ in range(experiment.still):
            session.advance()
        return static_frame(experiment, session.picture())
    from nnlib.widgets.panel import Panel

    return Panel(experiment)


def interactive():
    """Tell whether somebody can move a slider here."""
    grading_or_book = os.environ.get("NBGRADER_EXECUTION") or os.environ.get("NNLIB_STATIC")
    return not grading_or_book and importlib.util.find_spec("anywidget") is not None
