"""Who is to blame (lesson 06): push one hidden unit of a network that misreads a digit, and see whether it mends.

The blame δ of a hidden unit is the slope of the cost along its weighted input z. A small push Δz changes the cost by
about δ Δz; a large one leaves the straight line. The network is Nielsen's, on 8 × 8 digits, after a single epoch.
"""

import functools

import numpy as np

from nnlib import backprop
from nnlib.datasets import digits
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "who_is_to_blame"]

SAMPLES = {"0": 701, "2": 241, "4": 746, "6": 492}  # misread, and one push mends each
MOST = 2.0
SIGMOID, SLOPE = backprop.ACTIVATIONS["sigmoid"]


def who_is_to_blame(bp2=None):
    """Show the widget.

    Parameters
    ----------
    bp2 : callable, optional
        The student's ``bp2(delta, W, dgZ)``; by default ``nnlib.backprop.bp2``.
    """
    return display(experiment(bp2))


def experiment(bp2=None):
    """Return the `Experiment`; argument as in `who_is_to_blame`."""
    guarded = Guarded(bp2, backprop.bp2, _problem)
    return Experiment(
        name="who_is_to_blame",
        question="Which single hidden unit, pushed a little, makes the network read the digit correctly?",
        goal=f"the right digit on top, with a push of at most {MOST:g}",
        controls=(
            Choice("digit", "a misread", tuple(SAMPLES), "0"),
            Slider("unit", "hidden unit", 0, 29, 0.0, step=1),
            Slider("push", "push Δz", -4, 4, 0.0, step=0.25),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="A hidden unit has blame δ = −0.07. Which way must its weighted input go to lower the cost?",
            options=("down", "up", "it depends on the weights behind it"),
            right=1,
            because="δ is the slope of the cost along z, with everything behind it counted in. "
            "It is negative, so the cost falls as z grows.",
        ),
    )


@functools.cache
def misread(digit):
    """Return the pixels, shape (1, 64), of the sample behind a choice."""
    return digits()[0][[SAMPLES[digit]]]


@functools.cache
def network():
    """Return Nielsen's network after one epoch on 1,297 digits."""
    X, t = digits()
    train = np.random.default_rng(0).permutation(len(X))[:1297]
    net = backprop.Network([64, 30, 10], rng=0)
    net.fit(X[train], t[train], epochs=1, batch_size=10, eta=3.0, rng=0)
    return net


def picture(settings, bp2):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        digit, unit, push.
    bp2 : callable
    """
    net, x, target = network(), misread(settings["digit"]), int(settings["digit"])
    y, unit, push = np.eye(10)[[target]], round(settings["unit"]), settings["push"]
    (Z1, Z2), (_, _, A2) = backprop.mlp_forward(x, net.Ws, net.bs)
    delta = np.asarray(bp2(backprop.bp1(A2, y, SLOPE(Z2)), net.Ws[1], SLOPE(Z1)), dtype=float)[0]
    pushed = SIGMOID(SIGMOID(Z1 + push * (np.arange(30) == unit)) @ net.Ws[1].T + net.bs[1])
    change = (((pushed - y) ** 2).sum() - ((A2 - y) ** 2).sum()) / 2
    said = int(pushed.argmax())
    return Scene(
        axes=(_blame(delta, unit), _outputs(A2[0], pushed[0], target)),
        numbers={
            "blame of the unit": f"{delta[unit]:.3f}",
            "cost, by δ Δz": f"{delta[unit] * push:+.3f}",
            "cost, in truth": f"{change:+.3f}",
            "reads": f"{said}, should be {target}",
        },
        reached=said == target and abs(push) <= MOST,
        hint=_hint(said == target, push, delta[unit] * push, change),
    )


def _hint(right, push, promised, change):
    if right and abs(push) > MOST:
        return f"Right, but with a push of {abs(push):g}. Is there a unit that does it with less?"
    if change > 0:
        return "The cost has risen: push against the sign of the blame."
    if push and abs(change - promised) > 0.05:
        return "δ Δz is a slope times a step. So long a step leaves the straight line."
    return ""


def _blame(delta, unit):
    chosen = np.arange(30) == unit
    top = np.argsort(-np.abs(delta))[:3]
    words = ", ".join(f"unit {i} {delta[i]:.3f}" for i in top)
    return Axes(
        title="blame δ of the hidden units",
        alt=f"Bars of the blame of 30 hidden units; largest: {words}. Chosen is unit {unit} with {delta[unit]:.3f}.",
        layers=(
            Bars(np.arange(30.0)[~chosen], delta[~chosen], "reference"),
            Bars(np.arange(30.0)[chosen], delta[chosen], "class 1", "the chosen one"),
        ),
        xlim=(-1, 30),
        ylim=(-0.12, 0.12),
        xlabel="unit",
        ylabel="∂C/∂z",
    )


def _outputs(before, after, target):
    places = np.arange(10.0)
    return Axes(
        title="outputs",
        alt=f"Bars of the ten outputs, tallest {after.argmax()} at {after.max():.2f}; the target is {target}, "
        f"at {after[target]:.2f}, and was at {before[target]:.2f} before the push.",
        layers=(
            Bars(places, after, "class 0", "now"),
            Points(np.column_stack([places, before]), "reference", "o", "before the push"),
            Points(np.array([[target, 1.0]]), "class 1", "^", "should be 1"),
        ),
        xlim=(-0.6, 9.6),
        ylim=(0, 1.1),
        xlabel="digit",
        ticks=tuple("0123456789"),
    )


def _problem(answer, delta, W, dgZ):
    found = np.asarray(answer, dtype=float)
    if found.shape != dgZ.shape:
        return f"has shape {found.shape}, expected {dgZ.shape}"
    return "" if np.isfinite(found).all() else "has numbers that are not finite"
