"""Pictures in rows, one row for each way of treating them: as stored, as damaged, as recalled by each rule."""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.style import new_axes

__all__ = ["rows_of_pictures"]

GAP = 2  # pixels between pictures


def rows_of_pictures(rows, shape):
    """Draw the same pictures, treated differently in each row; the largest value of a row is black.

    Parameters
    ----------
    rows : dict of str to array, shape (k, N)
        A label for each row; the rows are equally long.
    shape : tuple (int, int)
        Rows and columns of a picture.

    Returns
    -------
    Axes

    Notes
    -----
    Alternative text: "Three rows of ten pictures: damaged digits, blurred ones, and the digits as they were stored."
    """
    height, width = shape
    count = len(next(iter(rows.values())))
    sheet = np.full((len(rows) * (height + GAP), count * (width + GAP)), 0.15)
    for r, P in enumerate(to_numpy(P) for P in rows.values()):
        ink = (P - P.min()) / max(P.max() - P.min(), 1e-12)
        for k, picture in enumerate(ink):
            top, left = r * (height + GAP) + 1, k * (width + GAP) + 1
            sheet[top : top + height, left : left + width] = picture.reshape(shape)
    ax = new_axes(figsize=(0.75 * count + 2.2, 0.75 * len(rows)))
    ax.imshow(sheet, cmap="gray_r", vmin=0, vmax=1, interpolation="nearest")
    ax.set_yticks((np.arange(len(rows)) + 0.5) * (height + GAP) - 0.5, rows)
    ax.set_xticks([])
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax
