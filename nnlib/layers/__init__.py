"""Layers of a network: settings without numbers; parameters are handed to them as nested dicts and lists of arrays.

    >>> import numpy as np
    >>> from nnlib.layers import Dense
    >>> layer = Dense(3, "relu")
    >>> params, state = layer.init((4,), rng=np.random.default_rng(0))
    >>> {name: p.shape for name, p in params.items()}
    {'W': (3, 4), 'b': (3,)}
    >>> outputs, state = layer.apply(params, state, np.ones((2, 4)))
    >>> outputs.shape
    (2, 3)

A layer of your own is a subclass of `Layer` with `output_shape`, `init` and `forward`; written with operators and
``xp = namespace(X)`` it runs on every array library and is differentiated without more.
"""

from nnlib.layers.conv import AveragePool2D, Conv2D, MaxPool2D
from nnlib.layers.dense import Activation, Dense
from nnlib.layers.dropout import Dropout
from nnlib.layers.frozen import Frozen
from nnlib.layers.glu import GLU
from nnlib.layers.layer import Layer
from nnlib.layers.maxout import Maxout
from nnlib.layers.norm import BatchNorm, LayerNorm
from nnlib.layers.recurrent import Recurrent
from nnlib.layers.residual import Residual
from nnlib.layers.shape import Flatten, Reshape

__all__ = [
    "GLU",
    "Activation",
    "AveragePool2D",
    "BatchNorm",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "Frozen",
    "Layer",
    "LayerNorm",
    "MaxPool2D",
    "Maxout",
    "Recurrent",
    "Reshape",
    "Residual",
]
