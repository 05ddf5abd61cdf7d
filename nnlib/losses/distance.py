"""Losses that measure a distance: quadratic, mean squared error, hinge.

References
----------
C. Cortes, V. Vapnik (1995), *Support-vector networks*, Machine Learning 20, 273-297 (hinge).
"""

import math

from nnlib.autodiff.primitives import maximum, square, sum
from nnlib.losses.targets import check_probabilities, fit

__all__ = ["hinge", "mse", "quadratic"]


def quadratic(Y, A):
    """Return half the mean squared distance, ``1/2n Σ (a - y)²``.

    Parameters
    ----------
    Y, A : arrays, shape (n,) or (n, k)
        Targets and outputs.

    Returns
    -------
    array, shape ()

    Raises
    ------
    ValueError
        If the shapes differ or there is no sample.
    """
    Y = fit(Y, A)
    return sum(square(A - Y)) / (2 * A.shape[0])


def mse(Y, A):
    """Return the mean squared error over samples and outputs, ``1/nk Σ (a - y)²``; arguments as in `quadratic`."""
    Y = fit(Y, A)
    return sum(square(A - Y)) / math.prod(A.shape)


def hinge(Y, Z):
    """Return ``1/n Σ max(0, 1 - (2y - 1) z)``: 0 as soon as each sample is on its side by a margin of 1.

    Parameters
    ----------
    Y : array, shape (n,) or (n, k)
        Targets 0 and 1.
    Z : array, shape of Y
        Outputs of any size; positive ones vote for 1.

    Returns
    -------
    array, shape ()
        Its derivative at the kink is 0.
    """
    Y = fit(Y, Z)
    check_probabilities(Y, "targets of -1 and 1 become 0 and 1 by (Y + 1) / 2", behind=Z)
    return sum(maximum(0.0, 1 - Z * (2 * Y - 1))) / Z.shape[0]
