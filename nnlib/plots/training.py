"""How a training went: numbers after each epoch, of one run or of many."""

import numpy as np

from nnlib.plots.style import CYCLE, new_axes

__all__ = ["learning_curves", "spread"]


def learning_curves(history, *, ax=None, names=("loss",), log=False):
    """Draw what was measured in training (solid) and on validation data (dashed) after each epoch.

    Parameters
    ----------
    history : nnlib.training.History or dict of lists
    names : sequence of str
        Which numbers; "val_…" is drawn beside each where there is one.
    log : bool, default False
        A logarithmic vertical axis.
    """
    ax = new_axes(ax)
    for color, name in zip(CYCLE, names, strict=False):
        for key, style in ((name, "-"), (f"val_{name}", "--")):
            if key in history:
                ax.plot(np.arange(1, len(history[key]) + 1), history[key], style, color=color, label=_label(key))
    ax.set(xlabel="epoch", ylabel=" and ".join(names), yscale="log" if log else "linear")
    ax.legend(frameon=False)
    return ax


def _label(key):
    return f"{key[4:]}, validation" if key.startswith("val_") else f"{key}, training"


def spread(runs, *, ax=None, label=None, color=CYCLE[0], log=False):
    """Draw the median of many runs and a band from the lowest to the highest.

    Parameters
    ----------
    runs : array, shape (runs, epochs)
        Say, the losses of trainings that differ in their seed only.
    label, color : str
        Of the line and its band.
    log : bool, default False
        A logarithmic vertical axis.
    """
    ax = new_axes(ax)
    runs = np.asarray(runs, dtype=float)
    if runs.ndim != 2:
        raise ValueError(f"runs must have shape (runs, epochs), got {runs.shape}; are they of different lengths?")
    epochs = np.arange(1, runs.shape[1] + 1)
    ax.fill_between(epochs, runs.min(axis=0), runs.max(axis=0), color=color, alpha=0.2, lw=0)
    ax.plot(epochs, np.median(runs, axis=0), color=color, label=label)
    ax.set(xlabel="epoch", ylabel="loss", yscale="log" if log else "linear")
    return ax
