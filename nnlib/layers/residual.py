"""Residual block: the identity beside other layers, ``Y = X + F(X)``.

The gradient reaches X both ways, through F and unchanged, so it cannot vanish however many blocks are stacked.

References
----------
K. He, X. Zhang, S. Ren, J. Sun (2016), *Deep residual learning for image recognition*, CVPR.
"""

from dataclasses import dataclass

from nnlib.layers.chain import apply_chain, init_chain, shapes_through
from nnlib.layers.layer import Layer

__all__ = ["Residual"]


@dataclass(frozen=True)
class Residual(Layer):
    """Add the input to the output of ``layers``.

    Parameters
    ----------
    layers : sequence of Layer
        F, in order; its output must have the shape of its input.
    """

    layers: tuple

    def __post_init__(self):
        object.__setattr__(self, "layers", tuple(self.layers))

    def output_shape(self, input_shape):
        inside = shapes_through(self.layers, input_shape)[-1]
        if inside != input_shape:
            raise ValueError(
                f"the layers inside must return the shape {input_shape} that they get, so that it can be added; "
                f"they return {inside}"
            )
        return input_shape

    def init(self, input_shape, *, rng, like=None):
        return init_chain(self.layers, input_shape, rng=rng, like=like)

    def apply(self, params, state, X, *, train=False, rng=None):
        inside, state = apply_chain(self.layers, params, state, X, train=train, rng=rng)
        return X + inside, state
