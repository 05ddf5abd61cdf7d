"""The window of spike timing (lesson 01): what one pair of spikes does to a synapse, and what chance pairs do.

Each spike leaves a trace that decays. A spike of the receiver reads the sender's trace and strengthens; a spike of the
sender reads the receiver's and weakens. Pairs by chance come at all delays, so their sum is the area of the window,
``A₊ τ₊ - A₋ τ₋``. Left the trace that is read, right the window. Here A₊ = 1.
"""

import numpy as np

from nnlib.plasticity import stdp, stdp_area
from nnlib.widgets.controls import Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "stdp_window"]

FARTHEST = 80.0  # ms
ENOUGH, BALANCED = 0.5, 1.0


def stdp_window(yours=None):
    """Show the widget.

    Parameters
    ----------
    yours : callable, optional
        The student's ``stdp(dt, A_plus, A_minus, tau_plus, tau_minus)``; by default ``nnlib.plasticity.stdp``.
    """
    return display(experiment(yours))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `stdp_window`."""
    guarded = Guarded(yours, stdp, _problem)
    return Experiment(
        name="stdp_window",
        question="Which window lets causes strengthen a synapse, while spikes that meet by chance leave it alone?",
        goal=f"your pair changes the weight by at least +{ENOUGH}, and the area of the window is 0 ± {BALANCED:g} ms",
        controls=(
            Slider("dt", "Δt = t_post − t_pre (ms)", -FARTHEST, FARTHEST, -10.0, step=1.0),
            Slider("weakening", "A₋, largest weakening", 0.0, 2.0, 0.9, step=0.05),
            Slider("tau_plus", "τ₊ (ms)", 5.0, 50.0, 20.0, step=0.05, log=True),
            Slider("tau_minus", "τ₋ (ms)", 5.0, 50.0, 40.0, step=0.05, log=True),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="The receiver fires 10 ms before the sender. What happens to the synapse?",
            options=("it grows stronger: they fired together", "it grows weaker", "nothing"),
            right=1,
            because="The sender came too late to have been a cause. Move Δt through 0 and watch the sign turn over.",
        ),
    )


def picture(settings, window):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        dt, tau_plus, tau_minus (ms), weakening.
    window : callable
        ``stdp``.
    """
    dt, shape = settings["dt"], (1.0, settings["weakening"], settings["tau_plus"], settings["tau_minus"])
    times = np.append(np.linspace(-FARTHEST, FARTHEST, 322), dt)  # none of them 0, where the window jumps
    changes = np.asarray(window(times, *shape), dtype=float)
    area = stdp_area(*shape)
    words = f"the pair at {dt:.0f} ms changes the weight by {changes[-1]:+.2f}"
    return Scene(
        axes=(_pair(dt, shape, words), _window(times[:-1], changes, dt, words)),
        numbers={
            "this pair": f"{changes[-1]:+.2f}",
            "area of the window": f"{area:+.1f} ms",
            "by chance, synapses": "stay" if abs(area) <= BALANCED else "grow" if area > 0 else "wither",
        },
        reached=bool(changes[-1] >= ENOUGH and abs(area) <= BALANCED),
        hint=_hint(changes[-1], area),
    )


def _hint(change, area):
    if change >= ENOUGH and area > BALANCED:
        return "The cause is rewarded, but so is chance: a long enough noise would make every synapse strong."
    if change >= ENOUGH and area < -BALANCED:
        return "The cause is rewarded, but chance weakens. The area is A₊ τ₊ − A₋ τ₋."
    return ""


def _pair(dt, shape, words):
    strengthening, weakening, tau_plus, tau_minus = shape
    first, height, tau = (0.0, strengthening, tau_plus) if dt > 0 else (dt, weakening, tau_minus)
    time = np.linspace(first, FARTHEST, 200)
    trace = height * np.exp(-(time - first) / tau)
    read = height * np.exp(-abs(dt) / tau)
    return Axes(
        title="the second spike reads the trace of the first",
        alt=f"The sender fires at 0 ms, the receiver at {dt:.0f} ms. The trace of the first has decayed from "
        f"{height:.2f} to {read:.2f} when the second comes: {words}.",
        layers=(
            Curve(np.column_stack([time, trace]), "reference", "trace of the first"),
            Curve(np.array([[0.0, 0.0], [0.0, 2.2]]), "class 0", "sender's spike"),
            Curve(np.array([[dt, 0.0], [dt, 2.2]]), "class 1", "receiver's spike"),
            Points(np.array([[0.0, 2.2]]), "class 0", "o"),
            Points(np.array([[dt, 2.2]]), "class 1", "^"),
            Points(np.array([[max(dt, 0.0), read]]), "error", "ring", "what is read"),
        ),
        xlim=(-FARTHEST, FARTHEST),
        ylim=(-0.1, 2.5),
        xlabel="time (ms)",
        ylabel="trace",
    )


def _window(times, changes, dt, words):
    curve = np.column_stack([times, changes[:-1]])
    return Axes(
        title="the window",
        alt=f"The change of the weight against the delay of the receiver, from {changes.min():.2f} to "
        f"{changes.max():.2f}, with a dot: {words}.",
        layers=(
            Curve(np.array([[-FARTHEST, 0.0], [FARTHEST, 0.0]]), "reference"),
            Curve(curve[times < 0], "class 0", "weaker"),
            Curve(curve[times > 0], "class 1", "stronger"),
            Points(np.array([[dt, changes[-1]]]), "error", "o", "this pair"),
        ),
        xlim=(-FARTHEST, FARTHEST),
        ylim=(-2.2, 1.3),
        xlabel="Δt = t_post − t_pre (ms)",
        ylabel="change of the weight",
    )


def _problem(answer, dt, *shape):
    change = np.asarray(answer, dtype=float)
    if change.shape != dt.shape:
        return f"has shape {change.shape}, expected {dt.shape}: a change for each pair"
    return "" if np.isfinite(change).all() else "is not finite everywhere"
