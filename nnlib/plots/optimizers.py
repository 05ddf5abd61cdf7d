"""Drawings for optimizers: errors that shrink by a factor, schedules side by side, bands over many runs."""

import numpy as np

from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["bands", "errors", "schedules"]

_MARKERS = "os^Dvp*"
_LINES = ("-", "--", "-.", ":")


def errors(curves, *, ax=None, ylabel="distance from the minimum"):
    """Draw errors against steps, on a logarithmic axis: what shrinks by the same factor each time is a straight line.

    Parameters
    ----------
    curves : dict of str to array, shape (steps,)
    """
    ax = new_axes(ax, figsize=(6, 3.4))
    for i, (name, values) in enumerate(curves.items()):
        values = np.asarray(values, dtype=float)
        every = max(len(values) // 8, 1)
        style = {"color": CYCLE[i % len(CYCLE)], "ls": _LINES[i % 4], "marker": _MARKERS[i % len(_MARKERS)]}
        ax.semilogy(values, ms=5, markevery=(i * every // 3, every), label=name, **style)
    ax.set(xlabel="step", ylabel=ylabel)
    ax.legend(frameon=False)
    return ax


def schedules(rates, steps):
    """Draw learning rates against the step, a small panel for each schedule.

    Parameters
    ----------
    rates : dict of str to callable
        From the step to the rate.
    steps : int

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    rows = -(-len(rates) // 4)
    figure, axes = plt.subplots(
        rows, 4, figsize=(8.4, 1.9 * rows), layout="constrained", sharex=True, sharey=True, squeeze=False
    )
    t = np.arange(steps + 1)
    for ax in axes.flat[len(rates) :]:
        ax.set_axis_off()
    for ax, (name, rate) in zip(axes.flat, rates.items(), strict=False):
        new_axes(ax).plot(t, [float(rate(int(step))) for step in t], color=COLORS["yours"], lw=2)
        ax.set_title(name, fontsize=10)
    figure.supxlabel("step", fontsize=10)
    figure.supylabel("learning rate", fontsize=10)
    return figure


def bands(x, spreads, *, ax=None, xlabel="epoch", ylabel="training loss", xscale="linear", yscale="log"):
    """Draw medians of many runs with a band from the lowest to the highest.

    Parameters
    ----------
    x : array, shape (k,)
    spreads : dict of str to (lowest, median, highest), each of shape (k,)
    """
    ax = new_axes(ax, figsize=(6.4, 3.6))
    for i, (name, (low, middle, high)) in enumerate(spreads.items()):
        color = CYCLE[i % len(CYCLE)]
        ax.fill_between(x, low, high, color=color, alpha=0.25, lw=0)
        ax.plot(x, middle, color=color, ls=_LINES[i % 4], marker=_MARKERS[i % len(_MARKERS)], ms=4, label=name)
    ax.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
    ax.legend(frameon=False)
    return ax
