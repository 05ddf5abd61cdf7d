"""Trials of a search: where they were made, what they found, and what each setting had to do with it."""

import numpy as np

from nnlib.plots.style import COLORS, HEAT, new_axes

__all__ = ["folds", "trials"]


def trials(table, names, *, score="error"):
    """Draw trials of two settings in their plane, and their scores against each setting alone.

    Parameters
    ----------
    table : array, shape (trials, 3)
        The two settings, both on logarithmic axes, and the score, the less the better.
    names : pair of str
    score : str

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(9.5, 3.1), layout="constrained")
    best = table[np.nanargmin(table[:, 2])]
    for ax in axes:
        new_axes(ax)
    dots = axes[0].scatter(*table[:, :2].T, c=table[:, 2], cmap=f"{HEAT}_r", s=45, edgecolor="black", lw=0.6)
    axes[0].plot(*best[:2], "o", ms=15, mfc="none", mec=COLORS["error"], mew=2)
    axes[0].set(xscale="log", yscale="log", xlabel=names[0], ylabel=names[1], title=f"{score} by place")
    figure.colorbar(dots, ax=axes[0])
    for column, ax in enumerate(axes[1:]):
        ax.plot(table[:, column], table[:, 2], "o", color=COLORS["class 0"], ms=5)
        ax.plot(best[column], best[2], "o", ms=12, mfc="none", mec=COLORS["error"], mew=2)
        ax.set(xscale="log", xlabel=names[column], ylabel=score, title=f"seen along the {names[column]}", ylim=(0, 1))
    return figure


def folds(scores, *, ax=None, ylabel="error"):
    """Draw the score of each fold as a dot and their mean as a line, for each of several settings.

    Parameters
    ----------
    scores : dict of str to sequence of float
    """
    ax = new_axes(ax, figsize=(5.5, 3.0))
    for place, values in enumerate(scores.values()):
        apart = 0.05 * (np.arange(len(values)) - (len(values) - 1) / 2)  # equal scores stay two dots
        ax.plot(place + apart, values, "o", color=COLORS["class 0"], mfc="none")
        ax.plot([place - 0.2, place + 0.2], [np.mean(values)] * 2, "-", color=COLORS["line"], lw=2)
    ax.set(ylabel=ylabel, xlim=(-0.5, len(scores) - 0.5), ylim=(0, None))
    ax.set_xticks(range(len(scores)), list(scores))
    return ax
