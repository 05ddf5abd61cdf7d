"""Elman's recurrent layer: each time step sees the input and the layer's own last answer.

    h[t] = g(W_x x[t] + W_h h[t-1] + b),   h[0] = 0

Backpropagation through time needs no code of its own: the derivative of this loop is a loop backwards.

References
----------
J. L. Elman (1990), *Finding structure in time*, Cognitive Science 14, 179-211.
P. J. Werbos (1990), *Backpropagation through time*, Proceedings of the IEEE 78(10), 1550-1560.
"""

from dataclasses import dataclass

from nnlib import activations, initializers
from nnlib.arrays import namespace
from nnlib.layers.layer import Layer, positive

__all__ = ["Recurrent"]


@dataclass(frozen=True)
class Recurrent(Layer):
    """Read sequences of shape (time, features) step by step.

    Parameters
    ----------
    units : int
    activation : str or callable, default "tanh"
    sequences : bool, default False
        Return the answers at all times, shape (time, units), instead of the last one, shape (units,).
    initializer : str or callable
        Of both weight matrices.
    """

    units: int
    activation: object = "tanh"
    sequences: bool = False
    initializer: object = "glorot_uniform"

    def __post_init__(self):
        positive(units=self.units)

    def output_shape(self, input_shape):
        if len(input_shape) != 2 or input_shape[0] == 0:
            raise ValueError(
                f"expects samples of shape (time, features), got {input_shape}; X[:, :, None] adds an axis"
            )
        return (input_shape[0], self.units) if self.sequences else (self.units,)

    def init(self, input_shape, *, rng, like=None):
        m, d = self.units, input_shape[-1]
        return {
            "Wx": initializers.get(self.initializer)((m, d), rng=rng, like=like),
            "Wh": initializers.get(self.initializer)((m, m), rng=rng, like=like),
            "b": initializers.zeros((m,), like=like),
        }, {}

    def forward(self, params, X):
        g = activations.get(self.activation)
        drive = X @ params["Wx"].T + params["b"]  # (n, time, units)
        h = g(drive[:, 0, :])  # h[0] = 0 adds nothing
        answers = [h]
        for t in range(1, X.shape[1]):
            h = g(drive[:, t, :] + h @ params["Wh"].T)
            answers.append(h)
        return namespace(h).stack(answers, axis=1) if self.sequences else h
