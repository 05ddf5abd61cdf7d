"""The Ising magnet: the same energy as a Hopfield network's, with one pattern stored, "all alike".

    E(s) = -Σ_{neighbors i, j} sᵢ sⱼ

On the square lattice with periodic borders the exact magnetization is Onsager's, announced in 1949 and proved by Yang;
if every unit is everyone's neighbor with weight 1/N, mean-field theory is exact: ``m = tanh(m / T)``. The latter is
also the overlap of a Hopfield network with one of a few stored patterns.

References
----------
L. Onsager (1944), *Crystal statistics I*, Phys. Rev. 65, 117.
C. N. Yang (1952), *The spontaneous magnetization of a two-dimensional Ising model*, Phys. Rev. 85, 808.
"""

from math import log, sqrt

from nnlib._units import sigmoid
from nnlib.arrays import as_float, asarray, device, namespace
from nnlib.hopfield._check import check_states, check_temperature
from nnlib.hopfield._layout import draw
from nnlib.hopfield.weights import without_diagonal

__all__ = [
    "CRITICAL_TEMPERATURE",
    "ising_energy",
    "ising_sweep",
    "lattice_weights",
    "magnetization",
    "mean_field_magnetization",
    "onsager_magnetization",
]

CRITICAL_TEMPERATURE = 2 / log(1 + sqrt(2))  # 2.269…, of the square lattice


def ising_sweep(S, T, u=None, *, rng=None):
    """Visit every spin of square lattices once, first the black fields of the checkerboard, then the white.

    Spins of one color are not neighbors, so that all of them can turn at once and still follow Glauber's rule.

    Parameters
    ----------
    S : array, shape (L, L) or (n, L, L)
        Spins of -1 and 1; L even.
    T : float
        Temperature, more than 0.
    u : array of the shape of ``S``, optional
        Uniform numbers; drawn from ``rng`` if not given.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional

    Returns
    -------
    array of the shape of ``S``

    Raises
    ------
    ValueError
        If ``T`` is not positive, L is odd, or a spin is neither -1 nor 1.
    """
    check_temperature(T)
    S = _lattice(S)
    u = draw(u, rng, S)
    xp, L = namespace(S), S.shape[-1]
    if L % 2:
        raise ValueError(f"a checkerboard with periodic borders needs an even side, got {L}")
    place = xp.arange(L, dtype=xp.int64, device=device(S))
    color = (place[:, None] + place) % 2
    for turn in (0, 1):
        up = u < sigmoid(2 * _neighbors(S) / T)
        S = xp.where(color == turn, xp.where(up, xp.ones_like(S), -xp.ones_like(S)), S)
    return S


def ising_energy(S):
    """Return the energy per spin, between -2 and 2; ``S`` as in `ising_sweep`."""
    S = _lattice(S)
    return -0.5 * namespace(S).mean(S * _neighbors(S), axis=(-2, -1))


def magnetization(S):
    """Return the mean spin of each lattice, shape () or (n,)."""
    S = _lattice(S)
    return namespace(S).mean(S, axis=(-2, -1))


def lattice_weights(L, *, like=None):
    """Return the weights of the Hopfield network that is the square lattice of side ``L``, at least 3.

    Returns
    -------
    array, shape (L², L²)
        1 between neighbors, 0 elsewhere; of the library, type and device of ``like``, by default NumPy, float64.
    """
    if L < 3:
        raise ValueError(f"a square lattice with periodic borders needs a side of at least 3, got {L}")
    like = asarray([0.0]) if like is None else like
    xp = namespace(like)
    place = xp.arange(L, dtype=xp.int64, device=device(like))
    gap = xp.abs(place[:, None] - place)
    near = xp.astype((gap == 1) | (gap == L - 1), like.dtype)  # along one axis
    here = xp.eye(L, dtype=like.dtype, device=device(like))
    both = near[:, None, :, None] * here[None, :, None, :] + here[:, None, :, None] * near[None, :, None, :]
    return without_diagonal(xp.reshape(both, (L * L, L * L)))


def onsager_magnetization(T):
    """Return ``(1 - sinh(2 / T)⁻⁴)^⅛`` below the critical temperature and 0 above; ``T`` an array or a number."""
    T = _temperatures(T)
    xp = namespace(T)
    cold = xp.where(T < CRITICAL_TEMPERATURE, T, xp.ones_like(T))
    m = (1 - xp.sinh(2 / cold) ** -4.0) ** 0.125
    return xp.where(T < CRITICAL_TEMPERATURE, m, xp.zeros_like(T))


def mean_field_magnetization(T):
    """Return the largest solution of ``m = tanh(m / T)``: 0 from T = 1 upwards; ``T`` an array or a number."""
    T = _temperatures(T)
    xp = namespace(T)
    low, high = xp.zeros_like(T), xp.ones_like(T)
    for _ in range(60):  # bisection: m < tanh(m / T) just below the solution
        m = 0.5 * (low + high)
        below = xp.tanh(m / T) > m
        low, high = xp.where(below, m, low), xp.where(below, high, m)
    return xp.where(T < 1, high, xp.zeros_like(T))


def _temperatures(T):
    T = as_float(T)
    if str(device(T)) != "meta":
        check_temperature(float(namespace(T).min(T)))
    return T


def _lattice(S):
    S = as_float(S)
    if S.ndim not in (2, 3) or S.shape[-1] != S.shape[-2]:
        raise ValueError(f"spins must have shape (L, L) or (n, L, L), got {tuple(S.shape)}")
    check_states(namespace(S).reshape(S, (-1, S.shape[-1])), S.shape[-1], -1)
    return S


def _neighbors(S):
    roll = namespace(S).roll
    return roll(S, 1, axis=-1) + roll(S, -1, axis=-1) + roll(S, 1, axis=-2) + roll(S, -1, axis=-2)
