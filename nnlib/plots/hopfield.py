"""The figures of the Hopfield lesson: recall as a filmstrip, energy, capacity, the magnet's phases.

Each docstring ends with an alternative text, to be adapted to what is shown.
"""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, HEAT, new_axes

__all__ = ["energy_trace", "magnetization_curve", "overlap_by_load", "patterns", "phases", "recall_filmstrip"]

_LINES = ("-", "--", ":", "-.")


def patterns(P, shape, *, titles=None, ax=None):
    """Draw patterns as black and white pictures, side by side.

    Parameters
    ----------
    P : array, shape (p, N)
        -1 or 0 is paper, 1 is ink.
    shape : tuple (int, int)
        Rows and columns of a picture.
    titles : sequence of str, optional
        One above each picture.

    Notes
    -----
    Alternative text: "The letters X, O and T as pictures of 10 by 10 black and white pixels."
    """
    P = to_numpy(P)
    height, width = shape
    ax = new_axes(ax, figsize=(1.35 * len(P), 1.35 * height / width + 0.35))
    step = width + max(1, width // 5)
    for k, pattern in enumerate(P):
        left = k * step - 0.5
        extent = (left, left + width, height - 0.5, -0.5)
        ax.imshow(pattern.reshape(shape), cmap="gray_r", vmin=min(P.min(), 0), vmax=1, extent=extent)
        ax.add_patch(_frame(left, width, height))
        if titles is not None:
            ax.text(left + width / 2, -1.2, titles[k], ha="center", va="bottom", fontsize=9)
    ax.set(xlim=(-1, len(P) * step - step + width), ylim=(height, -1))
    ax.set_axis_off()
    return ax


def recall_filmstrip(S, shape, *, frames=6, energies=None, ax=None):
    """Draw one recall as a strip of pictures, from the probe to the memory.

    Parameters
    ----------
    S : array, shape (k + 1, N)
        States after 0, 1, … k updates, as `nnlib.hopfield.trace` returns them.
    shape : tuple (int, int)
        Rows and columns of a picture.
    frames : int
        Pictures, spread evenly over the updates; at least 2.
    energies : array, shape (k + 1,), optional
        Written above the pictures.

    Notes
    -----
    Alternative text: "Six pictures: a letter buried in noise becomes clear update by update, while the energy falls."
    """
    S = to_numpy(S)
    chosen = np.unique(np.linspace(0, len(S) - 1, frames).round().astype(int))
    titles = [f"update {k}" for k in chosen]
    if energies is not None:
        titles = [f"{title}\n$E$ = {to_numpy(energies)[k]:.1f}" for title, k in zip(titles, chosen, strict=True)]
    return patterns(S[chosen], shape, titles=titles, ax=ax)


def energy_trace(curves, *, ax=None):
    """Draw the energy after each update.

    Parameters
    ----------
    curves : dict of str to array, shape (k + 1,)
        A label for each probe or dynamics.

    Notes
    -----
    Alternative text: "With asynchronous updates the energy falls in steps and comes to rest; with synchronous updates
    it can jump up and down for ever."
    """
    ax = new_axes(ax, figsize=(5.5, 3.2))
    for (label, energies), color, style in zip(curves.items(), CYCLE, _LINES, strict=False):
        ax.step(range(len(energies)), to_numpy(energies), style, color=color, where="post", label=label, lw=1.8)
    ax.set(xlabel="updates", ylabel="energy $E$")
    ax.legend(frameon=False)
    return ax


def overlap_by_load(loads, curves, *, theory=None, critical=None, ax=None):
    """Draw the overlap that recall reaches against the number of patterns per unit.

    Parameters
    ----------
    loads : sequence of float
    curves : dict of str to array, shape (len(loads), networks)
        A label for each size of network or storage rule; bars show the standard error of the mean.
    theory : tuple (array, array), optional
        Loads and overlaps for a network without end.
    critical : float, optional
        The critical load, marked by a vertical line.

    Notes
    -----
    Alternative text: "The overlap stays near 1 up to a load of 0.138 patterns per unit and then collapses; the larger
    the network, the more abruptly."
    """
    ax = new_axes(ax, figsize=(6, 3.8))
    if critical is not None:
        ax.axvline(critical, color=COLORS["reference"], ls=":", lw=1.5)
        ax.text(critical, 0.02, f" {critical:.3f}", fontsize=9, color="0.35")
    if theory is not None:
        ax.plot(*theory, color=COLORS["theory"], lw=1.6, label=r"theory, $N \to \infty$")
    for (label, values), color, style, marker in zip(curves.items(), CYCLE, _LINES, "os^D", strict=False):
        values = to_numpy(values)
        error = values.std(axis=1) / max(values.shape[1] - 1, 1) ** 0.5
        ax.errorbar(loads, values.mean(axis=1), error, fmt=style, marker=marker, color=color, ms=5, label=label)
    ax.set(xlabel=r"load $p / N$", ylabel="overlap with the pattern", ylim=(0, 1.03))
    ax.legend(frameon=False, loc="lower left")
    return ax


def magnetization_curve(temperatures, measured, *, theory=None, critical=None, ax=None):
    """Draw the magnetization of an Ising magnet against the temperature.

    Parameters
    ----------
    temperatures, measured : arrays, shape (k,)
    theory : tuple (array, array), optional
        Temperatures and exact magnetizations.
    critical : float, optional
        The critical temperature, marked by a vertical line.

    Notes
    -----
    Alternative text: "The magnetization is 1 in the cold, bends down ever more steeply and vanishes at the critical
    temperature 2.27; the simulation follows the exact curve."
    """
    ax = new_axes(ax, figsize=(5, 3.4))
    if critical is not None:
        ax.axvline(critical, color=COLORS["reference"], ls=":", lw=1.5)
        ax.text(critical, 1.0, f" $T_c$ = {critical:.2f}", fontsize=9, color="0.35")
    if theory is not None:
        ax.plot(*map(to_numpy, theory), color=COLORS["theory"], lw=1.6, label="exact")
    measured = to_numpy(measured)
    ax.plot(
        to_numpy(temperatures), measured, "o", color=COLORS["class 1"], mec="white", ms=7, label="simulated", zorder=3
    )
    ax.set(xlabel="temperature $T$", ylabel="magnetization $|m|$", ylim=(-0.03, 1.08))
    ax.legend(frameon=False, loc="lower left")
    return ax


def phases(lattices, temperatures):
    """Draw states of the Ising magnet at several temperatures, side by side.

    Parameters
    ----------
    lattices : sequence of arrays, shape (L, L)
        Spins of -1 and 1.
    temperatures : sequence of float

    Returns
    -------
    Figure

    Notes
    -----
    Alternative text: "Three lattices of black and white spins: almost uniform in the cold, islands of all sizes at the
    critical temperature, salt and pepper in the heat."
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        1, len(lattices), figsize=(2.3 * len(lattices), 2.6), layout="constrained", squeeze=False
    )
    for ax, S, T in zip(axes[0], lattices, temperatures, strict=True):
        ax.imshow(to_numpy(S), cmap=HEAT, vmin=-1, vmax=1, interpolation="nearest")
        ax.set(xticks=[], yticks=[], title=f"$T$ = {T:.2f}")
    return figure


def _frame(left, width, height):
    from matplotlib.patches import Rectangle

    return Rectangle((left, -0.5), width, height, fill=False, edgecolor="0.5", lw=0.8)
