"""Training a restricted Boltzmann machine: contrastive divergence and its kin, with momentum and weight decay.

    ΔW = ⟨p(h|v) vᵀ⟩_data - ⟨p(h|v) vᵀ⟩_dream,    Δb = ⟨v⟩_data - ⟨v⟩_dream,    Δc = ⟨p(h|v)⟩_data - ⟨p(h|v)⟩_dream

In both phases the hidden units count with their *probabilities*; what drives the dream are *states* drawn from them,
and the dreamed visible units are states too. (So in Hinton's guide, but for the visible units.) All sums are means
over samples.

References
----------
G. E. Hinton (2002), *Training products of experts by minimizing contrastive divergence*, Neural Computation 14(8).
G. E. Hinton (2012), *A practical guide to training restricted Boltzmann machines*, LNCS 7700, 599-619.
"""

from nnlib._units import Given, check_at_least, check_rows, stream
from nnlib.arrays import namespace
from nnlib.random import permutation
from nnlib.rbm.dreams import ContrastiveDivergence
from nnlib.rbm.machine import Parameters, check_machine, upward
from nnlib.rbm.units import BINARY

__all__ = ["contrastive_divergence", "train"]

CD1 = ContrastiveDivergence(1)


def contrastive_divergence(V, W, b, c, k=1, u=None, *, rng=None, visible=BINARY):
    """Return the direction in which CD-k changes the parameters.

    Parameters
    ----------
    V : array, shape (n, d)
        A mini-batch.
    W, b, c
        Shapes (h, d), (d,), (h,).
    k : int
        Gibbs steps, at least 1.
    u : sequence of 2 k arrays, optional
        Uniform numbers in the order of use: for the hidden units (n, h), for the visible units (n, d), and again
        for each further step; Gaussian units use (2, n, d). Drawn from ``rng`` if not given.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional
    visible : Binary or Gaussian

    Returns
    -------
    Parameters
        ``(dW, db, dc)``, to be *added* to the parameters, times a learning rate.

    Raises
    ------
    ValueError
        If ``k`` is less than 1, a shape is wrong, or binary data lie outside [0, 1].
    """
    W, b, c, V = check_machine(W, b, c, V, visible=visible)
    check_rows(V)
    negative = ContrastiveDivergence(k)
    rng = stream(rng, V) if u is None else Given(u, V)
    return step(V, Parameters(W, b, c), negative, None, rng, visible)[0]


def step(V, parameters, negative, chains, rng, visible):
    """Return the direction of change for a mini-batch that has been checked, and the chains."""
    W, _, c = parameters
    awake = upward(V, W, c, visible)
    dreamed, chains = negative.dream(awake, chains, parameters, rng, visible)
    data, dream = visible.drive(V), visible.drive(dreamed)
    asleep = upward(dreamed, W, c, visible)
    xp, n, m = namespace(V), V.shape[0], dreamed.shape[0]
    # One product of twice the length: the fewer passes over arrays of the size of W, the better.
    dW = xp.concat([awake / n, asleep / -m]).T @ xp.concat([data, dream])
    db = xp.mean(data, axis=0) - xp.mean(dream, axis=0)
    return Parameters(dW, db, xp.mean(awake, axis=0) - xp.mean(asleep, axis=0)), chains


def train(
    V,
    parameters,
    *,
    epochs,
    rng,
    learning_rate=0.05,
    batch_size=100,
    negative=CD1,
    momentum=0.0,
    weight_decay=0.0,
    visible=BINARY,
    monitor=None,
):
    """Train by stochastic gradient ascent; return the new parameters and what the monitor saw.

    Parameters
    ----------
    V : array, shape (n, d)
        The data; library, type and device of everything follow it.
    parameters : Parameters or tuple (W, b, c)
        Where to start, e.g. from `initial`; not changed.
    epochs : int
        Passes through the data.
    rng : numpy.random.Generator
        Shuffles, and seeds the draws on the device.
    learning_rate : float or callable
        A callable gets the number of the epoch, from 0.
    batch_size : int
    negative : ContrastiveDivergence, Persistent or ParallelTempering
        How the machine dreams.
    momentum : float
        In [0, 1): how much of the last change is kept.
    weight_decay : float
        L2 penalty: pulls ``W`` (not the biases) towards 0 by this rate.
    visible : Binary or Gaussian
    monitor : callable, optional
        Called with the parameters after each epoch.

    Returns
    -------
    parameters : Parameters
    history : list
        What ``monitor`` returned.

    Raises
    ------
    ValueError
        If a number is out of range, a shape is wrong, or binary data lie outside [0, 1].
    """
    W, b, c, V = check_machine(*parameters, V, visible=visible)
    check_rows(V)
    check_at_least("batch_size", batch_size, 1)
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum must be in [0, 1), got {momentum}; 0.5 to 0.9 is usual")
    parameters, draws = Parameters(W, b, c), stream(rng, V)
    chains, velocity, history = negative.start(parameters, draws, visible), (0.0, 0.0, 0.0), []
    for epoch in range(epochs):
        rate = learning_rate(epoch) if callable(learning_rate) else learning_rate
        for batch in batches(V, batch_size, rng):
            change, chains = step(batch, parameters, negative, chains, draws, visible)
            if weight_decay:
                change = change._replace(W=change.W - weight_decay * parameters.W)
            if momentum:
                velocity = [momentum * old + new for old, new in zip(velocity, change, strict=True)]
                change = [1.0 * v for v in velocity]
            parameters = Parameters(*(_moved(p, x, rate) for p, x in zip(parameters, change, strict=True)))
        if monitor is not None:
            history.append(monitor(parameters))
    return parameters, history


def _moved(parameter, change, rate):
    """Return ``parameter + rate * change``, in the memory of ``change``."""
    change *= rate
    change += parameter
    return change


def batches(V, batch_size, rng):
    """Go through the rows of ``V`` in random order, ``batch_size`` at a time."""
    n = V.shape[0]
    order = permutation(rng, n, like=V)
    for start in range(0, n, batch_size):
        yield namespace(V).take(V, order[start : min(start + batch_size, n)], axis=0)
