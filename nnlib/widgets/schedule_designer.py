"""Design a schedule (lesson 09): the learning rate over time, and below it what it does for a noisy descent.

The descent is a model in which everything can be computed: two directions, one flat and one steep, noise of variance 1
in each gradient, and a steep direction that is much steeper at first, as networks often are before they have learned
anything. The mean over all noises is exact: E[w²] ← (1 - ηh)² E[w²] + η².
"""

import math

import numpy as np

from nnlib import schedules
from nnlib.widgets.controls import Menu, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "losses", "picture", "schedule", "schedule_designer"]

STEPS = 300
GOAL = 0.016
FLAT, STEEP, YOUNG, AGING = 0.2, 2.0, 40.0, 20.0  # curvatures, the steep one's at first, steps until it has fallen
START = 3.0  # distance from the minimum in both directions
HUGE = 1e6
SHAPES = {
    "step": schedules.step,
    "linear": schedules.linear,
    "inverse_sqrt": schedules.inverse_sqrt,
    "cosine": schedules.cosine,
    "cyclic": lambda rate, p: schedules.cyclic(0, rate, p),
}


def schedule(kind, t, lr0, p):
    """Return the rate at step t, with the lesson's one number for each kind."""
    return SHAPES[kind](lr0, p)(t)


def schedule_designer(schedule=None):
    """Show the widget.

    Parameters
    ----------
    schedule : callable, optional
        The student's ``schedule(kind, t, lr0, p)``; by default the course's own.
    """
    return display(experiment(schedule))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `schedule_designer`."""
    guarded = Guarded(yours, schedule, _problem)
    return Experiment(
        name="schedule_designer",
        question="Which learning rate over time ends lowest, without an explosion on the way?",
        goal=f"mean loss at most {GOAL} after {STEPS} steps, and never above its start",
        controls=(
            Menu("kind", "schedule", ("constant", *SHAPES), "constant"),
            Slider("rate", "first rate", 0.005, 2, 0.3, log=True),
            Slider("length", "length p (inverse: 1/p)", 3, STEPS, 100.0, step=1),
            Slider("warm", "warm-up steps", 0, 100, 0.0, step=1),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "At a constant rate the mean loss stalls. Which constant rate is lowest after 300 steps?",
            ("the largest that does not explode", "one in the middle", "the smallest"),
            1,
            "A small rate has not arrived yet, a large one trembles widely around the minimum. Only a rate that "
            "changes is both: large while there is a way to go, small at the end.",
        ),
    )


def picture(settings, rate):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        kind, rate, length, warm.
    rate : callable
        ``rate(kind, t, lr0, p)``.
    """
    rates = _rates(settings, rate)
    loss = losses(rates)
    end, top = float(loss[-1]), float(loss.max())
    exploded = top > 1.001 * loss[0]
    return Scene(
        axes=(_rate_axes(settings, rates), _loss_axes(loss, end, exploded)),
        numbers={"loss at the end": f"{end:.3g}", "highest on the way": f"{top:.3g}", "at the start": f"{loss[0]:.3g}"},
        reached=end <= GOAL and not exploded,
        hint=_hint(settings, rates, end, exploded),
    )


def losses(rates):
    """Return the mean loss, shape (len(rates) + 1,), of the model before the first step and after each."""
    age = np.arange(len(rates) + 1)
    h = np.stack([np.full(len(age), FLAT), STEEP + (YOUNG - STEEP) * np.exp(-age / AGING)], axis=1)
    squares = np.empty_like(h)
    squares[0] = START**2
    for t, rate in enumerate(rates):
        squares[t + 1] = np.minimum((1 - rate * h[t]) ** 2 * squares[t] + rate**2, HUGE)
    return 0.5 * (squares * [FLAT, STEEP]).sum(axis=1)


def _rates(settings, rate):
    kind, first, warm = settings["kind"], settings["rate"], round(settings["warm"])
    p = 1 / settings["length"] if kind == "inverse_sqrt" else round(settings["length"])
    shape = (lambda t: first) if kind == "constant" else (lambda t: float(rate(kind, t, first, p)))
    follow = schedules.warm_up(shape, warm) if warm else shape
    return np.array([follow(t) for t in range(STEPS)])


def _hint(settings, rates, end, exploded):
    if exploded:
        return (
            f"The curvature is {YOUNG:.0f} at first: rates above {2 / YOUNG:g} climb there. A warm-up waits until it "
            "has fallen."
        )
    if settings["kind"] == "constant" and end > GOAL:
        return "A constant rate ends far away or trembling. Let it fall."
    if rates[-30:].max() < 1e-3 and end > GOAL:
        return "The rate is at 0 long before the end: those steps are lost."
    return ""


def _rate_axes(settings, rates):
    steps, top = np.arange(STEPS), max(settings["rate"] * 1.08, 0.06)
    warm = f" after {settings['warm']:.0f} steps of warm-up" if settings["warm"] else ""
    kind = settings["kind"].replace("_", " ")
    return Axes(
        title="learning rate",
        alt=f"Learning rate against steps: {kind}, first rate {settings['rate']:.3g}{warm}; "
        f"at the end {rates[-1]:.2g}.",
        layers=(
            Curve(np.column_stack([steps, 2 / _young(steps)]), "reference", "limit 2 / curvature", dashed=True),
            Curve(np.column_stack([steps, rates]), "yours", "η(t)"),
        ),
        xlim=(0, STEPS),
        ylim=(0, top),
        xlabel="step",
        ylabel="η",
    )


def _young(steps):
    return STEEP + (YOUNG - STEEP) * np.exp(-steps / AGING)


def _loss_axes(loss, end, exploded):
    steps = np.arange(len(loss))
    curve = np.column_stack([steps, np.log10(loss)])
    words = "it explodes on the way" if exploded else "it never rises above its start"
    return Axes(
        title="mean loss over all noises",
        alt=f"The logarithm of the mean loss against steps; at the end it is {end:.3g}, and {words}.",
        layers=(
            Curve([[0, math.log10(GOAL)], [STEPS, math.log10(GOAL)]], "line", "goal", dashed=True),
            Curve(curve, "class 1", "mean loss"),
            Points(curve[-1:], "class 1", "o"),
        ),
        xlim=(0, STEPS + 5),
        ylim=(-2.5, 3),
        xlabel="step",
        ylabel="log₁₀ of the loss",
    )


def _problem(answer, kind, t, lr0, p):
    try:
        value = float(answer)
    except (TypeError, ValueError):
        return f"is {type(answer).__name__!r}, expected a number"
    return "" if math.isfinite(value) and value >= 0 else f"is {value}, expected a rate of at least 0"
