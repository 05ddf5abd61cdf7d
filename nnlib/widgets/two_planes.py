"""Two planes (lesson 03): the same four points as inputs and as hidden units, where a straight cut may be enough.

Two rectified linear units both look at x1 + x2, ``h = max(0, x1 + x2 + b)``; the output fires where
``v1 h1 + v2 h2 > ½``.
"""

import numpy as np

from nnlib.datasets import truth_table
from nnlib.widgets.controls import Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment
from nnlib.widgets.scene import Axes, Line, Points, Scene
from nnlib.widgets.student import Guarded
from nnlib.xor import xor_net

__all__ = ["experiment", "picture", "two_planes"]

FIRES_ABOVE = 0.5


def two_planes(network=None):
    """Show the widget.

    Parameters
    ----------
    network : callable, optional
        The student's ``xor_net(X, W1, b1, w2, b2)``; by default ``nnlib.xor.xor_net``.
    """
    return display(experiment(network))


def experiment(network=None):
    """Return the `Experiment`; argument as in `two_planes`."""
    guarded = Guarded(network, xor_net, _problem)
    return Experiment(
        name="two_planes",
        question="Which biases fold the plane so that one cut parts XOR?",
        goal="4 of 4 right",
        controls=(
            Slider("b1", "bias of unit 1", -2, 2, 0.0),
            Slider("b2", "bias of unit 2", -2, 2, 0.5),
            Slider("v1", "weight v₁", -3, 3, 1.0),
            Slider("v2", "weight v₂", -3, 3, 0.5),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
    )


def picture(settings, network):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        b1, b2, v1, v2.
    network : callable
    """
    X, t = truth_table("XOR")
    W1, b1 = np.ones((2, 2)), np.array([settings["b1"], settings["b2"]])
    v = np.array([settings["v1"], settings["v2"]])
    fires = np.asarray(network(X, W1, b1, v, 0.0)) > FIRES_ABOVE
    wrong = fires != (t == 1)
    right = int((~wrong).sum())
    H = np.maximum(X @ W1.T + b1, 0)
    return Scene(
        axes=(_inputs(X, t, wrong, right), _hidden(H, t, wrong, v)),
        numbers={"right": f"{right} of 4", "output": f"fires where {v[0]:.2f} h₁ + {v[1]:.2f} h₂ > ½"},
        reached=right == 4,
        hint="" if right == 4 or len(np.unique(H, axis=0)) > 1 else "All four points have become one. Raise a bias.",
    )


def _samples(P, t, wrong):
    return (
        Points(P[t == 0], "class 0", "o", "should be 0"),
        Points(P[t == 1], "class 1", "^", "should be 1"),
        Points(P[wrong], "error", "ring", "wrong"),
    )


def _inputs(X, t, wrong, right):
    return Axes(
        title="inputs",
        alt=f"The four corners of XOR; {right} of 4 come out right.",
        layers=_samples(X, t, wrong),
        xlim=(-0.6, 1.6),
        ylim=(-0.6, 1.6),
        xlabel="x₁",
        ylabel="x₂",
        equal=True,
    )


def _hidden(H, t, wrong, v):
    places = "; ".join(f"({h[0]:.2f}, {h[1]:.2f})" for h in H)
    return Axes(
        title="hidden units",
        alt=f"The same points as hidden units: {places}; cut where {v[0]:.2f} h1 + {v[1]:.2f} h2 = 0.5.",
        layers=(Line(v, FIRES_ABOVE, label="cut of the output unit"), *_samples(H, t, wrong)),
        xlim=(-0.6, 4.4),
        ylim=(-0.6, 4.4),
        xlabel="h₁",
        ylabel="h₂",
        equal=True,
    )


def _problem(answer, X, *parameters):
    output = np.asarray(answer)
    if output.shape != (len(X),):
        return f"has shape {output.shape}, expected ({len(X)},): one output for each input"
    return "" if np.isfinite(output).all() else "is not finite"
