"""Trainings side by side, to be diagnosed from their curves."""

import numpy as np

from nnlib.plots.style import CYCLE, new_axes

__all__ = ["broken_runs"]


def broken_runs(runs, chance):
    """Draw training and validation loss of each run in a panel of its own, on one scale.

    Parameters
    ----------
    runs : dict of str to (sequence, sequence)
        A title, and the losses after each epoch on training and validation data.
    chance : float
        The loss of a net that knows nothing, drawn as a dotted line.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(runs), figsize=(3 * len(runs), 2.9), layout="constrained", sharey=True)
    for ax, (title, (train, validation)) in zip(np.atleast_1d(axes), runs.items(), strict=True):
        epochs = np.arange(1, len(train) + 1)
        new_axes(ax).plot(epochs, train, "-", color=CYCLE[0], label="training")
        ax.plot(epochs, validation, "--", color=CYCLE[1], label="validation")
        ax.axhline(chance, color="0.5", ls=":", label="knows nothing")
        ax.set(title=title, xlabel="epoch")
    np.atleast_1d(axes)[0].set_ylabel("loss")
    figure.legend(
        *np.atleast_1d(axes)[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False
    )
    return figure
