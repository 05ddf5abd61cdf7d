"""Something to store: random patterns, letters drawn in code, digits; and damage to recover from."""

from itertools import pairwise

import numpy as np

from nnlib.arrays import as_float, asarray, namespace
from nnlib.hopfield._check import check_states
from nnlib.hopfield._layout import draw

__all__ = ["digit_prototypes", "flip", "letters", "random_patterns"]

# Strokes of each letter: points (x, y) joined by lines, in a square of side 1 with y pointing down.
_STROKES = {
    "A": ["0,1 .5,0 1,1", ".2,.65 .8,.65"],
    "B": ["0,0 0,1 .8,1 1,.75 .8,.5 .8,.25 .7,0 0,0", "0,.5 .8,.5"],
    "C": ["1,.15 .75,0 .25,0 0,.25 0,.75 .25,1 .75,1 1,.85"],
    "D": ["0,0 0,1 .65,1 1,.7 1,.3 .65,0 0,0"],
    "E": ["1,0 0,0 0,1 1,1", "0,.5 .8,.5"],
    "F": ["1,0 0,0 0,1", "0,.5 .8,.5"],
    "G": ["1,.15 .75,0 .25,0 0,.25 0,.75 .25,1 .75,1 1,.8 1,.55 .55,.55"],
    "H": ["0,0 0,1", "1,0 1,1", "0,.5 1,.5"],
    "I": [".5,0 .5,1", ".2,0 .8,0", ".2,1 .8,1"],
    "J": ["1,0 1,.75 .75,1 .25,1 0,.75"],
    "K": ["0,0 0,1", "1,0 0,.55", ".25,.45 1,1"],
    "L": ["0,0 0,1 1,1"],
    "M": ["0,1 0,0 .5,.5 1,0 1,1"],
    "N": ["0,1 0,0 1,1 1,0"],
    "O": [".3,0 .7,0 1,.3 1,.7 .7,1 .3,1 0,.7 0,.3 .3,0"],
    "P": ["0,1 0,0 .75,0 1,.25 .75,.5 0,.5"],
    "Q": [".3,0 .7,0 1,.3 1,.7 .7,1 .3,1 0,.7 0,.3 .3,0", ".6,.6 1,1"],
    "R": ["0,1 0,0 .75,0 1,.25 .75,.5 0,.5", ".45,.5 1,1"],
    "S": ["1,.1 .75,0 .25,0 0,.25 .25,.48 .75,.52 1,.75 .75,1 .25,1 0,.9"],
    "T": ["0,0 1,0", ".5,0 .5,1"],
    "U": ["0,0 0,.75 .25,1 .75,1 1,.75 1,0"],
    "V": ["0,0 .5,1 1,0"],
    "W": ["0,0 .25,1 .5,.4 .75,1 1,0"],
    "X": ["0,0 1,1", "1,0 0,1"],
    "Y": ["0,0 .5,.5 1,0", ".5,.5 .5,1"],
    "Z": ["0,0 1,0 0,1 1,1"],
}


def letters(text, size=10, *, like=None):
    """Draw capital letters as patterns.

    Parameters
    ----------
    text : str
        Letters from A to Z.
    size : int
        Pixels a side, at least 5.
    like : array, optional
        The result has this array's library, type and device; default NumPy, float64.

    Returns
    -------
    array, shape (len(text), size²)
        1 for ink, -1 for paper, row by row.

    Raises
    ------
    ValueError
        If a character is not a letter from A to Z, or the pictures are too small.
    """
    unknown = sorted(set(text) - set(_STROKES))
    if unknown or size < 5:
        raise ValueError(f"letters needs capitals A-Z and at least 5 pixels a side, got {text!r} and {size}")
    drawn = np.array([_draw(_STROKES[letter], size) for letter in text]).reshape(len(text), size * size)
    return drawn if like is None else asarray(drawn, like=like)


def _draw(strokes, size):
    center = np.arange(size)
    pixels = np.stack(np.meshgrid(center, center), axis=-1).reshape(-1, 2)  # (size², 2), x and y
    border = max(1, size // 10)
    ink = np.zeros(len(pixels), dtype=bool)
    for stroke in strokes:
        points = np.array([point.split(",") for point in stroke.split()], dtype=float)
        points = border + points * (size - 1 - 2 * border)
        for start, end in pairwise(points):
            ink |= _distance(pixels, start, end) <= 0.07 * size
    return np.where(ink, 1.0, -1.0)


def _distance(pixels, start, end):
    along = end - start
    part = np.clip((pixels - start) @ along / (along @ along), 0, 1)
    return np.linalg.norm(pixels - start - part[:, None] * along, axis=1)


def digit_prototypes(*, like=None):
    """Return the ten mean digits of 8 × 8 pixels, 1 where a pixel is brighter than the mean of its digit.

    Returns
    -------
    array, shape (10, 64)
        Correlated patterns of -1 and 1.
    """
    from nnlib.datasets import digits

    X, t = digits()
    means = np.stack([X[t == digit].mean(axis=0) for digit in range(10)])
    drawn = np.where(means > means.mean(axis=1, keepdims=True), 1.0, -1.0)
    return drawn if like is None else asarray(drawn, like=like)


def random_patterns(p, N, *, rng, like=None):
    """Draw ``p`` patterns of ``N`` fair coins.

    Parameters
    ----------
    p, N : int
    rng : numpy.random.Generator
    like : array, optional
        As in `letters`.

    Returns
    -------
    array, shape (p, N)
        -1 and 1.
    """
    drawn = 2.0 * rng.integers(2, size=(p, N)) - 1
    return drawn if like is None else asarray(drawn, like=like)


def flip(S, fraction, u=None, *, rng=None):
    """Invert ``round(fraction · N)`` units of every state, chosen at random.

    Parameters
    ----------
    S : array, shape (N,) or (n, N)
        States of -1 and 1.
    fraction : float
        Between 0 and 1.
    u : array of the shape of ``S``, optional
        Uniform numbers: the units with the smallest ones are inverted. Drawn from ``rng`` if not given.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional

    Returns
    -------
    array of the shape of ``S``

    Raises
    ------
    ValueError
        If ``fraction`` is not between 0 and 1, or a state is neither -1 nor 1.
    """
    S = as_float(S)
    check_states(S, S.shape[-1], -1)
    if not 0 <= fraction <= 1:
        raise ValueError(f"fraction must be between 0 and 1, got {fraction}")
    count = round(fraction * S.shape[-1])
    if count == 0:
        return S
    xp = namespace(S)
    u = draw(u, rng, S)
    last = xp.sort(u, axis=-1)[..., count - 1 : count]
    return xp.where(u <= last, -S, S)
