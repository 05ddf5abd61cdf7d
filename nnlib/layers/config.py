"""A layer's settings as plain dicts, for a file of JSON, and back."""

import dataclasses

from nnlib import layers
from nnlib._names import look_up
from nnlib.layers.layer import Layer

__all__ = ["check_layer", "from_config", "to_config"]


def check_layer(layer):
    """Raise TypeError unless ``layer`` is a layer."""
    if not isinstance(layer, Layer):
        what = f"the class {layer.__name__}; write {layer.__name__}(…)" if isinstance(layer, type) else repr(layer)
        raise TypeError(f"expected a layer such as nnlib.layers.Dense(10), got {what}")


def to_config(layer):
    """Return the layer's class name and settings.

    Raises
    ------
    ValueError
        If a setting is a function: JSON cannot hold it.
    """
    settings = {field.name: _plain(layer, field.name) for field in dataclasses.fields(layer)}
    return {"kind": type(layer).__name__, **settings}


def _plain(layer, name):
    value = getattr(layer, name)
    if callable(value):
        raise ValueError(
            f"{name} of {type(layer).__name__} is a function, which a file of numbers cannot hold; "
            "give it by name, or save net.params yourself"
        )
    if isinstance(value, Layer):
        return to_config(value)
    if isinstance(value, tuple):
        return [to_config(item) if isinstance(item, Layer) else item for item in value]
    return value


def from_config(settings):
    """Return the layer that `to_config` described."""
    settings = dict(settings)
    kinds = {name: getattr(layers, name) for name in layers.__all__ if name != "Layer"}
    kind = look_up(kinds, settings.pop("kind", None), "layer")
    return kind(**{name: _layers_in(value) for name, value in settings.items()})


def _layers_in(value):
    if isinstance(value, list):
        return tuple(map(_layers_in, value))
    return from_config(value) if isinstance(value, dict) else value
