"""From a rule for one array to an optimizer for nested parameters.

A rule is written once, with in-place operators on arrays of its own: ``velocity *= beta``. ``update`` hands it copies
and is a pure function; ``update_in_place`` hands it the parameters themselves and saves a training loop the copies.
"""

from typing import Any, NamedTuple

import numpy as np

from nnlib import tree
from nnlib.arrays import as_float, namespace

__all__ = ["Optimizer", "check_fraction", "check_rate", "from_rule"]


class Optimizer(NamedTuple):
    """What an optimizer does, as functions.

    Attributes
    ----------
    init : callable
        ``init(parameters) → state``, a dict with the number of steps and one tree for each thing remembered.
    update : callable
        ``update(parameters, gradients, state) → (parameters, state)``; the arguments stay as they are.
    update_in_place : callable
        The same on the arrays of ``parameters`` and ``state`` themselves; returns None. ``state["step"]`` may be an
        array, then nothing but arrays changes and the step can be recorded (see `nnlib.capture`).
    """

    init: Any
    update: Any
    update_in_place: Any


def from_rule(rule, slots, learning_rate):
    """Return the optimizer that applies ``rule`` to each array of the parameters.

    Parameters
    ----------
    rule : callable
        ``rule(p, g, *memories, rate, t)`` changes ``p`` and ``memories`` in place, but not ``g``. ``t`` counts from 1.
    slots : sequence of str
        The names of the memories; each starts as zeros of the shape of ``p``.
    learning_rate : float or callable
        A callable gets the number of steps made, from 0, and returns a float.
    """
    check_rate(learning_rate)

    def init(parameters):
        parameters = tree.map(_floating, parameters)
        return {"step": 0} | {slot: tree.map(_zeros_like, parameters) for slot in slots}

    def update_in_place(parameters, gradients, state):
        rate = learning_rate(state["step"]) if callable(learning_rate) else learning_rate
        rate = float(rate) if isinstance(rate, (int, float, np.number)) else rate
        state["step"] += 1
        gradients = tree.leaves(gradients)
        parameters = tree.leaves(parameters)
        _check_alike(parameters, gradients)
        memories = [tree.leaves(state[slot]) for slot in slots]
        for arrays in zip(parameters, gradients, *memories, strict=True):
            rule(*arrays, rate, state["step"])

    def update(parameters, gradients, state):
        parameters, gradients = tree.map(_copy, parameters), tree.map(as_float, gradients)
        state = {"step": state["step"] + 0} | {slot: tree.map(_copy, state[slot]) for slot in slots}
        update_in_place(parameters, gradients, state)
        return parameters, state

    return Optimizer(init, update, update_in_place)


def _floating(p):
    converted = as_float(p)
    if hasattr(p, "dtype") and p.dtype != converted.dtype:
        raise TypeError(f"parameters must be floating-point arrays, got {p.dtype}; make them so with as_float(…)")
    return converted


def _zeros_like(p):
    return namespace(p).zeros_like(p)


def _copy(x):
    x = as_float(x)
    return namespace(x).asarray(x, copy=True)


def _check_alike(parameters, gradients):
    if len(parameters) != len(gradients):
        raise ValueError(f"expected a gradient for each of {len(parameters)} parameters, got {len(gradients)}")
    for number, (p, g) in enumerate(zip(parameters, gradients, strict=True)):
        if type(p) is not type(g):
            namespace(p, g)  # raises TypeError if these are two libraries
        if p.device != g.device:
            raise ValueError(f"gradient {number} is on {g.device}, its parameter on {p.device}; move one of them")
        if p.shape != g.shape:
            raise ValueError(
                f"gradient {number} must have its parameter's shape {tuple(p.shape)}, got {tuple(g.shape)}"
                + ("; did you transpose?" if p.shape == g.shape[::-1] else "; is it summed over the samples?")
            )


def check_rate(learning_rate):
    """Raise ValueError unless the learning rate is a positive number or a function of the step."""
    if not callable(learning_rate) and not learning_rate > 0:
        raise ValueError(f"learning_rate must be positive, or a function of the step, got {learning_rate}")


def check_fraction(**fractions):
    """Raise ValueError unless each of the named numbers is at least 0 and less than 1."""
    for name, value in fractions.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} must be at least 0 and less than 1, got {value}")
