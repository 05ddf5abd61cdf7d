"""Layers that rearrange and compute nothing: one row per sample for a dense layer, a picture for a convolution."""

from dataclasses import dataclass

from nnlib.arrays import namespace
from nnlib.layers.layer import Layer, product

__all__ = ["Flatten", "Reshape"]


@dataclass(frozen=True)
class Flatten(Layer):
    """Put all numbers of a sample in one row: (n, c, h, w) → (n, c h w), the last axis fastest."""

    def output_shape(self, input_shape):
        return (product(input_shape),)

    def forward(self, params, X):
        return namespace(X).reshape(X, (X.shape[0], product(X.shape[1:])))


@dataclass(frozen=True)
class Reshape(Layer):
    """Give each sample another shape: ``Reshape((1, 8, 8))`` makes a picture of a row of 64.

    Parameters
    ----------
    shape : tuple of int
        Of one sample.
    """

    shape: tuple

    def __post_init__(self):
        object.__setattr__(self, "shape", tuple(self.shape))  # a list, where it was read from a file

    def output_shape(self, input_shape):
        if product(self.shape) != product(input_shape):
            raise ValueError(
                f"shape {self.shape} holds {product(self.shape)} numbers, the samples have {product(input_shape)} "
                f"in shape {input_shape}"
            )
        return self.shape

    def forward(self, params, X):
        return namespace(X).reshape(X, (X.shape[0], *self.shape))
