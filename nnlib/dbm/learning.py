"""Mean field for the data, persistent chains for the dream: how a deep Boltzmann machine learns.

Unlike in a restricted machine, hidden layers depend on each other even when the data are given. Mean field replaces
their states by the means μ that solve

    μˡ = σ(Wₗ₋₁ μˡ⁻¹ + Wₗᵀ μˡ⁺¹ + bₗ),    μ⁰ = v,

the best approximation of the posterior by independent units. It gives a lower bound of the log-likelihood,
``log P(v) ≥ -E(v, μ) + H(μ) - log Z``, and the data's part of the gradient. Without weights above the first hidden
layer all this is exact, and the machine a restricted one.

References
----------
R. Salakhutdinov, G. E. Hinton (2009), *Deep Boltzmann machines*, AISTATS, sec. 2.
"""

from nnlib._units import check_at_least, check_range, check_rows, check_shape, sigmoid, softplus, stream
from nnlib.arrays import as_float, namespace
from nnlib.dbm.machine import Parameters, check_machine, coins, energy, field, gibbs_step
from nnlib.rbm.learning import batches

__all__ = ["lower_bound", "mean_field", "train"]


def mean_field(V, weights, biases, *, iterations=30):
    """Return the mean-field means of the hidden layers given the data.

    Parameters
    ----------
    V : array, shape (n, d)
        Data between 0 and 1.
    weights, biases : lists of arrays
        As in `dbm.Parameters`; the visible biases have no influence.
    iterations : int
        Passes over the layers after the first upward one, at least 1.

    Returns
    -------
    list of arrays, shapes (n, h₁), (n, h₂), …

    Raises
    ------
    ValueError
        If a shape is wrong, or the data lie outside [0, 1].
    """
    return _settle(*_check(V, weights, biases), iterations)[1:]


def _settle(V, weights, biases, iterations):
    check_at_least("iterations", iterations, 1)
    layers = [V]
    for W, b in zip(weights, biases[1:], strict=True):
        layers.append(sigmoid(layers[-1] @ W.T + b))
    for _ in range(iterations):
        for number in range(1, len(layers)):
            layers[number] = sigmoid(field(layers, number, weights, biases))
    return layers


def lower_bound(V, weights, biases, log_partition, *, iterations=30):
    """Return the variational lower bound of the log-likelihood of each sample.

    Parameters
    ----------
    V, weights, biases, iterations
        As in `mean_field`.
    log_partition : float
        ``log Z`` of the machine: exact, or estimated on `dbm.as_rbm`.

    Returns
    -------
    array, shape (n,)
    """
    V, weights, biases = _check(V, weights, biases)
    layers, xp = _settle(V, weights, biases, iterations), namespace(V)
    entropy = 0 * V[:, 0]
    for number in range(1, len(layers)):
        a = field(layers, number, weights, biases)
        entropy = entropy + xp.sum(softplus(a) - sigmoid(a) * a, axis=1)  # of units with p = σ(a)
    return entropy - energy(layers, weights, biases) - log_partition


def train(
    V,
    parameters,
    *,
    epochs,
    rng,
    learning_rate=0.05,
    batch_size=100,
    chains=100,
    k=1,
    iterations=10,
    weight_decay=0.0,
    monitor=None,
):
    """Train by stochastic gradient ascent; return the new parameters and what the monitor saw.

    Parameters
    ----------
    V : array, shape (n, d)
        Data between 0 and 1; library, type and device of everything follow it.
    parameters : Parameters or tuple (weights, biases)
        Where to start, e.g. from `initial`; not changed.
    epochs : int
        Passes through the data.
    rng : numpy.random.Generator
        Shuffles, and seeds the draws on the device.
    learning_rate : float or callable
        A callable gets the number of the epoch, from 0.
    batch_size, chains : int
    k : int
        Gibbs steps of the persistent chains for each mini-batch, at least 1.
    iterations : int
        Of mean field.
    weight_decay : float
        L2 penalty on the weights.
    monitor : callable, optional
        Called with the parameters after each epoch.

    Returns
    -------
    parameters : Parameters
    history : list
        What ``monitor`` returned.
    """
    for name, value in (("k", k), ("chains", chains), ("batch_size", batch_size)):
        check_at_least(name, value, 1)
    V, weights, biases = _check(V, *parameters)
    draws, history = stream(rng, V), []
    dream = coins(biases, chains, draws)
    for epoch in range(epochs):
        rate = learning_rate(epoch) if callable(learning_rate) else learning_rate
        for batch in batches(V, batch_size, rng):
            awake = _settle(batch, weights, biases, iterations)
            for _ in range(k):
                dream = gibbs_step(dream, weights, biases, rng=draws)
            dW, db = _gradient(awake, dream)
            weights = [W + rate * (g - weight_decay * W) for W, g in zip(weights, dW, strict=True)]
            biases = [b + rate * g for b, g in zip(biases, db, strict=True)]
        if monitor is not None:
            history.append(monitor(Parameters(weights, biases)))
    return Parameters(weights, biases), history


def _gradient(awake, dream):
    xp, n, m = namespace(awake[0]), awake[0].shape[0], dream[0].shape[0]
    dW = [
        xp.concat([awake[number + 1] / n, dream[number + 1] / -m]).T @ xp.concat([awake[number], dream[number]])
        for number in range(len(awake) - 1)
    ]
    return dW, [xp.mean(x, axis=0) - xp.mean(y, axis=0) for x, y in zip(awake, dream, strict=True)]


def _check(V, weights, biases):
    weights, biases = check_machine(weights, biases)
    V = as_float(V, like=weights[0])
    check_rows(V)
    check_shape("V", V, (V.shape[0], biases[0].shape[0]))
    check_range("data", V)
    return V, weights, biases
