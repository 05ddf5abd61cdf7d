"""Dense layer: every unit sees every input, ``Y = g(X Wᵀ + b)``."""

from dataclasses import dataclass

from nnlib import activations, initializers
from nnlib.autodiff.primitives import dense
from nnlib.layers.layer import Layer, positive

__all__ = ["Activation", "Dense", "check_rows"]


@dataclass(frozen=True)
class Dense(Layer):
    """Map each sample by a matrix, add a bias, apply an activation function.

    Parameters
    ----------
    units : int
        Number of outputs.
    activation : str or callable, optional
        A name known to `nnlib.activations.get`, or a function of arrays; default none.
    initializer : str or callable
        Of the weights, as in `nnlib.initializers`; biases start at 0.
    bias : bool, default True

    Notes
    -----
    Parameters are ``W`` of shape (units, inputs) and ``b`` of shape (units,).
    """

    units: int
    activation: object = None
    initializer: object = "glorot_uniform"
    bias: bool = True

    def __post_init__(self):
        positive(units=self.units)
        if self.activation is not None:
            activations.get(self.activation)  # an unknown name is refused here, where it was written

    def output_shape(self, input_shape):
        check_rows(input_shape)
        return (*input_shape[:-1], self.units)

    def init(self, input_shape, *, rng, like=None):
        W = initializers.get(self.initializer)((self.units, input_shape[-1]), rng=rng, like=like)
        return ({"W": W, "b": initializers.zeros((self.units,), like=like)} if self.bias else {"W": W}), {}

    def forward(self, params, X):
        g = None if self.activation is None else activations.get(self.activation)
        return dense(X, params["W"], params.get("b"), g)


@dataclass(frozen=True)
class Activation(Layer):
    """Apply an activation function to each number; a layer of its own after a convolution or a normalization.

    Parameters
    ----------
    activation : str or callable
    """

    activation: object

    def __post_init__(self):
        activations.get(self.activation)

    def forward(self, params, X):
        return activations.get(self.activation)(X)


def check_rows(input_shape):
    """Raise ValueError unless samples are rows of numbers (or sequences of such rows)."""
    if len(input_shape) not in (1, 2):
        raise ValueError(f"expects samples of shape (features,), got {input_shape}; put Flatten() before it")
