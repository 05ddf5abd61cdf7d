"""The parts of a neuron, drawn by code: dendrites, soma, axon, synapse."""

import numpy as np

from nnlib.plots.style import CYCLE, new_axes

__all__ = ["neuron_diagram"]

_DENDRITE, _AXON, _SYNAPSE = CYCLE[0], CYCLE[1], CYCLE[3]
_INK = "0.25"


def neuron_diagram(*, ax=None, labels=True):
    """Draw a neuron with the names of its parts and what they do, and one of its synapses enlarged.

    Parameters
    ----------
    labels : bool
        Write the names; without them the picture is a question.

    Returns
    -------
    Axes

    Notes
    -----
    Alternative text: "A neuron. Branching dendrites on the left collect input, the round soma sums it up, a long axon
    in an insulating sheath carries spikes to the right, where it ends in synapses on the next cell. An enlarged
    synapse shows vesicles of transmitter, the gap, and receptors."
    """
    ax = new_axes(ax, figsize=(9.5, 4))
    ax.set(xlim=(-4.1, 11.4), ylim=(-3.1, 3.4), aspect="equal")
    ax.set_axis_off()
    for angle in (100, 135, 165, 195, 225, 260):
        _branch(ax, 0.6 * _unit(angle), angle, 1.0, 4.0)
    _axon(ax)
    _soma(ax)
    _synapse(ax, np.array([9.6, 1.0]), 1.5)
    if labels:
        _names(ax)
    return ax


def _unit(degrees):
    return np.array([np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))])


def _branch(ax, start, angle, length, width):
    """A dendrite: it tapers, bends and forks until it is thin."""
    end = start + length * _unit(angle)
    ax.plot(*np.transpose([start, end]), color=_DENDRITE, lw=width, solid_capstyle="round", zorder=1)
    if width > 1.2:
        for turn in (-26, 22):
            _branch(ax, end, angle + turn, 0.66 * length, 0.55 * width)


def _soma(ax):
    from matplotlib.patches import Circle

    ax.add_patch(Circle((0, 0), 0.8, facecolor="0.92", edgecolor=_INK, lw=2, zorder=3))
    ax.add_patch(Circle((-0.1, 0.08), 0.26, facecolor="0.7", edgecolor=_INK, lw=1, zorder=4))


def _axon(ax):
    from matplotlib.patches import FancyBboxPatch, Polygon

    ax.add_patch(Polygon([(0.5, 0.5), (1.35, 0.05), (1.35, -0.05), (0.5, -0.5)], color=_AXON, zorder=2))
    ax.plot([1.2, 6.0], [0, 0], color=_AXON, lw=3, zorder=2)
    for left in (1.55, 2.6, 3.65, 4.7):
        sheath = FancyBboxPatch(
            (left, -0.14), 0.8, 0.28, boxstyle="round,pad=0.06,rounding_size=0.2", fc="0.96", ec=_INK, lw=1.2, zorder=3
        )
        ax.add_patch(sheath)
    for height in (1.0, 0.0, -1.0):
        tip = (7.05, height)
        ax.plot([6.0, 6.5, tip[0]], [0, 0.75 * height, height], color=_AXON, lw=2.2, solid_joinstyle="round", zorder=2)
        ax.plot(*tip, "o", color=_AXON, ms=7, zorder=3)
    bend = np.linspace(-2.2, 2.2, 50)
    ax.plot(7.35 + 0.06 * np.sin(3 * bend), bend, color=_DENDRITE, lw=4, solid_capstyle="round", zorder=1)


def _synapse(ax, center, radius):
    """The upper contact, enlarged in a circle."""
    from matplotlib.patches import Circle, Ellipse, Rectangle

    lens = Circle(center, radius, facecolor="white", edgecolor=_SYNAPSE, lw=2, zorder=5)
    ax.add_patch(lens)
    ax.add_patch(Circle((7.2, 1.0), 0.32, facecolor="none", edgecolor=_SYNAPSE, lw=2, zorder=5))
    x, y = center
    for side in (1, -1):
        ax.plot([7.2, x], [1 + 0.32 * side, y + radius * side], color=_SYNAPSE, lw=0.8, zorder=4)
    parts = [
        Rectangle((x - radius, y - 0.16), radius - 0.3, 0.32, color=_AXON, zorder=6),
        Ellipse((x - 0.35, y), 0.95, 1.5, color=_AXON, zorder=6),
        Rectangle((x + 0.42, y - radius), radius, 2 * radius, color=_DENDRITE, zorder=6),
    ]
    for part in parts:
        ax.add_patch(part)
        part.set_clip_path(lens)
    for dx, dy in [(-0.5, 0.4), (-0.3, 0.12), (-0.45, -0.2), (-0.2, -0.42), (-0.15, 0.42), (-0.12, -0.12)]:
        ax.plot(x + dx, y + dy, "o", ms=5, mfc="white", mec=_INK, mew=0.8, zorder=7)
    for dx, dy in [(0.2, 0.3), (0.26, -0.05), (0.22, -0.35), (0.33, 0.15)]:
        ax.plot(x + dx, y + dy, ".", ms=5, color=_INK, zorder=7)
    for dy in (-0.5, -0.17, 0.17, 0.5):
        ax.plot(x + 0.42, y + dy, ">", ms=6, mfc="white", mec=_INK, zorder=7)


def _names(ax):
    notes = [
        ("dendrites\ncollect input", (-3.3, 2.85), (-1.52, 1.52), _DENDRITE),
        ("soma\nsums up, fires", (1.6, 2.2), (0.45, 0.68), _INK),
        ("axon\ncarries the spike", (3.0, -1.35), (3.53, -0.03), _AXON),
        ("sheath (myelin)\nspeeds it up", (4.4, 1.5), (4.05, 0.2), _INK),
        ("dendrite of\nthe next cell", (8.6, -2.3), (7.42, -1.75), _DENDRITE),
        ("synapse\ntransmitter crosses the gap", (9.6, -1.25), (9.6, -0.5), _SYNAPSE),
    ]
    for text, place, target, color in notes:
        arrow = {"arrowstyle": "-", "color": color, "lw": 1.2}
        ax.annotate(text, target, place, ha="center", va="center", fontsize=10, zorder=8, arrowprops=arrow)
    ax.annotate("", (5.6, -2.05), (0.2, -2.05), arrowprops={"arrowstyle": "-|>", "color": _INK, "lw": 1.5})
    ax.text(2.9, -2.4, "direction of the signal", ha="center", fontsize=9, color=_INK)
