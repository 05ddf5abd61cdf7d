"""Cross-entropies: the mean number of nats that the targets cost under the predicted probabilities.

From probabilities the logarithm is cut off at -100, as PyTorch does, so that a 0 does not cost everything at once.
"""

from nnlib.arrays import namespace
from nnlib.autodiff import elementwise
from nnlib.autodiff.plain import library
from nnlib.autodiff.primitives import maximum, sigmoid_cross_entropy, softmax_cross_entropy, sum, take_along_axis
from nnlib.losses.targets import check_probabilities, fit

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_logits",
    "categorical_cross_entropy",
    "categorical_cross_entropy_logits",
]


@elementwise(lambda out, a: 1 / maximum(a, 1e-12))
def _log(a):
    """The logarithm, -100 at least."""
    xp = library(a)
    return xp.maximum(xp.log(xp.maximum(a, float(xp.finfo(a.dtype).smallest_normal))), -100.0)


def binary_cross_entropy(Y, A):
    """Return ``-1/n Σ y log a + (1 - y) log(1 - a)``, for outputs that are probabilities of their own.

    Parameters
    ----------
    Y : array, shape (n,) or (n, k)
        Targets, 0 … 1.
    A : array, shape of Y
        Probabilities: behind a sigmoid.

    Returns
    -------
    array, shape ()

    Raises
    ------
    ValueError
        If the shapes differ, there is no sample, or ``A`` are no probabilities.
    """
    Y = fit(Y, A)
    check_probabilities(A, "of logits, take binary_cross_entropy_logits")
    return -sum(_log(A) * Y + _log(1 - A) * (1 - Y)) / A.shape[0]


def binary_cross_entropy_logits(Y, Z):
    """Return `binary_cross_entropy` of sigmoid(Z); no logit is too large.

    Parameters
    ----------
    Y : array, shape (n,) or (n, k)
        Targets, 0 … 1.
    Z : array, shape of Y

    Returns
    -------
    array, shape ()
    """
    Y = fit(Y, Z)
    check_probabilities(Y, "targets of -1 and 1 become 0 and 1 by (Y + 1) / 2", behind=Z)
    return sigmoid_cross_entropy(Z, Y)


def categorical_cross_entropy(Y, A):
    """Return ``-1/n Σ y log a``, for rows of probabilities of exclusive classes.

    Parameters
    ----------
    Y : array, shape (n, k), or array of int, shape (n,)
        A distribution over the classes in each row (one-hot, say), or class labels 0 … k-1.
    A : array, shape (n, k)
        Probabilities: behind a softmax.

    Returns
    -------
    array, shape ()

    Raises
    ------
    ValueError
        If the shapes differ, there is no sample, a label is out of range, or ``A`` are no probabilities.
    """
    Y = fit(Y, A, labels=True)
    check_probabilities(A, "of logits, take categorical_cross_entropy_logits")
    if Y.ndim == 1:
        return -sum(_log(take_along_axis(A, _places(Y), 1))) / A.shape[0]
    return -sum(_log(A) * Y) / A.shape[0]


def categorical_cross_entropy_logits(Y, Z):
    """Return `categorical_cross_entropy` of softmax(Z); no logit is too large.

    Parameters
    ----------
    Y : array, shape (n, k), or array of int, shape (n,)
    Z : array, shape (n, k)

    Returns
    -------
    array, shape ()
    """
    Y = fit(Y, Z, labels=True)
    if Y.ndim == 2:
        check_probabilities(Y, "a row of targets is a distribution over the classes", behind=Z)
    return softmax_cross_entropy(Z, _places(Y)[:, 0] if Y.ndim == 1 else Y)


def _places(labels):
    xp = namespace(labels)
    return xp.astype(labels, xp.int64)[:, None]
