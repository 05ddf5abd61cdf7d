"""The confusion matrix: which class is taken for which."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import HEAT, new_axes

__all__ = ["confusion_matrix"]


def confusion_matrix(counts, *, ax=None, labels=None):
    """Draw counts as numbers on colored squares; the color is the share of the row, so rare classes count too.

    Parameters
    ----------
    counts : array of int, shape (k, k)
        As from `nnlib.metrics.confusion_matrix`: row the true class, column the answer.
    labels : sequence of str, optional
        Names of the classes; default 0 … k-1.
    """
    counts = np.asarray(to_numpy(counts))
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"counts must have shape (k, k), got {counts.shape}; see nnlib.metrics.confusion_matrix")
    k = len(counts)
    size = max(3.0, 0.45 * k + 1)
    ax = new_axes(ax, figsize=(size, size))
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    ax.imshow(shares, cmap=HEAT, vmin=0, vmax=1)
    for (row, column), share in np.ndenumerate(shares):
        if counts[row, column]:
            color = "black" if share > 0.5 else "white"
            ax.text(column, row, str(counts[row, column]), ha="center", va="center", color=color, fontsize=8)
    names = range(k) if labels is None else labels
    ax.set_xticks(range(k), names)
    ax.set_yticks(range(k), names)
    ax.set(xlabel="answer", ylabel="true class")
    return ax
