"""Codes of two numbers as a map: where samples lie, and what the decoder makes of each place."""

import numpy as np

from nnlib.plots.style import CYCLE, new_axes

__all__ = ["code_map", "decoded_map"]


def code_map(C, t, *, ax=None):
    """Draw each sample as its class's digit at its code.

    Parameters
    ----------
    C : array, shape (n, 2)
    t : array of int, shape (n,)
        Digits; colors repeat after seven, the characters tell all apart.
    """
    ax = new_axes(ax, figsize=(4.6, 4.2))
    for place, digit in zip(C, t, strict=True):
        ax.text(*place, str(digit), color=CYCLE[digit % len(CYCLE)], fontsize=8, ha="center", va="center")
    low, high = C.min(axis=0), C.max(axis=0)
    room = 0.05 * (high - low)
    ax.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]))
    ax.set(xlabel="first number", ylabel="second number")
    return ax


def decoded_map(decode, xlim, ylim, *, ax=None, places=11):
    """Draw the square pictures that ``decode`` makes of a lattice of codes, each where its code is.

    Parameters
    ----------
    decode : callable
        From codes (n, 2) to pictures (n, side²).
    places : int
        Along each direction.
    """
    ax = new_axes(ax, figsize=(4.6, 4.2))
    x, y = np.meshgrid(np.linspace(*xlim, places), np.linspace(*ylim, places)[::-1])
    pictures = np.asarray(decode(np.column_stack([x.ravel(), y.ravel()])))
    side = round(pictures.shape[1] ** 0.5)
    framed = np.pad(pictures.reshape(places, places, side, side), [(0, 0), (0, 0), (0, 1), (0, 1)])
    board = framed.transpose(0, 2, 1, 3).reshape(places * (side + 1), -1)
    ax.imshow(board, cmap="gray_r", vmin=0, vmax=1, extent=(*xlim, *ylim), aspect="auto")
    ax.set(xlabel="first number", ylabel="second number")
    return ax
