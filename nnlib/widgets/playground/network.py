"""Ask a network what its units put out and what its gradients are: the student's, or nnlib's where that goes wrong.

Networks keep nothing between two questions: the parameters, a list of dicts with ``W`` and ``b``, come with each.
"""

import functools

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.layers import Dense
from nnlib.sequential import Sequential
from nnlib.widgets.student import Guarded

__all__ = ["ACTIVATIONS", "guarded", "network"]

ACTIVATIONS = ("tanh", "relu", "sigmoid", "identity")


def network(task, sizes, activation, params, X, Y=None):
    """Return the answer of nnlib's `Sequential`.

    Parameters
    ----------
    task : str
        "outputs" (a list of arrays of shape (n, units), one a layer) or "gradients" (a list like ``params``).
    sizes : tuple of int
        Inputs, units of each layer.
    activation : str
        Of the hidden layers.
    params : list of dict
    X : array, shape (n, 2)
    Y : array, shape (n, 1), optional
        For gradients.
    """
    return _answer(_sequential(sizes, activation), task, params, X, Y)


def guarded(make):
    """Return `network`, with the student's network (made by ``make(sizes, activation)``, or None) before it."""
    if make is None:
        return Guarded(None, network, _problem)
    built = functools.lru_cache(maxsize=1)(make)

    def yours(task, sizes, activation, params, X, Y=None):
        return _answer(built(sizes, activation), task, params, X, Y)

    return Guarded(yours, network, _problem)


@functools.lru_cache(maxsize=8)
def _sequential(sizes, activation):
    *hidden, last = sizes[1:]
    net = Sequential([*(Dense(n, activation) for n in hidden), Dense(last, "sigmoid")], input_shape=sizes[0], seed=0)
    net.compile("sgd", "binary_cross_entropy")
    return net


def _answer(net, task, params, X, Y):
    net.params = params
    if task == "outputs":
        return [np.asarray(to_numpy(outputs)) for outputs in net.outputs_by_layer(X)]
    return [{name: np.asarray(to_numpy(layer[name])) for name in ("W", "b")} for layer in net.gradients(X, Y)]


def _problem(answer, task, sizes, activation, params, X, Y=None):
    if len(answer) != len(sizes) - 1:
        return f"has {len(answer)} layers of {task}, expected {len(sizes) - 1}"
    if task == "outputs":
        expected = [(len(X), n) for n in sizes[1:]]
        found = [outputs.shape for outputs in answer]
    else:
        expected = [layer[name].shape for layer in params for name in ("W", "b")]
        found = [layer[name].shape for layer in answer for name in ("W", "b")]
    return "" if found == expected else f"has {task} of the shapes {found}, expected {expected}"
