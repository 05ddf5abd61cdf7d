"""Any functions with their slopes, a panel each: those that a student wrote, beside one another."""

import math

import numpy as np

from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["with_slopes"]


def with_slopes(functions, *, limit=4.0, columns=4):
    """Return a figure with the graph of each function (solid) and of its derivative (dashed).

    Parameters
    ----------
    functions : dict of str to (callable, callable)
        A title, the function and its derivative, both of arrays.
    limit : float
        The horizontal axis goes from -limit to limit.
    columns : int
    """
    import matplotlib.pyplot as plt

    rows = math.ceil(len(functions) / columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(2.5 * columns, 2.4 * rows), sharex=True, squeeze=False, layout="constrained"
    )
    x = np.linspace(-limit, limit, 401)
    for ax, (title, (f, slope)) in zip(axes.flat, functions.items(), strict=False):
        new_axes(ax).axhline(0, color=COLORS["reference"], lw=0.5)
        ax.plot(x, f(x), color=CYCLE[0], label="$f$")
        ax.plot(x, slope(x), "--", color=CYCLE[1], label="$f'$")
        ax.set(title=title, xlabel="$x$")
    for ax in axes.flat[len(functions) :]:
        ax.set_visible(False)
    axes[0, 0].legend(frameon=False)
    return figure
