"""Broadcasting and its transpose, summing: what every elementwise function needs on the way back.

Where a number was used several times, its derivatives add up. An input of shape (n,) that was stretched to (m, n)
collects the sum over the m rows.
"""

from nnlib.autodiff.plain import library, spread, total
from nnlib.autodiff.rules.transposes import linear
from nnlib.autodiff.traced import detach

__all__ = ["astype", "axes_of", "broadcast_to", "reshape", "sum", "sum_to"]


def axes_of(axis, ndim):
    """``axis`` (an int, several or None for all) as a tuple of numbers from 0."""
    if axis is None:
        return tuple(range(ndim))
    return tuple(a % ndim for a in (axis if isinstance(axis, tuple) else (axis,)))


def kept(shape, axis):
    """The shape left by a reduction of ``shape`` over ``axis`` with ``keepdims``."""
    axes = axes_of(axis, len(shape))
    return tuple(1 if i in axes else n for i, n in enumerate(shape))


def _spread(cotangent, x, axis, keepdims):
    if axis is not None and not keepdims:
        cotangent = reshape(cotangent, kept(x.shape, axis))
    return broadcast_to(cotangent, x.shape)


@linear(_spread)
def sum(x, axis=None, keepdims=False):
    """The sum of the elements, or along ``axis`` (an int or several)."""
    return total(x, axis, keepdims)


@linear(lambda cotangent, x, shape: sum_to(cotangent, x))
def broadcast_to(x, shape):
    """``x`` repeated along new axes and along those of length 1."""
    return spread(x, shape)


def sum_to(x, like):
    """The transpose of broadcasting: ``x`` summed to the shape of ``like``, in its data type."""
    shape = like.shape
    if x.dtype != like.dtype:
        x = _astype(x, like.dtype)
    if x.shape == shape:
        return x
    lead = len(x.shape) - len(shape)
    ones = [lead + i for i, n in enumerate(shape) if n == 1 and x.shape[lead + i] != 1]
    return reshape(sum(x, (*range(lead), *ones)), shape)


@linear(lambda cotangent, x, dtype: _astype(cotangent, x.dtype))
def _astype(x, dtype):
    return library(x).astype(x, dtype)


def astype(x, dtype):
    """``x`` in another data type; integers and booleans are constants to every derivative."""
    plain = detach(x)
    if library(plain).isdtype(dtype, ("integral", "bool")):
        return library(plain).astype(plain, dtype)
    return _astype(x, dtype)


@linear(lambda cotangent, x, shape: reshape(cotangent, x.shape))
def reshape(x, shape):
    """``x`` in another shape, row by row; one length may be -1."""
    return library(x).reshape(x, shape)
