"""A race: the output of a neuron after each epoch, once for each start or cost."""

import numpy as np

from nnlib.plots.style import new_axes

__all__ = ["neuron_race"]


def neuron_race(runs, *, ax=None):
    """Draw the outputs of trainings that should all arrive at 0.

    Parameters
    ----------
    runs : dict of str to array, shape (epochs,)
        What distinguishes the training, and its output before each update.
    """
    ax = new_axes(ax, figsize=(6.2, 3.3))
    for (label, outputs), style, marker in zip(runs.items(), ["-", "--", "-.", ":"], "o^sD", strict=False):
        ax.plot(np.asarray(outputs, dtype=float), style, marker=marker, markevery=50, label=label)
    ax.set(xlabel="epoch", ylabel="output a (target 0)", ylim=(-0.03, 1.03))
    ax.legend(frameon=False)
    return ax
