"""One sigmoid unit and its cross-entropy: the smallest learner that has everything a large one has.

    p_i = σ(w·x_i + b)        E = -1/n Σ t_i log p_i + (1 - t_i) log(1 - p_i)
    ∂E/∂w = 1/n Σ (p_i - t_i) x_i        ∂E/∂b = 1/n Σ (p_i - t_i)

The gradient of a mini-batch of m samples drawn without replacement is right on average; its squared distance from the
full gradient is, on average, (n - m) / (n - 1) · V/m, where V is that of a single sample: for small batches, 1/m.

References
----------
W. G. Cochran (1977), *Sampling Techniques*, Wiley, theorem 2.2.
"""

import math

from nnlib.activations import sigmoid
from nnlib.arrays import as_float, namespace
from nnlib.losses import binary_cross_entropy_logits

__all__ = ["gradient_noise", "logistic_gradient", "logistic_loss", "sgd_epoch", "train_neuron"]


def logistic_loss(X, t, w, b):
    """Return the mean cross-entropy of a sigmoid unit.

    Parameters
    ----------
    X : array, shape (n, d)
    t : array, shape (n,)
        Targets from 0 to 1.
    w : array, shape (d,)
    b : float
    """
    X = as_float(X)
    t, w = as_float(t, like=X), as_float(w, like=X)
    return binary_cross_entropy_logits(t[:, None], (X @ w + b)[:, None])


def logistic_gradient(X, t, w, b):
    """Return the gradient of `logistic_loss` with respect to ``w``, shape (d,), and ``b``, a number.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    X = as_float(X)
    t, w = as_float(t, like=X), as_float(w, like=X)
    if X.ndim != 2 or t.shape != (X.shape[0],) or w.shape != (X.shape[1],):
        shapes = f"{tuple(X.shape)}, {tuple(t.shape)}, {tuple(w.shape)}"
        raise ValueError(f"X, t, w must have shapes (n, d), (n,), (d,), got {shapes}")
    delta = (sigmoid(X @ w + b) - t) / X.shape[0]  # (n,)
    return delta @ X, namespace(X).sum(delta)


def sgd_epoch(X, t, w, b, learning_rate, batches):
    """Take one step of gradient descent on each mini-batch.

    Parameters
    ----------
    X, t, w, b
        As in `logistic_loss`.
    learning_rate : float
    batches : list of arrays of int
        The samples of each mini-batch.

    Returns
    -------
    w : array, shape (d,)
    b : float
    losses : list of float
        Of each mini-batch, before its step.
    """
    losses = []
    for batch in batches:
        losses.append(float(logistic_loss(X[batch], t[batch], w, b)))
        gw, gb = logistic_gradient(X[batch], t[batch], w, b)
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, losses


def gradient_noise(X, t, w, b, sizes, permutations):
    """Return how far mini-batch gradients are from the full one, squared, on average.

    Parameters
    ----------
    X, t, w, b
        As in `logistic_loss`.
    sizes : sequence of int
        Mini-batch sizes m.
    permutations : array of int, shape (r, n)
        The first m indices of each row make one mini-batch of size m.

    Returns
    -------
    list of float
        One number for each size: the mean over the r mini-batches of ``|∂E_batch/∂w - ∂E/∂w|²``.
    """
    full, _ = logistic_gradient(X, t, w, b)
    noise = []
    for size in sizes:
        gradients = (logistic_gradient(X[order[:size]], t[order[:size]], w, b)[0] for order in permutations)
        distances = [float((g - full) @ (g - full)) for g in gradients]
        noise.append(sum(distances) / len(distances))
    return noise


def train_neuron(cost, w0, b0, learning_rate, epochs):
    """Train one sigmoid neuron, with one weight and a bias, to answer its only input, 1, with 0.

    It shows why a saturated output learns slowly from the quadratic cost (Nielsen 2015, chapter 3): there the slope
    ∂C/∂z is a · a (1 - a), with cross-entropy it is a.

    Parameters
    ----------
    cost : str
        "quadratic" or "cross-entropy".
    w0, b0 : float
        Where the weight and the bias begin.
    learning_rate : float
    epochs : int

    Returns
    -------
    list of float
        The output before each of the updates.

    Raises
    ------
    ValueError
        If the cost is another one.
    """
    if cost not in ("quadratic", "cross-entropy"):
        raise ValueError(f"cost must be 'quadratic' or 'cross-entropy', got {cost!r}")
    w, b, outputs = w0, b0, []
    for _ in range(epochs):
        a = 0.5 * (1 + math.tanh(0.5 * (w + b)))
        outputs.append(a)
        delta = a * a * (1 - a) if cost == "quadratic" else a
        w, b = w - learning_rate * delta, b - learning_rate * delta
    return outputs
