"""Shorten gradients that are too long before an optimizer sees them.

References
----------
R. Pascanu, T. Mikolov, Y. Bengio (2013), *On the difficulty of training recurrent neural networks*, ICML, Algorithm 1.
"""

from nnlib import tree
from nnlib.arrays import namespace
from nnlib.optimizers.rule import Optimizer

__all__ = ["clip_by_norm", "clip_by_value", "clipped", "global_norm"]


def global_norm(gradients):
    """Return the Euclidean norm of all gradients together, as an array of shape ()."""
    leaves = tree.leaves(gradients)
    if not leaves:
        raise ValueError("expected at least one gradient, got an empty tree")
    return sum(namespace(g).sum(g * g) for g in leaves) ** 0.5


def clip_by_norm(gradients, max_norm):
    """Scale all gradients by one factor, so that their `global_norm` is at most ``max_norm``.

    Parameters
    ----------
    gradients : tree of arrays
    max_norm : float
        More than 0.

    Returns
    -------
    tree of arrays
        The direction is kept; gradients that are short enough are returned as they are in value.
    """
    _check_positive(max_norm)
    norm = global_norm(gradients)
    longest = namespace(norm).clip(norm, min=max_norm)
    return tree.map(lambda g: g * (max_norm / longest), gradients)


def clip_by_value(gradients, limit):
    """Clip each component of the gradients to [-limit, limit]; this may change their direction."""
    _check_positive(limit)
    return tree.map(lambda g: namespace(g).clip(g, min=-limit, max=limit), gradients)


def clipped(optimizer, clip):
    """Return ``optimizer`` with gradients that pass through ``clip`` first.

    Parameters
    ----------
    optimizer : Optimizer
    clip : callable
        From gradients to gradients: ``lambda g: clip_by_norm(g, 1.0)``.
    """
    return Optimizer(
        optimizer.init,
        lambda parameters, gradients, state: optimizer.update(parameters, clip(gradients), state),
        lambda parameters, gradients, state: optimizer.update_in_place(parameters, clip(gradients), state),
    )


def _check_positive(limit):
    if not limit > 0:
        raise ValueError(f"the limit must be more than 0, got {limit}")
