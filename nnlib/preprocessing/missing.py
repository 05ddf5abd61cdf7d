"""Fill in what is missing, and pull in what sticks out.

References
----------
J. W. Tukey (1977), *Exploratory data analysis*, section 2D (fences).
"""

import numpy as np

from nnlib._names import look_up
from nnlib.arrays import asarray, namespace, to_numpy
from nnlib.preprocessing._check import tables

__all__ = ["clip_outliers", "impute", "tukey_fences"]

_STRATEGIES = {"mean": np.nanmean, "median": np.nanmedian}


def impute(X_train, *others, strategy="mean"):
    """Replace each nan by the mean or the median of its column in the training set.

    Parameters
    ----------
    X_train : array, shape (n, d)
    *others : arrays, shape (any, d)
    strategy : {"mean", "median"}

    Returns
    -------
    X_train, *others : arrays
    fill : array, shape (d,)
        What was put in.

    Raises
    ------
    ValueError
        If a column has no number at all, or the strategy is unknown.
    """
    sets = tables(X_train, *others)
    X = to_numpy(sets[0])
    empty = np.flatnonzero(np.isnan(X).all(axis=0))
    if empty.size:
        raise ValueError(f"columns {empty.tolist()} have no number in the training set; leave them out")
    fill = asarray(look_up(_STRATEGIES, strategy, "strategy")(X, axis=0), like=sets[0])
    xp = namespace(*sets)
    return *(xp.where(xp.isnan(S), fill, S) for S in sets), fill


def tukey_fences(X, k=1.5):
    """Return for each column the bounds beyond which Tukey calls a value an outlier.

    Parameters
    ----------
    X : array, shape (n, d)
        A nan is passed over.
    k : float
        How many interquartile ranges the fences stand outside the quartiles; 3 for "far out".

    Returns
    -------
    low, high : arrays, shape (d,)
        ``(X < low) | (X > high)`` are the outliers.
    """
    if not k >= 0:
        raise ValueError(f"k must be at least 0, got {k}")
    (X,) = tables(X)
    lower, upper = np.nanquantile(to_numpy(X), [0.25, 0.75], axis=0)
    reach = k * (upper - lower)
    return asarray(lower - reach, like=X), asarray(upper + reach, like=X)


def clip_outliers(X_train, *others, k=1.5):
    """Move values outside the training set's `tukey_fences` onto them, in all sets.

    Returns
    -------
    X_train, *others : arrays
    low, high : arrays, shape (d,)
        The fences.
    """
    sets = tables(X_train, *others)
    low, high = tukey_fences(sets[0], k)
    xp = namespace(*sets)
    return *(xp.minimum(xp.maximum(S, low), high) for S in sets), low, high
