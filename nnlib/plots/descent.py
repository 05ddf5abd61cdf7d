"""Drawings of descent in one dimension: walks on a curve, basins, noise against batch size, loss against rate."""

import numpy as np

from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["basins", "loss_by_rate", "noise_by_size", "walks"]


def walks(f, paths, xlim):
    """Draw walks on the graph of a function, one panel each.

    Parameters
    ----------
    f : callable
    paths : dict of float to array, shape (steps + 1,)
        A learning rate, and the places of the walk.
    xlim : (float, float)

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(paths), figsize=(3 * len(paths), 2.8), layout="constrained", sharey=True)
    x = np.linspace(*xlim, 200)
    for ax, (rate, path) in zip(np.atleast_1d(axes), paths.items(), strict=True):
        new_axes(ax).plot(x, f(x), color=COLORS["reference"])
        inside = path[(path >= xlim[0]) & (path <= xlim[1])]
        ax.plot(inside, f(inside), "o-", color=COLORS["class 1"], ms=5, lw=1)
        ax.plot(path[0], f(path[0]), "s", color=COLORS["line"], ms=7)
        ax.set(title=f"steps of {rate:g} × slope", xlim=xlim, xlabel="x", ylabel="f(x)")
        ax.label_outer()
    return figure


def basins(f, starts, ends, xlim, *, ax=None):
    """Draw where descents from several starts come to rest on the graph of ``f``.

    Parameters
    ----------
    starts, ends : arrays, shape (k,)
    """
    ax = new_axes(ax, figsize=(6.5, 3.6))
    x = np.linspace(*xlim, 400)
    ax.plot(x, f(x), color=COLORS["reference"])
    for number, end in enumerate(np.unique(np.round(ends, 3))):
        chosen, color = np.abs(ends - end) < 1e-2, CYCLE[number % len(CYCLE)]
        marker = "o^sD"[number % 4]
        ax.plot(starts[chosen], f(starts[chosen]), marker, color=color, ms=8, label=f"arrives at {end:.3f}")
        ax.plot(end, f(end), "*", color=color, ms=16, markeredgecolor="white")
    ax.set(xlabel="x", ylabel="f(x)")
    ax.legend(frameon=False)
    return ax


def noise_by_size(sizes, noise, *, ax=None):
    """Draw the squared noise of mini-batch gradients against their size, with the line of slope -1 beside it."""
    ax = new_axes(ax, figsize=(5.5, 3.4))
    sizes, noise = np.asarray(sizes), np.asarray(noise)
    ax.loglog(sizes, noise[0] * sizes[0] / sizes, "--", color=COLORS["theory"], label="slope -1")
    ax.loglog(sizes, noise, "o", color=COLORS["yours"], label="measured")
    ax.set(xlabel="mini-batch size m", ylabel="squared noise of the gradient")
    ax.legend(frameon=False)
    return ax


def loss_by_rate(rates, losses, *, ax=None):
    """Draw the loss that is left against the learning rate; what diverged is cut off.

    Parameters
    ----------
    rates : array, shape (k,)
    losses : dict of str to sequence of k floats
    """
    ax = new_axes(ax, figsize=(6, 3.4))
    for (name, values), style in zip(losses.items(), ["s--", "o-", "^:"], strict=False):
        ax.semilogx(rates, np.where(np.isfinite(values), values, np.nan), style, label=name, ms=5)
    ax.set(xlabel="learning rate", ylabel="loss after training", ylim=(0, 1.2))
    ax.legend(frameon=False)
    return ax
