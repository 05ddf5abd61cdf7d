"""A network of stochastic binary units that settles into thermal equilibrium.

    E(s) = -½ sᵀ W s - bᵀ s,    ΔEᵢ = E(sᵢ=0) - E(sᵢ=1) = Σⱼ Wᵢⱼ sⱼ + bᵢ,    p_on = 1 / (1 + exp(-ΔEᵢ / T))

Updated one after the other, the units visit each state s with probability proportional to ``exp(-E(s) / T)``. Many
chains run at once: a state has shape (N,), or (n, N) for n chains.

References
----------
D. H. Ackley, G. E. Hinton, T. J. Sejnowski (1985), *A learning algorithm for Boltzmann machines*, Cognitive Science 9.
S. Geman, D. Geman (1984), *Stochastic relaxation, Gibbs distributions, and the Bayesian restoration of images*, PAMI 6.
"""

from nnlib._units import Given, bernoulli, check_at_least, check_range, check_shape, floats, sigmoid, stream
from nnlib.arrays import as_float, device, namespace, to_numpy

__all__ = [
    "check_machine",
    "check_states",
    "check_temperature",
    "energy",
    "energy_gap",
    "gibbs_sweep",
    "p_on",
    "sample",
    "sweep",
]


def energy(W, b, s):
    """Return the energy ``-½ sᵀ W s - bᵀ s`` of each state.

    Parameters
    ----------
    W : array, shape (N, N)
        Symmetric, with a zero diagonal.
    b : array, shape (N,)
        Biases (minus the thresholds of a Hopfield network).
    s : array, shape (N,) or (n, N)
        States of 0 and 1.

    Returns
    -------
    array, shape () or (n,)

    Raises
    ------
    ValueError
        If ``W`` is asymmetric or has self-connections, a shape is wrong, or a state is neither 0 nor 1.
    """
    W, b, s = check_states(W, b, s)
    return -namespace(s).sum((0.5 * (s @ W) + b) * s, axis=-1)


def energy_gap(W, b, s, i):
    """Return ``ΔEᵢ = E(sᵢ=0) - E(sᵢ=1)``, by how much unit ``i`` lowers the energy by being on.

    Parameters
    ----------
    W, b, s
        As in `energy`.
    i : int
        The unit; its own state has no influence.

    Returns
    -------
    array, shape () or (n,)
    """
    W, b, s = check_states(W, b, s)
    return s @ W[i, :] + b[i]


def p_on(gap, T=1.0):
    """Return the probability ``1 / (1 + exp(-gap / T))`` with which a unit is on.

    Parameters
    ----------
    gap : array or float
        Energy gaps.
    T : float
        Temperature, more than 0: towards 0 the unit becomes a threshold unit, towards infinity a fair coin.
    """
    check_temperature(T)
    return sigmoid(as_float(gap) / T)


def gibbs_sweep(W, b, s, T=1.0, u=None, *, rng=None, units=None):
    """Update the units one after the other; return the new states.

    Parameters
    ----------
    W, b, s
        As in `energy`.
    T : float
        Temperature, more than 0.
    u : array of the shape of ``s``, optional
        Uniform numbers: unit i is on where ``u[..., i] < p_on``. Drawn from ``rng`` if not given.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional
    units : sequence of int, optional
        The units to update, in this order; the others are clamped. Default: all, from the first to the last.

    Raises
    ------
    ValueError
        As `energy`, and if ``T`` is not positive or ``u`` has another shape.
    """
    W, b, s = check_states(W, b, s)
    check_temperature(T)
    rng = stream(rng, s) if u is None else Given([u], s)
    return sweep(W, b, s, T, rng.uniform(tuple(s.shape)), units)


def sweep(W, b, s, T, u, units=None):
    """Do the work of `gibbs_sweep` on arguments that have been checked."""
    s = namespace(s).asarray(s, copy=True)
    for i in range(W.shape[0]) if units is None else units:
        s[..., i] = bernoulli(sigmoid((s @ W[i, :] + b[i]) / T), u[..., i])
    return s


def sample(W, b, n, *, sweeps, rng, T=1.0, start=None, units=None):
    """Run ``n`` chains side by side and return their last states.

    Parameters
    ----------
    W, b, T, units
        As in `gibbs_sweep`.
    n : int
        Number of chains.
    sweeps : int
        Updates of every unit; a distribution with deep valleys needs many.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    start : array, shape (n, N), optional
        First states, by default fair coins; with ``units``, the rest stay clamped to it.

    Returns
    -------
    array, shape (n, N)
    """
    W, b = floats(W, b)
    rng = stream(rng, W)
    if start is None:
        start = namespace(W).astype(rng.uniform((n, W.shape[0])) < 0.5, W.dtype)
    W, b, s = check_states(W, b, start)
    check_temperature(T)
    check_at_least("sweeps", sweeps, 0)
    for _ in range(sweeps):
        s = sweep(W, b, s, T, rng.uniform(tuple(s.shape)), units)
    return s


def check_temperature(T):
    """Raise ValueError unless ``T`` is a positive number."""
    if not T > 0:
        raise ValueError(f"the temperature T must be more than 0, got {T}; for T → 0 take a small one, such as 1e-3")


def check_machine(W, b):
    """Raise ValueError unless ``W`` (N, N) is symmetric with a zero diagonal and ``b`` has shape (N,)."""
    if W.ndim != 2 or W.shape[0] != W.shape[1]:
        raise ValueError(f"W must be square, a row and a column a unit, got shape {tuple(W.shape)}")
    check_shape("b", b, (W.shape[0],))
    if str(device(W)) == "meta":
        return
    xp = namespace(W)
    difference = xp.abs(W - W.T)
    if not bool(xp.all(difference <= 1e-6 * (1 + xp.abs(W)))):
        raise ValueError(
            f"W must be symmetric, but |W - Wᵀ| reaches {to_numpy(difference).max():.3g}; use (W + W.T) / 2"
        )
    if not bool(xp.all(xp.linalg.diagonal(W) == 0)):
        raise ValueError("W must have a zero diagonal, for no unit drives itself; use W - np.diag(np.diag(W))")


def check_states(W, b, s):
    """Return the arguments as arrays of one kind; raise ValueError if they are not a machine and its states."""
    W, b, s = floats(W, b, s)
    check_machine(W, b)
    if s.shape[-1:] != b.shape:
        raise ValueError(f"states must have shape (n, {b.shape[0]}), one unit a column, got {tuple(s.shape)}")
    check_range("states", s, binary=True)
    return W, b, s
