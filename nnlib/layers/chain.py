"""Layers one after another: the body of a network and of a residual block.

``params`` and ``state`` are lists with one entry for each layer.
"""

__all__ = ["apply_chain", "init_chain", "shapes_through"]


def shapes_through(layers, input_shape):
    """Return the shape of one sample before the first layer and after each.

    Raises
    ------
    ValueError
        If a layer cannot take what the one before returns; the sentence names it by number and kind.
    """
    shapes = [tuple(input_shape)]
    for number, layer in enumerate(layers, start=1):
        try:
            shapes.append(tuple(layer.output_shape(shapes[-1])))
        except ValueError as error:
            raise ValueError(f"layer {number} ({type(layer).__name__}): {error}") from None
    return shapes


def init_chain(layers, input_shape, *, rng, like=None):
    """Draw the parameters of all layers, first to last; returns two lists, ``params`` and ``state``."""
    shapes = shapes_through(layers, input_shape)
    drawn = [layer.init(shape, rng=rng, like=like) for layer, shape in zip(layers, shapes, strict=False)]
    return [params for params, _ in drawn], [state for _, state in drawn]


def apply_chain(layers, params, state, X, *, train=False, rng=None):
    """Send a batch through all layers; returns the output and the list of new states."""
    after = []
    for layer, layer_params, layer_state in zip(layers, params, state, strict=True):
        X, layer_state = layer.apply(layer_params, layer_state, X, train=train, rng=rng)
        after.append(layer_state)
    return X, after
