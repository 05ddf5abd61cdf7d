"""Restricted Boltzmann machines small enough to be summed exactly: no sampling, the yardstick for what samples.

    log Z = log Σ_h exp(c·h) Πᵢ (1 + exp((Wᵀ h)ᵢ + bᵢ))

One layer is listed, the other summed in closed form, so only the smaller layer must have at most 20 units.
"""

from nnlib._units import check_at_least, logsumexp, sigmoid, softplus
from nnlib.arrays import namespace
from nnlib.boltzmann.exact import check_enumerable, histogram, kl_divergence, states
from nnlib.rbm.machine import Parameters, check_machine, free_energy
from nnlib.rbm.units import BINARY

__all__ = ["exact_gradient", "log_likelihood", "log_partition", "train_exact", "visible_distribution"]


def log_partition(W, b, c, *, visible=BINARY):
    """Return ``log Z``, by listing the smaller layer.

    Parameters
    ----------
    W, b, c
        Shapes (h, d), (d,), (h,); h or (with binary units) d at most 20.
    visible : Binary or Gaussian

    Raises
    ------
    ValueError
        If there are too many units.
    """
    W, b, c = check_machine(W, b, c)
    h, d = W.shape
    if visible == BINARY and d < h:
        return log_partition(W.T, c, b)
    H = states(h, like=W)
    return logsumexp(H @ c + visible.log_total(b, H @ W))


def log_likelihood(V, W, b, c, *, visible=BINARY):
    """Return the exact logarithm of the probability (density) of each sample, ``-F(v) - log Z``; shape (n,)."""
    return -free_energy(V, W, b, c, visible=visible) - log_partition(W, b, c, visible=visible)


def visible_distribution(W, b, c):
    """Return the probability of each state of the visible units (at most 20), in the order of `boltzmann.states`.

    Returns
    -------
    array, shape (2^d,)
    """
    W, b, c = check_machine(W, b, c)
    check_enumerable(W.shape[1])
    return _distribution(states(W.shape[1], like=W), W, b, c)[0]


def _distribution(S, W, b, c):
    field = S @ W.T + c  # (2^d, h)
    xp = namespace(S)
    exponents = S @ b + xp.sum(softplus(field), axis=1)
    return xp.exp(exponents - logsumexp(exponents)), sigmoid(field)


def exact_gradient(V, W, b, c):
    """Return the gradient of the mean log-likelihood, its dream summed over all visible states (at most 20 units).

    Parameters
    ----------
    V : array, shape (n, d)
        Data of 0 and 1.
    W, b, c
        Shapes (h, d), (d,), (h,).

    Returns
    -------
    Parameters
        ``(dW, db, dc)``.
    """
    W, b, c, V = check_machine(W, b, c, V)
    check_enumerable(V.shape[1])
    return _ascent(states(V.shape[1], like=V), histogram(V), W, b, c)[0]


def _ascent(S, data, W, b, c):
    model, probability = _distribution(S, W, b, c)
    surprise = data - model  # (2^d,), data minus dream
    return Parameters((surprise[:, None] * probability).T @ S, surprise @ S, surprise @ probability), model


def train_exact(V, parameters, *, steps, learning_rate, momentum=0.0):
    """Climb the exact log-likelihood (at most 20 visible units).

    Parameters
    ----------
    V : array, shape (n, d)
        Data of 0 and 1.
    parameters : Parameters or tuple (W, b, c)
        Where to start; not changed.
    steps : int
    learning_rate : float
    momentum : float

    Returns
    -------
    parameters : Parameters
    history : list of float
        The Kullback-Leibler divergence of the machine from the data, in nats, before each step and after the last.
    """
    W, b, c, V = check_machine(*parameters, V)
    check_at_least("steps", steps, 0)
    check_enumerable(V.shape[1])
    S, data = states(V.shape[1], like=V), histogram(V)
    parameters, velocity, history = Parameters(W, b, c), (0.0, 0.0, 0.0), []
    for _ in range(steps):
        slope, model = _ascent(S, data, *parameters)
        history.append(float(kl_divergence(data, model)))
        velocity = [momentum * old + new for old, new in zip(velocity, slope, strict=True)]
        parameters = Parameters(*(p + learning_rate * v for p, v in zip(parameters, velocity, strict=True)))
    return parameters, [*history, float(kl_divergence(data, _distribution(S, *parameters)[0]))]
