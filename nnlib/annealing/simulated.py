"""Simulated annealing: shake the network less and less, and it settles in a deeper valley than by going downhill.

At temperature T the units follow ``p_on = 1 / (1 + exp(-ΔE / T))``; at T → 0 they become threshold units and every
update lowers the energy, into the nearest valley, however shallow.

References
----------
S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi (1983), *Optimization by simulated annealing*, Science 220, 671-680.
"""

from nnlib._units import check_at_least, stream
from nnlib.arrays import namespace
from nnlib.boltzmann.machine import check_states, check_temperature, energy, sweep

__all__ = ["geometric_cooling", "greedy_descent", "simulated_annealing"]


def geometric_cooling(start, end, sweeps):
    """Return temperatures that fall from ``start`` to ``end`` by a constant factor.

    Parameters
    ----------
    start, end : float
        Temperatures, more than 0.
    sweeps : int
        How many, at least 2.

    Returns
    -------
    list of float
    """
    check_temperature(start)
    check_temperature(end)
    check_at_least("sweeps", sweeps, 2)
    return [start * (end / start) ** (k / (sweeps - 1)) for k in range(sweeps)]


def simulated_annealing(W, b, s, temperatures, *, rng):
    """Make one Gibbs sweep at each temperature.

    Parameters
    ----------
    W : array, shape (N, N)
        Symmetric, with a zero diagonal.
    b : array, shape (N,)
    s : array, shape (N,) or (n, N)
        States of 0 and 1 to start from; n runs side by side.
    temperatures : sequence of float
        More than 0, usually falling, e.g. from `geometric_cooling`.
    rng : numpy.random.Generator or nnlib.random.DeviceStream

    Returns
    -------
    s : array of the same shape
        The last states.
    energies : array, shape (sweeps + 1,) or (sweeps + 1, n)
        The energy at the start and after each sweep.
    """
    W, b, s = check_states(W, b, s)
    rng, energies = stream(rng, s), [energy(W, b, s)]
    for T in temperatures:
        check_temperature(T)
        s = sweep(W, b, s, T, rng.uniform(tuple(s.shape)))
        energies.append(energy(W, b, s))
    return s, namespace(s).stack(energies)


def greedy_descent(W, b, s, *, max_sweeps=1000):
    """Update the units one after the other, each to the state of lower energy, until none changes.

    Parameters
    ----------
    W, b, s
        As in `simulated_annealing`.
    max_sweeps : int
        The energy falls with every change, so far fewer are enough.

    Returns
    -------
    s, energies
        As `simulated_annealing`; a unit whose energy gap is 0 keeps its state.
    """
    W, b, s = check_states(W, b, s)
    xp, energies = namespace(s), [energy(W, b, s)]
    for _ in range(max_sweeps):
        before, s = s, xp.asarray(s, copy=True)
        for i in range(W.shape[0]):
            gap = s @ W[i, :] + b[i]
            s[..., i] = xp.where(gap == 0, s[..., i], xp.astype(gap > 0, s.dtype))
        energies.append(energy(W, b, s))
        if bool(xp.all(s == before)):
            break
    return s, xp.stack(energies)
