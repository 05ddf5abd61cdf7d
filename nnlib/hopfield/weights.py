"""Symmetric weights with a zero diagonal: as a matrix, or as two thin factors when p patterns say it all.

    W = Lᵀ R - diag(Lᵀ R),    L and R of shape (p, N)

The local fields ``W s`` then cost 2pN operations and pN numbers of memory instead of N²: with 400 patterns on 4,000
units five times fewer, with 10 patterns two hundred times.
"""

from nnlib.arrays import as_float, device, namespace
from nnlib.hopfield._check import check_symmetric

__all__ = ["Factored", "as_weights"]


class Factored:
    """Weights ``Lᵀ R`` without their diagonal, never formed.

    Parameters
    ----------
    left, right : arrays, shape (p, N)
        ``Lᵀ R`` must be symmetric, as it is for ``R = C L`` with a symmetric C.
    """

    def __init__(self, left, right):
        xp = namespace(left, right)
        if left.ndim != 2 or tuple(left.shape) != tuple(right.shape):
            raise ValueError(
                f"left and right must have one shape (p, N), got {tuple(left.shape)} and {tuple(right.shape)}"
            )
        self.left, self.right = left, right
        self.diagonal = xp.sum(left * right, axis=0)  # (N,)
        self.size = left.shape[1]
        self.like = left

    def dense(self):
        """Return the matrix, shape (N, N)."""
        return without_diagonal(self.left.T @ self.right)

    def fields(self, S):
        """Return ``W s`` for each row of ``S``, shape (n, N)."""
        return (S @ self.right.T) @ self.left - self.diagonal * S

    def row_sums(self):
        """Return ``Σⱼ Wᵢⱼ``, shape (N,)."""
        return namespace(self.like).sum(self.right, axis=1) @ self.left - self.diagonal

    def magnitude(self):
        """Return a bound on ``Σⱼ |Wᵢⱼ|``, shape (N,): the scale of rounding errors in the fields."""
        xp = namespace(self.like)
        return xp.sum(xp.abs(self.right), axis=1) @ xp.abs(self.left)

    def begin(self, S):
        """Return what a sweep keeps up to date about the states ``S`` (N, n): the overlaps ``R S``, (p, n)."""
        return self.right @ S

    def block_fields(self, units, kept, S):
        """Return the fields (k, n) of ``units``, whose states are ``S`` (k, n)."""
        xp = namespace(S)
        left, diagonal = xp.take(self.left, units, axis=1), xp.take(self.diagonal, units)
        return left.T @ kept - diagonal[:, None] * S

    def among(self, units):
        """Return the weights (k, k) between ``units``."""
        xp = namespace(self.like)
        return without_diagonal(xp.take(self.left, units, axis=1).T @ xp.take(self.right, units, axis=1))

    def proceed(self, kept, units, change):
        """Return ``kept`` after the states of ``units`` have changed by ``change`` (k, n)."""
        return kept + namespace(change).take(self.right, units, axis=1) @ change


class Dense:
    """The same view of a matrix; what a sweep keeps is the states themselves."""

    def __init__(self, W):
        check_symmetric(W)
        self.W, self.size, self.like = W, W.shape[0], W

    def fields(self, S):
        return S @ self.W

    def row_sums(self):
        return namespace(self.W).sum(self.W, axis=1)

    def magnitude(self):
        return (self.size * namespace(self.W).vecdot(self.W, self.W)) ** 0.5  # Σ |w| ≤ √(N Σ w²), and no copy of W

    def begin(self, S):
        return S

    def block_fields(self, units, kept, _):
        return namespace(kept).take(self.W, units, axis=0) @ kept

    def among(self, units):
        xp = namespace(self.W)
        return xp.take(xp.take(self.W, units, axis=0), units, axis=1)

    def proceed(self, kept, *_):
        return kept


def as_weights(W):
    """Return the view of a matrix (N, N), checked; `Factored` weights are returned as they are."""
    return W if isinstance(W, (Factored, Dense)) else Dense(as_float(W))


def without_diagonal(W):
    """Return ``W`` with zeros on its diagonal."""
    xp = namespace(W)
    diagonal = xp.eye(W.shape[0], dtype=xp.bool, device=device(W))
    return xp.where(diagonal, xp.zeros_like(W), W)
