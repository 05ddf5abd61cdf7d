"""Drawings of signals in deep networks: sizes by layer, histograms, equal units, columns and rows, shares by rate."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, HEAT, new_axes

__all__ = ["by_layer", "by_rate", "histograms", "normalized", "twins"]

STYLES = ["-", "--", ":", "-."]
MARKS = ["o", "^", "s", "D", "v", "P"]


def by_layer(curves, *, first=1, theory=None, ylabel="size (rms)", ax=None):
    """Draw a size for each layer, on a logarithmic axis.

    Parameters
    ----------
    curves : dict of str to array, shape (L,)
        By label.
    first : int
        The number of the first layer: 0 where the input counts.
    theory : dict of str to array, optional
        Dashed lines for the curves of the same labels.
    """
    ax = new_axes(ax, figsize=(6.5, 3.4))
    for number, (label, sizes) in enumerate(curves.items()):
        sizes, color = to_numpy(sizes), CYCLE[number]
        layers = np.arange(first, first + len(sizes))
        if theory and label in theory:
            ax.plot(layers, to_numpy(theory[label]), "--", color=COLORS["theory"], lw=1)
        ax.plot(layers, sizes, MARKS[number], ls=STYLES[number % 4], ms=4, lw=1.2, color=color, label=label)
    if theory:
        ax.plot([], [], "--", color=COLORS["theory"], lw=1, label="predicted")
    ax.set(yscale="log", xlabel="layer", ylabel=ylabel, xticks=range(0, first + len(sizes), 5))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def histograms(rows, *, layers=(1, 5, 10, 15, 20), limit=1.0, bins=41):
    """Draw how the activations of some layers spread, a row of histograms for each way to draw weights.

    Parameters
    ----------
    rows : dict of str to list of arrays, shape (n, n_l)
        Activations of the layers from 1 on, by label.
    layers : sequence of int
    limit : float
        Histograms go from -limit to limit.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    size = (9, 1.25 * len(rows) + 0.5)
    figure, axes = plt.subplots(len(rows), len(layers), figsize=size, layout="constrained", squeeze=False, sharex=True)
    edges = np.linspace(-limit, limit, bins + 1)
    for row, (label, Hs) in zip(axes, rows.items(), strict=True):
        for ax, layer in zip(row, layers, strict=True):
            values = np.clip(to_numpy(Hs[layer - 1]).ravel(), -limit, limit)
            new_axes(ax).hist(values, edges, color=CYCLE[0])
            ax.set(yticks=[], xticks=[-limit, 0, limit])
        row[0].set_ylabel(label, fontsize=9)
    for ax, layer in zip(axes[0], layers, strict=True):
        ax.set_title(f"layer {layer}", fontsize=9)
    return figure


def twins(runs):
    """Draw the weights of hidden units while they learn, a panel for each start.

    Parameters
    ----------
    runs : dict of str to array, shape (steps, units)
        By title.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(runs), figsize=(3.2 * len(runs), 2.8), layout="constrained", sharey=True)
    for ax, (title, weights) in zip(axes, runs.items(), strict=True):
        new_axes(ax)
        for unit, path in enumerate(np.transpose(to_numpy(weights))):
            ax.plot(path, ls=STYLES[unit % 4], lw=3 - 0.6 * unit, color=CYCLE[unit])
        ax.set(title=title, xlabel="step")
    axes[0].set_ylabel("first weight of each unit")
    return figure


def normalized(X, columns, rows):
    """Draw numbers as a heat map, and what batch norm and layer norm make of them.

    Parameters
    ----------
    X, columns, rows : arrays, shape (n, d)
        Before; each column normalized; each row normalized.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(9, 3), layout="constrained")
    titles = ["before", "batch norm: columns", "layer norm: rows"]
    for ax, values, title in zip(axes, [X, columns, rows], titles, strict=True):
        values = to_numpy(values)
        limit = np.abs(values).max()
        ax.imshow(values, cmap=HEAT, vmin=-limit, vmax=limit, aspect="auto")
        for (i, j), value in np.ndenumerate(values):
            dark = value < 0.2 * limit
            ax.text(j, i, f"{value:.1f}", ha="center", va="center", color="white" if dark else "black", fontsize=8)
        ax.set(title=title, xlabel="feature", xticks=range(values.shape[1]), yticks=range(values.shape[0]))
    axes[0].set_ylabel("sample")
    return figure


def by_rate(rates, curves, *, ylabel="test accuracy", ax=None):
    """Draw a share, such as the accuracy, against the learning rate.

    Parameters
    ----------
    rates : sequence of float
    curves : dict of str to sequence of float
        By label.
    """
    ax = new_axes(ax, figsize=(6.5, 3.2))
    for number, (label, values) in enumerate(curves.items()):
        ax.plot(rates, values, MARKS[number], ls=STYLES[number], color=CYCLE[number], label=label)
    ax.set(xscale="log", xlabel="learning rate", ylabel=ylabel, ylim=(-0.03, 1.03), xticks=rates)
    ax.set_xticklabels([f"{rate:g}" for rate in rates])
    ax.minorticks_off()
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return ax
