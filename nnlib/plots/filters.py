"""Weights as pictures: what each unit of a first layer, or each kernel, looks for."""

import math

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import new_axes

__all__ = ["filters", "images"]


def filters(W, shape=None, *, ax=None, columns=None):
    """Draw the weights of each unit as a picture: red positive, blue negative, white zero.

    Parameters
    ----------
    W : array, shape (units, height × width), (units, height, width) or (units, 1, height, width)
        All on one scale, from minus to plus the largest weight.
    shape : pair of int, optional
        Height and width; default a square.
    columns : int, optional
        Pictures in a row; default about as many as rows.
    """
    W = _pictures(W, shape)
    largest = np.abs(W).max() or 1.0
    return _mosaic(W, columns, ax, cmap="RdBu_r", vmin=-largest, vmax=largest)


def images(X, shape=None, *, ax=None, columns=None):
    """Draw samples as pictures, dark ink on light paper; parameters as in `filters`."""
    return _mosaic(_pictures(X, shape), columns, ax, cmap="gray_r")


def _pictures(X, shape):
    X = np.asarray(to_numpy(X), dtype=float)
    if X.ndim == 2:
        side = math.isqrt(X.shape[1])
        shape = shape or (side, side)
        if math.prod(shape) != X.shape[1]:
            raise ValueError(
                f"{X.shape[1]} numbers make no picture of shape {tuple(shape)}; pass shape=(height, width)"
            )
        X = X.reshape(-1, *shape)
    if X.ndim == 4 and X.shape[1] == 1:
        X = X[:, 0]
    if X.ndim != 3:
        raise ValueError(f"expected pictures of shape (n, height, width) or rows of numbers, got {X.shape}")
    return X


def _mosaic(X, columns, ax, **style):
    ax = new_axes(ax)
    n, height, width = X.shape
    columns = columns or math.ceil(math.sqrt(n))
    rows = math.ceil(n / columns)
    board = np.full((rows * (height + 1) - 1, columns * (width + 1) - 1), np.nan)
    for i, picture in enumerate(X):
        top, left = i // columns * (height + 1), i % columns * (width + 1)
        board[top : top + height, left : left + width] = picture
    ax.imshow(board, interpolation="nearest", **style)
    ax.set_axis_off()
    return ax
