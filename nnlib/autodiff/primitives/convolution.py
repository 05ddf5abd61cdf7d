"""Convolution of images (n, c_in, height, width) with kernels (c_out, c_in, kh, kw): windows times kernels.

With each window of a sample as a column of a matrix, a convolution is a product of matrices, and so are its
derivatives:

    Y = W X_windows,    W̄ = Ȳ X_windowsᵀ,    X̄ = fold(Wᵀ Ȳ).

The windows repeat each number kh kw times. They are made for a few samples at a time, so many as a cache holds, and
made again on the way back: that is quicker than to keep them. Torch has its own convolution, which is used on tensors.

References
----------
Chellapilla, Puri, Simard (2006), *High performance convolutional neural networks for document processing*, IWFHR.
"""

import math

from nnlib.arrays import device, namespace
from nnlib.autodiff.broadcasting import reshape
from nnlib.autodiff.plain import is_torch, total
from nnlib.autodiff.primitives.images import fold, pair, parts_of, windows
from nnlib.autodiff.primitives.indexing import getitem, pad
from nnlib.autodiff.rules import fused

__all__ = ["conv2d"]

_NUMBERS_IN_A_BLOCK = 2**18  # 1 MB of single precision: of 2^15 … 2^20 the quickest, on layers of LeNet


def _columns(x, w, stride):
    """The windows of x as columns of matrices, shape (n, c_in kh kw, rows columns)."""
    seen = windows(x, tuple(w.shape[2:]), stride)
    return reshape(seen, (seen.shape[0], -1, seen.shape[3] * seen.shape[4]))


def _blocks(x, w, places):
    """Slices of samples whose windows fill a block."""
    step = max(1, _NUMBERS_IN_A_BLOCK // (math.prod(w.shape[1:]) * places))
    return [slice(i, i + step) for i in range(0, x.shape[0], step)]


def _fast(wanted, x, w, b, stride, padding):
    if is_torch(x):
        return _torch_fast(wanted, x, w, b, stride, padding)
    padded = pad(x, padding)
    _, rows, columns = parts_of(padded.shape, tuple(w.shape[2:]), stride)
    y = _responses(padded, w, stride, rows * columns)

    def pullback(cotangent):
        delta = reshape(cotangent, y.shape)
        slopes = (
            lambda: getitem(_slope_by_images(delta, padded, w, stride), _inside(x.shape, padding)),
            lambda: _slope_by_kernels(delta, padded, w, stride),
            lambda: total(delta, (0, 2)),
        )
        return [slopes[i]() for i in wanted]

    if b is not None:
        y = y + b[:, None]
    return reshape(y, (*y.shape[:2], rows, columns)), pullback


def _inside(shape, padding):
    (height, width), (ph, pw) = shape[2:], padding
    return (..., slice(ph, ph + height), slice(pw, pw + width))


def _responses(x, w, stride, places):
    xp = namespace(x, w)
    kernels = reshape(w, (w.shape[0], -1))
    y = xp.empty((x.shape[0], w.shape[0], places), dtype=xp.result_type(x, w), device=device(x))
    for block in _blocks(x, w, places):
        y[block, ...] = kernels @ _columns(x[block, ...], w, stride)
    return y


def _slope_by_kernels(delta, x, w, stride):
    slope = namespace(w).zeros((w.shape[0], math.prod(w.shape[1:])), dtype=delta.dtype, device=device(w))
    for block in _blocks(x, w, delta.shape[2]):
        slope += total(delta[block, ...] @ _columns(x[block, ...], w, stride).mT, 0)
    return reshape(slope, w.shape)


def _slope_by_images(delta, x, w, stride):
    kernels, size = reshape(w, (w.shape[0], -1)).T, tuple(w.shape[2:])
    _, rows, columns = parts_of(x.shape, size, stride)
    slope = namespace(x).empty(x.shape, dtype=delta.dtype, device=device(x))
    for block in _blocks(x, w, delta.shape[2]):
        part = x[block, ...].shape
        seen = reshape(kernels @ delta[block, ...], (*part[:2], math.prod(size), rows, columns))
        slope[block, ...] = fold(seen, size, stride, part)
    return slope


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


@fused(_fast)
def _convolve(x, w, b, stride, padding):
    padded = pad(x, padding)
    _, rows, columns = parts_of(padded.shape, tuple(w.shape[2:]), stride)
    y = reshape(w, (w.shape[0], -1)) @ _columns(padded, w, stride)  # (n, c_out, rows columns)
    y = reshape(y, (*y.shape[:2], rows, columns))
    return y if b is None else y + reshape(b, (-1, 1, 1))


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
    return _convolve(x, w, b, pair(stride), pair(padding))
