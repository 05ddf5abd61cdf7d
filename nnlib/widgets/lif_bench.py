"""The neuron on the bench (lesson 01): excitation against inhibition, and how often and how regularly a cell fires.

Excitatory and inhibitory spikes move the membrane by ±½ mV each. So many of them arrive that only their mean and their
fluctuations count (diffusion approximation): ``RI = τ w (r_E - r_I)``, ``σ² = τ w² (r_E + r_I) / 2``. Inhibition takes
away from the first and adds to the second.
"""

# ruff: noqa: E741 -- I is the current, as in the formula

import numpy as np

from nnlib.neurons import input_moments, interval_variation, noisy_rate
from nnlib.widgets.controls import Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "lif_bench", "lif_run", "picture"]

DT, STEPS = 0.25, 4000  # ms; a second in all
R, E_L, T_REF = 10.0, -70.0, 2.0
SHOWN = 1000  # steps of the trace
RATE, NEAR, IRREGULAR = 40, 2, 0.5
FLOOR, TOP = -95.0, 25.0  # mV, of the picture
MOST = 16.0  # spikes per ms


def lif_run(I, dt, tau, R, E_L, v_th, v_reset, t_ref):
    """Return the potentials and the spikes of one cell, as `nnlib.neurons.lif_run`, which is made for many at once.

    In plain numbers a second takes 1 ms; with arrays of one element it would take fifty.
    """
    leak, pause = dt / tau, round(t_ref / dt)
    v, spikes, now, waiting = np.empty(len(I)), np.zeros(len(I), dtype=bool), E_L, 0
    for t, current in enumerate(I.tolist()):
        now = v_reset if waiting > 0 else now + leak * (E_L - now + R * current)
        waiting -= 1
        if now > v_th:
            now, waiting, spikes[t] = v_reset, pause, True
        v[t] = now
    return v, spikes


def lif_bench(yours=None):
    """Show the widget.

    Parameters
    ----------
    yours : callable, optional
        The student's ``lif_run(I, dt, tau, R, E_L, v_th, v_reset, t_ref)``; by default the course's own.
    """
    return display(experiment(yours))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `lif_bench`."""
    guarded = Guarded(yours, lif_run, _problem)
    return Experiment(
        name="lif_bench",
        question="How do you make a cell fire 40 times a second, yet irregularly, as cells in cortex do?",
        goal=f"{RATE} ± {NEAR} spikes in the second, their intervals varying with a CV of at least {IRREGULAR}",
        controls=(
            Slider("exc", "excitatory spikes per ms", 0.5, MOST, 5.0, step=0.1),
            Slider("inh", "inhibitory spikes per ms", 0.0, MOST, 0.0, step=0.1),
            Slider("tau", "time constant τ (ms)", 5.0, 40.0, 10.0, step=0.02, log=True),
            Slider("threshold", "threshold (mV)", -65.0, -40.0, -50.0, step=0.5),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="A cell's mean input stays just below the threshold. Now as many excitatory as inhibitory spikes "
            "are added, so the mean stays where it is. What does the cell do?",
            options=("it stays silent", "it begins to fire, like a clock", "it begins to fire, irregularly"),
            right=2,
            because="The mean stays, but the fluctuations grow with every spike of either kind, and chance carries the "
            "potential over the threshold. Look at the CV while you raise both sliders.",
        ),
    )


def picture(settings, run):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        exc, inh (spikes per ms), tau (ms), threshold (mV), seed.
    run : callable
        ``lif_run``.
    """
    tau, v_th = settings["tau"], settings["threshold"]
    mean, sigma = _moments(settings["exc"], settings["inh"], tau)
    xi = np.random.default_rng(settings["seed"]).standard_normal(STEPS)
    I = mean + sigma * np.sqrt(2 * tau / DT) / R * xi
    v, spikes = (np.asarray(part) for part in run(I, DT, tau, R, E_L, v_th, E_L, T_REF))
    count = int(spikes.sum())
    variation = interval_variation(spikes) if count > 2 else None
    words = f"{count} spikes in the second, " + ("too few for a CV" if variation is None else f"CV {variation:.2f}")
    return Scene(
        axes=(_trace(v, spikes, v_th, words), _rates(settings, count, words)),
        numbers={
            "spikes in 1 s": str(count),
            "CV of the intervals": "–" if variation is None else f"{variation:.2f}",
            "mean input": f"{R * mean:.1f} mV of {v_th - E_L:.1f} to the threshold",
            "fluctuations": f"{sigma:.1f} mV",
        },
        reached=abs(count - RATE) <= NEAR and variation is not None and variation >= IRREGULAR,
        hint=_hint(count, variation, v.min()),
    )


