"""A map of learning rate and momentum (lesson 09): how fast a bowl is descended at each pair, and the walk at one.

The bowl is ½ (x² + y²/κ), of curvatures 1 and 1/κ. A place of the map is dark where a step of momentum shortens the
error most in the long run, measured by the larger spectral radius of both directions. After G. Goh (2017), *Why
momentum really works*, Distill, doi:10.23915/distill.00006.
"""

import functools
import math

import numpy as np

from nnlib.optimizers import momentum_step, spectral_radius
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "momentum_map", "picture"]

CONDITIONS = ("4", "25", "100", "1000")
GOAL, NEAR, MOST = 85, 1e-6, 2000
MOST_RATE = 4.0  # beyond, nothing converges
COLUMNS, ROWS = 40, 25
SHOWN = 200  # steps of the walk that is drawn


def momentum_map(spectral_radius=None):
    """Show the widget.

    Parameters
    ----------
    spectral_radius : callable, optional
        The student's ``spectral_radius(lr, beta, h)``; by default the course's own.
    """
    return display(experiment(spectral_radius))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `momentum_map`."""
    guarded = Guarded(yours, spectral_radius, _problem)

    @functools.lru_cache(maxsize=len(CONDITIONS))
    def shades(condition):
        return _shades(condition, guarded)

    return Experiment(
        name="momentum_map",
        question="Where on the map of learning rate and momentum is a bowl descended fastest?",
        goal=f"with κ = 100, a millionth of the distance in at most {GOAL} steps",
        controls=(
            Choice("kappa", "condition number κ", CONDITIONS, "100"),
            Slider("rate", "learning rate × largest curvature", 0.01, MOST_RATE, 1.0, step=0.01),
            Slider("beta", "momentum β", 0.0, 0.99, 0.0, step=0.01),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded, shades),
        prediction=Prediction(
            "In a bowl with κ = 100 plain descent is fastest just below rate 2. Where is momentum fastest?",
            ("at a much smaller rate", "at a rate near 2, with little momentum", "beyond 2, with much momentum"),
            2,
            "Momentum allows rates up to 2 (1 + β), and the best place lies at 3.3, where the two dashed curves meet: "
            "there both directions are just about to swing.",
        ),
    )


def picture(settings, radius, shades):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        kappa, rate, beta.
    radius : callable
        ``radius(lr, beta, h)``.
    shades : callable
        From the condition number to the map, values in [0, 1] of shape (ROWS, COLUMNS).
    """
    condition, rate, beta = float(settings["kappa"]), settings["rate"], settings["beta"]
    radii = [float(radius(rate, beta, h)) for h in (1.0, 1 / condition)]
    rho, needed = max(radii), _steps(rate, beta, condition)
    words = f"{needed} steps" if needed <= MOST else "it flies away" if rho >= 1 else f"more than {MOST} steps"
    return Scene(
        axes=(
            _map(settings, shades(settings["kappa"]), rho, condition),
            _walk(rate, beta, condition, words),
        ),
        numbers={
            "ρ across, along": f"{radii[0]:.3f}, {radii[1]:.3f}",
            "across, along": ", ".join(_manner(rate, beta, h) for h in (1.0, 1 / condition)),
            "to a millionth": words,
        },
        reached=settings["kappa"] == "100" and needed <= GOAL,
        hint=_hint(settings, rho, radii),
    )


def _hint(settings, rho, radii):
    if rho >= 1:
        return "ρ is 1 or more: some error never shrinks. Momentum β allows rates up to 2 (1 + β)."
    if abs(radii[0] - radii[1]) < 0.01 and settings["beta"] > 0:
        return "Both directions shrink alike. Less momentum would help until one of them stops swinging."
    slower = "along, the flat one" if radii[1] > radii[0] else "across, the steep one"
    return f"The slower direction is {slower}."


def _steps(rate, beta, condition):
    """Return after how many steps a walk stays within NEAR of the start's distance, MOST + 1 if later or never."""
    distance = np.linalg.norm(_places(rate, beta, condition), axis=1)
    last_far = int(np.flatnonzero(~(distance <= NEAR * distance[0]))[-1])
    return last_far + 1 if last_far < len(distance) - 1 else MOST + 1


