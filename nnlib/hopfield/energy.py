"""The energy of a Hopfield network, its local fields, and how near a state is to the stored patterns.

    E(s) = -½ sᵀ W s + θᵀ s,    hᵢ = Σⱼ Wᵢⱼ sⱼ - θᵢ,    m = P s / N

A unit that turns towards its field changes the energy by ``-Δsᵢ hᵢ``, which is never more than 0.

References
----------
J. J. Hopfield (1982), *Neural networks and physical systems with emergent collective computational abilities*, PNAS 79.
"""

from nnlib.arrays import as_float, namespace
from nnlib.hopfield._check import check_states, thresholds
from nnlib.hopfield.weights import as_weights

__all__ = ["energy", "is_stable", "local_fields", "overlap"]


def energy(W, S, theta=None, *, low=-1):
    """Return the energy of each state.

    Parameters
    ----------
    W : array, shape (N, N), or Factored
        Symmetric, with a zero diagonal.
    S : array, shape (N,) or (n, N)
        States of ``low`` and 1.
    theta : array, shape (N,), optional
        Thresholds, by default 0.
    low : -1 or 0
        The state of a unit that is off.

    Returns
    -------
    array, shape () or (n,)

    Raises
    ------
    ValueError
        If ``W`` is asymmetric or has self-connections, a shape is wrong, or a state is neither ``low`` nor 1.
    """
    W, S, theta = prepare(W, S, theta, low)
    return energy_of(W, S, theta)


def local_fields(W, S, theta=None, *, low=-1):
    """Return the field ``W s - θ`` on every unit, of the shape of ``S``; arguments as in `energy`."""
    W, S, theta = prepare(W, S, theta, low)
    return W.fields(S) - theta


def is_stable(W, S, theta=None, *, low=-1):
    """Tell which states are fixed points: every unit agrees with its field, or has none.

    Returns
    -------
    array of bool, shape () or (n,)
        Arguments as in `energy`.
    """
    W, S, theta = prepare(W, S, theta, low)
    xp = namespace(S)
    wish = (W.fields(S) - theta) * xp.where(S == 1, xp.ones_like(S), -xp.ones_like(S))
    return xp.all(wish >= -rounding(W, theta), axis=-1)


def overlap(S, P):
    """Return how much each state resembles each pattern: 1 equal, 0 unrelated, -1 inverted.

    Parameters
    ----------
    S : array, shape (N,) or (n, N)
        States of -1 and 1.
    P : array, shape (p, N)
        Patterns.

    Returns
    -------
    array, shape (p,) or (n, p)
    """
    P = as_float(P)
    S = as_float(S, like=P)
    check_states(S, P.shape[-1], -1)
    return S @ P.T / P.shape[1]


def energy_of(W, S, theta):
    """Do the work of `energy` on arguments that have been prepared."""
    return namespace(S).sum(S * (theta - 0.5 * W.fields(S)), axis=-1)


def rounding(W, theta):
    """Return the size (N,) below which a field is no more than rounding errors, and counts as a tie."""
    xp = namespace(theta)
    return 4 * xp.finfo(theta.dtype).eps * (W.magnitude() + xp.abs(theta))


def prepare(W, S, theta, low):
    """Return the view of ``W``, and ``S`` and ``theta`` as arrays like it, all checked."""
    W = as_weights(W)
    S = as_float(S, like=W.like)
    check_states(S, W.size, low)
    return W, S, thresholds(theta, W.size, W.like)