def _moments(exc, inh, tau):
    return input_moments(1000 * exc, 1000 * inh, tau=tau, R=R)  # 0.5 mV a spike


def _hint(count, variation, lowest):
    if lowest < FLOOR:
        return "Below the picture: a real cell's inhibition ends near -80 mV, this model knows no such floor."
    if variation is None:
        return "Nearly silent. Its input must reach the threshold, on average or now and then."
    if abs(count - RATE) <= NEAR and variation < IRREGULAR:
        return "The rate is right, but it ticks like a clock: its mean input does the work, not the fluctuations."
    return ""


def _trace(v, spikes, v_th, words):
    time = DT * np.arange(SHOWN)
    fired = time[spikes[:SHOWN]]
    strokes = np.column_stack([np.repeat(fired, 3), np.tile([v_th, TOP - 5, np.nan], len(fired))])
    return Axes(
        title="the membrane, a quarter of the second",
        alt=f"Membrane potential over 250 ms, with {len(fired)} spikes, under a threshold of {v_th:g} mV; {words}.",
        layers=(
            Curve(np.array([[0, v_th], [SHOWN * DT, v_th]]), "reference", "threshold"),
            Curve(np.column_stack([time, np.maximum(v[:SHOWN], FLOOR)]), "class 0", "potential"),
            Curve(strokes, "class 1", "spikes"),
        ),
        xlim=(0, SHOWN * DT),
        ylim=(FLOOR, TOP),
        xlabel="time (ms)",
        ylabel="potential (mV)",
    )


def _rates(settings, count, words):
    exc, tau = np.linspace(0.5, MOST, 21), settings["tau"]
    moments = [_moments(r, settings["inh"], tau) for r in exc]
    with np.errstate(over="ignore"):  # an infinite wait for the next spike is a rate of 0
        rates = [noisy_rate(mean, sigma, tau=tau, v_th=settings["threshold"]) for mean, sigma in moments]
    return Axes(
        title="rate against excitation, at this inhibition",
        alt=f"Rate against excitation at {settings['inh']:.1f} inhibitory spikes per ms, as a curve by formula, with "
        f"a dot at {settings['exc']:.1f} excitatory spikes per ms: {words}.",
        layers=(
            Curve(np.array([[0, RATE], [MOST, RATE]]), "reference", "goal"),
            Curve(np.column_stack([exc, rates]), "theory", "by formula"),
            Points(np.array([[settings["exc"], count]]), "class 1", "^", "this cell, counted"),
        ),
        xlim=(0, MOST),
        ylim=(-5, 205),
        xlabel="excitatory spikes per ms",
        ylabel="rate (Hz)",
    )


def _problem(answer, I, *neuron):
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        return "is not the pair of potentials and spikes"
    v, spikes = np.asarray(answer[0]), np.asarray(answer[1])
    if v.shape != I.shape or spikes.shape != I.shape:
        return f"has shapes {v.shape} and {spikes.shape}, expected {I.shape} twice"
    if spikes.dtype != bool:
        return "has spikes that are not True or False"
    return "" if np.isfinite(v).all() else "has potentials that are not finite"
