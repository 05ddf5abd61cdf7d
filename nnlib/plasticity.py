"""Synapses that learn from what they see: Hebb, Oja, and the timing of spikes (STDP).

    Hebb     ΔW = η y xᵀ                    grows without bound
    Oja      ΔW = η (y xᵀ - y yᵀ W)         the rows come to span the first principal components
    Sanger   ΔW = η (y xᵀ - tril(y yᵀ) W)   they become the components themselves, the largest first
    STDP     Δw =  A₊ exp(-Δt / τ₊) if Δt > 0,  -A₋ exp(Δt / τ₋) if Δt < 0,    Δt = t_post - t_pre

References
----------
D. O. Hebb (1949), *The Organization of Behavior*.
E. Oja (1982), *A simplified neuron model as a principal component analyzer*, J. Math. Biology 15; (1989), *Neural
networks, principal components, and subspaces*, Int. J. Neural Systems 1.
T. D. Sanger (1989), *Optimal unsupervised learning in a single-layer linear feedforward neural network*, Neural
Networks 2.
G. Bi, M. Poo (1998), *Synaptic modifications in cultured hippocampal neurons*, J. Neurosci. 18.
A. Morrison, M. Diesmann, W. Gerstner (2008), *Phenomenological models of synaptic plasticity based on spike timing*,
Biol. Cybern. 98.
"""

from math import exp

from nnlib._names import look_up
from nnlib._units import check_shape, floats
from nnlib.arrays import as_float, namespace

__all__ = ["hebb", "oja", "sanger", "stdp", "stdp_area", "stdp_trains"]

_PAIRINGS = {"all": 1.0, "nearest": 0.0}  # how much of a trace is left when the same cell fires again


def hebb(W, pre, post, eta=1.0):
    """Return the weights after cells that fire together were wired together, ``W + η y xᵀ``.

    Parameters
    ----------
    W : array, shape (m, n)
        From n senders to m receivers.
    pre : array, shape (n,) or (k, n)
        Activity x of the senders; of k samples the mean change is made.
    post : array, shape (m,) or (k, m)
        Activity y of the receivers.
    eta : float
        Learning rate.

    Returns
    -------
    array, shape (m, n)

    Raises
    ------
    ValueError
        If the shapes don't fit.
    """
    W, pre, post = floats(W, pre, post)
    m, n = W.shape
    if pre.shape[-1] != n or post.shape[-1] != m or pre.shape[:-1] != post.shape[:-1]:
        raise ValueError(
            f"W {tuple(W.shape)} takes pre (..., {n}) and post (..., {m}), "
            f"got {tuple(pre.shape)} and {tuple(post.shape)}; are they swapped?"
        )
    xp = namespace(W)
    pre, post = xp.reshape(pre, (-1, n)), xp.reshape(post, (-1, m))
    return W + eta / pre.shape[0] * (post.T @ pre)


def oja(W, X, eta):
    """Return the weights after one step of Oja's rule, averaged over the samples.

    Parameters
    ----------
    W : array, shape (m, d), or (d,) for one unit
        Linear units, ``y = W x``.
    X : array, shape (n, d)
        Samples of mean 0.
    eta : float
        Learning rate; below ``1 / (largest variance)``, else the weights explode.

    Returns
    -------
    array of the shape of ``W``
    """
    return _decorrelating_step(W, X, eta, lower=False)


def sanger(W, X, eta):
    """Return the weights after one step of Sanger's rule; arguments as in `oja`."""
    return _decorrelating_step(W, X, eta, lower=True)


def _decorrelating_step(W, X, eta, *, lower):
    W, X = floats(W, X)
    xp, rows = namespace(W), W if W.ndim == 2 else W[None, :]
    if X.ndim != 2 or X.shape[1] != rows.shape[1]:
        raise ValueError(
            f"X must have shape (n, {rows.shape[1]}) to reach weights {tuple(W.shape)}, got {tuple(X.shape)}"
        )
    Y = X @ rows.T  # (n, m)
    shared = Y.T @ Y  # (m, m)
    change = (Y.T @ X - (xp.tril(shared) if lower else shared) @ rows) / X.shape[0]
    return W + eta * xp.reshape(change, tuple(W.shape))


def stdp(dt, A_plus=1.0, A_minus=0.5, tau_plus=20.0, tau_minus=20.0):
    """Return the change of a weight by one pair of spikes.

    Parameters
    ----------
    dt : array or float
        ``t_post - t_pre`` in ms.
    A_plus, A_minus : float
        Largest strengthening (sender first) and weakening (receiver first), not negative.
    tau_plus, tau_minus : float
        Time constants in ms, more than 0.

    Returns
    -------
    array of the shape of ``dt``
        0 at ``dt = 0``: neither spike can have caused the other.
    """
    _check_window(tau_plus, tau_minus)
    dt = as_float(dt)
    xp = namespace(dt)
    distance = -xp.abs(dt)
    change = xp.where(dt > 0, A_plus * xp.exp(distance / tau_plus), -A_minus * xp.exp(distance / tau_minus))
    return xp.where(dt == 0, xp.zeros_like(dt), change)


def stdp_area(A_plus=1.0, A_minus=0.5, tau_plus=20.0, tau_minus=20.0):
    """Return the integral of `stdp` over all dt, ``A₊ τ₊ - A₋ τ₋``: its sign is the drift of unrelated cells."""
    _check_window(tau_plus, tau_minus)
    return A_plus * tau_plus - A_minus * tau_minus


def stdp_trains(pre, post, dt=0.1, A_plus=1.0, A_minus=0.5, tau_plus=20.0, tau_minus=20.0, *, pairing="all"):
    """Return the change of every weight by whole spike trains, in one pass over time.

    Each cell leaves a trace that jumps when it fires and decays; a spike reads the traces of the other side.

    Parameters
    ----------
    pre : array of bool, shape (T, n)
        Spikes of the senders.
    post : array of bool, shape (T, m)
        Spikes of the receivers.
    dt : float
        Step in ms.
    A_plus, A_minus, tau_plus, tau_minus
        As in `stdp`.
    pairing : {"all", "nearest"}
        All pairs of spikes count; or each spike pairs with the last earlier one of the other side only.

    Returns
    -------
    array, shape (m, n)

    Raises
    ------
    ValueError
        If the trains differ in length, ``pairing`` is unknown, or a time constant is not positive.
    """
    _check_window(tau_plus, tau_minus)
    pre, post = floats(as_float(pre), as_float(post))
    check_shape("post", post, (pre.shape[0], *post.shape[1:]), "as many steps as pre")
    left = look_up(_PAIRINGS, pairing, "pairing")
    causes = _traces(pre, exp(-dt / tau_plus), left)  # (T, n)
    effects = _traces(post, exp(-dt / tau_minus), left)  # (T, m)
    return A_plus * (post.T @ causes) - A_minus * (effects.T @ pre)


def _traces(spikes, keep, left):
    """The sum (or last) of ``exp(-age / τ)`` over the spikes before each step."""
    xp = namespace(spikes)
    traces, now = xp.empty_like(spikes), xp.zeros_like(spikes[0, :])
    for t in range(spikes.shape[0]):
        traces[t, :] = now
        fired = spikes[t, :]
        now = keep * (now * (1 - fired + left * fired) + fired)
    return traces


def _check_window(tau_plus, tau_minus):
    if not (tau_plus > 0 and tau_minus > 0):
        raise ValueError(f"tau_plus and tau_minus must be more than 0 ms, got {tau_plus} and {tau_minus}")
