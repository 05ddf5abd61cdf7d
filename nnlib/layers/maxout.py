"""Maxout: each unit is the largest of k linear functions of its input.

    y_j = max_i (W_ij · x + b_ij)

Two of them make any of |x|, ReLU and leaky ReLU; the unit learns which.

References
----------
I. Goodfellow et al. (2013), *Maxout networks*, ICML.
"""

from dataclasses import dataclass

from nnlib import activations, initializers
from nnlib.arrays import namespace
from nnlib.layers.dense import check_rows
from nnlib.layers.layer import Layer, positive

__all__ = ["Maxout"]


@dataclass(frozen=True)
class Maxout(Layer):
    """Return the largest of ``pieces`` linear functions, for each unit.

    Parameters
    ----------
    units : int
    pieces : int, default 2
        k. Parameters are ``W`` of shape (k, units, inputs) and ``b`` of shape (k, units).
    initializer : str or callable
    """

    units: int
    pieces: int = 2
    initializer: object = "glorot_uniform"

    def __post_init__(self):
        positive(units=self.units, pieces=self.pieces)

    def output_shape(self, input_shape):
        check_rows(input_shape)
        return (*input_shape[:-1], self.units)

    def init(self, input_shape, *, rng, like=None):
        k, m, d = self.pieces, self.units, input_shape[-1]
        W = [initializers.get(self.initializer)((m, d), rng=rng, like=like) for _ in range(k)]
        return {"W": namespace(W[0]).stack(W), "b": initializers.zeros((k, m), like=like)}, {}

    def forward(self, params, X):
        return activations.maxout(X, params["W"], params["b"])
