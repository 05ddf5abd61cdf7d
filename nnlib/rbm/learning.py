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
from nnlib.optimizers.scaled import add_scaled
from nnlib.random import permutation
from nnlib.rbm.dreams import ContrastiveDivergence
from nnlib.rbm.machine import Parameters, check_machine, upward
from nnlib.rbm.units import BINARY
from nnlib.training import minibatches

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
    hidden = xp.concat([awake / n, asleep / -m])
    dW = hidden.T @ xp.concat([data, dream])
    db = xp.mean(data, axis=0) - xp.mean(dream, axis=0)
    return Parameters(dW, db, xp.sum(hidden, axis=0)), chains


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
    draws = stream(rng, V)
    chains = negative.start(Parameters(W, b, c), draws, visible)
    update = _Update(V, negative, draws, visible, momentum, weight_decay)
    state = update.begin(Parameters(W, b, c), chains)
    advance, history = _stepper(update, state, min(batch_size, V.shape[0])), []
    for epoch in range(epochs):
        rate = learning_rate(epoch) if callable(learning_rate) else learning_rate
        update.set_rate(rate)
        for index in minibatches(permutation(rng, V.shape[0], like=V), batch_size):
            advance(index)
        if monitor is not None:
            history.append(monitor(_copied(advance.state["parameters"])))
    return advance.state["parameters"], history


class _Update:
    """One step of training, ``state ← update(state, indices of a mini-batch)``; the parameters change in place."""

    def __init__(self, V, negative, draws, visible, momentum, weight_decay):
        self.V, self.negative, self.draws, self.visible = V, negative, draws, visible
        self.momentum, self.weight_decay = momentum, weight_decay
        self._rate = V.new_zeros(()) if _on_gpu(V) else 0.0  # a recorded step reads it where it lies

    def set_rate(self, rate):
        """Set the learning rate of the next steps."""
        if _on_gpu(self.V):
            self._rate.fill_(rate)
        else:
            self._rate = float(rate)

    def begin(self, parameters, chains):
        """Return the state before the first step, of arrays that nobody else has."""
        zeros = namespace(self.V).zeros_like
        return {
            "parameters": _copied(parameters),
            "velocity": [zeros(p) for p in parameters] if self.momentum else [],
            "chains": [] if chains is None else [chains],
        }

    def __call__(self, state, index):
        batch = namespace(self.V).take(self.V, index, axis=0)
        parameters, chains = state["parameters"], next(iter(state["chains"]), None)
        change, chains = step(batch, parameters, self.negative, chains, self.draws, self.visible)
        if self.weight_decay:
            change = change._replace(W=change.W - self.weight_decay * parameters.W)
        velocity = [self.momentum * old + new for old, new in zip(state["velocity"], change, strict=False)]
        change = velocity or change
        for p, x in zip(parameters, change, strict=True):
            add_scaled(p, self._rate, x)
        return {"parameters": parameters, "velocity": velocity, "chains": [] if chains is None else [chains]}


class _Eager:
    """Calls an update; the counterpart of `nnlib.capture.ReplayedUpdate`."""

    def __init__(self, update, state):
        self._update, self.state = update, state

    def __call__(self, index):
        self.state = self._update(self.state, index)


def _stepper(update, state, batch_size):
    """Return what makes the updates: on CUDA a recording of one, where the dreams allow it."""
    if not (_on_gpu(update.V) and getattr(update.negative, "recordable", False)):
        return _Eager(update, state)
    from nnlib.capture import ReplayedUpdate

    index = namespace(update.V).arange(batch_size, device=update.V.device)
    return ReplayedUpdate(update, state, index, update.draws.generators)


def _on_gpu(V):
    return getattr(V, "is_cuda", False)


def _copied(parameters):
    return Parameters(*(1.0 * p for p in parameters))


def batches(V, batch_size, rng):
    """Go through the rows of ``V`` in random order, ``batch_size`` at a time."""
    for index in minibatches(permutation(rng, V.shape[0], like=V), batch_size):
        yield namespace(V).take(V, index, axis=0)
