"""Activation functions with their derivatives, and what a deep net does to signals and gradients, layer by layer."""

import math

import numpy as np

from nnlib import activations
from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["activation", "by_layer", "gallery", "histograms"]


def activation(f, *, ax=None, limit=5.0, **parameters):
    """Draw an activation function (solid) and its derivative (dashed).

    Parameters
    ----------
    f : str or function
        As in `nnlib.activations`.
    limit : float
        The horizontal axis goes from -limit to limit.
    **parameters
        Of the function: ``beta=2.0``.
    """
    ax = new_axes(ax)
    x = np.linspace(-limit, limit, 401)
    ax.axhline(0, color=COLORS["reference"], lw=0.5)
    ax.axvline(0, color=COLORS["reference"], lw=0.5)
    ax.plot(x, activations.get(f)(x, **parameters), color=CYCLE[0], label="$f$")
    ax.plot(x, activations.derivative(f, x, **parameters), "--", color=CYCLE[1], label="$f'$")
    ax.set(title=f if isinstance(f, str) else f.__name__, xlabel="$x$")
    return ax


def gallery(names, *, columns=4, limit=5.0):
    """Return a figure with one `activation` for each name, all on the same axes."""
    import matplotlib.pyplot as plt

    rows = math.ceil(len(names) / columns)
    figure, axes = plt.subplots(
        rows,
        columns,
        figsize=(2.4 * columns, 2.1 * rows),
        sharex=True,
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for ax, name in zip(axes.flat, names, strict=False):
        activation(name, ax=ax, limit=limit)
    for ax in axes.flat[len(names) :]:
        ax.set_visible(False)
    axes[0, 0].set_ylim(-2.1, 2.6)
    axes[0, 0].legend(frameon=False)
    return figure


def histograms(arrays, *, names=None, bins=50, limits=None, xlabel="activation"):
    """Return a figure with the distribution of each array: activations, weights or gradients from layer to layer.

    Parameters
    ----------
    arrays : list of arrays
        One a layer, of any shape.
    names : sequence of str, optional
        Default "layer 1", …
    bins : int
    limits : pair of floats, optional
        Of the horizontal axis; default those of all numbers together.
    """
    import matplotlib.pyplot as plt

    arrays = [np.ravel(to_numpy(a)) for a in arrays]
    names = names or [f"layer {i + 1}" for i in range(len(arrays))]
    limits = limits or (min(a.min() for a in arrays), max(a.max() for a in arrays))
    figure, axes = plt.subplots(
        1, len(arrays), figsize=(1.7 * len(arrays), 2.2), sharex=True, squeeze=False, layout="constrained"
    )
    for ax, values, name in zip(axes[0], arrays, names, strict=True):
        new_axes(ax).hist(values, bins=bins, range=limits, color=CYCLE[0])
        ax.set(title=f"{name}\nstd {values.std():.2g}", xlabel=xlabel, yticks=[])
    return figure


def by_layer(values, *, ax=None, label=None, marker="o", color=None, ylabel="norm of the gradient"):
    """Draw one number a layer on a logarithmic axis: gradients that vanish or explode make a straight line.

    Parameters
    ----------
    values : sequence of float
        From the first layer to the last.
    """
    ax = new_axes(ax)
    values = np.array([float(v) for v in values])
    ax.plot(np.arange(1, len(values) + 1), values, marker=marker, color=color, label=label)
    ax.set(xlabel="layer", ylabel=ylabel, yscale="log")
    return ax
