"""Weights that learn from their inputs alone: how long they grow, and where they turn.

Each docstring ends with an alternative text, to be adapted to what is shown.
"""

import numpy as np

from nnlib.plots.style import COLORS, new_axes

__all__ = ["directions", "lengths"]

_STYLES = {0: "--", 1: "-", 2: ":"}


def lengths(paths, *, ax=None):
    """Draw the length of weight vectors against the samples seen, on a logarithmic axis.

    Parameters
    ----------
    paths : dict of str to array, shape (steps + 1, d)
        The weights by rule, the first ones included.

    Notes
    -----
    Alternative text: "The length of the weights against samples seen. Hebb's grow exponentially, Oja's settle at 1."
    """
    ax = new_axes(ax)
    for number, (label, path) in enumerate(paths.items()):
        ax.semilogy(np.linalg.norm(path, axis=1), _STYLES[number], label=label)
    ax.axhline(1, color=COLORS["reference"], lw=1)
    ax.set(xlabel="samples seen", ylabel="length of the weights")
    ax.legend(frameon=False)
    return ax


def directions(X, path, *, ax=None):
    """Draw samples with the path of a weight vector through their plane, and the unit circle.

    Parameters
    ----------
    X : array, shape (n, 2)
    path : array, shape (steps + 1, 2)

    Notes
    -----
    Alternative text: "An elongated cloud of inputs. The weights wander from their start to the unit circle and come to
    rest there, pointing along the cloud."
    """
    ax = new_axes(ax)
    ax.plot(*X.T, ".", color=COLORS["reference"], ms=3, alpha=0.6, label="inputs")
    angle = np.linspace(0, 2 * np.pi, 100)
    ax.plot(np.cos(angle), np.sin(angle), ":", color=COLORS["theory"], lw=1.2, label="length 1")
    ax.plot(*np.transpose(path), color=COLORS["class 1"], lw=2, label="weights, on their way")
    ax.plot(*path[0], "o", mfc="white", color=COLORS["class 1"], ms=8)
    ax.annotate("", path[-1], (0, 0), arrowprops={"arrowstyle": "-|>", "color": COLORS["line"], "lw": 2.2})
    ax.set(xlabel="input 1", ylabel="input 2", aspect="equal")
    ax.legend(frameon=False, fontsize=9, loc="lower right")
    return ax
