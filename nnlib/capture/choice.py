"""Which training step can do what a net asks for?"""

import contextlib

import numpy as np

from nnlib import activations, losses
from nnlib.capture.calls import ACTIVATIONS, OUTPUTS
from nnlib.capture.dense import DenseStep
from nnlib.capture.eager import EagerStep
from nnlib.capture.graph import GraphStep, is_recordable
from nnlib.preprocessing import one_hot

__all__ = ["choose", "dense_step"]


def choose(net, X, Y, *, batch_size, stream):
    """Return the fastest step for a compiled net.

    Parameters
    ----------
    net : nnlib.sequential.Sequential
    X, Y : arrays
        All samples and targets, checked.
    batch_size : int
    stream : nnlib.random.DeviceStream
        For layers that need random numbers.
    """
    step = dense_step(net, X, Y)
    if step is None and getattr(X, "is_cuda", False) and is_recordable(net, X, Y):
        with contextlib.suppress(RuntimeError):  # a layer of the user's own may do on a GPU what cannot be recorded
            step = GraphStep(net, X, Y, batch_size, stream)
    return step or EagerStep(net, X, Y, stream)


def dense_step(net, X, Y):
    """Return the `DenseStep` of a compiled net, or None if its layers, loss or arrays are others than it knows."""
    names = [_activation(layer) for layer in net.layers]
    output = (names[-1], _loss(net.objective.loss))
    if (
        not isinstance(X, np.ndarray)
        or None in names
        or output not in OUTPUTS
        or not set(names[:-1]) <= set(ACTIVATIONS)
    ):
        return None
    arrays = [p for layer in net.params for p in layer.values()]
    if X.dtype.kind != "f" or X.dtype.itemsize < 4 or not all(p.flags.c_contiguous for p in arrays):
        return None
    if Y.ndim == 1:
        Y = one_hot(Y, net.layers[-1].units, like=X)
    data = np.ascontiguousarray(X), np.ascontiguousarray(Y)
    regularizer = net.objective.regularizer
    return DenseStep(net.params, names[:-1], output, net.optimizer, net.optimizer_state, *data, regularizer=regularizer)


def _activation(layer):
    """The name of a dense layer's activation, None for other layers and functions without a name."""
    from nnlib.layers import Dense

    if type(layer) is not Dense or not layer.bias:
        return None
    found = activations.get(layer.activation or "identity")
    known = {activations.get(name): name for name in (*ACTIVATIONS, "softmax")}
    return known.get(found)


def _loss(loss):
    name = getattr(loss, "__name__", "")
    return name if getattr(losses, name, None) is loss else None
