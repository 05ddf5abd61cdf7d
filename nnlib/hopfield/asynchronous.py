"""Asynchronous dynamics: one unit at a time turns towards its local field, so the energy never rises.

    sᵢ ← 1 if hᵢ > 0, low if hᵢ < 0, unchanged if hᵢ = 0,    hᵢ = Σⱼ Wᵢⱼ sⱼ - θᵢ

Since the states are finitely many, every network with symmetric weights comes to rest. A field within rounding errors
of 0 counts as a tie. All probes are visited together, in the same order.

References
----------
J. J. Hopfield (1982), *Neural networks and physical systems with emergent collective computational abilities*, PNAS 79.
"""

from typing import Any, NamedTuple

from nnlib._units import check_at_least
from nnlib.arrays import device, namespace
from nnlib.hopfield._check import check_order
from nnlib.hopfield._layout import columns, natural_or_random_order, rows
from nnlib.hopfield.energy import energy_of, prepare, rounding
from nnlib.hopfield.sweeping import sweep

__all__ = ["Recall", "Trace", "recall", "run", "trace", "update"]


class Recall(NamedTuple):
    """Where the probes came to rest."""

    S: Any
    """array, shape (N,) or (n, N): the last states"""
    sweeps: int
    """sweeps until nothing changed any more, the last one included"""
    converged: bool
    """False if ``max_sweeps`` was too few"""


class Trace(NamedTuple):
    """One probe's way down, update by update."""

    S: Any
    """array, shape (k + 1, N): the states, the first one included"""
    energies: Any
    """array, shape (k + 1,)"""


def update(W, S, i, theta=None, *, low=-1):
    """Let unit ``i`` turn towards its local field; a tie keeps its state.

    Parameters
    ----------
    W : array, shape (N, N), or Factored
        Symmetric, with a zero diagonal.
    S : array, shape (N,) or (n, N)
        States of ``low`` and 1.
    i : int
    theta : array, shape (N,), optional
        Thresholds, by default 0.
    low : -1 or 0
        The state of a unit that is off.

    Returns
    -------
    array of the shape of ``S``

    Raises
    ------
    ValueError
        If ``W`` is asymmetric or has self-connections, a shape is wrong, a state is neither ``low`` nor 1, or there
        is no unit ``i``.
    """
    return run(W, S, [[i]], theta, low=low)[0]


def run(W, S, orders, theta=None, *, low=-1):
    """Make sweeps in given orders.

    Parameters
    ----------
    W, S, theta, low
        As in `update`.
    orders : arrays of int, shape (sweeps, N)
        For each sweep the units to visit, each at most once; rows may be shorter than N, or of unequal length.

    Returns
    -------
    S : array of the shape of ``S``
    energies : array, shape (sweeps + 1,) or (sweeps + 1, n)
        Before the first sweep and after each; they never rise.
    """
    W, S, theta = prepare(W, S, theta, low)
    xp = namespace(S)
    held, (up, down) = columns(S), _thresholds(W, theta)
    energies = [energy_of(W, S, theta)]
    for order in orders:
        sweep(W, held, check_order(order, W.size, S), up, down, low)
        energies.append(energy_of(W, rows(held, S), theta))
    return rows(held, S), xp.stack(energies)


def recall(W, S, theta=None, *, rng=None, max_sweeps=100, low=-1):
    """Sweep until no unit wants to change.

    Parameters
    ----------
    W, S, theta, low
        As in `update`.
    rng : numpy.random.Generator, optional
        Draws a new order for each sweep; without it, from the first unit to the last.
    max_sweeps : int
        At least 1.

    Returns
    -------
    Recall
    """
    W, S, theta = prepare(W, S, theta, low)
    check_at_least("max_sweeps", max_sweeps, 1)
    xp = namespace(S)
    held, (up, down) = columns(S), _thresholds(W, theta)
    moving = xp.arange(held.shape[1], dtype=xp.int64, device=device(S))
    sweeps = 0
    while moving.shape[0] and sweeps < max_sweeps:
        probes = xp.take(held, moving, axis=1)
        before = xp.asarray(probes, copy=True)
        sweep(W, probes, natural_or_random_order(W.size, rng, S), up, down, low)
        held[:, moving] = probes
        moving = moving[xp.any(probes != before, axis=0)]  # a probe at rest stays there in any order
        sweeps += 1
    return Recall(rows(held, S), sweeps, moving.shape[0] == 0)


def trace(W, s, order, theta=None, *, low=-1):
    """Follow one probe through every single update.

    Parameters
    ----------
    W, theta, low
        As in `update`.
    s : array, shape (N,)
    order : array of int, shape (k,)
        The units to visit, as often as you like.

    Returns
    -------
    Trace
    """
    W, s, theta = prepare(W, s, theta, low)
    if s.ndim != 1:
        raise ValueError(f"a trace follows one probe of shape ({W.size},), got {tuple(s.shape)}; use run for many")
    held, (up, down) = columns(s), _thresholds(W, theta)
    S = [s]
    for i in order:
        sweep(W, held, check_order([int(i)], W.size, s), up, down, low)
        S.append(namespace(s).asarray(held[:, 0], copy=True))
    S = namespace(s).stack(S)
    return Trace(S, energy_of(W, S, theta))


def _thresholds(W, theta):
    slack = rounding(W, theta)
    return (theta + slack)[:, None], (theta - slack)[:, None]
