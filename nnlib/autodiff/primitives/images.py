"""Images of shape (n, channels, height, width) seen through windows, and pools: the maximum or mean of each window.

Taking the windows is linear, with `fold`, adding them back where they came from, as its transpose.
"""

import functools

from nnlib.arrays import device, namespace
from nnlib.autodiff.primitives.linear import mean
from nnlib.autodiff.primitives.reductions import max
from nnlib.autodiff.rules import fused, linear
from nnlib.autodiff.traced import Traced

__all__ = ["avg_pool2d", "fold", "max_pool2d", "pair", "parts_of", "windows"]


def pair(value):
    """``value`` for height and width: itself if it is two, else twice the same."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)


def parts_of(shape, size, stride):
    """The parts of images that the 1st, 2nd, … element of all windows see, and how many rows and columns of windows."""
    (height, width), (kh, kw), (sh, sw) = shape[-2:], size, stride
    rows, columns = (height - kh) // sh + 1, (width - kw) // sw + 1
    if rows < 1 or columns < 1:
        raise ValueError(f"windows of size {size} do not fit into images of size {(height, width)}; pad them first")
    parts = [
        (..., slice(i, i + sh * (rows - 1) + 1, sh), slice(j, j + sw * (columns - 1) + 1, sw))
        for i in range(kh)
        for j in range(kw)
    ]
    return parts, rows, columns


@linear(lambda cotangent, x, size, stride: fold(cotangent, size, stride, x.shape))
def windows(x, size, stride):
    """The windows of images.

    Parameters
    ----------
    x : array, shape (n, c, height, width)
    size, stride : tuple (vertical, horizontal)

    Returns
    -------
    array, shape (n, c, kh * kw, rows, columns)
    """
    parts, _, _ = parts_of(x.shape, size, stride)
    return namespace(x).stack([x[part] for part in parts], axis=2)


@linear(lambda cotangent, y, size, stride, shape: windows(cotangent, size, stride))
def fold(y, size, stride, shape):
    """The transpose of `windows`: images of ``shape`` to which each window in ``y`` is added."""
    parts, _, _ = parts_of(shape, size, stride)
    x = namespace(y).zeros(tuple(shape), dtype=y.dtype, device=device(y))
    for i, part in enumerate(parts):
        x[part] += y[:, :, i]
    return x


def avg_pool2d(x, size, stride=None):
    """Return the mean of each window of x (n, c, height, width); ``stride`` is ``size`` unless given."""
    return mean(windows(x, pair(size), pair(stride or size)), 2)


def _max_pool_fast(wanted, x, size, stride):
    parts, _, _ = parts_of(x.shape, size, stride)
    out = _max_pool.compute(x, size, stride)
    xp = namespace(x)

    def pullback(cotangent):
        image, rest = xp.zeros_like(x), cotangent
        for part in parts:
            won = x[part] == out
            image[part] += xp.where(won, rest, 0.0)
            rest = xp.where(won, 0.0, rest)  # the first of equal ones has it all
        return [image]

    return out, pullback


@fused(_max_pool_fast)
def _max_pool(x, size, stride):
    if isinstance(x, Traced):
        return max(windows(x, size, stride), 2)
    parts, _, _ = parts_of(x.shape, size, stride)
    xp = namespace(x)
    return functools.reduce(xp.maximum, [x[part] for part in parts])


def max_pool2d(x, size, stride=None):
    """Return the largest element of each window of x (n, c, height, width); ``stride`` is ``size`` unless given."""
    return _max_pool(x, pair(size), pair(stride or size))
