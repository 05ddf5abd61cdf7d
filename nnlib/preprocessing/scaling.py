"""Bring every column to mean 0 and standard deviation 1.

A loss whose inputs have very different scales is a narrow valley; standardized, it is nearly a round bowl, and one
learning rate suits all directions.

References
----------
Y. LeCun, L. Bottou, G. Orr, K.-R. Müller (1998), *Efficient BackProp*, section 4.3.
"""

from nnlib.arrays import namespace
from nnlib.preprocessing._check import check_finite, tables

__all__ = ["standardize"]


def standardize(X_train, *others):
    """Subtract the training set's mean and divide by its standard deviation, in all sets.

    Parameters
    ----------
    X_train : array, shape (n, d)
    *others : arrays, shape (any, d)
        Validation and test sets.

    Returns
    -------
    X_train, *others : arrays
        Scaled. A column that is constant in the training set is only shifted.
    mean, scale : arrays, shape (d,)
        What was subtracted and divided by; scale is 1 for constant columns.

    Raises
    ------
    ValueError
        If a set has no shape (n, d), or the training set has no rows, a nan or an infinity.
    """
    sets = tables(X_train, *others)
    xp, X = namespace(*sets), sets[0]
    check_finite(X)
    mean = xp.mean(X, axis=0)
    scale = xp.std(X, axis=0)
    rounding = X.shape[0] * xp.finfo(X.dtype).eps * abs(mean)  # a spread that rounding alone can bring about
    scale = xp.where(scale > rounding, scale, xp.ones_like(scale))
    return *((S - mean) / scale for S in sets), mean, scale
