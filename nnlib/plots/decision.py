"""Samples of two classes in the plane, and where a unit or a network says 0 or 1."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, MARKERS, new_axes

__all__ = ["decision_line", "decision_regions", "samples"]


def samples(X, t, *, ax=None, labels=("class 0", "class 1"), margin=0.15):
    """Draw samples: circles for class 0, triangles for class 1.

    Parameters
    ----------
    X : array, shape (n, 2)
    t : array, shape (n,)
        0 or 1.
    margin : float
        Free room around the samples, as a part of their spread.
    """
    ax = new_axes(ax)
    X, t = to_numpy(X), to_numpy(t)
    for value, name in enumerate(MARKERS):
        chosen = t == value
        ax.plot(
            *X[chosen].T,
            MARKERS[name],
            color=COLORS[name],
            markeredgecolor="white",
            ms=8,
            label=labels[value],
            zorder=3,
        )
    low, high = X.min(axis=0), X.max(axis=0)
    room = margin * np.maximum(high - low, 1e-9)
    ax.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]))
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    return ax


def decision_line(w, theta, *, ax=None, color=COLORS["line"], normal=True, **style):
    """Draw the line ``w·x = θ`` across the Axes, with an arrow towards the side on which the unit fires.

    Parameters
    ----------
    w : array, shape (2,)
    theta : float
    normal : bool
        Draw the arrow.
    """
    ax = new_axes(ax)
    w = np.asarray(to_numpy(w), dtype=float)
    length = np.hypot(*w)
    if length == 0:
        return ax
    xlim, ylim = ax.get_xlim(), ax.get_ylim()
    center = np.array([np.mean(xlim), np.mean(ylim)])
    foot = center + (theta - w @ center) * w / length**2  # the line's point nearest to the middle of the picture
    reach = np.ptp(xlim) + np.ptp(ylim)
    along = np.array([-w[1], w[0]]) / length * reach
    ax.plot(*np.stack([foot - along, foot + along]).T, color=color, **{"lw": 2, "zorder": 2, **style})
    if normal:
        tip = foot + w / length * 0.12 * min(np.ptp(xlim), np.ptp(ylim)) * 1.5
        ax.annotate("", xy=tip, xytext=foot, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
    ax.set(xlim=xlim, ylim=ylim)
    return ax


def decision_regions(predict, *, ax=None, resolution=200, colors=None):
    """Shade where ``predict`` says 0 and where it says 1, over the Axes' limits.

    Parameters
    ----------
    predict : callable
        Takes an array of shape (m, 2), returns m numbers; below ½ counts as 0.
    """
    ax = new_axes(ax)
    xlim, ylim = ax.get_xlim(), ax.get_ylim()
    x1, x2 = np.meshgrid(np.linspace(*xlim, resolution), np.linspace(*ylim, resolution))
    values = np.asarray(to_numpy(predict(np.column_stack([x1.ravel(), x2.ravel()]))), dtype=float).reshape(x1.shape)
    colors = colors or (COLORS["class 0"], COLORS["class 1"])
    ax.contourf(x1, x2, values, levels=[-np.inf, 0.5, np.inf], colors=colors, alpha=0.15, zorder=0)
    ax.set(xlim=xlim, ylim=ylim)
    return ax
