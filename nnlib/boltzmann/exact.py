"""Everything about a small Boltzmann machine, exactly: list all states and add up.

    P(s) = exp(-E(s) / T) / Z,    Z = Σ_s exp(-E(s) / T),    P(v) = Σ_h P(v, h)

States are in counting order: state k shows the binary digits of k, unit 0 first. The visible units are the first
ones of the machine. A machine of 20 units has a million states; that is the limit here.
"""

from math import log2

from nnlib._units import check_range, check_shape, floats, logsumexp
from nnlib.arrays import as_float, device, namespace
from nnlib.boltzmann.machine import check_machine, check_temperature

__all__ = [
    "energies",
    "exact",
    "histogram",
    "kl_divergence",
    "log_likelihood",
    "log_partition",
    "states",
    "visible_distribution",
]

LIMIT = 20


def states(N, *, like=None):
    """Return all states of ``N`` units, in counting order.

    Parameters
    ----------
    N : int
        At most 20.
    like : array, optional
        The result has its library, type and device; default NumPy, float64.

    Returns
    -------
    array, shape (2^N, N)

    Raises
    ------
    ValueError
        If ``N`` exceeds 20.
    """
    check_enumerable(N)
    (like,) = floats([0.0] if like is None else like)
    xp = namespace(like)
    k = xp.arange(2**N, dtype=xp.int64, device=device(like))
    powers = xp.asarray([2**i for i in reversed(range(N))], dtype=xp.int64, device=device(like))
    return xp.astype((k[:, None] // powers) % 2, like.dtype)


def energies(W, b):
    """Return the energies of all states, in counting order, in O(2^N) operations.

    Parameters
    ----------
    W : array, shape (N, N)
        Symmetric, with a zero diagonal.
    b : array, shape (N,) or (n, N)
        One row of biases, or n of them: n machines that share their weights.

    Returns
    -------
    array, shape (2^N,) or (n, 2^N)
    """
    xp, N = namespace(W), W.shape[0]
    check_enumerable(N)
    energy = xp.zeros((*b.shape[:-1], 1), dtype=b.dtype, device=device(b))  # of the one state of no units
    for i in reversed(range(N)):  # put unit i before the units i+1 … N-1 listed so far
        field = b[..., i : i + 1]
        for j in reversed(range(i + 1, N)):
            field = xp.concat([field, field + W[i, j]], axis=-1)
        energy = xp.concat([energy, energy - field], axis=-1)
    return energy


def log_partition(W, b, T=1.0):
    """Return ``log Z``, the logarithm of ``Σ_s exp(-E(s) / T)``; arguments as in `exact`."""
    W, b = _check(W, b, T)
    return logsumexp(-energies(W, b) / T)


def exact(W, b, T=1.0):
    """Return the probability of each state in equilibrium.

    Parameters
    ----------
    W : array, shape (N, N)
        Symmetric, with a zero diagonal; N at most 20.
    b : array, shape (N,)
    T : float
        Temperature, more than 0.

    Returns
    -------
    array, shape (2^N,)
        In counting order, that of `states`.

    Raises
    ------
    ValueError
        If there are more than 20 units, or as `energy`.
    """
    W, b = _check(W, b, T)
    exponents = -energies(W, b) / T
    return namespace(W).exp(exponents - logsumexp(exponents))


def visible_distribution(W, b, n_visible):
    """Return the probability of each state of the first ``n_visible`` units, at T = 1.

    Returns
    -------
    array, shape (2^n_visible,)
    """
    p = exact(W, b)
    N = p.shape[0].bit_length() - 1
    if not 1 <= n_visible <= N:
        raise ValueError(f"n_visible must be between 1 and the {N} units of the machine, got {n_visible}")
    return namespace(p).sum(namespace(p).reshape(p, (2**n_visible, -1)), axis=1)


def log_likelihood(V, W, b):
    """Return the logarithm of the probability of each visible state, at T = 1.

    Parameters
    ----------
    V : array, shape (n, d)
        States of the first d units.
    W, b
        As in `exact`.

    Returns
    -------
    array, shape (n,)
    """
    W, b, V = floats(W, b, V)
    check_machine(W, b)
    check_range("visible states", V, binary=True)
    d = V.shape[1]
    seen = -namespace(V).sum((0.5 * (V @ W[:d, :d]) + b[:d]) * V, axis=1)  # energy among the visible units
    hidden = -energies(W[d:, d:], b[d:] + V @ W[:d, d:])  # (n, 2^h)
    return logsumexp(hidden, axis=1) - seen - log_partition(W, b)


def histogram(S):
    """Return how often each state occurs among the rows of ``S``, as fractions.

    Parameters
    ----------
    S : array, shape (n, N)
        States of 0 and 1; N at most 20.

    Returns
    -------
    array, shape (2^N,)
        In counting order.
    """
    S = as_float(S)
    xp, (n, N) = namespace(S), S.shape
    check_enumerable(N)
    check_range("states", S, binary=True)
    k = sum(xp.astype(S[:, i], xp.int64) * 2 ** (N - 1 - i) for i in range(N))
    edges = xp.searchsorted(xp.sort(k), xp.arange(2**N + 1, dtype=k.dtype, device=device(S)))
    return xp.astype(edges[1:] - edges[:-1], S.dtype) / n


def kl_divergence(p, q):
    """Return ``Σ p log(p / q)`` in nats, the distance of the distribution ``q`` from ``p``.

    Parameters
    ----------
    p, q : arrays, shape (m,)
        Probabilities; where p is 0 the term is 0.
    """
    p, q = floats(p, q)
    check_shape("q", q, tuple(p.shape), "both must list the same states")
    xp = namespace(p)
    one = xp.ones_like(p)
    ratio = xp.where(p > 0, p, one) / xp.where(p > 0, q, one)
    return xp.sum(p * xp.log(ratio))


def check_enumerable(N):
    """Raise ValueError if ``N`` units have too many states to list."""
    if N > LIMIT:
        digits = f"{2**N:,}" if N <= 60 else f"10^{round(N / log2(10))}"
        raise ValueError(
            f"{N} units have {digits} states, too many to list; at most {LIMIT} units, beyond that draw samples "
            "(gibbs_sweep, sample) or estimate log Z (nnlib.annealing)"
        )


def _check(W, b, T):
    W, b = floats(W, b)
    check_machine(W, b)
    check_temperature(T)
    check_enumerable(W.shape[0])
    return W, b
