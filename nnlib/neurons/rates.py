"""Rates: how often a neuron fires, counted and by formula, and how regularly.

    constant input    1 / r = t_ref + τ ln((R I + E_L - v_reset) / (R I + E_L - v_th)),  r = 0 up to the rheobase
    noisy input       1 / r = t_ref + τ ∫₀^∞ (exp(2sb - s²) - exp(2sa - s²)) / s ds
                      a = (v_reset - μ) / (σ√2),  b = (v_th - μ) / (σ√2),  μ = E_L + R I

With v_reset = E_L the first is the lesson's ``1000 / (t_ref + τ ln(RI / (RI - ΔV)))``, ΔV = v_th - E_L.

References
----------
A. J. F. Siegert (1951), *On the first passage time probability problem*, Phys. Rev. 81, 617.
N. Brunel, V. Hakim (1999), *Fast global oscillations in networks of integrate-and-fire neurons*, Neural Comput. 11.
"""
# ruff: noqa: E741 -- I is the current, as in the formula

from math import sqrt

from nnlib.arrays import as_float, device, namespace
from nnlib.neurons.membrane import lif_run

__all__ = ["f_i_curve", "firing_rate", "interval_variation", "lif_rate", "noisy_rate", "rheobase"]


def firing_rate(spikes, dt=0.1):
    """Return the number of spikes per second.

    Parameters
    ----------
    spikes : array of bool, shape (T,) or (T, n)
    dt : float
        Step in ms.

    Returns
    -------
    array, shape () or (n,)
        In Hz.
    """
    spikes = as_float(spikes)
    return namespace(spikes).mean(spikes, axis=0) * (1000 / dt)


def interval_variation(spikes):
    """Return the coefficient of variation of the intervals between a neuron's spikes: 0 a clock, 1 a Poisson process.

    Parameters
    ----------
    spikes : array of bool, shape (T,) or (T, n)
        With n neurons, the intervals of all are pooled.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there are fewer than two intervals.
    """
    xp = namespace(spikes)
    neuron, time = xp.nonzero(xp.reshape(spikes, (spikes.shape[0], -1)).T)  # neuron by neuron, in the order of time
    intervals = as_float((time[1:] - time[:-1])[neuron[1:] == neuron[:-1]])
    count = intervals.shape[0]
    if count < 2:
        raise ValueError(f"the variation needs at least two intervals between spikes, got {count}; run longer")
    return float(xp.std(intervals) / xp.mean(intervals))


def rheobase(R=10.0, E_L=-70.0, v_th=-50.0):
    """Return the current in nA that just fails to make the neuron fire, ``(v_th - E_L) / R``."""
    return (v_th - E_L) / R


def lif_rate(I, tau=10.0, R=10.0, E_L=-70.0, v_th=-50.0, v_reset=-70.0, t_ref=2.0):
    """Return the rate in Hz at which a constant current makes the neuron fire.

    Parameters
    ----------
    I : array or float
        Currents in nA.
    tau, R, E_L, v_th, v_reset, t_ref
        As in `lif_run`.

    Returns
    -------
    array of the shape of ``I``
    """
    I = as_float(I)
    xp = namespace(I)
    goal = E_L + R * I  # where the membrane would settle
    fires = goal > v_th
    safe = xp.where(fires, goal, xp.full_like(goal, v_th + 1))
    rate = 1000 / (t_ref + tau * xp.log((safe - v_reset) / (safe - v_th)))
    return xp.where(fires, rate, xp.zeros_like(rate))


def noisy_rate(I, noise, tau=10.0, R=10.0, E_L=-70.0, v_th=-50.0, v_reset=-70.0, t_ref=2.0):
    """Return the rate in Hz with white noise: the neuron fires below the rheobase too.

    Parameters
    ----------
    I, tau, R, E_L, v_th, v_reset, t_ref
        As in `lif_rate`.
    noise : float
        Standard deviation of the free membrane potential in mV, more than 0.

    Returns
    -------
    array of the shape of ``I``
    """
    if not noise > 0:
        raise ValueError(f"noise must be more than 0 mV, got {noise}; without noise use lif_rate")
    I = as_float(I)
    xp = namespace(I)
    a, b = ((level - E_L - R * I)[..., None] / (noise * sqrt(2)) for level in (v_reset, v_th))
    step = 0.02
    log_s = xp.arange(-25.0, 4.0, step, dtype=I.dtype, device=device(I))  # s from 10⁻¹¹ to 55, evenly in ln s
    s = xp.exp(log_s)
    integral = step * xp.sum(xp.exp(2 * s * b - s * s) - xp.exp(2 * s * a - s * s), axis=-1)
    return 1000 / (t_ref + tau * integral)


def f_i_curve(currents, duration=1000.0, dt=0.1, **neuron):
    """Measure the rate at each constant current, one neuron for each, all at once.

    Parameters
    ----------
    currents : array, shape (n,)
        In nA.
    duration, dt : float
        In ms.
    **neuron
        Further arguments of `lif_run`.

    Returns
    -------
    array, shape (n,)
        In Hz.
    """
    currents = as_float(currents)
    I = namespace(currents).broadcast_to(currents, (round(duration / dt), currents.shape[0]))
    return as_float(firing_rate(lif_run(I, dt, **neuron).spikes, dt), like=currents)
