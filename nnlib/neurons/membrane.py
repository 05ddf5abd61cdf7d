"""The leaky integrate-and-fire neuron: a leaky bucket that is emptied when it is full.

    τ dv/dt = E_L - v + R I + σ √(2τ) ξ(t),    a spike where v > v_th, then v = v_reset for t_ref

Euler's steps turn it into ``v ← v + (dt / τ) (E_L - v + R I)``. Many neurons run side by side, a column of the input
each. Times are in ms, voltages in mV, currents in nA, resistances in MΩ.

References
----------
L. Lapicque (1907), *Recherches quantitatives sur l'excitation électrique des nerfs*, J. Physiol. Pathol. Gén. 9.
W. Gerstner, W. M. Kistler, R. Naud, L. Paninski (2014), *Neuronal Dynamics*, sec. 1.3 and 8.1.
"""
# ruff: noqa: E741 -- I is the current, as in the formula

from math import sqrt
from typing import Any, NamedTuple

from nnlib._units import check_shape
from nnlib.arrays import as_float, device, namespace
from nnlib.random import normal

__all__ = ["Simulation", "lif_run", "lif_step"]


class Simulation(NamedTuple):
    """What neurons did, step by step."""

    v: Any
    """array of the shape of the input: membrane potentials in mV after each step, never above the threshold"""
    spikes: Any
    """array of bool of the same shape: the steps at which the threshold was crossed"""


def lif_step(v, I, dt=0.1, tau=10.0, R=10.0, E_L=-70.0):
    """Return the membrane potential one Euler step later, without threshold.

    Parameters
    ----------
    v : array or float
        Membrane potentials in mV.
    I : array or float
        Input currents in nA.
    dt, tau : float
        Step and membrane time constant in ms.
    R : float
        Membrane resistance in MΩ.
    E_L : float
        Resting potential in mV.
    """
    return v + dt / tau * (E_L - v + R * I)


def lif_run(
    I,
    dt=0.1,
    tau=10.0,
    R=10.0,
    E_L=-70.0,
    v_th=-50.0,
    v_reset=-70.0,
    t_ref=2.0,
    *,
    noise=0.0,
    xi=None,
    rng=None,
):
    """Let neurons integrate their input and fire; they start at rest.

    Parameters
    ----------
    I : array, shape (T,) or (T, n)
        Input current in nA at each of T steps, for one neuron or n.
    dt, tau, R, E_L
        As in `lif_step`; dt at most tau.
    v_th, v_reset : float
        Threshold, and the potential after a spike, in mV.
    t_ref : float
        Refractory time in ms, during which the neuron stays at ``v_reset``.
    noise : float
        Standard deviation σ in mV that white noise would give a membrane without threshold.
    xi : array of the shape of ``I``, optional
        The noise itself, standard normal numbers; drawn from ``rng`` if not given.
    rng : numpy.random.Generator, optional

    Returns
    -------
    Simulation

    Raises
    ------
    ValueError
        If a shape is wrong, dt is not between 0 and tau, a time or the noise is negative, the reset does not lie
        below the threshold, or there is noise but neither ``xi`` nor ``rng``.
    """
    I = as_float(I)
    _check(I, dt, tau, v_th, v_reset, t_ref, noise)
    xp, leak = namespace(I), dt / tau
    gained = leak * (E_L + R * I)
    if noise:
        gained = gained + noise * sqrt(2 * leak) * _white_noise(I, xi, rng)
    v = xp.full_like(I[0, ...], E_L)
    reset, pause = xp.full_like(v, v_reset), round(t_ref / dt)
    waiting = xp.zeros(tuple(v.shape), dtype=xp.int64, device=device(I))  # refractory steps left
    potentials, spikes = xp.empty_like(I), xp.empty_like(I, dtype=xp.bool)
    for t in range(I.shape[0]):
        v = xp.where(waiting > 0, reset, (1 - leak) * v + gained[t, ...])
        fired = v > v_th
        v = xp.where(fired, reset, v)
        waiting = xp.where(fired, pause, waiting - 1)
        potentials[t, ...], spikes[t, ...] = v, fired
    return Simulation(potentials, spikes)


def _white_noise(I, xi, rng):
    if xi is None and rng is None:
        raise ValueError("noise needs numbers: give rng=np.random.default_rng(0), or standard normal numbers as xi")
    xi = normal(rng, tuple(I.shape), like=I) if xi is None else as_float(xi, like=I)
    check_shape("xi", xi, tuple(I.shape))
    return xi


def _check(I, dt, tau, v_th, v_reset, t_ref, noise):
    if I.ndim not in (1, 2) or I.shape[0] == 0:
        raise ValueError(f"I must have shape (T,) or (T, n), a row a time step, got {tuple(I.shape)}")
    if not 0 < dt <= tau:
        raise ValueError(f"dt must be between 0 and the time constant tau = {tau} ms, got {dt}; try tau / 100")
    if not v_reset < v_th:
        raise ValueError(f"v_reset must lie below the threshold v_th = {v_th} mV, got {v_reset}")
    if t_ref < 0 or noise < 0:
        raise ValueError(f"t_ref and noise must be at least 0, got {t_ref} and {noise}")
