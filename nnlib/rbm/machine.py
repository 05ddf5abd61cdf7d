"""Energies and conditional distributions of a restricted Boltzmann machine.

    p(h=1|v) = σ(W v + c),    p(v=1|h) = σ(Wᵀ h + b),    F(v) = -b·v - Σⱼ log(1 + exp(Wⱼ v + cⱼ)),    P(v) ∝ exp(-F(v))

Without weights inside a layer, all its units are independent given the other layer. Everywhere ``W`` has shape (h, d)
and samples are rows.

References
----------
P. Smolensky (1986), *Information processing in dynamical systems: foundations of harmony theory*, PDP vol. 1, ch. 6.
G. E. Hinton (2012), *A practical guide to training restricted Boltzmann machines*, LNCS 7700, 599-619.
"""

from typing import Any, NamedTuple

from nnlib._units import check_at_least, check_rows, check_shape, floats, sigmoid, softplus
from nnlib.arrays import as_float, namespace
from nnlib.random import normal
from nnlib.rbm.units import BINARY

__all__ = [
    "Parameters",
    "base_rate_bias",
    "check_machine",
    "energy",
    "free_energy",
    "hidden_probability",
    "initial",
    "upward",
    "visible_mean",
]


class Parameters(NamedTuple):
    """The parameters of a machine: ``free_energy(V, *parameters)``.

    ``W`` : array, shape (h, d); ``b`` : array, shape (d,), visible biases; ``c`` : array, shape (h,), hidden biases.
    """

    W: Any
    b: Any
    c: Any


def initial(V, n_hidden, *, rng, scale=0.01, visible=BINARY):
    """Return parameters to start from: small random weights, visible biases that match the data, hidden biases 0.

    Parameters
    ----------
    V : array, shape (n, d)
        The data.
    n_hidden : int
    rng : numpy.random.Generator
    scale : float
        Standard deviation of the weights.
    visible : Binary or Gaussian
    """
    V = as_float(V)
    check_rows(V)
    check_at_least("n_hidden", n_hidden, 1)
    W = scale * normal(rng, (n_hidden, V.shape[1]), like=V)
    xp = namespace(V)
    b = base_rate_bias(V) if visible == BINARY else xp.mean(V, axis=0)
    return Parameters(W, b, xp.zeros_like(W[:, 0]))


def base_rate_bias(V):
    """Return the biases with which units without weights are on as often as in the data, ``log(p / (1 - p))``.

    One count is added on either side, so that a pixel that never changes has a finite bias.
    """
    V = as_float(V)
    p = (namespace(V).sum(V, axis=0) + 1) / (V.shape[0] + 2)
    return namespace(V).log(p / (1 - p))


def hidden_probability(V, W, c, *, visible=BINARY):
    """Return ``p(h=1|v) = σ(W v + c)`` for each sample.

    Parameters
    ----------
    V : array, shape (n, d)
    W : array, shape (h, d)
    c : array, shape (h,)
    visible : Binary or Gaussian
        The kind of visible units.

    Returns
    -------
    array, shape (n, h)
    """
    W, c, V = floats(W, c, V)
    check_shape("c", c, (W.shape[0],), "W must have shape (h, d), hidden units first")
    check_shape("V", V, (*V.shape[:-1], W.shape[1]), "W must have shape (h, d), hidden units first")
    return upward(V, W, c, visible)


def upward(V, W, c, visible):
    """Do the work of `hidden_probability` on arguments that have been checked."""
    return sigmoid(visible.drive(V) @ W.T + c)


def visible_mean(H, W, b, *, visible=BINARY):
    """Return the means of the visible units given the hidden ones: ``σ(Wᵀ h + b)`` if they are binary.

    Parameters
    ----------
    H : array, shape (n, h)
    W : array, shape (h, d)
    b : array, shape (d,)
    visible : Binary or Gaussian

    Returns
    -------
    array, shape (n, d)
    """
    W, b, H = floats(W, b, H)
    check_shape("b", b, (W.shape[1],), "W must have shape (h, d), hidden units first")
    check_shape("H", H, (*H.shape[:-1], W.shape[0]), "W must have shape (h, d), hidden units first")
    return visible.mean(H @ W + b)


def energy(V, H, W, b, c, *, visible=BINARY):
    """Return the energy of each pair of visible and hidden states, ``-b·v - c·h - hᵀ W v`` if they are binary.

    Parameters
    ----------
    V : array, shape (n, d)
    H : array, shape (n, h)
    W, b, c
        Shapes (h, d), (d,), (h,).
    visible : Binary or Gaussian

    Returns
    -------
    array, shape (n,)
    """
    W, b, c, V, H = check_machine(W, b, c, V, H, visible=visible)
    return visible.potential(V, b) - H @ c - namespace(V).sum((visible.drive(V) @ W.T) * H, axis=-1)


def free_energy(V, W, b, c, *, visible=BINARY):
    """Return ``F(v) = -log Σ_h exp(-E(v, h))`` of each sample.

    Parameters
    ----------
    V : array, shape (n, d)
        States of 0 and 1 (probabilities are let through), or real numbers if the units are Gaussian.
    W, b, c
        Shapes (h, d), (d,), (h,).
    visible : Binary or Gaussian

    Returns
    -------
    array, shape (n,)

    Raises
    ------
    ValueError
        If a shape is wrong or binary states lie outside [0, 1].
    """
    W, b, c, V = check_machine(W, b, c, V, visible=visible)
    return visible.potential(V, b) - namespace(V).sum(softplus(visible.drive(V) @ W.T + c), axis=-1)


def check_machine(W, b, c, V=None, H=None, *, visible=BINARY):
    """Return the arguments as arrays of one kind; raise ValueError if a shape or a visible state is wrong."""
    W, b, c = floats(W, b, c)
    if W.ndim != 2:
        raise ValueError(f"W must have shape (h, d), hidden units first, got {tuple(W.shape)}")
    h, d = W.shape
    check_shape("b", b, (d,), "W must have shape (h, d), hidden units first")
    check_shape("c", c, (h,), "W must have shape (h, d), hidden units first")
    states = []
    for name, x, size in (("V", V, d), ("H", H, h)):
        if x is not None:
            x = as_float(x, like=W)
            check_shape(name, x, (*x.shape[:-1], size), "W must have shape (h, d), hidden units first")
            states.append(x)
    if V is not None:
        visible.check(states[0])
    return W, b, c, *states
