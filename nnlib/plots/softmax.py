"""Softmax in pictures: probabilities at several temperatures, and the Jacobian as a table of numbers and colors."""

import numpy as np

from nnlib.plots.style import COLORS, new_axes

__all__ = ["jacobian", "temperatures"]


def temperatures(softmax, z, values, *, ax=None):
    """Draw bars of the softmax of ``z / T``, side by side for each temperature.

    Parameters
    ----------
    softmax : callable
        Of an array, shape (n, k).
    z : array, shape (k,)
        Logits.
    values : sequence of float
        Temperatures.
    """
    ax = new_axes(ax)
    z, width = np.asarray(z, dtype=float), 0.8 / len(values)
    for place, (T, hatch) in enumerate(zip(values, ["", "//", "..", "xx"], strict=False)):
        x = np.arange(len(z)) + (place - (len(values) - 1) / 2) * width
        heights = np.asarray(softmax(z[None] / T))[0]
        ax.bar(x, heights, width, label=f"T = {T:g}", hatch=hatch, edgecolor="white")
    ax.set(xticks=range(len(z)), xticklabels=[f"z = {v:g}" for v in z], ylabel="probability", ylim=(0, 1))
    ax.legend(frameon=False)
    return ax


def jacobian(J, *, ax=None):
    """Draw a Jacobian (k, k): rows are outputs i, columns logits j; each number is printed on its color."""
    ax = new_axes(ax)
    J = np.asarray(J, dtype=float)
    bound = np.abs(J).max()
    ax.imshow(J, cmap="PuOr", vmin=-bound, vmax=bound)
    for i, j in np.ndindex(J.shape):
        dark = abs(J[i, j]) > 0.6 * bound
        ax.text(j, i, f"{J[i, j]:+.3f}", ha="center", va="center", color="white" if dark else COLORS["line"])
    ax.spines[:].set_visible(False)
    ax.set(xlabel="logit j", ylabel="output i", xticks=range(J.shape[1]), yticks=range(J.shape[0]))
    return ax
