"""Grid or random (lesson 12): the same number of trials, laid out in a square or thrown at random.

The error is low on a ridge: narrow along the learning rate, and along the penalty as far as the penalty matters. Which
layout comes closer to the ridge is also counted over 400 places of it.

References
----------
J. Bergstra, Y. Bengio (2012), *Random search for hyper-parameter optimization*, JMLR 13, 281-305, Figure 1.
"""

import functools

import numpy as np

from nnlib import search
from nnlib.widgets.controls import Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "grid_or_random", "picture"]

LOW, HIGH = np.array([1e-4, 1e-6]), np.array([1.0, 1e-1])  # learning rate, penalty
DRAWS = 400
WANTED = 0.8


def grid_or_random(random_search=None):
    """Show the widget.

    Parameters
    ----------
    random_search : callable, optional
        The student's ``random_search(objective, lo, hi, U)``; by default ``nnlib.search.random_search``.
    """
    return display(experiment(random_search))


def experiment(random_search=None):
    """Return the `Experiment`; argument as in `grid_or_random`."""
    guarded = Guarded(random_search, search.random_search, _problem)
    return Experiment(
        name="grid_or_random",
        question="When does it pay to throw the trials at random instead of laying them out in a square?",
        goal=f"random ahead in at least {WANTED:.0%} of {DRAWS} draws",
        controls=(
            Slider("side", "trials = side²; side", 2, 8, 3.0, step=1),
            Slider("matters", "how much the penalty matters", 0, 1, 1.0, step=0.05),
            Slider("width", "width of the ridge", 0.03, 0.5, 0.2, step=0.05, log=True),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="You can afford 25 trials, and only the learning rate matters. How many different rates do a "
            "5 × 5 grid and 25 random trials try?",
            options=("25 and 25", "5 and 5", "5 and 25"),
            right=2,
            because="The grid repeats each of its 5 rates 5 times, for penalties that change nothing. Look at the "
            "triangles in the right picture.",
        ),
    )


def error(places, center, matters, width):
    """Return the error at places (..., 2) of the unit square, for a ridge through ``center``."""
    along = ((places - center) / width) ** 2
    return 1 - np.exp(-along[..., 0] - matters * along[..., 1])


def lattice(side):
    """Return the middles (side², 2) of the fields of a square."""
    middles = (np.arange(side) + 0.5) / side
    return np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)


@functools.lru_cache(maxsize=512)
def wins(side, matters):
    """Return the fraction of draws of center and trials in which a random trial comes closer to the ridge.

    The width of the ridge is the same for both, so it has no say in this.
    """
    rng = np.random.default_rng(0)
    centers, thrown = rng.random((DRAWS, 1, 2)), rng.random((DRAWS, side**2, 2))
    weights = np.array([1.0, matters])
    of_random, of_grid = (((places - centers) ** 2 @ weights).min(axis=1) for places in (thrown, lattice(side)))
    return float(np.mean(of_random < of_grid))


def picture(settings, try_all):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        side, matters, width, seed.
    try_all : callable
        As ``nnlib.search.random_search``.
    """
    side, matters, width = round(settings["side"]), settings["matters"], settings["width"]
    rng = np.random.default_rng(settings["seed"])
    center = rng.random(2)
    objective = lambda v: float(error(np.log(v / LOW) / np.log(HIGH / LOW), center, matters, width))  # noqa: E731
    found = {}
    for name, places in (("grid", lattice(side)), ("random", rng.random((side**2, 2)))):
        table = np.asarray(try_all(objective, LOW, HIGH, places)[1], dtype=float)
        found[name] = np.log10(table[:, :2]), table[:, 2]
    won = wins(side, matters)
    best = {name: errors.min() for name, (_, errors) in found.items()}
    return Scene(
        axes=(_plane(found, center, matters, width), _along(found, center, matters, width, best)),
        numbers={
            "best of the grid": f"{best['grid']:.3f}",
            "best at random": f"{best['random']:.3f}",
            "random ahead": f"in {won:.0%} of {DRAWS} draws",
        },
        reached=won >= WANTED,
        hint=_hint(matters, won),
    )


def _hint(matters, won):
    if won >= WANTED:
        return "One axis does not matter, and the grid spends most of its trials on it."
    if matters > 0.5 and won < 0.5:
        return "Where both settings matter alike, an even layout is as good as chance, or better."
    return ""


def _plane(found, center, matters, width):
    low, high = np.log10(LOW), np.log10(HIGH)
    u = (np.arange(40) + 0.5) / 40
    values = 1 - error(np.stack(np.meshgrid(u, u), axis=-1), center, matters, width)
    return Axes(
        title="where the trials are",
        alt=f"{len(found['grid'][1])} trials in a square and as many at random, on a map of the error that is lowest "
        f"at a rate of 10 to the {low[0] + center[0] * (high - low)[0]:.1f}.",
        layers=(
            Grid(0.5 + values / 2, (low[0], high[0]), (low[1], high[1]), low="class 0", high="reference"),
            Points(found["grid"][0], "class 0", "o", "grid"),
            Points(found["random"][0], "class 1", "^", "random"),
        ),
        xlim=(float(low[0]), float(high[0])),
        ylim=(float(low[1]), float(high[1])),
        xlabel="log₁₀ of the learning rate",
        ylabel="log₁₀ of the penalty",
    )


def _along(found, center, matters, width, best):
    low, high = np.log10(LOW)[0], np.log10(HIGH)[0]
    u = np.linspace(0, 1, 200)
    ridge = error(np.column_stack([u, np.full(200, center[1])]), center, matters, width)
    rates = {name: len(np.unique(np.round(settings[:, 0], 6))) for name, (settings, _) in found.items()}
    points = {name: np.column_stack([settings[:, 0], errors]) for name, (settings, errors) in found.items()}
    return Axes(
        title=f"{rates['grid']} rates by the grid, {rates['random']} at random",
        alt=f"Error against the learning rate: the grid has {rates['grid']} rates and a best error of "
        f"{best['grid']:.3f}, the random trials have {rates['random']} rates and a best error of {best['random']:.3f}.",
        layers=(
            Curve(np.column_stack([low + u * (high - low), ridge]), "reference", "lowest possible"),
            Points(points["grid"], "class 0", "o", "grid"),
            Points(points["random"], "class 1", "^", "random"),
        ),
        xlim=(float(low), float(high)),
        ylim=(-0.05, 1.05),
        xlabel="log₁₀ of the learning rate",
        ylabel="error",
    )


def _problem(answer, objective, lo, hi, U):
    table = np.asarray(answer[1], dtype=float)
    if table.shape != (len(U), 3):
        return f"has a table of shape {table.shape}, expected ({len(U)}, 3)"
    return "" if (np.isfinite(table).all() and (table[:, :2] > 0).all()) else "has settings that are not above 0"
