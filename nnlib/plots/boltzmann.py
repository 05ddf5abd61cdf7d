"""Boltzmann machines in pictures: their units, their structure, what they have learned and what they dream."""

from itertools import pairwise

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["annealing_traces", "filters", "layers", "p_on_curves", "pictures", "state_probabilities"]

INK = "gray_r"  # pixels that are on are dark, like ink on paper
BETWEEN = "#BFD7EA"  # frames are neither ink nor paper


def p_on_curves(temperatures=(0.25, 1.0, 4.0), *, ax=None, reach=8.0):
    """Draw the probability that a unit is on against its energy gap, a curve for each temperature.

    Parameters
    ----------
    temperatures : sequence of float
        More than 0.
    reach : float
        The largest gap drawn.
    """
    from nnlib.boltzmann import p_on

    ax, gaps = new_axes(ax), np.linspace(-reach, reach, 401)
    ax.axvline(0, color=COLORS["reference"], lw=0.8)
    colors = [color for color in CYCLE if color != COLORS["yours"]]
    for T, color, style in zip(temperatures, colors, ("-", "--", "-.", ":") * 2, strict=False):
        ax.plot(gaps, p_on(gaps, T), style, color=color, lw=2, label=f"T = {T:g}")
    ax.set(xlabel=r"energy gap $\Delta E$ = E(off) − E(on)", ylabel=r"$p_{on}$", ylim=(-0.03, 1.03))
    ax.legend(frameon=False)
    return ax


def layers(sizes, *, ax=None, names=None):
    """Draw the units of a layered machine and the weights between neighboring layers, the visible layer at the foot.

    Parameters
    ----------
    sizes : sequence of int
        Units of each layer, from the visible one up: two for a restricted machine, more for a deep one.
    names : sequence of str, optional
        Written beside the layers; default v, h (or h¹, h², …).
    """
    ax = new_axes(ax, figsize=(4.5, 1.2 + 0.9 * (len(sizes) - 1)))
    upper = ["h"] if len(sizes) == 2 else [f"$h^{{{k}}}$" for k in range(1, len(sizes))]
    places = [np.arange(n) - (n - 1) / 2 for n in sizes]
    for level, (below, above) in enumerate(pairwise(places)):
        for x in below:
            for y in above:
                ax.plot([x, y], [level, level + 1], color=COLORS["reference"], lw=0.8, zorder=1)
    for level, (xs, name) in enumerate(zip(places, names or ["v", *upper], strict=True)):
        shade = COLORS["class 0"] if level == 0 else "white"
        ax.plot(xs, np.full(len(xs), level), "o", ms=17, mfc=shade, mec="black", zorder=2, ls="none")
        ax.text(-(max(sizes) - 1) / 2 - 0.75, level, name, ha="right", va="center", fontsize=13)
    ax.set(xlim=(-max(sizes) / 2 - 1, max(sizes) / 2 + 0.3), ylim=(-0.5, len(sizes) - 0.5))
    ax.set_axis_off()
    return ax


def pictures(V, shape=None, *, ax=None, columns=None):
    """Draw rows of pixels between 0 and 1 as pictures side by side: data, reconstructions, fantasies.

    Parameters
    ----------
    V : array, shape (n, d)
        One picture a row; dark is 1.
    shape : tuple (height, width), optional
        Default: square.
    columns : int, optional
        Pictures in a line; default: about as many as lines.
    """
    return _mosaic(V, shape, ax, columns, cmap=INK, vmin=0, vmax=1)


def filters(W, shape=None, *, ax=None, columns=None, limit=None):
    """Draw the weights of each hidden unit as a picture: light is positive, dark negative, mid-gray zero.

    Parameters
    ----------
    W : array, shape (h, d)
    shape : tuple (height, width), optional
        Default: square.
    columns : int, optional
        Filters in a line; default: about as many as lines.
    limit : float, optional
        The weight that is white; default the 99.5th percentile of ``|W|``.
    """
    W = to_numpy(W)
    limit = limit or float(np.percentile(np.abs(W), 99.5)) or 1.0
    ax = _mosaic(W, shape, ax, columns, cmap="gray", vmin=-limit, vmax=limit)
    bar = ax.figure.colorbar(ax.images[0], ax=ax, shrink=0.6, label="weight")
    bar.outline.set_visible(False)
    return ax


