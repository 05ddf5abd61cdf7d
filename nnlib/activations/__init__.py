"""Activation functions, each with its derivative beside it.

They work on arrays of any library and on arrays that are being differentiated, whatever the shape, and neither
overflow nor warn, however large the input. At a kink the derivative stated is PyTorch's.

    >>> import numpy as np
    >>> from nnlib import activations
    >>> x = np.array([-1000.0, 0.0, 1000.0])
    >>> activations.sigmoid(x)
    array([0. , 0.5, 1. ])
    >>> activations.derivative("elu", x)
    array([0., 1., 1.])
    >>> activations.PROPERTIES["elu"].range
    (-1.0, inf)
"""

from nnlib._names import look_up
from nnlib.activations.groups import glu, log_softmax, maxout, softmax, softmax_jacobian
from nnlib.activations.piecewise import hard_swish, identity, leaky_relu, prelu, relu, relu6, step
from nnlib.activations.properties import PROPERTIES, Properties
from nnlib.activations.smooth import elu, gelu, gelu_sigmoid, mish, selu, sigmoid, silu, softplus, swish, tanh
from nnlib.arrays import is_array, namespace
from nnlib.autodiff import jvp

__all__ = [
    "PROPERTIES",
    "Properties",
    "derivative",
    "elu",
    "gelu",
    "gelu_sigmoid",
    "get",
    "glu",
    "hard_swish",
    "identity",
    "leaky_relu",
    "log_softmax",
    "maxout",
    "mish",
    "prelu",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softmax_jacobian",
    "softplus",
    "step",
    "swish",
    "tanh",
]

_BY_NAME = {name: globals()[name] for name in PROPERTIES} | {
    "linear": identity,
    "softmax": softmax,
    "log_softmax": log_softmax,
    "glu": glu,
}


def get(activation):
    """Return the activation function of that name; a function is returned unchanged.

    Raises
    ------
    ValueError
        If the name is unknown; the sentence says what was probably meant.
    """
    return activation if callable(activation) else look_up(_BY_NAME, activation, "activation")


def derivative(activation, x, **parameters):
    """Return the derivative of an elementwise activation function at ``x``.

    Parameters
    ----------
    activation : str or function
    x : array of floating-point numbers
    **parameters
        Of the function: ``derivative("swish", x, beta=2.0)``.

    Returns
    -------
    array, shape of ``x``
    """
    f = get(activation)
    ones = namespace(x).ones_like(x) if is_array(x) else 1.0
    return jvp(lambda x: f(x, **parameters), (x,), (ones,))[1]
