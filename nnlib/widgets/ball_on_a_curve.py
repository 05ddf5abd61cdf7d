"""A ball on a curve (lesson 05): gradient descent in one dimension, where the rate decides between creeping and flying.

The curve is ``x⁴/4 - x² + x/4``. It has two valleys; at their bottoms its curvature, 3x² - 2, is near 4.
"""

import numpy as np

from nnlib.widgets.controls import Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["ball_on_a_curve", "experiment", "picture"]

STEPS = 12
NEAR = 1e-3
XLIM, YLIM = (-2.6, 2.6), (-1.8, 3.2)


def height(x):
    """The curve."""
    return x**4 / 4 - x**2 + x / 4


def slope(x):
    """Its derivative."""
    return x**3 - 2 * x + 0.25


LEFT, HILL, RIGHT = np.sort(np.roots([1, 0, -2, 0.25]).real)  # where the slope is 0: two bottoms, a top between


def descend(grad, x0, lr, steps):
    """Return the places of the walk, shape (steps + 1,)."""
    places = [x0]
    for _ in range(steps):
        places.append(places[-1] - lr * grad(places[-1]))
    return np.array(places)


def ball_on_a_curve(descend=None):
    """Show the widget.

    Parameters
    ----------
    descend : callable, optional
        The student's ``descend(grad, x0, lr, steps)``; by default the course's own.
    """
    return display(experiment(descend))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `ball_on_a_curve`."""
    guarded = Guarded(yours, descend, _problem)
    return Experiment(
        name="ball_on_a_curve",
        question="How large may the learning rate be for the ball to come to rest in the valley it starts in?",
        goal=f"less than {NEAR} from the bottom of its valley after {STEPS} steps",
        controls=(
            Slider("x0", "start", -2.2, 2.2, -0.4),
            Slider("rate", "learning rate", 0.005, 1.0, 0.02, step=0.02, log=True),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
    )


def picture(settings, walk):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        x0, rate.
    walk : callable
    """
    with np.errstate(over="ignore", invalid="ignore"):
        places = np.asarray(walk(slope, np.float64(settings["x0"]), settings["rate"], STEPS), dtype=float)
    gone = ~np.isfinite(places) | (np.abs(places) > 1e3)
    home = LEFT if settings["x0"] < HILL else RIGHT
    missed = np.inf if gone.any() else abs(places[-1] - home)
    words = "it has left the picture for good" if gone.any() else f"it is {missed:.2g} from the bottom of its valley"
    return Scene(
        axes=(_curve(places[~gone], words), _distances(places, home, words)),
        numbers={"after 12 steps": words, "curvature at the bottom": f"{3 * home**2 - 2:.2f}"},
        reached=bool(missed < NEAR),
        hint="The limit is 2 / curvature; the fastest rate is 1 / curvature." if gone.any() else "",
    )


def _curve(places, words):
    x = np.linspace(*XLIM, 200)
    seen = places[(places >= XLIM[0]) & (places <= XLIM[1])]
    return Axes(
        title="the ball on the curve",
        alt=f"A curve with two valleys and the 13 places of a ball on it; {words}.",
        layers=(
            Curve(np.column_stack([x, height(x)]), "reference"),
            Curve(np.column_stack([seen, height(seen)]), "class 0"),
            Points(np.column_stack([seen, height(seen)]), "class 0", "o", "places"),
            Points(np.column_stack([seen[-1:], height(seen[-1:])]), "class 1", "^", "last place"),
        ),
        xlim=XLIM,
        ylim=YLIM,
        xlabel="x",
        ylabel="f(x)",
    )


def _distances(places, home, words):
    away = np.clip(np.abs(np.nan_to_num(places, nan=1e9) - home), 1e-8, 1e3)
    path = np.column_stack([np.arange(len(away)), np.log10(away)])
    return Axes(
        title="digits from the bottom",
        alt=f"The logarithm of the distance from the bottom after each step; {words}.",
        layers=(
            Curve(np.array([[0, np.log10(NEAR)], [STEPS, np.log10(NEAR)]]), "reference", "goal"),
            Curve(path, "class 0"),
            Points(path, "class 0", "o"),
        ),
        xlim=(-0.5, STEPS + 0.5),
        ylim=(-8.5, 3.5),
        xlabel="step",
        ylabel="log₁₀ of the distance",
    )


def _problem(answer, grad, x0, lr, steps):
    places = np.asarray(answer)
    return "" if places.shape == (steps + 1,) else f"has shape {places.shape}, expected ({steps + 1},)"
