"""Slow learner (lesson 04): one sigmoid neuron that shall answer 1 with 0, trained by two costs from the same start.

Left the outputs of both after each epoch; right the slopes that drive them, ``a·a(1 - a)`` for the quadratic cost and
``a`` for cross-entropy, with a mark where the neuron starts.
"""

import numpy as np

from nnlib.logistic import train_neuron
from nnlib.widgets.controls import Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "slow_learner"]

EPOCHS, DEADLINE = 300, 100
LEARNED, STUCK = 0.1, 0.9
COSTS = {"quadratic": ("class 0", "o"), "cross-entropy": ("class 1", "^")}  # its color, its marker


def slow_learner(train_neuron=None):
    """Show the widget.

    Parameters
    ----------
    train_neuron : callable, optional
        The student's ``train_neuron(cost, w0, b0, eta, epochs)``, which returns the output before each update; by
        default ``nnlib.logistic.train_neuron``.
    """
    return display(experiment(train_neuron))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `slow_learner`."""
    guarded = Guarded(yours, train_neuron, _problem)
    return Experiment(
        name="slow_learner",
        question="From which starts does the cost decide whether a neuron learns at all?",
        goal=f"at epoch {DEADLINE}, cross-entropy below {LEARNED} and the quadratic cost still above {STUCK}",
        controls=(
            Slider("w", "weight w at the start", -4, 4, 0.6),
            Slider("b", "bias b at the start", -4, 4, 0.9),
            Slider("eta", "learning rate η", 0.005, 10, 0.15, log=True),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "The target is 0. The neuron shall start at an output of 0.98 in place of 0.82: its error is larger. With "
            "the quadratic cost it will at first learn …",
            ("faster, there is more to correct", "equally fast", "slower"),
            2,
            "The quadratic slope is a·a(1 - a): the factor a(1 - a) shrinks faster than the error grows. On the right, "
            "see the mark slide down the hump as w + b grows.",
        ),
    )


def picture(settings, train):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        w, b, eta.
    train : callable
    """
    start, rate = (settings["w"], settings["b"]), settings["eta"]
    runs = {cost: np.asarray(train(cost, *start, rate, EPOCHS + 1), dtype=float) for cost in COSTS}
    at = {cost: float(run[DEADLINE]) for cost, run in runs.items()}
    return Scene(
        axes=(_race(runs, settings), _slopes(float(runs["quadratic"][0]))),
        numbers={
            "output at the start": f"{runs['quadratic'][0]:.4f}",
            **{f"{cost} at epoch {DEADLINE}": f"{value:.3f}" for cost, value in at.items()},
        },
        reached=at["cross-entropy"] < LEARNED and at["quadratic"] > STUCK,
        hint=_hint(runs["quadratic"][0], rate, at),
    )


def _hint(first, rate, at):
    if first > STUCK and rate > 1 and at["quadratic"] < LEARNED:
        return "So large a rate frees this neuron. In a net, the weights that are not saturated must bear it, too."
    return ""


def _race(runs, settings):
    ends = ", ".join(f"{cost} {run[0]:.2f} to {run[-1]:.2f}" for cost, run in runs.items())
    layers = [Curve([[DEADLINE, 0.0], [DEADLINE, 1.0]], "reference")]
    for cost, run in runs.items():
        role, marker = COSTS[cost]
        path = np.column_stack([np.arange(len(run)), run])
        layers += [Curve(path, role), Points(path[::50], role, marker, cost)]
    return Axes(
        title="outputs",
        alt=f"Outputs over {EPOCHS} epochs from w = {settings['w']:.2f}, b = {settings['b']:.2f} at rate "
        f"{settings['eta']:.3g}: {ends}.",
        layers=tuple(layers),
        xlim=(-6, EPOCHS + 6),
        ylim=(-0.05, 1.05),
        xlabel="epoch",
        ylabel="output a, target 0",
    )


def _slopes(a):
    z = np.linspace(-8, 8, 161)
    outputs = 0.5 * (1 + np.tanh(0.5 * z))
    here = np.arctanh(np.clip(2 * a - 1, -0.9999999, 0.9999999)) * 2
    marks = {"quadratic": a * a * (1 - a), "cross-entropy": a}
    curves = {"quadratic": outputs**2 * (1 - outputs), "cross-entropy": outputs}
    layers = [Curve(np.column_stack([z, curves[cost]]), COSTS[cost][0]) for cost in COSTS]
    layers += [Points([[here, marks[cost]]], *COSTS[cost], f"{cost}, start") for cost in COSTS]
    return Axes(
        title="slope ∂C/∂z that drives learning",
        alt=f"The slopes at the start: quadratic {marks['quadratic']:.4f}, cross-entropy {marks['cross-entropy']:.4f}.",
        layers=tuple(layers),
        xlim=(-8.3, 8.3),
        ylim=(-0.05, 1.05),
        xlabel="z = w + b",
        ylabel="∂C/∂z",
    )


def _problem(answer, cost, w0, b0, eta, epochs):
    outputs = np.asarray(answer, dtype=float)
    if outputs.shape != (epochs,):
        return f"has shape {outputs.shape}, expected ({epochs},): one output for each epoch"
    return "" if np.isfinite(outputs).all() else "is not finite"
