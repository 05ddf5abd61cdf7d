"""Functions of two numbers as height lines, and the ways of optimizers down them."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import CYCLE, HEAT, new_axes

__all__ = ["contours", "paths"]

_MARKERS = "os^Dvp*"


def contours(f, xlim, ylim, *, ax=None, levels=25, log=False, resolution=200):
    """Draw the height lines of a function of two numbers.

    Parameters
    ----------
    f : callable
        ``f(x, y)`` on arrays of shape (resolution, resolution).
    xlim, ylim : pairs of floats
    levels : int
        Number of lines.
    log : bool, default False
        Space the lines evenly in the logarithm of the height above the lowest point, for narrow valleys.
    """
    ax = new_axes(ax)
    x, y = np.meshgrid(np.linspace(*xlim, resolution), np.linspace(*ylim, resolution))
    z = np.asarray(to_numpy(f(x, y)), dtype=float)
    steps = np.linspace(z.min(), z.max(), levels)
    if log:
        height = z.max() - z.min()
        steps = z.min() + np.geomspace(1e-4 * height, height, levels)
    ax.contour(x, y, z, levels=steps, cmap=HEAT, linewidths=0.8, zorder=0)
    ax.set(xlim=xlim, ylim=ylim, xlabel="$x$", ylabel="$y$")
    return ax


def paths(ways, *, ax=None, every=1):
    """Draw the ways of optimizers, each with a color and a marker of its own, and where they ended.

    Parameters
    ----------
    ways : dict
        From names to arrays of shape (steps, 2).
    every : int
        A marker at each so many steps.
    """
    ax = new_axes(ax)
    for i, (name, way) in enumerate(ways.items()):
        way = np.asarray(to_numpy(way), dtype=float)
        color, marker = CYCLE[i % len(CYCLE)], _MARKERS[i % len(_MARKERS)]
        ax.plot(*way.T, color=color, marker=marker, ms=3, markevery=every, lw=1.2, label=name)
        ax.plot(*way[-1], marker=marker, ms=8, color=color, markeredgecolor="white")
    ax.legend(framealpha=0.85, edgecolor="none")  # height lines run behind it
    return ax
