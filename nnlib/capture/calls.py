"""Activation functions and losses as calls that work in place, for `nnlib.capture.dense`.

In buffers, A holds first the weighted inputs and then the activations; g' is written in terms of A, so that nothing
else need be kept: σ' = A (1 - A), tanh' = 1 - A². A call is a function without arguments.
"""

from functools import partial
from typing import Any, NamedTuple

import numpy as np

__all__ = ["ACTIVATIONS", "OUTPUTS", "Calls"]


class Calls(NamedTuple):
    """How an activation function is computed in place.

    Attributes
    ----------
    forward : callable
        ``forward(A)`` returns calls that replace the weighted inputs in ``A`` by the activations.
    backward : callable
        ``backward(A, delta, spare)`` returns calls that multiply ``delta`` by the derivative.
    """

    forward: Any
    backward: Any


def _sigmoid(A):
    half = np.asarray(0.5, A.dtype)  # an array saves the conversion of a number at each call
    halve = partial(np.multiply, A, half, A)
    return [halve, partial(np.tanh, A, A), halve, partial(np.add, A, half, A)]  # ½ tanh(z/2) + ½: no overflow


def _sigmoid_back(A, delta, spare):
    one = np.asarray(1.0, A.dtype)
    return [
        partial(np.subtract, one, A, spare),
        partial(np.multiply, spare, A, spare),
        partial(np.multiply, delta, spare, delta),
    ]


def _tanh_back(A, delta, spare):
    one = np.asarray(1.0, A.dtype)
    return [
        partial(np.multiply, A, A, spare),
        partial(np.subtract, one, spare, spare),
        partial(np.multiply, delta, spare, delta),
    ]


def _relu(A):
    return [partial(np.maximum, A, np.asarray(0.0, A.dtype), out=A)]


def _relu_back(A, delta, spare):
    return [partial(np.sign, A, spare), partial(np.multiply, delta, spare, delta)]  # A ≥ 0: its sign is 0 or 1


ACTIVATIONS = {
    "linear": Calls(lambda A: [], lambda A, delta, spare: []),
    "sigmoid": Calls(_sigmoid, _sigmoid_back),
    "tanh": Calls(lambda A: [partial(np.tanh, A, A)], _tanh_back),
    "relu": Calls(_relu, _relu_back),
}


def _distance(activation, factor):
    """The loss ``c/2n Σ (A - Y)²``, for an activation with a derivative of its own; ``c = factor(k)``, k outputs."""

    def output(Z, Y, delta, spare):
        (n, k), error = Z.shape, np.empty_like(Z)
        share = np.asarray(factor(k) / n, Z.dtype)
        calls = [*ACTIVATIONS[activation].forward(Z), partial(np.subtract, Z, Y, error)]
        calls += [partial(np.multiply, error, share, delta), *ACTIVATIONS[activation].backward(Z, delta, spare)]
        return calls, lambda: float(np.vdot(error, error)) * factor(k) / (2 * n), Z

    return output


def _sigmoid_cross_entropy(Z, Y, delta, spare):
    """The loss ``1/n Σ softplus(z) - yz`` of sigmoids; δ = (σ(z) - y)/n."""
    A, zero = np.empty_like(Z), np.asarray(0.0, Z.dtype)
    calls = [partial(np.copyto, A, Z), *_sigmoid(A), *_error(A, Y, delta)]
    return calls, lambda: float(np.logaddexp(Z, zero, spare).sum() - np.vdot(Y, Z)) / len(Z), Z


def _softmax_cross_entropy(Z, Y, delta, spare):
    """The loss ``1/n Σ log Σ exp(z) - yz`` of a softmax, rows of Y adding to 1; δ = (softmax(z) - y)/n."""
    A, largest, total = np.empty_like(Z), np.empty_like(Z[:, :1]), np.empty_like(Z[:, :1])
    calls = [
        partial(np.maximum.reduce, Z, 1, None, largest, True),
        partial(np.subtract, Z, largest, A),
        partial(np.exp, A, A),
        partial(np.add.reduce, A, 1, None, total, True),
        partial(np.divide, A, total, A),
        *_error(A, Y, delta),
    ]
    return calls, lambda: float((np.log(total) + largest).sum() - np.vdot(Y, Z)) / len(Z), Z


def _error(A, Y, delta):
    share = np.asarray(1 / len(A), A.dtype)
    return [partial(np.subtract, A, Y, delta), partial(np.multiply, delta, share, delta)]


# (last activation, loss) → a function from the last weighted inputs Z, targets Y and two buffers to the calls that fill
# ``delta`` with ∂C/∂Z, a function that returns the loss, and the outputs: logits where the loss is computed from them.
OUTPUTS = {
    **{(name, "quadratic"): _distance(name, lambda k: 1) for name in ACTIVATIONS},
    **{(name, "mse"): _distance(name, lambda k: 2 / k) for name in ACTIVATIONS},
    ("sigmoid", "binary_cross_entropy"): _sigmoid_cross_entropy,
    ("linear", "binary_cross_entropy_logits"): _sigmoid_cross_entropy,
    ("softmax", "categorical_cross_entropy"): _softmax_cross_entropy,
    ("linear", "categorical_cross_entropy_logits"): _softmax_cross_entropy,
}