@functools.lru_cache(maxsize=8)
def _places(rate, beta, condition):
    """Return the walk from (1, 1), along and across, shape (steps + 1, 2), until it has arrived, flown or tired."""
    x, y, vx, vy = 1.0, 1.0, 0.0, 0.0
    places = [(x, y)]
    while len(places) <= MOST and 1e-9 < max(abs(x), abs(y), abs(vx), abs(vy)) < 1e9:
        x, vx = momentum_step(x, x / condition, vx, rate, beta)
        y, vy = momentum_step(y, y, vy, rate, beta)
        places.append((x, y))
    return np.array(places)


def _manner(rate, beta, h):
    """Return how a walk moves along a curvature."""
    trace = 1 + beta - rate * h
    if rate * h >= 2 * (1 + beta):
        return "flies away"
    if trace * trace < 4 * beta:
        return "swings"
    return "creeps" if trace > 0 else "zigzags"


def _shades(condition, radius):
    lr = (np.arange(COLUMNS) + 0.5) / COLUMNS * MOST_RATE
    beta = (np.arange(ROWS) + 0.5) / ROWS
    values, h = np.empty((ROWS, COLUMNS)), 1 / float(condition)
    for i, j in np.ndindex(ROWS, COLUMNS):
        pair = float(lr[j]), float(beta[i])
        values[i, j] = max(float(radius(*pair, 1.0)), float(radius(*pair, h)))
    root = math.sqrt(float(condition))
    best = (root - 1) / (root + 1)
    speed = np.log(np.clip(values, 1e-3, 1e3))
    return np.where(speed < 0, 0.5 * (1 - np.clip(speed / math.log(best), 0, 1)), 0.5 + 0.5 * np.clip(speed, 0, 1))


def _map(settings, shades, rho, condition):
    rate, beta = settings["rate"], settings["beta"]
    x = np.linspace(0, MOST_RATE, 120)
    across, along = (1 - np.sqrt(x)) ** 2, (1 - np.sqrt(x / condition)) ** 2
    edge = np.where(x / 2 - 1 >= 0, x / 2 - 1, np.nan)
    return Axes(
        title="how fast: click on a place",
        alt=f"A map of learning rate and momentum for condition number {condition:.0f}; at rate {rate:.2f} and β "
        f"{beta:.2f} the spectral radius is {rho:.3f}, {'converging' if rho < 1 else 'not converging'}.",
        layers=(
            Grid(shades, (0, MOST_RATE), (0, 1)),
            Curve(np.column_stack([x, edge]), "line", "edge of convergence"),
            Curve(np.column_stack([x, across]), "reference", "across begins to swing", dashed=True),
            Curve(np.column_stack([x, along]), "error", "along begins to swing", dashed=True),
            Points([[rate, beta]], "line", "o", "here"),
        ),
        xlim=(0, MOST_RATE),
        ylim=(0, 1),
        xlabel="learning rate × largest curvature",
        ylabel="momentum β",
        picks=("rate", "beta"),
    )


def _walk(rate, beta, condition, words):
    way = _places(rate, beta, condition)[: SHOWN + 1]
    sizes = np.log10(np.clip(np.abs(np.nan_to_num(way, nan=1e9, posinf=1e9)), 1e-9, 1e9))
    steps = np.arange(len(way))
    return Axes(
        title="digits from the bottom, by direction",
        alt=f"The logarithm of the error against steps, across and along the bowl; to a millionth: {words}.",
        layers=(
            Curve([[0, math.log10(NEAR)], [SHOWN, math.log10(NEAR)]], "line", "a millionth", dashed=True),
            Curve(np.column_stack([steps, sizes[:, 1]]), "reference", "across (steep)"),
            Curve(np.column_stack([steps, sizes[:, 0]]), "error", "along (flat)"),
        ),
        xlim=(0, SHOWN),
        ylim=(-9, 2),
        xlabel="step",
        ylabel="log₁₀ of the error",
    )


def _problem(answer, lr, beta, h):
    try:
        value = float(answer)
    except (TypeError, ValueError):
        return f"is {type(answer).__name__!r}, expected a number"
    return "" if math.isfinite(value) and value >= 0 else f"is {value}, expected a number of at least 0"
