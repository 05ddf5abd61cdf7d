"""Overload (lesson 13): ever more patterns in one Hopfield network, the noise they make, and what recall still finds.

Left the cause: the field on each unit of each stored pattern, times the unit. The pattern itself gives 1; the others
add noise of variance about p / N, by which some fields fall below 0, and those units turn. Right the effect: how near
to its pattern each probe comes to rest.
"""

import functools
import math

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.hopfield import flip, hebb, pseudo_inverse, random_patterns, recall
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "overload", "picture"]

N, MOST, SWEEPS = 100, 40, 6
PATTERNS, WANTED = 10, 0.99
RULES = ("Hebb", "pseudo-inverse")
EDGES = np.linspace(-1.5, 3.5, 41)  # of the fields
LEVELS = np.arange(0, 11) / 10  # of the overlaps; below 0 counts as 0


def overload(store=None):
    """Show the widget.

    Parameters
    ----------
    store : callable, optional
        The student's ``store(P)``, the weights (N, N) for patterns (p, N). By default ``nnlib.hopfield.hebb``.
    """
    return display(experiment(store))


def experiment(store=None):
    """Return the `Experiment`; argument as in `overload`."""
    guarded = Guarded(store, hebb, _problem, name="store")
    return Experiment(
        name="overload",
        question=f"How many patterns can {N} units hold before they begin to confuse them?",
        goal=f"by Hebb's rule {PATTERNS} patterns or more, and a mean overlap of {WANTED} or more",
        controls=(
            Slider("patterns", "patterns", 1, MOST, 4, step=1),
            Slider("damage", "damage", 0, 0.5, 0.1, step=0.02),
            Choice("rule", "rule", RULES, RULES[0]),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "You store one pattern after the other. How does the memory fail?",
            ("each new pattern costs all a little", "the oldest pattern goes first", "all together, past a limit"),
            2,
            "Up to about 0.138 patterns a unit almost every probe finds its pattern. A few patterns more, and the "
            "wrong units turn others, and these others still: nearly all patterns are lost at once.",
        ),
    )


def picture(settings, store):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        patterns, damage, rule, seed.
    store : callable
        From patterns (p, N) to weights (N, N), for Hebb's rule.
    """
    p = round(settings["patterns"])
    P, probes = _probes(p, settings["damage"], settings["seed"])
    hebbian = settings["rule"] == RULES[0]
    W = np.asarray(to_numpy(store(P)), dtype=float) if hebbian else pseudo_inverse(P)
    fields = P * (P @ W)
    rested = recall(0.5 * (W + W.T) - np.diag(np.diag(W)), probes, max_sweeps=SWEEPS).S
    overlaps = np.sum(rested * P, axis=1) / N
    wrong, mean = float(np.mean(fields < 0)), float(overlaps.mean())
    return Scene(
        axes=(_fields(fields, p, hebbian, wrong), _overlaps(overlaps, mean)),
        numbers={
            "load p / N": f"{p / N:.2f}",
            "units that would turn": f"{100 * wrong:.2f} %",
            "recalled exactly": f"{int(np.sum(overlaps == 1))} of {p}",
            "mean overlap": f"{mean:.3f}".replace("-", "−"),
        },
        reached=hebbian and p >= PATTERNS and mean >= WANTED,
        hint=_hint(p, hebbian, mean, settings["damage"]),
    )


def _hint(p, hebbian, mean, damage):
    if not hebbian:
        return (
            "Now every stored unit has a field of the same size: no noise at all. But with many patterns the fields "
            "shrink, and with them the distance from which a probe still returns."
        )
    if damage >= 0.4:
        return "A probe with almost half its pixels turned around lies nearly as close to the inverse, or to nothing."
    if mean < 0.6:
        return "Past the limit. Most probes rest far from their patterns, in valleys that nobody dug."
    return "" if p < PATTERNS or mean >= WANTED else "Some are lost. Is it this draw? Try other seeds."


@functools.lru_cache(maxsize=8)
def _probes(p, damage, seed):
    rng = np.random.default_rng(seed)
    P = random_patterns(MOST, N, rng=rng)[:p]
    return P, flip(P, damage, rng=np.random.default_rng(seed))


def _fields(fields, p, hebbian, wrong):
    height, _ = np.histogram(fields, EDGES, density=True)
    stairs = np.column_stack([np.repeat(EDGES, 2), np.concatenate([[0], np.repeat(height, 2), [0]])])
    layers = [
        Curve([[0, 0], [0, 10]], "line", "left of it, units turn", dashed=True),
        Curve(stairs, "class 0", "measured"),
    ]
    top = max(2.0, 1.1 * height.max())
    if hebbian and p > 1:
        h, sigma = np.linspace(EDGES[0], EDGES[-1], 200), math.sqrt((p - 1) / N)
        bell = np.exp(-0.5 * ((h - 1) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
        layers.append(Curve(np.column_stack([h, bell]), "theory", f"theory: 1 ± {sigma:.2f}"))
    return Axes(
        title="fields on the stored patterns",
        alt=f"A histogram of the fields with mean {fields.mean():.2f} and spread {fields.std():.2f}; "
        f"{100 * wrong:.2f} % of them are negative.",
        layers=tuple(layers),
        xlim=(float(EDGES[0]), float(EDGES[-1])),
        ylim=(0, float(top)),
        xlabel="field × unit",
        ylabel="density",
    )


def _overlaps(overlaps, mean):
    counts = np.bincount(np.floor(10 * np.clip(overlaps, 0, 1) + 1e-9).astype(int), minlength=len(LEVELS))
    return Axes(
        title="probes at rest, by their overlap",
        alt=f"Bars count the probes by the overlap they reach; {counts[-1]} of {len(overlaps)} reach 1.0, the mean is "
        f"{mean:.3f}.",
        layers=(Bars(np.arange(len(LEVELS)), counts, "class 1"),),
        xlim=(-0.6, len(LEVELS) - 0.4),
        ylim=(0, float(max(5, 1.1 * len(overlaps)))),
        ticks=tuple(f"{level:.1f}" for level in LEVELS),
        xlabel="overlap (rounded down)",
        ylabel="probes",
    )


def _problem(answer, P):
    W = np.asarray(to_numpy(answer), dtype=float)
    if W.shape != (P.shape[1], P.shape[1]):
        return f"has shape {W.shape}, expected {(P.shape[1], P.shape[1])}"
    if not np.allclose(W, W.T) or np.any(np.diag(W) != 0):
        return "is not symmetric with a zero diagonal"
    return "" if np.isfinite(W).all() else "is not finite"
