"""Convolution and pooling over images of shape (n, channels, height, width).

All three look at the image through windows. Taking the windows is linear, with `fold`, adding them back where they came
from, as its transpose; a convolution is the product of the windows with the kernels, a pool their maximum or mean.

References
----------
Chellapilla, Puri, Simard (2006), *High performance convolutional neural networks for document processing*, IWFHR
(convolution as a product of matrices).
"""

import functools

from nnlib.arrays import device, namespace
from nnlib.autodiff.broadcasting import reshape
from nnlib.autodiff.plain import is_torch
from nnlib.autodiff.primitives.indexing import pad
from nnlib.autodiff.primitives.linear import mean
from nnlib.autodiff.primitives.reductions import max
from nnlib.autodiff.rules import fused, linear
from nnlib.autodiff.traced import Traced, detach

__all__ = ["avg_pool2d", "conv2d", "fold", "max_pool2d", "windows"]


def pair(value):
    """``value`` for height and width: itself if it is two, else twice the same."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)


def _offsets(shape, size, stride):
    """The parts of an image that the 1st, 2nd, … element of all windows see, and how many windows there are."""
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
    parts, _, _ = _offsets(x.shape, size, stride)
    return namespace(x).stack([x[part] for part in parts], axis=2)


@linear(lambda cotangent, y, size, stride, shape: windows(cotangent, size, stride))
def fold(y, size, stride, shape):
    """The transpose of `windows`: images of ``shape`` to which each window in ``y`` is added."""
    parts, _, _ = _offsets(shape, size, stride)
    x = namespace(y).zeros(tuple(shape), dtype=y.dtype, device=device(y))
    for i, part in enumerate(parts):
        x[part] += y[:, :, i]
    return x


def _convolve(x, w, b, stride, padding):
    columns = windows(pad(x, padding), tuple(w.shape[2:]), stride)  # (n, c, kh kw, rows, columns)
    flat = reshape(columns, (columns.shape[0], -1, columns.shape[3] * columns.shape[4]))
    y = reshape(w, (w.shape[0], -1)) @ flat  # (n, c_out, rows columns)
    y = reshape(y, (*y.shape[:2], *columns.shape[3:]))
    return y if b is None else y + reshape(b, (-1, 1, 1))


def _torch_fast(wanted, x, w, b, stride, padding):
    import torch

    def pullback(cotangent):
        bias = None if b is None else list(b.shape)
        mask = [i in wanted for i in range(3)]
        found = torch.ops.aten.convolution_backward(
            cotangent, x, w, bias, stride, padding, (1, 1), False, (0, 0), 1, mask
        )
        return [found[i] for i in wanted]

    return torch.nn.functional.conv2d(x, w, b, stride, padding), pullback


_convolve_in_torch = fused(_torch_fast)(_convolve)


def conv2d(x, w, b=None, stride=1, padding=0):
    """Return the convolution (in fact, as everywhere in this field, the cross-correlation) of images with kernels.

    Parameters
    ----------
    x : array, shape (n, c_in, height, width)
    w : array, shape (c_out, c_in, kh, kw)
    b : array, shape (c_out,), optional
    stride, padding : int or pair, default 1 and 0
        Step of the windows, and rows and columns of zeros added on each side.

    Returns
    -------
    array, shape (n, c_out, (height + 2 padding - kh) // stride + 1, likewise)

    Raises
    ------
    ValueError
        If channels do not agree or the kernel does not fit into the image.
    """
    if x.ndim != 4 or w.ndim != 4 or x.shape[1] != w.shape[1]:
        raise ValueError(
            f"expected images (n, c_in, height, width) and kernels (c_out, c_in, kh, kw) with equal c_in, got "
            f"{tuple(x.shape)} and {tuple(w.shape)}"
        )
    convolve = _convolve_in_torch if is_torch(detach(x)) else _convolve
    return convolve(x, w, b, pair(stride), pair(padding))


def avg_pool2d(x, size, stride=None):
    """Return the mean of each window of x (n, c, height, width); ``stride`` is ``size`` unless given."""
    return mean(windows(x, pair(size), pair(stride or size)), 2)


def _max_pool_fast(wanted, x, size, stride):
    parts, _, _ = _offsets(x.shape, size, stride)
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
    parts, _, _ = _offsets(x.shape, size, stride)
    xp = namespace(x)
    return functools.reduce(xp.maximum, [x[part] for part in parts])


def max_pool2d(x, size, stride=None):
    """Return the largest element of each window of x (n, c, height, width); ``stride`` is ``size`` unless given."""
    return _max_pool(x, pair(size), pair(stride or size))
