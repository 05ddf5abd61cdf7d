"""Seeded streams of random numbers, equal on every array library.

Initial weights and shuffles are drawn by NumPy and moved to where they are needed, so the same seed starts the same
network on NumPy, on a CPU tensor and on a GPU. Only where moving would cost more than computing (Gibbs sampling) are
numbers drawn on the device itself, by a `DeviceStream`.
"""

import numpy as np

from nnlib import arrays

__all__ = ["DeviceStream", "generator", "normal", "permutation", "uniform"]


def generator(seed=None):
    """Return a ``numpy.random.Generator``: ``seed`` itself if it is one, else a new one seeded with it."""
    return np.random.default_rng(seed)


def normal(rng, shape, *, like=None):
    """Draw standard normal numbers.

    Parameters
    ----------
    rng : numpy.random.Generator
    shape : tuple of int
    like : array, optional
        The result has this array's library, floating-point type and device; default NumPy, float64.
    """
    return _move(rng.standard_normal(shape), like)


def uniform(rng, shape, *, like=None):
    """Draw numbers uniform on [0, 1); arguments as in `normal`."""
    return _move(rng.random(shape), like)


def permutation(rng, n, *, like=None):
    """Draw a random order of 0 … n-1 as integers, in the library and on the device of ``like`` (default NumPy)."""
    order = rng.permutation(n)
    if like is None:
        return order
    xp = arrays.namespace(like)
    return xp.asarray(order, dtype=xp.int64, device=arrays.device(like))


def _move(drawn, like):
    return drawn if like is None else arrays.asarray(drawn, like=like)


class DeviceStream:
    """A stream of uniform numbers drawn where an array lives.

    Parameters
    ----------
    rng : numpy.random.Generator
        Seeds the stream; on NumPy it is the stream.
    like : array
        The numbers have its library, floating-point type and device.
    """

    def __init__(self, rng, like):
        self._rng, self._like = rng, like
        self._torch = None
        self._is_torch = not isinstance(like, np.ndarray) and hasattr(like, "new_empty")
        if self._is_torch and like.device.type != "meta":  # on "meta" nothing is drawn
            import torch

            self._torch = torch.Generator(device=like.device)
            self._torch.manual_seed(int(rng.integers(2**63)))

    @property
    def generators(self):
        """The generators of torch behind the stream, at most one."""
        return [] if self._torch is None else [self._torch]

    def uniform(self, shape):
        """Draw an array of ``shape``, uniform on [0, 1)."""
        if self._is_torch:
            return self._like.new_empty(shape).uniform_(generator=self._torch)
        if isinstance(self._like, np.ndarray) and self._like.dtype in (np.float32, np.float64):
            return self._rng.random(shape, dtype=self._like.dtype)  # twice as fast as float64 rounded, which can give 1
        return uniform(self._rng, shape, like=self._like)
