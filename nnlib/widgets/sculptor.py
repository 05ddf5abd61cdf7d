"""Sculptor (lesson 03): one hidden layer builds a function from steps of sigmoids, or from straight pieces of ReLUs.

Left the function of M. Nielsen's chapter 4 (2015, *Neural Networks and Deep Learning*) and what the layer makes of it;
right how far apart they are over each piece.
"""

import numpy as np

from nnlib.approximation import bumps, hinge_fit, hinges, nielsens_function
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "sculptor"]

GOAL, MOST_PIECES = 0.02, 22
UNITS = ("sigmoid", "ReLU")
PLACES = np.linspace(0, 1, 401)


def sculptor(bumps=None):
    """Show the widget.

    Parameters
    ----------
    bumps : callable, optional
        The student's ``bumps(f, n_bumps, k)``, which returns a function; by default ``nnlib.approximation.bumps``.
    """
    return display(experiment(bumps))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `sculptor`."""
    guarded = Guarded(yours, bumps, _problem)
    return Experiment(
        name="sculptor",
        question="How few bumps are enough, and how steep should they be?",
        goal=f"mean |error| below {GOAL} with at most {MOST_PIECES} sigmoid bumps",
        controls=(
            Slider("n", "bumps or pieces", 1, 50, 5, step=1),
            Slider("k", "steepness k", 10, 5000, 5000, step=0.1, log=True),
            Choice("units", "units", UNITS, "sigmoid"),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "With 22 bumps at steepness 5000 the mean error is 0.023. The sigmoids shall be only 200 steep, so that "
            "the edges of the bumps become soft. The error …",
            ("grows: the bumps get blurred", "stays the same", "shrinks"),
            2,
            "A soft edge leads from one height to the next, as the function does, where a steep one jumps. At "
            "steepness 50 the bumps melt into each other, and the error is 0.041.",
        ),
    )


def picture(settings, bumps):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        n, k, units.
    bumps : callable
    """
    n, bent = round(settings["n"]), settings["units"] == "ReLU"
    true = nielsens_function(PLACES)
    made = _polygon(n) if bent else _staircase(bumps, n, settings["k"])
    error = np.abs(made - true)
    piece = np.minimum((PLACES * n).astype(int), n - 1)
    errors = np.bincount(piece, error) / np.bincount(piece)
    mean = float(error.mean())
    words = f"{n} ReLU pieces" if bent else f"{n} bumps of steepness {settings['k']:.3g}"
    return Scene(
        axes=(_curves(true, made, f"{words}: mean error {mean:.3f}"), _errors(errors, mean)),
        numbers={"mean |error|": f"{mean:.4f}", "hidden units": f"{n} ReLU" if bent else f"{2 * n} sigmoid"},
        reached=not bent and n <= MOST_PIECES and mean < GOAL,
        hint=_hint(bent, n, settings["k"], mean),
    )


def _hint(bent, n, k, mean):
    if bent:
        return (
            "A hinge has no steepness to choose: its slope is the weight. Each piece is straight where a bump is flat."
        )
    if k < 3 * n:
        return "The bumps have melted into each other. Narrow bumps need steep edges."
    if mean >= GOAL and n >= MOST_PIECES:
        return "Look at the edges: a jump where the function rises steadily is an error on both sides."
    return ""


def _staircase(bumps, n, k):
    with np.errstate(all="ignore"):
        return np.asarray(bumps(nielsens_function, n, k)(PLACES), dtype=float)


def _polygon(n):
    knots = np.linspace(0, 1, n + 1)
    return hinges(PLACES, *hinge_fit(knots, nielsens_function(knots)))


def _curves(true, made, words):
    return Axes(
        title="the function and its sculpture",
        alt=f"Nielsen's wavy function and its approximation by {words}.",
        layers=(
            Curve(np.column_stack([PLACES, true]), "reference", "f", width=5.0),
            Curve(np.column_stack([PLACES, np.clip(made, -9, 9)]), "yours", "one hidden layer"),
        ),
        xlim=(0, 1),
        ylim=(-0.05, 1.05),
        xlabel="x",
        ylabel="height",
    )


def _errors(errors, mean):
    n = len(errors)
    return Axes(
        title="error bars: mean |error| over each piece",
        alt=f"Bars of the mean error over each of {n} pieces; the largest is {errors.max():.3f}, the mean {mean:.3f}, "
        f"the goal {GOAL}.",
        layers=(
            Bars(np.arange(1, n + 1), np.minimum(errors, 9), "error"),
            Curve([[0.4, mean], [n + 0.6, mean]], "line", "mean"),
            Curve([[0.4, GOAL], [n + 0.6, GOAL]], "reference", "goal", dashed=True),
        ),
        xlim=(0.4, n + 0.6),
        ylim=(0, 0.2),
        xlabel="piece",
        ylabel="mean |error|",
    )


def _problem(answer, f, n, k):
    if not callable(answer):
        return "is not a function; define one inside and return it without calling it"
    heights = np.asarray(answer(PLACES), dtype=float)
    if heights.shape != PLACES.shape:
        return f"gives shape {heights.shape}, expected {PLACES.shape}: one height for each place"
    return "" if np.isfinite(heights).all() else "gives values that are not finite"
