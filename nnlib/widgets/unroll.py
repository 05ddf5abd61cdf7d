"""Unroll (lesson 12): how long the slope of a loss at the end is at every earlier time of a recurrent net.

All eigenvalues of W_h have the same absolute value r: it is r times an orthogonal matrix. In the linear range a slope
changes by the factor r a step; where tanh saturates, by less.
"""

import numpy as np

from nnlib import unrolled
from nnlib.widgets.controls import Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "unroll"]

UNITS, FEATURES = 8, 3
LONG = 30
STRONG = 0.1
BETWEEN = (0.1, 10.0)
TALLEST = 9.0


def unroll(bptt=None):
    """Show the widget.

    Parameters
    ----------
    bptt : callable, optional
        The student's ``bptt(X, H, dH_T, Wh)``; by default ``nnlib.unrolled.bptt``.
    """
    return display(experiment(bptt))


def experiment(bptt=None):
    """Return the `Experiment`; argument as in `unroll`."""
    guarded = Guarded(bptt, unrolled.bptt, _problem)
    return Experiment(
        name="unroll",
        question="Which eigenvalue lets the slope at the end of a long sequence reach its beginning?",
        goal=f"at T ≥ {LONG} and inputs of strength ≥ {STRONG:g}, a slope at time 0 between "
        f"{BETWEEN[0]:g} and {BETWEEN[1]:g} times the one at the end",
        controls=(
            Slider("T", "steps T", 2, 50, 20.0, step=1),
            Slider("r", "|eigenvalues| of W_h", 0.4, 2.0, 0.6, step=0.01, log=True),
            Slider("strength", "strength of the inputs", 0.001, 3.0, 0.01, step=0.1, log=True),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="All eigenvalues of W_h have absolute value 0.6, T is 20. About how long is the slope at the "
            "beginning, if it is 1 at the end?",
            options=("0.6", "0.6 / 20 = 0.03", "0.6²⁰ = 0.00004"),
            right=2,
            because="Every step back is one more factor. On the logarithmic scale of the picture that is a straight "
            "line, downward or upward.",
        ),
    )


def picture(settings, bptt):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        T, r, strength, seed.
    bptt : callable
    """
    T, r, strength = round(settings["T"]), settings["r"], settings["strength"]
    rng = np.random.default_rng(settings["seed"])
    Wh = r * np.linalg.qr(rng.standard_normal((UNITS, UNITS)))[0]
    Wx, X = rng.standard_normal((UNITS, FEATURES)), strength * rng.standard_normal((1, T, FEATURES))
    end = rng.standard_normal((1, UNITS))
    H = unrolled.rnn_forward(X, Wx, Wh, np.zeros(UNITS))
    dH = np.asarray(bptt(X, H, end / np.linalg.norm(end), Wh)[3], dtype=float)[0]
    lengths, first = np.linalg.norm(dH, axis=1), float(np.linalg.norm(dH[0]))
    open_ = (1 - H[0, 1:] ** 2).mean(axis=1)
    return Scene(
        axes=(_bars(lengths, r), _openness(open_)),
        numbers={
            "at time 0": f"{first:.2g}",
            f"r to the power {T}": f"{r**T:.2g}",
            "mean of tanh′": f"{open_.mean():.2f}",
        },
        reached=T >= LONG and strength >= STRONG and BETWEEN[0] <= first <= BETWEEN[1],
        hint=_hint(first, open_.mean(), r),
    )


def _hint(first, slope, r):
    if first < 1e-3:
        return "Vanished: the beginning of the sequence cannot be learned from the end." + (
            " Saturated units close the way, too." if slope < 0.5 else ""
        )
    if first > 1e3:
        return "Exploded: one step of gradient descent would throw the weights far away. Clip it."
    return "" if r <= 1.05 or slope > 0.95 else "A large eigenvalue and the slopes of tanh keep each other in check."


def _bars(lengths, r):
    with np.errstate(divide="ignore"):
        heights = np.clip(np.log10(lengths), -TALLEST, TALLEST)
    T = len(lengths) - 1
    times = np.arange(T + 1.0)
    theory = np.clip((T - times) * np.log10(r), -TALLEST, TALLEST)
    return Axes(
        title="log₁₀ of the length of ∂C/∂h",
        alt=f"Bars of the logarithm of the slope from time 0 to {T}: {heights[0]:.1f} at time 0, 0 at the end.",
        layers=(
            Bars(times, heights, "class 0", "slope"),
            Curve(np.column_stack([times, theory]), "theory", "factor r a step", dashed=True),
        ),
        xlim=(-0.8, T + 0.8),
        ylim=(-TALLEST - 0.5, TALLEST + 0.5),
        xlabel="time t",
    )


def _openness(open_):
    times = np.arange(1.0, len(open_) + 1)
    path = np.column_stack([times, open_])
    return Axes(
        title="mean slope of tanh, 1 − h²",
        alt=f"The mean slope of tanh at each time: {open_[0]:.2f} at first, {open_[-1]:.2f} at the end.",
        layers=(Curve(path, "class 1"), Points(path, "class 1", "^", scale=0.6)),
        xlim=(-0.8, len(open_) + 0.8),
        ylim=(0, 1.05),
        xlabel="time t",
    )


def _problem(answer, X, H, dH_T, Wh):
    if not isinstance(answer, (tuple, list)) or len(answer) != 4:
        return "is not four things: gWx, gWh, gb, dH"
    dH = np.asarray(answer[3], dtype=float)
    if dH.shape != H.shape:
        return f"has a dH of shape {dH.shape}, expected {H.shape}"
    return "" if np.isfinite(dH).all() else "has numbers in dH that are not finite"
