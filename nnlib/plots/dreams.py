"""What Boltzmann machines dream, how they learned it, and how well their partition functions are known."""

import matplotlib.pyplot as plt
import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.boltzmann import filters, pictures
from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["divergences", "estimates", "rows", "training", "two_measures"]


def rows(named, *, shape=None):
    """Draw rows of square pictures, each row with its name.

    Parameters
    ----------
    named : dict of str to array, shape (k, d)
        Pixels between 0 and 1, dark is 1; all rows with k pictures.
    shape : tuple (height, width), optional
        Default: square.

    Returns
    -------
    Axes
    """
    V = [to_numpy(V).astype(float) for V in named.values()]
    count = len(V[0])
    width, room = 0.72 * count, 0.25 + 0.09 * max(map(len, named))  # inches
    fig = plt.figure(figsize=(room + width + 0.1, 0.78 * len(V)))
    ax = fig.add_axes((room / (room + width + 0.1), 0.02, width / (room + width + 0.1), 0.96))
    pictures(np.concatenate(V), shape, ax=ax, columns=count)
    height = ax.images[0].get_array().shape[0] / len(V)
    for line, name in enumerate(named):
        ax.text(-0.15 * height, (line + 0.5) * height, name, ha="right", va="center")
    return ax


def divergences(curves, V):
    """Draw pictures that are to be learned, and beside them how far machines are from them after each step.

    Parameters
    ----------
    curves : dict of str to array, shape (steps + 1,)
        Divergences in nats.
    V : array, shape (n, d)
        The pictures.

    Returns
    -------
    matplotlib Figure
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(8.5, 3.4), layout="constrained", width_ratios=(1, 1.6))
    pictures(V, ax=left)
    new_axes(right)
    for (name, values), color, style in zip(curves.items(), CYCLE, ("-", "--", "-.", ":") * 2, strict=False):
        right.plot(np.arange(1, len(values)), to_numpy(values)[1:], style, color=color, lw=2, label=name)
    right.set(xscale="log", yscale="log", xlabel="steps", ylabel="divergence from the data (nats)")
    right.legend(frameon=False)
    return fig


def training(errors, W):
    """Draw the error after each epoch, and the filters at the end.

    Parameters
    ----------
    errors : sequence of float
        The first one before any training.
    W : array, shape (h, d)

    Returns
    -------
    matplotlib Figure
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    new_axes(left).plot(range(len(errors)), errors, "o-", color=COLORS["yours"], ms=4)
    left.set(xlabel="epochs", ylabel="squared error per pixel", ylim=(0, None))
    filters(W, ax=right)
    return fig


def estimates(counts, found, truth, *, ax=None):
    """Draw estimates of log Z with their error bars over the number of steps, and the exact value as a line.

    Parameters
    ----------
    counts : sequence of int
    found : sequence of annealing.Estimate
    truth : float
    """
    ax = new_axes(ax, figsize=(5.5, 3.2))
    middle = np.array([one.log_partition for one in found])
    below, above = middle - [one.low for one in found], [one.high for one in found] - middle
    ax.axhline(truth, color=COLORS["theory"], ls="--", label="exact")
    style = {"color": COLORS["class 0"], "capsize": 4, "label": "annealed, ± 3 standard errors"}
    ax.errorbar(counts, middle, [below, above], fmt="o", **style)
    ax.set(xscale="log", xlabel="temperatures", ylabel="log Z")
    ax.set_xticks(counts, [f"{n:,}" for n in counts], minor=False)
    ax.minorticks_off()
    ax.legend(frameon=False)
    return ax


def two_measures(epochs, runs, *, best):
    """Draw what is easily measured, the reconstruction error, beside what counts, the log-likelihood.

    Parameters
    ----------
    epochs : sequence of int
        When it was measured.
    runs : dict of str to pair of sequences
        Log-likelihoods and errors by the name of the way to learn.
    best : float
        The largest possible log-likelihood.

    Returns
    -------
    matplotlib Figure
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    new_axes(left)
    new_axes(right).axhline(best, color=COLORS["theory"], ls=":", label="best possible")
    for (name, (likelihoods, errors)), color, marker in zip(runs.items(), CYCLE, "os^D", strict=False):
        left.plot(epochs, errors, f"{marker}-", color=color, ms=5, label=name)
        right.plot(epochs, likelihoods, f"{marker}-", color=color, ms=5, label=name)
    left.set(xlabel="epochs", ylabel="squared error per pixel", ylim=(0, None))
    right.set(xlabel="epochs", ylabel="log-likelihood (nats)")
    right.legend(frameon=False)
    return fig
