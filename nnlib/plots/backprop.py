"""Drawings of the backpropagation lesson: an answer and its target, blame by unit, errors of gradients, accuracy."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, HEAT, new_axes

__all__ = ["accuracy_by_epoch", "answer", "blame", "error_by_step", "error_maps"]


def answer(x, outputs, t):
    """Draw a digit beside the outputs of a network and what they should be.

    Parameters
    ----------
    x : array, shape (64,)
    outputs : array, shape (10,)
    t : int

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(7.5, 2.8), layout="constrained", width_ratios=[1, 2.4])
    _digit(axes[0], x, f"a {t}")
    ax = new_axes(axes[1])
    ax.bar(range(10), to_numpy(outputs), color=COLORS["class 0"], width=0.6, label="output")
    ax.plot(range(10), np.arange(10) == t, "_", ms=22, mew=2.5, color=COLORS["class 1"], label="target")
    ax.set(xticks=range(10), ylim=(-0.04, 1.08), xlabel="output unit")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def blame(x, t, deltas):
    """Draw δ of every unit of two layers for one digit: upward where a smaller weighted input would lower the cost.

    Parameters
    ----------
    x : array, shape (64,)
    t : int
    deltas : list of two arrays, shapes (hidden units,) and (10,)

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(10, 2.8), layout="constrained", width_ratios=[1, 2.2, 1.6])
    _digit(axes[0], x, f"a {t}")
    names = [r"$\delta^1$, hidden units", r"$\delta^2$, output units"]
    for ax, delta, name in zip(axes[1:], deltas, names, strict=True):
        delta = np.asarray(to_numpy(delta))
        colors = [COLORS["class 1"] if value > 0 else COLORS["class 0"] for value in delta]
        new_axes(ax).bar(range(len(delta)), delta, color=colors, width=0.8)
        ax.axhline(0, color="black", lw=1)
        ax.set(title=name, xlabel="unit")
    axes[2].set_xticks(range(10))
    return figure


def error_by_step(hs, errors, *, ax=None):
    """Draw the largest relative error of a gradient check against the step of its differences.

    Parameters
    ----------
    hs : array, shape (k,)
    errors : dict of str to array, shape (k,)
    """
    ax = new_axes(ax, figsize=(6, 3.3))
    for (name, values), style in zip(errors.items(), ["o-", "s--", "^:"], strict=False):
        ax.loglog(hs, values, style, ms=5, label=name)
    ax.set(xlabel="step h", ylabel="largest relative error")
    ax.legend(frameon=False)
    return ax


def error_maps(candidates):
    """Draw, for several gradients, the relative error of every weight and bias of two layers as a heat map.

    Parameters
    ----------
    candidates : dict of str to list of four arrays
        A title, and the errors of W¹, W², b¹, b² as from ``nnlib.backprop.grad_errors``.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    names = ["$W^1$", "$W^2$", "$b^1$", "$b^2$"]
    figure, axes = plt.subplots(
        len(candidates), 4, figsize=(6.5, 1.05 * len(candidates) + 0.3), layout="constrained", squeeze=False
    )
    for ax, name in zip(axes[0], names, strict=True):
        ax.set_title(name)
    for row, (title, errors) in zip(axes, candidates.items(), strict=True):
        for ax, error in zip(row, errors, strict=True):
            image = np.log10(np.maximum(np.atleast_2d(to_numpy(error)), 1e-12))
            drawn = ax.imshow(image, cmap=HEAT, vmin=-10, vmax=0)
            ax.set(xticks=[], yticks=[])
        row[0].set_ylabel(title, rotation=0, ha="right", va="center")
    figure.colorbar(drawn, ax=axes, label="log₁₀ of the relative error", shrink=0.8)
    return figure


def accuracy_by_epoch(runs, *, ax=None):
    """Draw the accuracy after each epoch of several runs, and their mean.

    Parameters
    ----------
    runs : dict of str to array, shape (runs, epochs)
        What was measured, and the accuracies.
    """
    ax = new_axes(ax, figsize=(6.5, 3.4))
    for (name, accuracies), color, style in zip(runs.items(), CYCLE, ["-", "--", ":"], strict=False):
        accuracies = 100 * np.asarray(accuracies)
        epochs = np.arange(1, accuracies.shape[1] + 1)
        ax.plot(epochs, accuracies.T, style, color=color, lw=0.7, alpha=0.5)
        ax.plot(epochs, accuracies.mean(axis=0), style, color=color, lw=2.5, label=name)
    ax.set(xlabel="epoch", ylabel="right answers (%)")
    ax.legend(frameon=False, loc="lower right")
    return ax


def _digit(ax, x, title):
    ax.imshow(np.reshape(to_numpy(x), (8, 8)), cmap="gray_r", vmin=0, vmax=1)
    ax.set(xticks=[], yticks=[], title=title)
