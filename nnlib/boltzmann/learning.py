"""Boltzmann learning: strengthen what the units do together with the data, weaken what they do in a dream.

    ∂ log P(V) / ∂Wᵢⱼ = ⟨sᵢ sⱼ⟩_data - ⟨sᵢ sⱼ⟩_model,    ∂ log P(V) / ∂bᵢ = ⟨sᵢ⟩_data - ⟨sᵢ⟩_model

In the first average the visible units (the first ones of the machine) are clamped to the data; in the second the
machine runs free. Both are exact for a small machine, and averages over Gibbs samples for a large one. T = 1.

References
----------
D. H. Ackley, G. E. Hinton, T. J. Sejnowski (1985), *A learning algorithm for Boltzmann machines*, Cognitive Science 9.
L. Younes (1989), *Parametric inference for imperfectly observed Gibbsian fields*, Probab. Theory Relat. Fields 82.
"""

from nnlib._units import check_at_least, check_range, floats, logsumexp, stream
from nnlib.arrays import device, namespace
from nnlib.boltzmann.exact import energies, exact, histogram, kl_divergence, states, visible_distribution
from nnlib.boltzmann.machine import check_machine, sweep

__all__ = ["data_statistics", "gradient", "model_statistics", "statistics", "train", "train_exact"]


def statistics(S, p=None):
    """Return the averages ``⟨sᵢ sⱼ⟩`` and ``⟨sᵢ⟩``.

    Parameters
    ----------
    S : array, shape (n, N)
        States.
    p : array, shape (n,), optional
        Their probabilities; default 1/n each, the average over samples.

    Returns
    -------
    array, shape (N, N), and array, shape (N,)
    """
    (S,) = floats(S)
    weighted = S / S.shape[0] if p is None else S * p[:, None]
    return weighted.T @ S, namespace(S).sum(weighted, axis=0)


def gradient(data, model):
    """Return the gradient of the mean log-likelihood: data minus dream.

    Parameters
    ----------
    data, model : tuples (array, shape (N, N), and array, shape (N,))
        As `statistics` returns them.

    Returns
    -------
    array, shape (N, N), and array, shape (N,)
        To be *added* to ``W`` (symmetric, zero diagonal) and ``b``. An entry of the first is the derivative for the
        weight between two units, which stands in W twice.
    """
    dW = data[0] - model[0]
    xp = namespace(dW)
    diagonal = xp.eye(dW.shape[0], dtype=xp.bool, device=device(dW))
    return xp.where(diagonal, xp.zeros_like(dW), dW), data[1] - model[1]


def model_statistics(W, b):
    """Return the exact averages of the free-running machine (at most 20 units)."""
    W, b = floats(W, b)
    return statistics(states(W.shape[0], like=W), exact(W, b))


def data_statistics(V, W, b):
    """Return the exact averages with the visible units clamped to the data.

    Parameters
    ----------
    V : array, shape (n, d)
        Data of 0 and 1.
    W : array, shape (N, N)
        Symmetric, with a zero diagonal; N - d hidden units, at most 20.
    b : array, shape (N,)

    Returns
    -------
    array, shape (N, N), and array, shape (N,)
    """
    W, b, V = _check(V, W, b)
    xp, d = namespace(V), V.shape[1]
    H = states(W.shape[0] - d, like=V)  # (2^h, h)
    exponents = -energies(W[d:, d:], b[d:] + V @ W[:d, d:])  # (n, 2^h)
    posterior = xp.exp(exponents - logsumexp(exponents, axis=1)[:, None])
    means = xp.concat([V, posterior @ H], axis=1)  # (n, N)
    pairs, first = statistics(means)  # right where a factor is visible; the hidden block follows
    hidden, _ = statistics(H, xp.mean(posterior, axis=0))
    upper = pairs[:d, :]
    lower = xp.concat([pairs[d:, :d], hidden], axis=1)
    return xp.concat([upper, lower], axis=0), first


def train_exact(V, W, b, *, steps, learning_rate):
    """Climb the exact log-likelihood by gradient steps (at most 20 units).

    Parameters
    ----------
    V, W, b
        As in `data_statistics`.
    steps : int
    learning_rate : float

    Returns
    -------
    W, b : arrays
        The machine after the last step.
    history : list of float
        The Kullback-Leibler divergence of the machine from the data, in nats, before each step and after the last.
    """
    W, b, V = _check(V, W, b)
    check_at_least("steps", steps, 0)
    data, history = histogram(V), []
    for _ in range(steps):
        history.append(float(kl_divergence(data, visible_distribution(W, b, V.shape[1]))))
        dW, db = gradient(data_statistics(V, W, b), model_statistics(W, b))
        W, b = W + learning_rate * dW, b + learning_rate * db
    return W, b, [*history, float(kl_divergence(data, visible_distribution(W, b, V.shape[1])))]


def train(V, W, b, *, steps, learning_rate, rng, chains=100, sweeps=1):
    """Learn from samples: persistent chains dream, others have the data on their visible units.

    Parameters
    ----------
    V, W, b
        As in `data_statistics`, for any number of units.
    steps : int
    learning_rate : float
        Small enough for the chains to follow.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    chains : int
        Number of dreaming chains.
    sweeps : int
        Gibbs sweeps between two steps, at least 1.

    Returns
    -------
    W, b : arrays
    """
    W, b, V = _check(V, W, b)
    check_at_least("sweeps", sweeps, 1)
    check_at_least("chains", chains, 1)
    xp, (n, d), N = namespace(V), V.shape, W.shape[0]
    rng = stream(rng, V)
    dream = xp.astype(rng.uniform((chains, N)) < 0.5, V.dtype)
    awake = xp.concat([V, xp.astype(rng.uniform((n, N - d)) < 0.5, V.dtype)], axis=1)
    for _ in range(steps):
        for _ in range(sweeps):
            awake = sweep(W, b, awake, 1.0, rng.uniform((n, N)), range(d, N))
            dream = sweep(W, b, dream, 1.0, rng.uniform((chains, N)))
        dW, db = gradient(statistics(awake), statistics(dream))
        W, b = W + learning_rate * dW, b + learning_rate * db
    return W, b


def _check(V, W, b):
    W, b, V = floats(W, b, V)
    check_machine(W, b)
    if V.ndim != 2 or V.shape[1] > W.shape[0]:
        raise ValueError(
            f"data must have shape (n, d) with at most the {W.shape[0]} units of the machine, got {tuple(V.shape)}"
        )
    check_range("data", V, binary=True)
    return W, b, V
