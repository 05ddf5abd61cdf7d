"""Drawings of the perceptron lesson: the unit, a circuit of NAND gates, one step of the rule, corrections by epoch."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["corrections_so_far", "half_adder_circuit", "learning_step", "threshold_unit"]


def threshold_unit(*, ax=None):
    """Draw a threshold unit: inputs, weights, their sum, the step, the output."""
    ax = _canvas(ax, (7, 2.6), (0, 10), (0, 4))
    for height, text, weight in [(3.3, "$x_1$", "$w_1$"), (2, "$x_2$", "$w_2$"), (0.7, "$-1$", r"$\theta$")]:
        _box(ax, 1, height, text, "circle")
        _arrow(ax, (1.45, height), (3.55, 2 + 0.12 * (height - 2)), weight)
    _box(ax, 4.1, 2, r"$\Sigma$", "circle")
    _arrow(ax, (4.6, 2), (6.1, 2), "$a$")
    ax.add_patch(_rectangle((6.1, 1.45), 1.4, 1.1))
    ax.plot([6.25, 6.8, 6.8, 7.35], [1.65, 1.65, 2.35, 2.35], color=COLORS["class 1"], lw=2.5)
    _arrow(ax, (7.5, 2), (8.8, 2))
    ax.text(8.95, 2, "$y$", va="center", fontsize=14)
    ax.text(4.1, 0.9, "weighted sum", ha="center", fontsize=10)
    ax.text(6.8, 0.9, "step: 1 if $a > 0$", ha="center", fontsize=10)
    return ax


def half_adder_circuit(*, ax=None):
    """Draw a half adder made of five NAND gates."""
    ax = _canvas(ax, (7, 2.8), (0, 10), (0, 4.2))
    gates = {"1": (3, 2.2), "2": (5, 3.4), "3": (5, 1.6), "4": (7.2, 2.5), "5": (7.2, 0.5)}
    wires = [
        [(0.6, 3.6), (4.5, 3.6)],
        [(0.6, 1.4), (4.5, 1.4)],
        [(1.2, 3.6), (1.2, 2.4), (2.5, 2.4)],
        [(1.6, 1.4), (1.6, 2.0), (2.5, 2.0)],
        [(3.5, 2.2), (4, 2.2), (4, 3.2), (4.5, 3.2)],
        [(4, 2.2), (4, 1.8), (4.5, 1.8)],
        [(4, 1.8), (4, 0.5), (6.7, 0.5)],
        [(5.5, 3.4), (6.2, 3.4), (6.2, 2.7), (6.7, 2.7)],
        [(5.5, 1.6), (6.2, 1.6), (6.2, 2.3), (6.7, 2.3)],
        [(7.7, 2.5), (8.8, 2.5)],
        [(7.7, 0.5), (8.8, 0.5)],
    ]
    for wire in wires:
        ax.plot(*np.transpose(wire), color="0.3", lw=1.5, zorder=1)
    for x, y in gates.values():
        _box(ax, x, y, "NAND", "square")
    for x, y in [(1.2, 3.6), (1.6, 1.4), (4, 2.2), (4, 1.8)]:
        ax.plot(x, y, "o", color="0.3", ms=5)
    for x, y, text in [(0.35, 3.6, "$a$"), (0.35, 1.4, "$b$"), (9.2, 2.5, "sum"), (9.3, 0.5, "carry")]:
        ax.text(x, y, text, ha="center", va="center", fontsize=13)
    return ax


def learning_step(w, x, t, new_w, *, ax=None):
    """Draw one update in the plane: the weights before and after, the sample, and both decision lines.

    Parameters
    ----------
    w, x, new_w : arrays, shape (2,)
    t : 0 or 1
    """
    ax = new_axes(ax, figsize=(5.5, 3.2))
    w, x, new_w = (np.asarray(to_numpy(v), dtype=float) for v in (w, x, new_w))
    reach = 1.25 * max(np.abs([w, x, new_w]).max(), 1)
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    for vector, style, color, text in [(w, "--", COLORS["reference"], "before"), (new_w, "-", COLORS["line"], "after")]:
        ax.annotate("", xy=vector, xytext=(0, 0), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
        ax.axline((0, 0), (-vector[1], vector[0]), color=color, ls=style, lw=1.5, label=f"line {text}")
        ax.annotate(f"$w$ {text}", vector, textcoords="offset points", xytext=(6, 4), color=color)
    name = f"class {t}"
    ax.plot(*x, "^" if t else "o", color=COLORS[name], ms=11, label=f"sample, t = {t}", zorder=4)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def corrections_so_far(curves, *, ax=None):
    """Draw how many corrections had been made by the end of each epoch; a dot marks where learning stopped.

    Parameters
    ----------
    curves : dict of str to list of int
        A label, and the errors in each epoch, for each run.
    """
    ax = new_axes(ax, figsize=(6.5, 3.4))
    for (label, errors), color, style in zip(curves.items(), CYCLE, ["-", "--", ":", "-."], strict=False):
        total = np.cumsum(errors)
        ax.loglog(np.arange(1, len(total) + 1), total, style, color=color, lw=2, label=label)
        if errors and errors[-1] == 0:
            ax.plot(len(total), total[-1], "o", color=color, ms=8)
            ax.annotate(f"{total[-1]:,}", (len(total), total[-1]), textcoords="offset points", xytext=(8, -12))
    ax.set(xlabel="epoch", ylabel="corrections so far")
    ax.legend(frameon=False)
    return ax


def _canvas(ax, figsize, xlim, ylim):
    ax = new_axes(ax, figsize=figsize)
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.set_axis_off()
    return ax


def _rectangle(corner, width, height):
    from matplotlib.patches import Rectangle

    return Rectangle(corner, width, height, facecolor="white", edgecolor="0.3", lw=1.5)


def _box(ax, x, y, text, shape):
    if shape == "circle":
        ax.plot(x, y, "o", ms=30, mfc="white", mec="0.3", mew=1.5)
    else:
        ax.add_patch(_rectangle((x - 0.5, y - 0.4), 1, 0.8))
    ax.text(x, y, text, ha="center", va="center", fontsize=13 if shape == "circle" else 9, zorder=5)


def _arrow(ax, start, end, text=""):
    ax.annotate("", xy=end, xytext=start, arrowprops={"arrowstyle": "-|>", "color": "0.3", "lw": 1.5})
    ax.text((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 0.22, text, ha="center", fontsize=12)
