"""Bars and stripes, the data on which small Boltzmann machines prove themselves.

References
----------
D. J. C. MacKay (2003), *Information Theory, Inference, and Learning Algorithms*, sec. 43.
"""

import numpy as np

from nnlib.boltzmann.exact import states

__all__ = ["bars_and_stripes"]


def bars_and_stripes(side=3):
    """Return all pictures in which every row is uniform, or every column is.

    Parameters
    ----------
    side : int
        Pixels a side, from 1 to 10.

    Returns
    -------
    array of float, shape (2 · 2^side - 2, side²)
        Pictures of 0 and 1, a row each; for side 3 there are 14.
    """
    if not 1 <= side <= 10:
        raise ValueError(f"side must be between 1 and 10, got {side}")
    lines = states(side)
    bars = np.repeat(lines, side, axis=1)
    stripes = np.tile(lines, (1, side))
    return np.unique(np.concatenate([bars, stripes]), axis=0)
