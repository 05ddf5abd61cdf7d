"""Watch it learn (lesson 02): Rosenblatt's rule, one update at a time, and how many errors are left after each.

A step goes through the samples to the next one on the wrong side and adds ``η (t - y) x`` to the weights; a whole pass
without an update ends it. Left the samples with the old line and the new one, right the errors that each update left.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from nnlib import perceptron
from nnlib.arrays import to_numpy
from nnlib.datasets import blobs, iris, truth_table
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment
from nnlib.widgets.scene import Axes, Curve, Line, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Learning", "advance", "experiment", "picture", "start", "watch_it_learn"]

MOST_UPDATES = 1000
DATA = {
    "petals": (lambda seed: iris("petals", ("setosa", "versicolor")), ("setosa", "versicolor"), ("length", "width")),
    "AND": (lambda seed: truth_table("AND"), ("should be 0", "should be 1"), ("x₁", "x₂")),
    "blobs": (lambda seed: blobs(60, spread=1.1, rng=seed), ("cloud 0", "cloud 1"), ("x₁", "x₂")),
}


@dataclass(frozen=True, eq=False)
class Learning:
    """A training under way. Weights have the threshold first; ``X`` has the fixed input -1 first.

    Parameters
    ----------
    settings : dict
        Those it was started with.
    errors : tuple of int
        How many samples were wrong at the start and after each update.
    position : int
        How many samples have been looked at.
    offender : int
        The sample that caused the last update, -1 before the first.
    clean : bool
        A whole pass made no update.
    """

    settings: dict
    X: np.ndarray
    t: np.ndarray
    w: np.ndarray
    old_w: np.ndarray
    errors: tuple
    position: int = 0
    offender: int = -1
    clean: bool = False


def watch_it_learn(perceptron_step=None, *, data="petals"):
    """Show the widget.

    Parameters
    ----------
    perceptron_step : callable, optional
        The student's ``perceptron_step(w, x, t, eta)``, with ``x[0] = -1``; returns the new weights. By default
        ``nnlib.perceptron.perceptron_step``.
    data : str
        petals (two irises, separable), AND, or blobs (clouds that overlap), to begin with.
    """
    return display(experiment(perceptron_step, data=data))


def experiment(perceptron_step=None, *, data="petals"):
    """Return the `Experiment`; arguments as in `watch_it_learn`."""
    guarded = Guarded(perceptron_step, perceptron.perceptron_step, _problem)
    return Experiment(
        name="watch_it_learn",
        question="Will the rule find a line without errors, and after how many updates?",
        goal="a whole pass with 0 updates",
        controls=(
            Choice("data", "samples", tuple(DATA), data),
            Slider("eta", "learning rate η", 0.01, 10, 1.0, log=True),
            Slider("speed", "updates/s", 1, 100, 2.0, log=True),
            Seed(),
        ),
        function=guarded,
        picture=picture,
        start=start,
        advance=lambda learning: advance(learning, guarded),
    )


def start(settings, before=None):
    """Return the training before its first update, or ``before`` if only the speed is another one.

    Seed 0 takes the samples in their order and weights 0, any other seed shuffles the samples and draws weights.
    """
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    X, t = DATA[settings["data"]][0](settings["seed"])
    rng = np.random.default_rng(settings["seed"])
    order = rng.permutation(len(t)) if settings["seed"] else np.arange(len(t))
    X, t = perceptron.augment(X[order]), t[order]
    w = rng.standard_normal(X.shape[1]) if settings["seed"] else np.zeros(X.shape[1])
    return Learning(settings, X, t, w, w, (_errors(X, t, w),))


def advance(learning, perceptron_step):
    """Return the training after the next update; after a pass without one, the same training marked as clean.

    When it is at its end (clean, or after 1,000 updates), the argument itself is returned.
    """
    if learning.clean or len(learning.errors) > MOST_UPDATES:
        return learning
    X, t, w, n = learning.X, learning.t, learning.w, len(learning.t)
    order = (learning.position + np.arange(n)) % n
    wrong = np.flatnonzero(perceptron.step(X[order] @ w) != t[order])
    if not len(wrong):
        return dataclasses.replace(learning, clean=True, position=learning.position + n)
    i = order[wrong[0]]
    new = np.asarray(to_numpy(perceptron_step(w, X[i], t[i], learning.settings["eta"])), dtype=float)
    errors = (*learning.errors, _errors(X, t, new))
    position = learning.position + int(wrong[0]) + 1
    return dataclasses.replace(learning, w=new, old_w=w, errors=errors, position=position, offender=int(i))


def picture(settings, learning):
    """Return the `Scene` of a training.

    Parameters
    ----------
    settings : dict
        data, eta, speed, seed.
    learning : Learning
    """
    n, updates = len(learning.t), len(learning.errors) - 1
    return Scene(
        axes=(_plane(learning), _errors_left(learning)),
        numbers={
            "updates": str(updates),
            "passes": str(-(-learning.position // n)),
            "errors": f"{learning.errors[-1]} of {n}",
            "w = (θ, w₁, w₂)": "(" + ", ".join(f"{value:.2f}" for value in learning.w) + ")",
        },
        reached=learning.clean,
        hint=_hint(learning, updates),
    )


def _hint(learning, updates):
    if learning.clean:
        return f"Done: {updates} updates. The threshold is learned like a weight, on an input that is always −1."
    if learning.settings["data"] == "blobs" and updates >= 100:
        return (
            f"{updates:,} updates, and the errors go up and down, never below {min(learning.errors)}: the clouds "
            "overlap, no line parts them, and the rule mends one point by spoiling others. It never ends by itself."
        )
    return ""


def _plane(learning):
    X, t = learning.X[:, 1:], learning.t
    names, (xlabel, ylabel) = DATA[learning.settings["data"]][1:]
    chosen = X[[learning.offender]] if learning.offender >= 0 else np.empty((0, 2))
    low, high = np.minimum(X.min(axis=0), 0), X.max(axis=0)  # lines often pass near the origin
    room = 0.15 * (high - low)
    return Axes(
        title="samples and line",
        alt=_in_words(learning),
        layers=(
            Line(learning.old_w[1:], float(learning.old_w[0]), "reference", dashed=True, label="old line"),
            Line(learning.w[1:], float(learning.w[0]), label="new line and its normal"),
            Points(X[t == 0], "class 0", "o", names[0]),
            Points(X[t == 1], "class 1", "^", names[1]),
            Points(chosen, "error", "ring", "caused the update"),
        ),
        xlim=(float(low[0] - room[0]), float(high[0] + room[0])),
        ylim=(float(low[1] - room[1]), float(high[1] + room[1])),
        xlabel=xlabel,
        ylabel=ylabel,
        equal=True,
    )


def _in_words(learning):
    updates, n = len(learning.errors) - 1, len(learning.t)
    last = (
        ""
        if learning.offender < 0
        else (
            f" The last one moved the line for the sample at ({learning.X[learning.offender, 1]:.2f}, "
            f"{learning.X[learning.offender, 2]:.2f})."
        )
    )
    return f"{learning.errors[-1]} of {n} samples wrong after {updates} updates.{last}"


def _errors_left(learning):
    errors = np.array(learning.errors)
    updates, n = len(errors) - 1, len(learning.t)
    end = next(limit for limit in (10, 20, 50, 100, 200, 500, MOST_UPDATES) if updates <= limit)
    curve = np.column_stack([np.arange(updates + 1), errors])
    return Axes(
        title="errors left after each update",
        alt=f"Errors by update: {errors[0]} at first, fewest {errors.min()}, now {errors[-1]}.",
        layers=(Curve(curve, "line"), Points(curve[-1:], "error")),
        xlim=(-0.02 * end, 1.04 * end),
        ylim=(-0.05 * n, 1.05 * n),
        xlabel="updates",
        ylabel="errors",
    )


def _errors(X, t, w):
    return int((perceptron.step(X @ w) != t).sum())


def _problem(answer, w, x, t, eta):
    new = np.asarray(to_numpy(answer), dtype=float)
    if new.shape != w.shape:
        return f"has shape {new.shape}, expected {w.shape}: a threshold and two weights"
    return "" if np.isfinite(new).all() else f"is {new.tolist()}, expected finite numbers"
