"""What a threshold unit can learn: Novikoff's bound on its mistakes, Cover's count of what it can separate.

References
----------
A. B. J. Novikoff (1962), *On convergence proofs on perceptrons*, Symposium on the Mathematical Theory of Automata.
T. M. Cover (1965), *Geometrical and statistical properties of systems of linear inequalities*, IEEE Trans. EC-14.
"""

from math import comb

from nnlib.arrays import as_float, namespace
from nnlib.perceptron.learning import check_targets
from nnlib.perceptron.unit import augment

__all__ = ["mistake_bound", "separable_dichotomies"]


def mistake_bound(X, t, w):
    """Return Novikoff's bound ``(R / γ)²`` on the number of updates, from a separating ``w``.

    Parameters
    ----------
    X : array, shape (n, d)
        Without the fixed input.
    t : array, shape (n,)
        Targets 0 and 1.
    w : array, shape (d + 1,)
        Any separating weights; the best bound comes from those of largest margin.

    Raises
    ------
    ValueError
        If ``w`` does not separate the samples.
    """
    X = augment(X)
    xp, t = namespace(X), check_targets(t, X)
    w = as_float(w, like=X)
    signs = xp.astype(2 * t - 1, X.dtype)
    gamma = float(xp.min(signs * (X @ w))) / float(w @ w) ** 0.5
    if gamma <= 0:
        raise ValueError(f"w does not separate the samples: the smallest margin is {gamma:.3g}, expected more than 0")
    return float(xp.max(xp.sum(X * X, axis=1))) / gamma**2


def separable_dichotomies(n, d):
    """Return the fraction of the 2ⁿ labelings of n points in general position in d dimensions (no bias) that a
    threshold unit can learn: ``2¹⁻ⁿ Σ_{k<d} C(n-1, k)``.

    It is 1 up to n = d and exactly one half at n = 2 d, the capacity.
    """
    if n < 1 or d < 1:
        raise ValueError(f"n and d must be at least 1, got n={n}, d={d}")
    return sum(comb(n - 1, k) for k in range(min(d, n))) / 2 ** (n - 1)
