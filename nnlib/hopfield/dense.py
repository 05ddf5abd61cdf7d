"""Dense associative memory: a steeper energy holds many more patterns than 0.138 N.

    E(s) = -Σ_μ F(ξ_μ · s),    sᵢ ← sign(Σ_μ F(ξ_μᵢ + rest_μᵢ) - F(-ξ_μᵢ + rest_μᵢ)),    rest_μᵢ = Σ_{j≠i} ξ_μⱼ sⱼ

``F(x) = x²`` is the classical network; ``xⁿ`` holds on the order of Nⁿ⁻¹ patterns, ``exp(x)`` exponentially many
(2^(N/2)). Only the patterns are kept, no weights. F is used relative to its value at ``top``, so that nothing
overflows: a positive factor changes neither the updates nor the order of the energies.

References
----------
D. Krotov, J. J. Hopfield (2016), *Dense associative memory for pattern recognition*, NeurIPS 29.
M. Demircigil et al. (2017), *On a model of associative memory with huge storage capacity*, J. Stat. Phys. 168.
"""

from math import erfc, log, prod, sqrt

from nnlib._units import check_at_least
from nnlib.arrays import as_float, namespace
from nnlib.hopfield._check import check_patterns, check_states
from nnlib.hopfield._layout import columns, rows
from nnlib.hopfield.asynchronous import Recall

__all__ = [
    "dense_bit_error",
    "dense_capacity",
    "dense_energy",
    "dense_recall",
    "exponential",
    "polynomial",
    "rectified",
]


def polynomial(n):
    """Return ``F(x) = xⁿ``, relative to ``topⁿ``; an even n remembers the inverse patterns too."""
    check_at_least("n", n, 2)
    return lambda x, top: _power(x / top, n)


def rectified(n):
    """Return ``F(x) = xⁿ`` for positive x and 0 below, relative to ``topⁿ``."""
    check_at_least("n", n, 2)
    return lambda x, top: _power(namespace(x).clip(x, 0, None) / top, n)


def exponential(x, top):
    """Return ``exp(x)``, relative to ``exp(top)``."""
    return namespace(x).exp(x - top)


def dense_energy(P, S, F):
    """Return the energy of each state, as a multiple of ``F(N)``: -1 at a pattern unrelated to all others.

    Parameters
    ----------
    P : array, shape (p, N)
        Patterns of -1 and 1.
    S : array, shape (N,) or (n, N)
        States of -1 and 1.
    F : callable
        ``polynomial(n)``, ``rectified(n)``, `exponential`, or any ``F(x, top)`` that is F(x) up to a positive factor
        depending on top.

    Returns
    -------
    array, shape () or (n,)
    """
    P, S = _prepare(P, S)
    return -namespace(S).sum(F(S @ P.T, P.shape[1]), axis=-1)


def dense_recall(P, S, F, *, rng=None, max_sweeps=100):
    """Visit the units one after the other until none wants to change; a tie keeps the state.

    Parameters
    ----------
    P, S, F
        As in `dense_energy`.
    rng : numpy.random.Generator, optional
        Draws a new order for each sweep; without it, from the first unit to the last.
    max_sweeps : int
        At least 1; with 1, recall in one step.

    Returns
    -------
    Recall

    Raises
    ------
    ValueError
        If a shape is wrong, or a state or a pattern is neither -1 nor 1.
    """
    P, S = _prepare(P, S)
    check_at_least("max_sweeps", max_sweeps, 1)
    xp, held = namespace(P), columns(S)
    sweeps, converged = 0, False
    while not converged and sweeps < max_sweeps:
        before = xp.asarray(held, copy=True)
        _sweep(P, held, F, range(P.shape[1]) if rng is None else rng.permutation(P.shape[1]).tolist())
        converged = not bool(xp.any(held != before))
        sweeps += 1
    return Recall(rows(held, S), sweeps, converged)


def _sweep(P, held, F, order):
    xp = namespace(P)
    overlaps, slack = P @ held, 4 * xp.finfo(P.dtype).eps  # (p, n)
    for i in order:
        own = P[:, i, None]
        rest = overlaps - own * held[i, :]
        top = xp.max(xp.abs(rest), axis=0) + 1
        plus, minus = F(rest + own, top), F(rest - own, top)
        gain = xp.sum(plus - minus, axis=0)  # E(off) - E(on), (n,)
        rounding = slack * xp.sum(xp.abs(plus) + xp.abs(minus), axis=0)
        state = xp.where(xp.abs(gain) <= rounding, held[i, :], xp.sign(gain))
        overlaps, held[i, :] = rest + own * state, state


def dense_bit_error(N, p, n):
    """Return the probability that one unit of a stored pattern is unstable, for ``F(x) = xⁿ`` and large N.

    The field of the pattern itself competes with Gaussian noise from the p - 1 others:
    ``½ erfc(√(Nⁿ⁻¹ / (2 p (2n - 3)!!)))``.
    """
    return 0.5 * erfc(sqrt(N ** (n - 1) / (2 * p * _double_factorial(2 * n - 3))))


def dense_capacity(N, n):
    """Return how many random patterns ``F(x) = xⁿ`` recalls without any error, ``Nⁿ⁻¹ / (2 (2n - 3)!! ln N)``."""
    return N ** (n - 1) / (2 * _double_factorial(2 * n - 3) * log(N))


def _double_factorial(k):
    return prod(range(k, 1, -2))


def _power(x, n):
    """``xⁿ`` by repeated squaring, an order of magnitude faster than a general power."""
    result = None
    while n:
        if n % 2:
            result = x if result is None else result * x
        x, n = x * x, n // 2
    return result


def _prepare(P, S):
    P = check_patterns(P)
    S = as_float(S, like=P)
    check_states(S, P.shape[1], -1)
    return P, S
