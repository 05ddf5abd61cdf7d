"""The modern Hopfield network: continuous states, softmax retrieval, which is the attention of transformers.

    s ← softmax(β s Pᵀ) P,    E(s) = -lse(β, P s) + ½ sᵀ s + log(p) / β + ½ M²,    M = max_μ |ξ_μ|

where ``lse(β, x) = log(Σ exp(β x)) / β``. The energy never rises; one step is enough where patterns are well apart,
and the number of patterns that can be told apart grows exponentially with the dimension.

References
----------
H. Ramsauer et al. (2020), *Hopfield networks is all you need*, arXiv:2008.02217; eq. (2), (3), theorem 3.
A. Vaswani et al. (2017), *Attention is all you need*, NeurIPS 30.
"""

from math import exp, log, sqrt

from nnlib._units import check_at_least, floats, logsumexp
from nnlib.arrays import namespace

__all__ = ["attention", "modern_capacity", "modern_energy", "modern_recall", "modern_update"]


def attention(Q, K, V, beta=None):
    """Return ``softmax(β Q Kᵀ) V``: for each query a mean of the values, weighted by how well their keys match.

    Parameters
    ----------
    Q : array, shape (..., n, d)
        Queries.
    K : array, shape (..., p, d)
        Keys.
    V : array, shape (..., p, m)
        Values.
    beta : float, optional
        Inverse temperature, more than 0; default ``1 / √d``, as in transformers.

    Returns
    -------
    array, shape (..., n, m)

    Raises
    ------
    ValueError
        If the shapes don't fit or ``beta`` is not positive.
    """
    Q, K, V = floats(Q, K, V)
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError(
            "Q (n, d) and K (p, d) must agree in d, K and V (p, m) in p, "
            f"got {tuple(Q.shape)}, {tuple(K.shape)} and {tuple(V.shape)}"
        )
    beta = 1 / sqrt(Q.shape[-1]) if beta is None else beta
    _check_beta(beta)
    xp = namespace(Q)
    scores = beta * (Q @ K.mT)  # (..., n, p)
    weights = xp.exp(scores - xp.max(scores, axis=-1, keepdims=True))
    return (weights / xp.sum(weights, axis=-1, keepdims=True)) @ V


def modern_update(P, S, beta):
    """Return the states after one step, ``softmax(β s Pᵀ) P``: attention whose keys and values are the patterns.

    Parameters
    ----------
    P : array, shape (p, d)
        Patterns, any real numbers.
    S : array, shape (d,) or (n, d)
        States.
    beta : float
        Inverse temperature, more than 0: large for single patterns, small for their mean.

    Returns
    -------
    array of the shape of ``S``
    """
    P, S = _prepare(P, S, beta)
    return namespace(S).reshape(attention(S if S.ndim == 2 else S[None, :], P, P, beta), tuple(S.shape))


def modern_energy(P, S, beta):
    """Return the energy of each state, at least 0, shape () or (n,); arguments as in `modern_update`."""
    P, S = _prepare(P, S, beta)
    xp = namespace(P)
    largest = xp.max(xp.sum(P * P, axis=1))
    lse = logsumexp(beta * (S @ P.T), axis=-1) / beta
    return 0.5 * (xp.sum(S * S, axis=-1) + largest) + log(P.shape[0]) / beta - lse


def modern_recall(P, S, beta, *, tolerance=1e-6, max_steps=100):
    """Step until no state moves farther than ``tolerance``.

    Parameters
    ----------
    P, S, beta
        As in `modern_update`.
    tolerance : float
        Distance per step, relative to the largest pattern.
    max_steps : int
        At least 1.

    Returns
    -------
    S : array of the shape of ``S``
    steps : int
    """
    P, S = _prepare(P, S, beta)
    check_at_least("max_steps", max_steps, 1)
    xp = namespace(P)
    limit = tolerance**2 * float(xp.max(xp.sum(P * P, axis=1)))
    steps, moved = 0, float("inf")
    while moved > limit and steps < max_steps:
        before, S = S, modern_update(P, S, beta)
        moved = float(xp.max(xp.sum((S - before) ** 2, axis=-1)))
        steps += 1
    return S, steps


def modern_capacity(d, *, beta=1.0, K=3.0, failure=0.001):
    """Return how many random patterns can be stored with certainty up to ``failure``: ``√failure · c^((d-1)/4)``.

    Parameters
    ----------
    d : int
        Dimension; the patterns lie at random on a sphere of radius ``K √(d - 1)``.
    beta, K : float
    failure : float
        Probability, between 0 and 1, that they do not fit.

    Returns
    -------
    float
        A lower bound, from theorem 3 of Ramsauer et al.: ``c = b / W₀(exp(a + log b))`` with
        ``a = 2 (1 + log(2 β K² failure (d - 1))) / (d - 1)``, ``b = 2 K² β / 5`` and Lambert's function W₀.
    """
    from scipy.special import lambertw

    check_at_least("d", d, 2)
    if not 0 < failure < 1:
        raise ValueError(f"failure must be a probability between 0 and 1, got {failure}")
    _check_beta(beta)
    a = 2 * (1 + log(2 * beta * K**2 * failure * (d - 1))) / (d - 1)
    b = 2 * K**2 * beta / 5
    return sqrt(failure) * (b / float(lambertw(b * exp(a)).real)) ** ((d - 1) / 4)


def _check_beta(beta):
    if not beta > 0:
        raise ValueError(f"the inverse temperature beta must be more than 0, got {beta}")


def _prepare(P, S, beta):
    P, S = floats(P, S)
    _check_beta(beta)
    if P.ndim != 2 or S.ndim not in (1, 2) or S.shape[-1] != P.shape[1]:
        raise ValueError(
            f"patterns must have shape (p, d) and states (d,) or (n, d), got {tuple(P.shape)} and {tuple(S.shape)}"
        )
    return P, S
