"""Paint and recall (lesson 13): paint 10 × 10 pixels, damage them, and watch a Hopfield network remember.

After J. J. Hopfield (1982), *Neural networks and physical systems with emergent collective computational abilities*,
PNAS 79. Pictures can be painted, stored and forgotten; the units turn one by one or all at once.
"""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.hopfield import update as reference
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import interactive
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.paint_and_recall.controls import Canvas, Shelf
from nnlib.widgets.paint_and_recall.picture import GOAL, picture
from nnlib.widgets.paint_and_recall.recalling import DYNAMICS, advance, start
from nnlib.widgets.session import Session
from nnlib.widgets.static import static_frame
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "paint_and_recall"]

STEPS_OF_A_STILL = 5


def paint_and_recall(update=None):
    """Show the widget.

    Parameters
    ----------
    update : callable, optional
        The student's ``update(W, s, i, theta)``, the state after unit i was asked. By default
        ``nnlib.hopfield.update``.

    Returns
    -------
    Window or IPython.display.HTML
        A picture with its text where nobody can play, after some steps.
    """
    made = experiment(update)
    if interactive():
        from nnlib.widgets.paint_and_recall.window import Window

        return Window(made)
    session = Session(made)
    for _ in range(STEPS_OF_A_STILL):
        session.advance()
    return static_frame(made, session.picture())


def experiment(update=None):
    """Return the `Experiment`; argument as in `paint_and_recall`."""
    guarded = Guarded(update, reference, _problem)
    return Experiment(
        name="paint_and_recall",
        question="From how far away does the network still find its way to a memory?",
        goal=GOAL,
        controls=(
            Slider("damage", "damage", 0, 1, 0.1, step=0.01),
            Choice("dynamics", "units are asked", DYNAMICS, DYNAMICS[0]),
            Slider("speed", "steps/s", 1, 100, 10.0, log=True),
            Seed(),
            Canvas("canvas", "picture", "T"),
            Shelf("stored", "memories", "T,X,O"),
        ),
        function=guarded,
        picture=lambda settings, recalling: picture(recalling),
        start=start,
        advance=lambda recalling: advance(recalling, guarded),
        prediction=Prediction(
            "You turn 80 of the 100 pixels of the T around. Where does the network go?",
            ("to the T all the same", "to the inverse of the T", "nowhere: it never comes to rest"),
            1,
            "A state and its inverse have the same energy, so each memory digs two valleys. With 80 pixels turned "
            "around, the inverse is the nearer one: try damage 0.80.",
        ),
    )


def _problem(answer, W, s, i, theta):
    state = np.asarray(to_numpy(answer))
    if state.shape != s.shape:
        return f"has shape {state.shape}, expected {s.shape}"
    if not np.all(np.abs(state) == 1):
        return "holds other values than -1 and 1"
    others = np.delete(state, i) != np.delete(s, i)
    return f"changes other units than unit {i}" if others.any() else ""
