"""Principal components: the directions in which data vary most.

With the singular value decomposition of centered data, X - x̄ = U S Vᵀ, the components are the rows of Vᵀ and the
variances along them S²/(n-1).

References
----------
K. Pearson (1901), *On lines and planes of closest fit to systems of points in space*, Phil. Mag. 2(11), 559-572.
"""

from typing import Any, NamedTuple

from nnlib.arrays import namespace
from nnlib.preprocessing._check import check_finite, tables

__all__ = ["PrincipalComponents", "principal_components", "project", "reconstruct"]


class PrincipalComponents(NamedTuple):
    """What `principal_components` found.

    Attributes
    ----------
    mean : array, shape (d,)
    components : array, shape (k, d)
        Orthonormal rows; the largest number in each is positive.
    variances : array, shape (k,)
        Along the components, in falling order.
    total_variance : array, shape ()
        Of all columns together: ``variances / total_variance`` are the shares explained.
    """

    mean: Any
    components: Any
    variances: Any
    total_variance: Any


def principal_components(X, k=None):
    """Find the ``k`` directions of largest variance.

    Parameters
    ----------
    X : array, shape (n, d)
        The training set, n at least 2; not whitened, so standardize it first if its columns' units differ.
    k : int, optional
        Default: as many as there are, min(n, d).

    Returns
    -------
    PrincipalComponents

    Raises
    ------
    ValueError
        If there are fewer than 2 samples or ``k`` components, or ``X`` has a nan.
    """
    (X,) = tables(X)
    check_finite(X)
    most = min(X.shape)
    k = most if k is None else k
    if X.shape[0] < 2 or not 1 <= k <= most:
        raise ValueError(f"k must be 1 … {most} for at least 2 samples of shape (n, d), got k={k}, {tuple(X.shape)}")
    xp = namespace(X)
    mean = xp.mean(X, axis=0)
    _, S, Vt = xp.linalg.svd(X - mean, full_matrices=False)
    variances = S**2 / (X.shape[0] - 1)
    return PrincipalComponents(mean, _with_signs(xp, Vt[:k, :]), variances[:k], xp.sum(variances))


def _with_signs(xp, Vt):
    """Of the two signs that a component may have, take the one that makes its largest number positive."""
    largest = xp.take_along_axis(Vt, xp.argmax(abs(Vt), axis=1)[:, None], axis=1)
    return Vt * xp.sign(largest)


def project(X, found):
    """Return the coordinates of ``X`` (n, d) along the components: (n, k)."""
    X, _ = tables(X, found.components)
    return (X - found.mean) @ found.components.T


def reconstruct(Z, found):
    """Return the points (n, d) whose coordinates along the components are ``Z`` (n, k)."""
    return Z @ found.components + found.mean
