"""A layer that stands still: its parameters are state, which no optimizer, penalty or decay ever sees.

Nothing is recorded for it on the way to a derivative, so in front of a net it costs a forward pass and no more.
"""

from dataclasses import dataclass

from nnlib.layers.layer import Layer

__all__ = ["Frozen"]


@dataclass(frozen=True)
class Frozen(Layer):
    """Compute what ``layer`` computes after training, also while others train.

    Parameters
    ----------
    layer : Layer

    Notes
    -----
    There are no parameters; the state holds ``params`` and ``state`` of the layer.
    """

    layer: Layer

    def output_shape(self, input_shape):
        return self.layer.output_shape(input_shape)

    def init(self, input_shape, *, rng, like=None):
        params, state = self.layer.init(input_shape, rng=rng, like=like)
        return {}, {"params": params, "state": state}

    def apply(self, params, state, X, *, train=False, rng=None):
        return self.layer.apply(state["params"], state["state"], X)[0], state
