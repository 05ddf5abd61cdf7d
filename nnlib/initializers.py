"""Initial weights, drawn so that signals neither die out nor blow up on their way through many layers.

A unit that adds up n inputs of mean square q with independent weights of variance σ² has a sum of variance n σ² q. To
keep it at q takes σ² = 1/n; behind ReLU, which halves the mean square, σ² = 2/n.

======================  ============================================  =======================
name                    weights                                       variance
======================  ============================================  =======================
`zeros`                 0: all units of a layer remain equal          0
`normal`                N(0, std²), std 1 unless told; saturates      std²
`uniform`               U[-1/√n_in, 1/√n_in], the old heuristic       1/(3 n_in)
`lecun`                 normal                                        1/n_in
`glorot_normal`         normal                                        2/(n_in + n_out)
`glorot_uniform`        U[-a, a] with a = √(6/(n_in + n_out))         2/(n_in + n_out)
`he`                    normal, for ReLU                              2/n_in
======================  ============================================  =======================

Two names are often mixed up. ``N(0, 2/√n)`` for ReLU is wrong whichever way it is read: as a variance, 20 layers of
100 units multiply the signal by about 10¹⁰, as a standard deviation by about 10³; the *variance* is 2/n. And
U[±1/√n] is not Glorot's: it is the heuristic that Glorot and Bengio criticize.

References
----------
Y. LeCun, L. Bottou, G. Orr, K.-R. Müller (1998), *Efficient BackProp*, section 4.6.
X. Glorot, Y. Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, eqs. 1 and 16.
K. He, X. Zhang, S. Ren, J. Sun (2015), *Delving deep into rectifiers*, equation 10.
"""

import math

import numpy as np

from nnlib import random
from nnlib._names import look_up
from nnlib.arrays import asarray

__all__ = ["fans", "get", "glorot_normal", "glorot_uniform", "he", "lecun", "normal", "uniform", "zeros"]


def fans(shape):
    """Return how many inputs a unit has, and to how many units an input goes.

    Parameters
    ----------
    shape : tuple of int
        Of the weights: (n_out, n_in), or (n_out, n_in, …) for a kernel, whose extent multiplies both numbers.

    Returns
    -------
    n_in, n_out : int

    Raises
    ------
    ValueError
        If the shape has fewer than two axes or an axis without length.
    """
    shape = tuple(shape)
    if len(shape) < 2 or min(shape) < 1:
        raise ValueError(f"weights must have shape (n_out, n_in, …), all at least 1, got {shape}; biases start at zero")
    extent = math.prod(shape[2:])
    return shape[1] * extent, shape[0] * extent


def zeros(shape, *, rng=None, like=None):
    """Return zeros: right for biases, wrong for weights, whose units would stay equal for ever."""
    return _placed(np.zeros(shape), like)


def normal(shape, *, std=1.0, rng, like=None):
    """Draw from N(0, std²).

    Parameters
    ----------
    shape : tuple of int
    std : float
    rng : numpy.random.Generator or int
    like : array, optional
        The result has this array's library, data type and device; default NumPy, float64.

    Returns
    -------
    array
        Equal for equal seeds, whatever the library.
    """
    return _placed(std * random.generator(rng).standard_normal(shape), like)


def uniform(shape, *, rng, like=None):
    """Draw from U[-1/√n_in, 1/√n_in]; arguments as in `normal`."""
    return _within(1 / math.sqrt(fans(shape)[0]), shape, rng, like)


def lecun(shape, *, rng, like=None):
    """Draw from N(0, 1/n_in); arguments as in `normal`."""
    return normal(shape, std=math.sqrt(1 / fans(shape)[0]), rng=rng, like=like)


def glorot_normal(shape, *, rng, like=None):
    """Draw from N(0, 2/(n_in + n_out)), which serves the signals and the gradients alike; arguments as in `normal`."""
    return normal(shape, std=math.sqrt(2 / sum(fans(shape))), rng=rng, like=like)


def glorot_uniform(shape, *, rng, like=None):
    """Draw from U[-a, a], a = √(6/(n_in + n_out)); arguments as in `normal`."""
    return _within(math.sqrt(6 / sum(fans(shape))), shape, rng, like)


def he(shape, *, rng, like=None):
    """Draw from N(0, 2/n_in), for layers of ReLU; arguments as in `normal`."""
    return normal(shape, std=math.sqrt(2 / fans(shape)[0]), rng=rng, like=like)


def _within(limit, shape, rng, like):
    return _placed(random.generator(rng).uniform(-limit, limit, shape), like)


def _placed(drawn, like):
    return drawn if like is None else asarray(drawn, like=like)


_BY_NAME = {f.__name__: f for f in (zeros, normal, uniform, lecun, glorot_normal, glorot_uniform, he)}


def get(initializer):
    """Return the initializer of that name; a function is returned unchanged.

    Raises
    ------
    ValueError
        If the name is unknown; the sentence says what was probably meant.
    """
    return initializer if callable(initializer) else look_up(_BY_NAME, initializer, "initializer")