def _mosaic(X, shape, ax, columns, **style):
    X = to_numpy(X)
    n, d = X.shape
    height, width = shape or (round(d**0.5),) * 2
    if height * width != d:
        raise ValueError(f"{d} pixels do not make a picture of {height} × {width}; give shape=(height, width)")
    columns = columns or int(np.ceil((n * height / width) ** 0.5))
    size = max(1, 24 // width)  # dots a pixel, so that the frame is thinner than the pixels
    tiles = np.repeat(np.repeat(X.reshape(n, height, width), size, axis=1), size, axis=2)
    ax = new_axes(ax, figsize=(4.5, 4.5 * -(-n // columns) * height / (columns * width) + 0.2))
    ax.imshow(_sheet(tiles, columns, gap=2), cmap=_with_gaps(style.pop("cmap")), interpolation="nearest", **style)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color=BETWEEN, lw=1.5)
    return ax


def _sheet(tiles, columns, gap):
    n, height, width = tiles.shape
    lines = -(-n // columns)
    sheet = np.full((lines * (height + gap) - gap, columns * (width + gap) - gap), np.nan)
    for k, tile in enumerate(tiles):
        top, left = k // columns * (height + gap), k % columns * (width + gap)
        sheet[top : top + height, left : left + width] = tile
    return sheet


def _with_gaps(name):
    import matplotlib

    return matplotlib.colormaps[name].with_extremes(bad=BETWEEN)


def state_probabilities(exact, sampled, n, *, ax=None, names=None):
    """Draw the exact probability of each state as a bar, and its frequency among ``n`` samples as a dot.

    Parameters
    ----------
    exact, sampled : arrays, shape (2^N,)
        As `boltzmann.exact` and `boltzmann.histogram` return them.
    n : int
        Number of independent samples: error bars are two standard errors, ``2 √(p (1 - p) / n)``.
    names : sequence of str, optional
        Of the states; default their binary digits.
    """
    exact, sampled = to_numpy(exact), to_numpy(sampled)
    states, N = np.arange(len(exact)), len(exact).bit_length() - 1
    ax = new_axes(ax, figsize=(max(4.5, 0.28 * len(exact) + 1), 3.6))
    ax.bar(states, exact, color=COLORS["reference"], alpha=0.45, label="exact")
    errors = 2 * np.sqrt(exact * (1 - exact) / n)
    style = {"fmt": "o", "color": COLORS["class 0"], "ms": 5, "capsize": 3}
    ax.errorbar(states, sampled, errors, label=f"{n:,} samples", **style)
    names = names or [f"{k:0{N}b}" for k in states]
    ax.set_xticks(states, names, rotation=90 if N > 2 else 0, family="monospace")
    ax.set(xlabel="state", ylabel="probability", ylim=(0, None))
    ax.legend(frameon=False)
    return ax


def annealing_traces(annealed, greedy, *, axes=None, ground=None):
    """Compare runs of simulated annealing and of greedy descent: energies along the way, and where they end.

    Parameters
    ----------
    annealed, greedy : arrays, shapes (sweeps + 1, n) and (sweeps′ + 1, n)
        Energies of n runs each, as `annealing.simulated_annealing` and `greedy_descent` return them.
    axes : sequence of two Axes, optional
        Left the traces, right the last energies.
    ground : float, optional
        The lowest energy, if it is known.

    Returns
    -------
    matplotlib Figure
    """
    left, right = _pair() if axes is None else axes
    runs = (("greedy descent", to_numpy(greedy), "class 1", "--"), ("annealing", to_numpy(annealed), "class 0", "-"))
    sweeps = max(len(energies) for _, energies, _, _ in runs)
    ends = np.concatenate([energies[-1] for _, energies, _, _ in runs])
    bins = np.linspace(ends.min(), ends.max() + 1e-9, 25)
    for name, energies, color, style in runs:
        energies = np.concatenate([energies, np.repeat(energies[-1:], sweeps - len(energies), axis=0)])
        low, middle, high = np.percentile(energies, [10, 50, 90], axis=1)
        left.fill_between(np.arange(sweeps), low, high, color=COLORS[color], alpha=0.2, lw=0)
        left.plot(middle, style, color=COLORS[color], lw=2, label=name)
        bars = {"hatch": "///" if style == "--" else None, "ec": "white", "label": name}
        right.hist(energies[-1], bins, orientation="horizontal", color=COLORS[color], alpha=0.6, **bars)
    for ax in (left, right):
        if ground is not None:
            ax.axhline(ground, color=COLORS["theory"], ls=":", label="lowest energy" if ax is left else None)
    left.set(xlabel="sweeps", ylabel="energy", title="median and 80 % of the runs")
    right.set(xlabel="runs", title="where they end")
    left.legend(frameon=False)
    right.legend(frameon=False)
    return left.figure


def _pair():
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(1, 2, figsize=(7.5, 3.6), layout="constrained", width_ratios=(3, 2))
    return [new_axes(ax) for ax in axes]
