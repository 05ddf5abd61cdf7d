"""Functions that move, repeat and add numbers, and products: each with its transposes.

The transpose of a linear map L is the map Lᵀ with ⟨ȳ, L x⟩ = ⟨Lᵀ ȳ, x⟩: what L spreads, Lᵀ adds up, and what L adds up,
Lᵀ spreads. Transposing twice gives L back, so these functions also transpose each other.
"""

import math

from nnlib.arrays import namespace
from nnlib.autodiff.broadcasting import astype, axes_of, broadcast_to, reshape, sum, sum_to
from nnlib.autodiff.rules import linear

__all__ = [
    "astype", "broadcast_to", "concat", "expand_dims", "flip", "matmul", "matrix_transpose", "mean", "moveaxis",
    "permute_dims", "reshape", "squeeze", "stack", "sum", "sum_to", "tril", "triu", "vecdot", "where",
]  # fmt: skip


def mean(x, axis=None, keepdims=False):
    """The mean of the elements, or along ``axis`` (an int or several)."""
    n = math.prod(x.shape[a] for a in axes_of(axis, len(x.shape)))
    return sum(x, axis, keepdims) / n


def _back(axes):
    """The order of axes that undoes ``axes``."""
    return None if axes is None else tuple(map(axes_of(axes, len(axes)).index, range(len(axes))))


@linear(lambda cotangent, x, axes: permute_dims(cotangent, _back(axes)))
def permute_dims(x, axes=None):
    """``x`` with its axes in another order, reversed unless given."""
    return namespace(x).permute_dims(x, axes or tuple(reversed(range(x.ndim))))


@linear(lambda cotangent, x: matrix_transpose(cotangent))
def matrix_transpose(x):
    """``x`` with its last two axes exchanged."""
    return x.mT


@linear(lambda cotangent, x, axis: flip(cotangent, axis))
def flip(x, axis=None):
    """``x`` in reverse order, along all axes or those given."""
    return namespace(x).flip(x, axis=axis)


@linear(lambda cotangent, x, k: tril(cotangent, k))
def tril(x, k=0):
    """The lower triangle of matrices."""
    return namespace(x).tril(x, k=k)


@linear(lambda cotangent, x, k: triu(cotangent, k))
def triu(x, k=0):
    """The upper triangle of matrices."""
    return namespace(x).triu(x, k=k)


def moveaxis(x, source, destination):
    """``x`` with the axis ``source`` at the place ``destination``."""
    order = [a for a in range(x.ndim) if a != source % x.ndim]
    order.insert(destination % x.ndim, source % x.ndim)
    return permute_dims(x, tuple(order))


def expand_dims(x, axis=0):
    """``x`` with a new axis of length 1 at ``axis``."""
    place = axis % (len(x.shape) + 1)
    return reshape(x, (*x.shape[:place], 1, *x.shape[place:]))


def squeeze(x, axis):
    """``x`` without the axes ``axis``, which must have length 1."""
    axes = axes_of(axis, len(x.shape))
    if any(x.shape[a] != 1 for a in axes):
        raise ValueError(f"squeeze removes axes of length 1, got axis {axis} of shape {tuple(x.shape)}")
    return reshape(x, tuple(n for i, n in enumerate(x.shape) if i not in axes))


@linear(
    None,
    lambda cotangent, mask, x, y: sum_to(where(mask, cotangent, 0.0), x),
    lambda cotangent, mask, x, y: sum_to(where(mask, 0.0, cotangent), y),
    jointly=True,
)
def where(mask, x, y):
    """``x`` where ``mask`` holds, else ``y``; the derivative of what is not taken is 0, even where it is not finite."""
    return namespace(mask, x, y).where(mask, x, y)


def _piece(i, cotangent, axis, *arrays):
    start = math.fsum(x.shape[axis] for x in arrays[:i])
    before = (slice(None),) * (axis % len(cotangent.shape))
    return cotangent[(*before, slice(int(start), int(start) + arrays[i].shape[axis]))]


@linear(None, _piece, jointly=True)
def _concat(axis, *arrays):
    return namespace(*arrays).concat(arrays, axis=axis)


def concat(arrays, axis=0):
    """The ``arrays`` one after the other along ``axis``; None flattens them first."""
    if axis is None:
        arrays, axis = [reshape(x, (-1,)) for x in arrays], 0
    return _concat(axis, *arrays)


def stack(arrays, axis=0):
    """The ``arrays``, of one shape, along a new axis."""
    return concat([expand_dims(x, axis) for x in arrays], axis)


def _matmul_left(cotangent, x, y):
    if len(y.shape) == 1:
        product = expand_dims(cotangent, -1) * y
    elif len(x.shape) == 1:
        product = sum(expand_dims(cotangent, -2) * y, -1)
    else:
        product = cotangent @ matrix_transpose(y)
    return sum_to(product, x)


def _matmul_right(cotangent, x, y):
    if len(x.shape) == 1:
        product = expand_dims(x, -1) * (cotangent if len(y.shape) == 1 else expand_dims(cotangent, -2))
        product = x * cotangent if len(y.shape) == 1 else product
    elif len(y.shape) == 1:
        product = sum(expand_dims(cotangent, -1) * x, tuple(range(len(cotangent.shape))))
    else:
        product = matrix_transpose(x) @ cotangent
    return sum_to(product, y)


@linear(_matmul_left, _matmul_right)
def matmul(x, y):
    """The product of matrices, of stacks of them (broadcast), or of vectors."""
    return x @ y


def vecdot(x, y, axis=-1):
    """The sum of products along ``axis``."""
    return sum(x * y, axis)
