"""Drawings of the generalization lesson: where to stop, how weights spread, what brakes gain, what a batch costs."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["batch_sizes", "gains", "spread_of_weights", "where_to_stop"]

_MARKS = ("o", "^", "s", "D")


def where_to_stop(training, validation, best, stop, *, ax=None):
    """Draw the losses after each epoch, with a flag at the best one.

    Parameters
    ----------
    training, validation : sequences of float
    best, stop : int, int or None
        Epochs counted from 0, as `nnlib.training.early_stop` returns them.
    """
    ax = new_axes(ax)
    epochs = np.arange(1, len(training) + 1)
    ax.plot(epochs, training, color=COLORS["class 0"], label="training")
    ax.plot(epochs, validation, "--", color=COLORS["class 1"], label="validation")
    ax.plot(best + 1, validation[best], "^", ms=11, color=COLORS["yours"], label=f"best: epoch {best + 1}")
    if stop is not None:
        ax.axvline(stop + 1, color=COLORS["reference"], ls=":", label=f"patience ends: {stop + 1}")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend(frameon=False, fontsize=8)
    return ax


def spread_of_weights(weights, *, limit=None):
    """Draw a histogram of each of several sets of weights, on one scale.

    Parameters
    ----------
    weights : dict of str to array
    limit : float, optional
        Drawn from -limit to limit; by default up to the largest weight of all.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(weights), figsize=(3 * len(weights), 2.5), layout="constrained", sharey=True)
    limit = limit or max(np.abs(to_numpy(W)).max() for W in weights.values())
    for ax, color, (name, W) in zip(np.atleast_1d(axes), CYCLE, weights.items(), strict=False):
        values = np.ravel(to_numpy(W))
        new_axes(ax).hist(values, bins=np.linspace(-limit, limit, 42), color=color)
        ax.set(title=f"{name}\n{np.sum(values == 0)} of {values.size} are 0", xlabel="weight", yscale="symlog")
    np.atleast_1d(axes)[0].set_ylabel("weights")
    return figure


def gains(results, *, ax=None):
    """Draw each run of each method as a mark, and the mean of the first method as a line for each kind of data.

    Parameters
    ----------
    results : dict of str to dict of str to sequence of float
        Method → kind of data → accuracy of each run.
    """
    ax = new_axes(ax, figsize=(7, 0.5 + 0.45 * len(results)))
    kinds = list(next(iter(results.values())))
    for k, (kind, color, mark) in enumerate(zip(kinds, CYCLE, _MARKS, strict=False)):
        first = np.mean(next(iter(results.values()))[kind])
        ax.axvline(first, color=color, ls=":", lw=1)
        for row, runs in enumerate(results.values()):
            place = np.full(len(runs[kind]), row + 0.16 * (k - (len(kinds) - 1) / 2))
            ax.plot(runs[kind], place, mark, color=color, alpha=0.5, label=kind if row == 0 else None)
            ax.plot(np.mean(runs[kind]), place[0], "|", ms=14, mew=2.5, color=color)
    ax.set(yticks=range(len(results)), yticklabels=list(results), xlabel="right on new digits")
    ax.invert_yaxis()
    ax.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def batch_sizes(sizes, noise, accuracy, speed):
    """Draw against the batch size: noise of the gradient, accuracies, and samples a second.

    Parameters
    ----------
    sizes : sequence of int, length k
    noise, speed : sequences of float, length k
    accuracy : dict of str to sequence of float, length k

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt
    from matplotlib.ticker import LogLocator, StrMethodFormatter

    figure, axes = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
    sizes = np.asarray(sizes, dtype=float)
    noise = np.asarray(noise, dtype=float)
    new_axes(axes[0]).loglog(sizes, noise, "o-", label="measured")
    axes[0].loglog(sizes, noise[0] * (sizes[0] / sizes) ** 0.5, "--", color=COLORS["theory"], label=r"$1/\sqrt{m}$")
    for (name, values), mark, style in zip(accuracy.items(), _MARKS, ("-", "--", ":"), strict=False):
        new_axes(axes[1]).semilogx(sizes, values, mark + style, label=name)
    new_axes(axes[2]).loglog(sizes, speed, "s-", color=CYCLE[2])
    for ax, title in zip(axes, ("noise of the gradient", "right on new digits", "samples a second"), strict=True):
        ax.set(title=title, xlabel="batch size m", xticks=sizes, xticklabels=[f"{size:g}" for size in sizes])
        ax.minorticks_off()
    for ax in (axes[0], axes[2]):
        ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
    for ax in axes[:2]:
        ax.legend(frameon=False, fontsize=8)
    return figure
