"""Three rules that store patterns in symmetric weights with a zero diagonal.

    Hebb             W = Pᵀ P / N                     capacity 0.138 N random patterns
    pseudo-inverse   W = Pᵀ (P Pᵀ)⁻¹ P                any N linearly independent patterns stay put; not local
    Storkey          W ← W + (ξ ξᵀ - ξ hᵀ - h ξᵀ) / N  one pattern after the other; local; N / √(2 ln N)

In Storkey's rule h is the field on unit i without the contributions of i itself and of j, so its entry (i, j) is
``hᵢⱼ = Σ_{k≠i,j} Wᵢₖ ξₖ``.

References
----------
J. J. Hopfield (1982), *Neural networks and physical systems with emergent collective computational abilities*, PNAS 79.
L. Personnaz, I. Guyon, G. Dreyfus (1986), *Collective computational properties of neural networks*, Phys. Rev. A 34.
A. Storkey (1997), *Increasing the capacity of a Hopfield network without sacrificing functionality*, ICANN.
"""

from nnlib.arrays import device, namespace
from nnlib.hopfield._check import check_patterns
from nnlib.hopfield.weights import Factored, without_diagonal

__all__ = ["hebb", "hebb_factors", "pseudo_inverse", "pseudo_inverse_factors", "storkey"]


def hebb(P):
    """Store patterns by Hebb's rule: units that are alike in most patterns support each other.

    Parameters
    ----------
    P : array, shape (p, N)
        Patterns of -1 and 1, one a row.

    Returns
    -------
    array, shape (N, N)

    Raises
    ------
    ValueError
        If ``P`` has another shape or other values.
    """
    return hebb_factors(P).dense()


def hebb_factors(P):
    """Return the weights of `hebb` as `Factored` ones, which need p N numbers instead of N²."""
    P = check_patterns(P)
    return Factored(P, P / P.shape[1])


def pseudo_inverse(P):
    """Store patterns by the projection rule: each one becomes a fixed point, however correlated they are.

    Parameters
    ----------
    P : array, shape (p, N)
        Patterns of -1 and 1, linearly independent.

    Returns
    -------
    array, shape (N, N)

    Raises
    ------
    ValueError
        If the patterns are linearly dependent, or as `hebb`.
    """
    return pseudo_inverse_factors(P).dense()


def pseudo_inverse_factors(P):
    """Return the weights of `pseudo_inverse` as `Factored` ones."""
    P = check_patterns(P)
    xp = namespace(P)
    if str(device(P)) != "meta" and (rank := int(xp.linalg.matrix_rank(P))) < P.shape[0]:
        raise ValueError(
            f"the pseudo-inverse needs linearly independent patterns, but only {rank} of these {P.shape[0]} are; "
            "drop duplicates and inverses, or use hebb"
        )
    return Factored(P, xp.linalg.solve(P @ P.T, P))


def storkey(P):
    """Store patterns by Storkey's rule, in the order given.

    Parameters
    ----------
    P : array, shape (p, N)
        Patterns of -1 and 1.

    Returns
    -------
    array, shape (N, N)
        Zero diagonal.
    """
    P = check_patterns(P)
    xp, N = namespace(P), P.shape[1]
    W = xp.zeros((N, N), dtype=P.dtype, device=device(P))
    for m in range(P.shape[0]):
        pattern = P[m, :]
        field = (W @ pattern)[:, None] - W * pattern  # hᵢⱼ; the term of i itself is 0 with the diagonal
        known = field * pattern
        W = without_diagonal(W + (pattern[:, None] * pattern - known - known.T) / N)
    return W
