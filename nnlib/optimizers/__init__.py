"""Optimizers: from gradients to better parameters.

An optimizer is a pair of functions, ``init(parameters) → state`` and
``update(parameters, gradients, state) → (parameters, state)``, on parameters in nested lists and dicts. Nothing is
hidden: what it remembers (velocities, mean squares, the number of steps) is in the state, under its name.

    >>> import numpy as np
    >>> from nnlib.optimizers import momentum
    >>> bowl = momentum(learning_rate=0.1, beta=0.5)
    >>> w = {"w": np.array([4.0])}
    >>> state = bowl.init(w)
    >>> w, state = bowl.update(w, {"w": 2 * w["w"]}, state)  # the gradient of w²
    >>> w, state
    ({'w': array([3.2])}, {'step': 1, 'velocity': {'w': array([8.])}})

A learning rate is a number or a function of the step, counted from 0 (see `nnlib.schedules`).
"""

from nnlib._names import look_up
from nnlib.optimizers.adaptive import adagrad, adam, adamw, rmsprop
from nnlib.optimizers.clipping import clip_by_norm, clip_by_value, clipped, global_norm
from nnlib.optimizers.descent import best_momentum, descend, momentum, nesterov, nesterov_step, sgd
from nnlib.optimizers.quadratic import spectral_radius
from nnlib.optimizers.rule import Optimizer
from nnlib.optimizers.steps import adagrad_step, adam_step, momentum_step, rmsprop_step

__all__ = [
    "Optimizer",
    "adagrad",
    "adagrad_step",
    "adam",
    "adam_step",
    "adamw",
    "best_momentum",
    "clip_by_norm",
    "clip_by_value",
    "clipped",
    "descend",
    "get",
    "global_norm",
    "momentum",
    "momentum_step",
    "nesterov",
    "nesterov_step",
    "rmsprop",
    "rmsprop_step",
    "sgd",
    "spectral_radius",
]

_BY_NAME = {f.__name__: f for f in (sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw)}


def get(optimizer, **settings):
    """Return an optimizer by name with ``settings``; one that is already made is returned unchanged.

    Raises
    ------
    ValueError
        If the name is unknown; the sentence says what was probably meant.
    """
    if isinstance(optimizer, Optimizer):
        if settings:
            raise ValueError(f"the optimizer is already made; pass {', '.join(settings)} where you make it")
        return optimizer
    return look_up(_BY_NAME, optimizer, "optimizer")(**settings)
