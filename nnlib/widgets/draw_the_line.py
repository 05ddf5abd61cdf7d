"""Draw the line (lesson 02): which weights make one threshold unit compute AND, OR, XOR?

The unit says 1 where ``w1 x1 + w2 x2 - θ > 0``. Left the plane of the inputs with the line, right the same four sums as
bars: those above 0 fire.
"""

from dataclasses import dataclass

import numpy as np

from nnlib import perceptron
from nnlib.arrays import to_numpy
from nnlib.datasets import truth_table
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment
from nnlib.widgets.scene import Axes, Bars, Line, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["draw_the_line", "experiment", "picture"]

GATES = ("AND", "OR", "XOR")
REAL_TRIES = 25  # lines tried in vain before the widget says why XOR cannot be done
WHY = (
    "You have come down to 1 error, and no line has 0: the two points that should be 1 lie on one diagonal, the two "
    "that should be 0 on the other, and no straight line parts two crossing diagonals. Lesson 03 takes more units."
)


@dataclass(frozen=True)
class Tries:
    """What has been tried so far: lines drawn for this gate, the fewest errors among them, the gates solved."""

    gate: str
    lines: int
    best: int
    solved: frozenset


def draw_the_line(predict=None, *, gate="AND"):
    """Show the widget.

    Parameters
    ----------
    predict : callable, optional
        The student's ``predict(X, w)``: X (n, 2), w (3,) with the threshold first; returns n outputs, 0 or 1. By
        default ``nnlib.perceptron.predict``.
    gate : str
        AND, OR or XOR, to begin with.
    """
    return display(experiment(predict, gate=gate))


def experiment(predict=None, *, gate="AND"):
    """Return the `Experiment`; arguments as in `draw_the_line`."""
    guarded = Guarded(predict, perceptron.predict, _problem)
    return Experiment(
        name="draw_the_line",
        question="Which line makes the unit compute AND? Then OR. And XOR?",
        goal="0 errors",
        controls=(
            Choice("gate", "gate", GATES, gate),
            Slider("w1", "w₁", -3, 3, 1.0),
            Slider("w2", "w₂", -3, 3, -0.5),
            Slider("theta", "θ", -3, 3, -0.25),
        ),
        function=guarded,
        picture=lambda settings, tries: picture(settings, tries, guarded),
        start=lambda settings, before: _tries(settings, before, guarded),
    )


def picture(settings, tries, predict):
    """Return the `Scene` of a line.

    Parameters
    ----------
    settings : dict
        gate, w1, w2, theta.
    tries : Tries
    predict : callable
    """
    X, t = truth_table(settings["gate"])
    w, theta = np.array([settings["w1"], settings["w2"]]), settings["theta"]
    wrong = _outputs(predict, X, w, theta) != t
    errors = int(wrong.sum())
    return Scene(
        axes=(_plane(X, t, w, theta, wrong, settings["gate"]), _sums(X, t, w, theta, wrong)),
        numbers={
            "errors": f"{errors} of 4",
            "fires when": f"{w[0]:.2f} x₁ {_signed(w[1])} x₂ {_signed(-theta)} > 0",
            "solved": ", ".join(gate for gate in GATES if gate in tries.solved) or "none yet",
        },
        reached=errors == 0,
        hint=_hint(settings["gate"], errors, tries),
    )


def _outputs(predict, X, w, theta):
    return np.asarray(to_numpy(predict(X, np.array([theta, *w])))).ravel()


def _tries(settings, before, predict):
    gate = settings["gate"]
    X, t = truth_table(gate)
    w = np.array([settings["w1"], settings["w2"]])
    errors = int((_outputs(predict, X, w, settings["theta"]) != t).sum())
    solved = (before.solved if before else frozenset()) | ({gate} if errors == 0 else frozenset())
    if before is None or before.gate != gate:
        return Tries(gate, 1, errors, solved)
    return Tries(gate, before.lines + 1, min(errors, before.best), solved)


def _hint(gate, errors, tries):
    if errors == 0:
        following = [g for g in GATES if g not in tries.solved]
        return f"{gate} is done. Now try {following[0]}." if following else ""
    return WHY if gate == "XOR" and tries.best == 1 and tries.lines >= REAL_TRIES else ""


def _plane(X, t, w, theta, wrong, gate):
    line = Line(w, theta, controls=("w1", "w2", "theta"), label="line w·x = θ and normal w")
    side = f"fires where {w[0]:.2f} x1 {_signed(w[1])} x2 > {theta:.2f}" if w.any() else "has no line: w is 0"
    names = [f"{int(a)} {int(b)}" for a, b in X[wrong]]
    return Axes(
        title=f"inputs of {gate}",
        alt=f"{gate}: {len(names)} of 4 inputs wrong{': ' + ', '.join(names) if names else ''}; the unit {side}.",
        layers=(line, *_samples(X, t, wrong)),
        xlim=(-0.6, 1.6),
        ylim=(-0.6, 1.6),
        xlabel="x₁",
        ylabel="x₂",
        equal=True,
    )


def _samples(X, t, wrong):
    return (
        Points(X[t == 0], "class 0", "o", "should be 0"),
        Points(X[t == 1], "class 1", "^", "should be 1"),
        Points(X[wrong], "error", "ring", "wrong"),
    )


def _sums(X, t, w, theta, wrong):
    sums, place = X @ w - theta, np.arange(4.0)
    words = ", ".join(f"{int(a)} {int(b)}: {s:.2f}" for (a, b), s in zip(X, sums, strict=True))
    return Axes(
        title="w₁x₁ + w₂x₂ − θ: fires above 0",
        alt=f"Weighted sums minus the threshold: {words}.",
        layers=(
            Bars(place[t == 0], sums[t == 0], "class 0"),
            Bars(place[t == 1], sums[t == 1], "class 1"),
            Points(np.column_stack([place, np.clip(sums, -3.7, 3.7)])[wrong], "error", "ring"),
        ),
        xlim=(-0.6, 3.6),
        ylim=(-4, 4),
        xlabel="input x₁ x₂",
        ticks=tuple(f"{int(a)} {int(b)}" for a, b in X),
    )


def _signed(value):
    return f"{'−' if value < 0 else '+'} {abs(value):.2f}"


def _problem(answer, X, w):
    outputs = np.asarray(to_numpy(answer))
    if outputs.shape not in ((len(X),), (len(X), 1)):
        return f"has shape {outputs.shape}, expected ({len(X)},): one output for each input"
    return "" if np.isin(outputs, (0, 1)).all() else f"is {outputs.ravel().tolist()}, expected only 0 and 1"
