"""Shrink (lesson 11): ten weights under weight decay and under L1, from the same start.

A linear unit learns, from 150 patients, how diabetes goes on after ten measurements. Left the ten weights after 100
steps with either penalty; right their way there with the penalty that is chosen. L2 makes all of them smaller, L1 makes
some of them nothing.

References
----------
B. Efron, T. Hastie, I. Johnstone, R. Tibshirani (2004), *Least angle regression*, Annals of Statistics 32 (the data).
"""

import functools

import numpy as np

from nnlib import regularizers
from nnlib.datasets import diabetes
from nnlib.preprocessing import standardize
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["decay_and_soft_step", "experiment", "picture", "shrink"]

NAMES = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")
STEPS, MOST_WEIGHTS, WORST = 100, 5, 0.60


def decay_and_soft_step(kind, W, b, gW, gb, lr, lam, n):
    """Return W and b after a step with the penalty ``kind``, L2 or L1, on W alone."""
    if kind == "L2":
        return tuple(regularizers.decay_step([W, b], [gW, gb], lr, lam, n))
    return tuple(regularizers.soft_step([W, b], [gW, gb], lr, lam, n))


def shrink(decay_step=None, soft_step=None):
    """Show the widget.

    Parameters
    ----------
    decay_step : callable, optional
        The student's ``decay_step(W, b, gW, gb, lr, lam, n)``, which returns the new W (1, 10) and b (1,).
    soft_step : callable, optional
        The student's ``soft_step(W, gW, lr, lam, n)``, which returns the new W. The course's functions are used
        unless both are given.
    """
    return display(experiment(decay_step, soft_step))


def experiment(decay_step=None, soft_step=None):
    """Return the `Experiment`; arguments as in `shrink`."""

    def yours(kind, W, b, gW, gb, lr, lam, n):
        if kind == "L2":
            return decay_step(W, b, gW, gb, lr, lam, n)
        return soft_step(W, gW, lr, lam, n), b - lr * gb

    both = yours if decay_step and soft_step else None
    guarded = Guarded(both, decay_and_soft_step, _problem, name="decay_step and soft_step")
    return Experiment(
        name="shrink",
        question="How many of ten measurements can a doctor leave out?",
        goal=f"with L1, at most {MOST_WEIGHTS} weights that are not 0, and an error on new patients below {WORST}",
        controls=(
            Choice("kind", "way shown on the right", ("L2", "L1"), "L2"),
            Slider("lambda", "λ", 0.1, 1000.0, 1.0, step=0.25, log=True),
            Slider("rate", "learning rate η", 0.01, 0.5, 0.2, step=0.25, log=True),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="λ grows from 1 to 1,000. Which penalty makes the first weight exactly 0?",
            options=("L2", "L1", "both at the same λ"),
            right=1,
            because="L2 multiplies by a factor a little below 1: half of a half of a half is never 0. L1 subtracts the "
            "same amount each time, however small the weight has become, and stops at 0.",
        ),
    )


@functools.cache
def patients():
    """Return standardized inputs and targets of 150 patients to learn from and 292 to test on."""
    X, t = diabetes()
    order = np.random.default_rng(0).permutation(len(X))
    train, test = order[:150], order[150:]
    A, B, *_ = standardize(X[train], X[test])
    y, z, *_ = standardize(t[train][:, None], t[test][:, None])
    return A, y[:, 0], B, z[:, 0]


def ways(settings, step):
    """Return for either penalty the ten weights at the start and after each step, shape (steps + 1, 10), and b."""
    A, y, *_ = patients()
    n, squares, products = len(y), A.T @ A / len(y), y @ A / len(y)
    found = {}
    for kind in ("L2", "L1"):
        W, b = np.random.default_rng(1).normal(0, 0.5, (1, 10)), np.zeros(1)
        way = [W[0]]
        for _ in range(STEPS):  # inputs and targets have mean 0, so the slope of b is b itself
            W, b = step(kind, W, b, W @ squares - products, b, settings["rate"], settings["lambda"], n)
            W, b = np.asarray(W, dtype=float) + 0.0, np.asarray(b, dtype=float)  # + 0.0: no zero says -0
            way.append(W[0])
        found[kind] = np.array(way), b
    return found


def picture(settings, step):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        kind, lambda, rate.
    step : callable
    """
    _, _, B, z = patients()
    found = ways(settings, step)
    kept = {kind: int(np.sum(way[-1] != 0)) for kind, (way, _) in found.items()}
    error = {kind: float(np.mean((B @ way[-1] + b - z) ** 2)) for kind, (way, b) in found.items()}
    return Scene(
        axes=(_weights(found, settings), _way(found[settings["kind"]][0], settings)),
        numbers={
            f"{kind}": f"{kept[kind]} weights, error on new patients {min(error[kind], 99):.3f}" for kind in found
        },
        reached=kept["L1"] <= MOST_WEIGHTS and error["L1"] < WORST,
        hint=_hint(kept, error, settings),
    )


def _hint(kept, error, settings):
    if settings["rate"] * settings["lambda"] > len(patients()[1]):
        return "ηλ/n is above 1: L2's factor 1 − ηλ/n is negative, and every step turns all weights around."
    if kept["L1"] == 0:
        return "L1 has silenced everything: the unit says the same to every patient."
    if kept["L1"] <= MOST_WEIGHTS and error["L1"] >= WORST:
        return "Few weights, but those that are left are pulled as well: the error has grown too much."
    return ""


def _weights(found, settings):
    places = np.arange(10.0)
    shown = {kind: way[-1] for kind, (way, _) in found.items()}
    words = "; ".join(f"{kind} " + ", ".join(f"{w:.2f}" for w in weights) for kind, weights in shown.items())
    return Axes(
        title=f"weights after {STEPS} steps",
        alt=f"Ten weights at λ = {settings['lambda']:.3g}: {words}.",
        layers=(
            Bars(places, np.clip(shown["L2"], -1, 1), "class 0", "L2"),
            Points(np.column_stack([places, np.clip(shown["L1"], -1, 1)]), "class 1", "^", "L1"),
        ),
        xlim=(-0.7, 9.7),
        ylim=(-0.5, 0.6),
        ticks=NAMES,
    )


def _way(way, settings):
    steps, kind = np.arange(STEPS + 1.0), settings["kind"]
    role = "class 0" if kind == "L2" else "class 1"
    kept = np.flatnonzero(way[-1])
    words = ", ".join(NAMES[i] for i in kept) or "none"
    return Axes(
        title=f"the way there, {kind}",
        alt=f"Ten weights over {STEPS} steps with {kind}, η = {settings['rate']:.3g}; not 0 at the end: {words}.",
        layers=(
            Curve([[0.0, 0.0], [float(STEPS), 0.0]], "reference"),
            *(
                Curve(np.column_stack([steps, np.clip(path, -2, 2)]), role, dashed=i % 2 == 1)
                for i, path in enumerate(way.T)
            ),
        ),
        xlim=(-3, STEPS + 3),
        ylim=(-1.1, 1.1),
        xlabel="step",
        ylabel="weight",
    )


def _problem(answer, kind, W, b, *rest):
    name = "decay_step" if kind == "L2" else "soft_step"
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        return f"by {name} is no pair (W, b)"
    new, bias = (np.asarray(part, dtype=float) for part in answer)
    if new.shape != W.shape or bias.shape != b.shape:
        return f"by {name} has shapes {new.shape} and {bias.shape}, expected {W.shape} and {b.shape}"
    return "" if np.isfinite(new).all() and np.isfinite(bias).all() else f"by {name} is not finite"
