"""What reaches a neuron: weighted sums, excitation and inhibition, random spike trains.

By Dale's law a neuron excites all its targets or inhibits all of them: weights are not negative, the sign comes from
the type of the sender.

References
----------
M. N. Shadlen, W. T. Newsome (1998), *The variable discharge of cortical neurons*, J. Neurosci. 18(10).
N. Brunel (2000), *Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons*, J. Comput.
Neurosci. 8.
"""

from math import exp, sqrt

from nnlib._units import Given, check_shape, floats, stream
from nnlib.arrays import as_float, asarray, device, namespace

__all__ = [
    "balanced_input",
    "input_moments",
    "poisson_spikes",
    "synaptic_current",
    "synaptic_drive",
    "weighted_sum",
]


def weighted_sum(X, w, b=0.0):
    """Return ``X w + b``: what a unit makes of each sample before its activation function.

    Parameters
    ----------
    X : array, shape (n, d)
    w : array, shape (d,)
    b : float

    Returns
    -------
    array, shape (n,)
    """
    X, w = floats(X, w)
    check_shape("w", w, X.shape[-1:], "one weight a column of X")
    return X @ w + b


def synaptic_drive(pre, w_exc, w_inh):
    """Return what excitatory senders add and inhibitory senders subtract, ``pre · (w_exc - w_inh)``.

    Parameters
    ----------
    pre : array, shape (n,) or (T, n)
        Activity of the senders: spikes or rates.
    w_exc, w_inh : arrays, shape (n,)
        Strengths, not negative.

    Returns
    -------
    array, shape () or (T,)

    Raises
    ------
    ValueError
        If a strength is negative or a shape is wrong.
    """
    pre, w_exc, w_inh = floats(pre, w_exc, w_inh)
    for name, w in (("w_exc", w_exc), ("w_inh", w_inh)):
        check_shape(name, w, pre.shape[-1:], "one strength a sender")
        if str(device(w)) != "meta" and bool(namespace(w).any(w < 0)):
            raise ValueError(f"{name} must not be negative, for the sign comes from the sender's type, got {w}")
    return pre @ (w_exc - w_inh)


def poisson_spikes(rate, steps, dt=0.1, u=None, *, rng=None):
    """Draw independent spike trains.

    Parameters
    ----------
    rate : array, shape (n,), or float
        In Hz; at most one spike a step.
    steps : int
    dt : float
        In ms.
    u : array, shape (steps, n) or (steps,), optional
        Uniform numbers: a spike where ``u < rate · dt``. Drawn from ``rng`` if not given.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional

    Returns
    -------
    array of bool, shape (steps, n) or (steps,)

    Raises
    ------
    ValueError
        If a rate is negative or makes more than one spike a step.
    """
    p = as_float(rate) * (dt / 1000)
    if str(device(p)) != "meta" and not bool(namespace(p).all((p >= 0) & (p <= 1))):
        raise ValueError(f"rates must be between 0 and {1000 / dt:g} Hz, one spike in {dt} ms, got {rate}")
    source = stream(rng, p) if u is None else Given([u], p)
    return source.uniform((steps, *p.shape)) < p


def synaptic_current(spikes, dt=0.1, tau_s=5.0):
    """Turn spikes into currents that jump by 1 and decay, ``τₛ dI/dt = -I``.

    Parameters
    ----------
    spikes : array of bool, shape (T,) or (T, n)
    dt, tau_s : float
        Step and time constant in ms, more than 0.

    Returns
    -------
    array of the shape of ``spikes``
    """
    if not (dt > 0 and tau_s > 0):
        raise ValueError(f"dt and tau_s must be more than 0 ms, got {dt} and {tau_s}")
    spikes = as_float(spikes)
    xp = namespace(spikes)
    keep = exp(-dt / tau_s)
    currents, now = xp.empty_like(spikes), xp.zeros_like(spikes[0, ...])
    for t in range(spikes.shape[0]):
        now = keep * now + spikes[t, ...]
        currents[t, ...] = now
    return currents


def balanced_input(steps, n, rate_exc, rate_inh, w_exc=0.5, w_inh=0.5, *, dt=0.1, tau=10.0, R=10.0, rng, like=None):
    """Draw the current that random excitatory and inhibitory spikes send into each of ``n`` neurons.

    Where the two balance, only fluctuations are left, and the neuron fires irregularly, as in cortex.

    Parameters
    ----------
    steps, n : int
    rate_exc, rate_inh : float
        Spikes per second, over all synapses of a kind together.
    w_exc, w_inh : float
        By how much one spike moves the membrane, in mV; not negative.
    dt, tau, R
        As in `lif_run`.
    rng : numpy.random.Generator
    like : array, optional
        The result has its library, type and device; default NumPy, float64.

    Returns
    -------
    array, shape (steps, n)
        In nA, for `lif_run`.

    Raises
    ------
    ValueError
        If a rate or a weight is negative.
    """
    _check_not_negative(rate_exc, rate_inh, w_exc, w_inh)
    excitation, inhibition = (rng.poisson(rate * dt / 1000, size=(steps, n)) for rate in (rate_exc, rate_inh))
    kicks = w_exc * excitation - w_inh * inhibition  # mV in one step
    current = kicks * (tau / (R * dt))
    return current if like is None else asarray(current, like=like)


def input_moments(rate_exc, rate_inh, w_exc=0.5, w_inh=0.5, *, tau=10.0, R=10.0):
    """Return the mean current in nA, and the standard deviation in mV of a membrane without threshold.

    Arguments as in `balanced_input`; the two results are those that `noisy_rate` takes (diffusion approximation:
    ``R ⟨I⟩ = τ (w_E r_E - w_I r_I)``, ``σ² = τ (w_E² r_E + w_I² r_I) / 2``).
    """
    _check_not_negative(rate_exc, rate_inh, w_exc, w_inh)
    mean = tau / 1000 * (w_exc * rate_exc - w_inh * rate_inh) / R
    return mean, sqrt(tau / 2000 * (w_exc**2 * rate_exc + w_inh**2 * rate_inh))


def _check_not_negative(rate_exc, rate_inh, w_exc, w_inh):
    if min(rate_exc, rate_inh, w_exc, w_inh) < 0:
        raise ValueError(
            "rates and weights must not be negative, for inhibition is subtracted already, "
            f"got rates {rate_exc}, {rate_inh} and weights {w_exc}, {w_inh}"
        )
