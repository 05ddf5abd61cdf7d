"""What the window shows of a recall: the picture itself, the energy after each step, the overlaps with the memories."""

import numpy as np

from nnlib.hopfield import energy
from nnlib.widgets.paint_and_recall.pixels import ALPHABET, SIDE
from nnlib.widgets.paint_and_recall.recalling import DYNAMICS, first_state
from nnlib.widgets.scene import Axes, Bars, Curve, Grid, Points, Scene

__all__ = ["FAR", "GOAL", "names", "picture"]

FAR = 0.4
GOAL = f"come to rest on a memory, pixel for pixel, from an overlap of {FAR} or less"
STEPS_SHOWN = (20, 50, 100, 200, 500, 1000)
_SQUARES = np.array(
    [end for i in range(SIDE + 1) for end in ((i, 0), (i, SIDE), (np.nan, np.nan), (0, i), (SIDE, i), (np.nan, np.nan))]
)


def picture(recalling):
    """Return the `Scene` of a `Recalling`."""
    overlaps, at_first = recalling.overlaps(), recalling.overlaps(first_state(recalling.settings))
    best = int(np.argmax(np.abs(overlaps)))
    name = names(recalling.settings)[best]
    reached = recalling.resting and overlaps[best] == 1 and at_first[best] <= FAR
    return Scene(
        axes=(_canvas(recalling, name, overlaps[best]), _energies(recalling), _bars(recalling, overlaps)),
        numbers={
            "turns" if _one_by_one(recalling) else "steps": str(recalling.steps),
            "energy": _signed(recalling.energies[-1], 1),
            f"overlap with {name}": f"{_signed(overlaps[best])}, at first {_signed(at_first[best])}",
        },
        reached=bool(reached),
        hint=_hint(recalling, name, overlaps[best]),
    )


def names(settings):
    """Return what the stored pictures are called: letters, and "own 1", "own 2" … for painted ones."""
    own, called = 0, []
    for word in settings["stored"].split(","):
        own += word not in ALPHABET
        called.append(word if word in ALPHABET else f"own {own}")
    return called


def _hint(recalling, name, best):
    if recalling.blinking:
        return (
            "It blinks between two states and would do so for ever. That the energy falls is a promise only for one "
            "unit at a time."
        )
    if not recalling.resting:
        return "" if recalling.steps else "Paint on the picture, choose the damage, then Play; or Step for one turn."
    if best == 1:
        return f"At rest on {name}: no unit wants to turn any more."
    if best == -1:
        return f"At rest on the inverse of {name}. Turning all units around changes no product s_i s_j, so no energy."
    return (
        f"At rest, but on no memory: the nearest is {name}, with overlap {_signed(best)}. A valley that nobody dug, or "
        "a memory that too many others have moved."
    )


def _canvas(recalling, name, best):
    ink = int(np.sum(recalling.s > 0))
    shades = 0.75 + 0.25 * recalling.s.reshape(SIDE, SIDE)[::-1]  # paper is clear
    layers = [
        Grid(shades, (0, SIDE), (0, SIDE), low="line", high="line", smooth=False),
        Curve(_SQUARES, "reference", width=0.6),
    ]
    if recalling.turned >= 0:
        row, column = divmod(recalling.turned, SIDE)
        layers.append(Points([[column + 0.5, SIDE - row - 0.5]], "class 1", "ring", "turned last"))
    return Axes(
        title="the network: paint on it",
        alt=f"A picture of 10 by 10 pixels, {ink} of them ink; nearest to it is {name}, with overlap {_signed(best)}.",
        layers=tuple(layers),
        xlim=(-0.1, SIDE + 0.1),
        ylim=(-0.1, SIDE + 0.1),
        equal=True,
        frame=False,
    )


def _energies(recalling):
    energies, steps = np.array(recalling.energies), recalling.steps
    rises = int(np.sum(np.diff(energies) > 1e-9))
    each = "turn" if _one_by_one(recalling) else "step"
    deepest = min(energies.min(), energy(recalling.W, recalling.P).min())
    return Axes(
        title="energy",
        alt=f"Energy after each {each}: from {_signed(energies[0], 1)} to {_signed(energies[-1], 1)} in {steps}; it "
        f"rose {rises} times.",
        layers=(
            Curve(np.column_stack([np.arange(steps + 1), energies]), "class 0"),
            Points([[steps, energies[-1]]], "class 0", "o", "now"),
        ),
        xlim=(0, next(limit for limit in STEPS_SHOWN if steps <= limit)),
        ylim=(1.15 * float(deepest), 6.0),
        xlabel=f"{each}s",
        ylabel="energy",
    )


def _bars(recalling, overlaps):
    called = names(recalling.settings)
    read = ", ".join(f"{name} {_signed(value)}" for name, value in zip(called, overlaps, strict=True))
    return Axes(
        title="overlap with each memory",
        alt=f"Bars of the overlaps: {read}.",
        layers=(Bars(np.arange(len(overlaps)), overlaps, "class 1"),),
        xlim=(-0.6, len(overlaps) - 0.4),
        ylim=(-1.05, 1.05),
        ticks=tuple(called),
        ylabel="overlap",
    )


def _one_by_one(recalling):
    return recalling.settings["dynamics"] == DYNAMICS[0]


def _signed(value, places=2):
    return f"{value:.{places}f}".replace("-", "−")
