"""Keep weights small: penalties on the loss, and the steps on the weights that they amount to.

    L2    ½λ Σ w²    gradient λw          pulls in proportion: many small weights
    L1     λ Σ|w|    gradient λ sign(w)   pulls by a constant: many weights of exactly 0

Biases are left alone: only arrays of two or more axes count as weights. Nielsen writes λ/n for this λ, n the size of
the training set; with plain gradient descent his update is ``w ← (1 - ηλ/n) w - ηg``, `decay_step`.

References
----------
M. Nielsen (2015), *Neural networks and deep learning*, chapter 3, equations 93 and 97.
N. Srivastava et al. (2014), *Dropout*, JMLR 15, section 5.1 (max-norm).
"""

from typing import Any, NamedTuple

from nnlib import tree
from nnlib.arrays import as_float, namespace

__all__ = [
    "Regularizer",
    "decay_step",
    "is_weight",
    "l1",
    "l1_step",
    "l2",
    "max_norm",
    "soft_step",
    "soft_threshold",
]


class Regularizer(NamedTuple):
    """A penalty and its gradient.

    Attributes
    ----------
    penalty : callable
        ``penalty(parameters)``, an array of shape () to be added to the loss; it can be differentiated.
    gradient : callable
        ``gradient(parameters)``, a tree like the parameters, with zeros for biases.
    """

    penalty: Any
    gradient: Any


def is_weight(p):
    """Tell whether ``p`` is a weight, to be kept small, rather than a bias: it has two axes or more."""
    return len(p.shape) > 1


def l2(strength):
    """Return the regularizer ``½ strength Σ w²``."""
    _check_strength(strength)
    return _regularizer(lambda w: strength / 2 * namespace(w).sum(w * w), lambda w: strength * w)


def l1(strength):
    """Return the regularizer ``strength Σ|w|``; its gradient at 0 is taken as 0."""
    _check_strength(strength)
    return _regularizer(
        lambda w: strength * namespace(w).sum(abs(w)),
        lambda w: strength * namespace(w).sign(w),
    )


def _regularizer(penalty, gradient):
    return Regularizer(
        lambda parameters: sum(penalty(w) for w in _weights(parameters)),
        lambda parameters: tree.map(lambda p: gradient(p) if is_weight(p) else namespace(p).zeros_like(p), parameters),
    )


def _weights(parameters):
    found = [p for p in tree.leaves(parameters) if is_weight(p)]
    if not found:
        raise ValueError("expected weights, arrays of two or more axes, among the parameters; there are none")
    return found


def decay_step(parameters, gradients, learning_rate, lmbda, n):
    """Make a step of gradient descent with Nielsen's weight decay.

    Parameters
    ----------
    parameters, gradients : trees of arrays
        The gradients are those of the loss without penalty.
    learning_rate, lmbda : float
    n : int
        The number of training samples.

    Returns
    -------
    tree of arrays
        ``(1 - ηλ/n) w - ηg`` for weights, ``b - ηg`` for biases.
    """
    keep = 1 - learning_rate * _per_sample(lmbda, n)
    return tree.map(lambda p, g: (keep * p if is_weight(p) else p) - learning_rate * g, parameters, gradients)


def l1_step(parameters, gradients, learning_rate, lmbda, n):
    """Make a step of gradient descent with an L1 penalty, ``w - (ηλ/n) sign(w) - ηg``; arguments as in `decay_step`."""
    penalty = l1(_per_sample(lmbda, n))
    return tree.map(lambda p, g, s: p - learning_rate * (g + s), parameters, gradients, penalty.gradient(parameters))


def soft_step(parameters, gradients, learning_rate, lmbda, n):
    """Make a step down the loss, then pull the weights by ηλ/n, to 0 at most; arguments as in `decay_step`."""
    pull = learning_rate * _per_sample(lmbda, n)
    moved = tree.map(lambda p, g: p - learning_rate * g, parameters, gradients)
    return tree.map(lambda p: soft_threshold(p, pull) if is_weight(p) else p, moved)


def soft_threshold(w, threshold):
    """Return ``sign(w) max(|w| - threshold, 0)``: an L1 step that stops at 0 instead of passing it."""
    w = as_float(w)
    return w - namespace(w).clip(w, min=-threshold, max=threshold)


def max_norm(W, limit):
    """Scale down each unit's weights, a row of ``W``, whose Euclidean norm is more than ``limit``.

    Parameters
    ----------
    W : array, shape (n_out, n_in)
    limit : float
        More than 0.
    """
    if not limit > 0:
        raise ValueError(f"the limit must be more than 0, got {limit}")
    W = as_float(W)
    xp = namespace(W)
    norms = xp.sum(W * W, axis=1, keepdims=True) ** 0.5  # (n_out, 1)
    return W * (limit / xp.clip(norms, min=limit))


def _per_sample(lmbda, n):
    _check_strength(lmbda)
    if not n >= 1:
        raise ValueError(f"n, the number of training samples, must be at least 1, got {n}")
    return lmbda / n


def _check_strength(strength):
    if not strength >= 0:
        raise ValueError(f"the strength λ must be at least 0, got {strength}")
