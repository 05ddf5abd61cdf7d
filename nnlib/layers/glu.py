"""Gated linear unit: one linear function decides how much of another one passes.

    Y = (X Wᵀ + b) ⊙ σ(X Vᵀ + c)

References
----------
Y. N. Dauphin, A. Fan, M. Auli, D. Grangier (2017), *Language modeling with gated convolutional networks*, ICML.
"""

from dataclasses import dataclass

from nnlib import activations, initializers
from nnlib.layers.dense import check_rows
from nnlib.layers.layer import Layer, positive

__all__ = ["GLU"]


@dataclass(frozen=True)
class GLU(Layer):
    """Gate a linear layer by another.

    Parameters
    ----------
    units : int
    gate : str or callable, default "sigmoid"
        The activation of the gate; "swish" makes it a SwiGLU.
    initializer : str or callable
    """

    units: int
    gate: object = "sigmoid"
    initializer: object = "glorot_uniform"

    def __post_init__(self):
        positive(units=self.units)

    def output_shape(self, input_shape):
        check_rows(input_shape)
        return (*input_shape[:-1], self.units)

    def init(self, input_shape, *, rng, like=None):
        shape = (self.units, input_shape[-1])
        return {
            "W": initializers.get(self.initializer)(shape, rng=rng, like=like),
            "b": initializers.zeros((self.units,), like=like),
            "V": initializers.get(self.initializer)(shape, rng=rng, like=like),
            "c": initializers.zeros((self.units,), like=like),
        }, {}

    def forward(self, params, X):
        gate = activations.get(self.gate)(X @ params["V"].T + params["c"])
        return (X @ params["W"].T + params["b"]) * gate
