"""What primitives need of plain arrays beyond the array API standard."""

import functools
import math

import numpy as np

from nnlib.arrays import device, namespace
from nnlib.autodiff.traced import detach

__all__ = [
    "choose", "error_function", "indicator", "is_number", "is_torch", "largest", "library", "logistic", "positions",
    "spread", "total",
]  # fmt: skip

_NUMPY = namespace(np.empty(0))


def is_number(x):
    """Tell whether ``x`` is a number of Python's (not of an array library)."""
    return isinstance(x, (int, float, complex)) and not isinstance(x, np.generic)


def is_torch(x):
    """Tell whether ``x`` is a torch tensor, without importing torch."""
    return type(x).__module__.partition(".")[0] == "torch"


def library(*arguments):
    """The array library of the plain ``arguments``; NumPy if they are Python's numbers."""
    return _NUMPY if all(map(is_number, arguments)) else namespace(*arguments)


def total(x, axis=None, keepdims=False):
    """The sum of a plain array. NumPy's own `sum` spends more time on finding out what to do than on a small array."""
    if type(x) is np.ndarray:
        return np.add.reduce(x, axis, None, None, keepdims)
    return namespace(x).sum(x, axis=axis, keepdims=keepdims)


def spread(x, shape):
    """A plain array broadcast to ``shape``; written out in NumPy, where matrix products of views miss the BLAS."""
    shape = tuple(shape)
    if isinstance(x, (np.ndarray, np.generic)):
        out = np.empty(shape, x.dtype)
        out[...] = x
        return out
    xp = library(x)
    return xp.broadcast_to(xp.asarray(x) if is_number(x) else x, shape)


def largest(x, axis):
    """The largest element of a plain array along ``axis``, which is kept."""
    if type(x) is np.ndarray:
        return np.maximum.reduce(x, axis, None, None, True)
    return namespace(x).max(x, axis=axis, keepdims=True)


def indicator(mask, x):
    """The boolean ``mask`` as 1 and 0 in the type of ``x``, to multiply derivatives with."""
    x = detach(x)
    return namespace(mask).astype(mask, x.dtype) if hasattr(mask, "dtype") else float(mask)


def choose(mask, x, y):
    """``x`` where the plain boolean ``mask`` holds, else ``y``; all may be numbers."""
    if isinstance(mask, (bool, np.bool)):
        return x if mask else y
    from nnlib.autodiff.primitives.linear import where

    return where(mask, x, y)


def error_function(x):
    """erf of a plain array."""
    if is_torch(x):
        import torch

        return torch.special.erf(x)
    if is_number(x) and not isinstance(x, complex):
        return math.erf(x)
    from scipy import special

    if isinstance(x, (np.ndarray, np.generic, complex)):
        return special.erf(x)
    return namespace(x).asarray(special.erf(np.asarray(x)))


@functools.cache
def _expit():
    from scipy import special

    return special.expit


def logistic(x):
    """1 / (1 + e^-x) of a plain array, accurate in the tails and silent where e^-x overflows."""
    if type(x) is np.ndarray and x.size < 2000 and x.dtype.kind == "f":
        return _expit()(x)  # one call; NumPy's vectorized exp overtakes it on larger arrays
    if is_torch(x):
        return x.sigmoid()
    with np.errstate(over="ignore"):
        return 1 / (1 + library(x).exp(-x))


def positions(n, like):
    """The integers 0 … n-1 beside the plain array ``like``."""
    return np.arange(n) if type(like) is np.ndarray else namespace(like).arange(n, device=device(like))
