"""Taking elements, and its transpose: adding them back where they came from."""

import numpy as np

from nnlib.arrays import device, namespace
from nnlib.autodiff.plain import is_torch
from nnlib.autodiff.rules import linear

__all__ = ["getitem", "pad", "take", "take_along_axis"]


@linear(lambda cotangent, x, key: _add_at(cotangent, key, x.shape))
def getitem(x, key):
    """``x[key]``, for integers, slices, ellipsis, new axes, integer arrays and boolean masks."""
    return x[key]


@linear(lambda cotangent, values, key, shape: getitem(cotangent, key))
def _add_at(values, key, shape):
    """Zeros of ``shape`` to which ``values`` are added at ``key``, repeated places as often as they occur."""
    xp = namespace(values)
    out = xp.zeros(tuple(shape), dtype=values.dtype, device=device(values))
    if _is_basic(key):
        out[key] = values
    elif isinstance(out, np.ndarray):
        np.add.at(out, key, values)
    elif is_torch(out):
        _torch_add_at(out, key, values)
    else:
        raise TypeError(f"indexing with an array has no derivative for {xp.__name__}; use take(x, indices, axis)")
    return out


def _is_basic(key):
    parts = key if isinstance(key, tuple) else (key,)
    return all(part is None or part is Ellipsis or isinstance(part, (int, slice)) for part in parts)


def _torch_add_at(out, key, values):
    """`index_put_` wants one tensor per axis: number the places, take them, add."""
    import torch

    places = torch.arange(out.numel(), device=out.device).reshape(out.shape)[key]
    out.view(-1).index_add_(0, places.reshape(-1), values.reshape(-1))


def take(x, indices, axis=None):
    """The slices of ``x`` at the integers ``indices`` (a vector) along ``axis``."""
    place = 0 if axis is None else axis % len(x.shape)
    return getitem(x, (*(slice(None),) * place, indices))


def take_along_axis(x, indices, axis=-1):
    """One element of ``x`` along ``axis`` for each of ``indices``, whose other lengths are those of ``x``."""
    xp = namespace(indices)
    place = axis % len(x.shape)
    key = []
    for a, n in enumerate(x.shape):
        along = [1] * len(x.shape)
        along[a] = n
        key.append(indices if a == place else xp.reshape(xp.arange(n, device=device(indices)), tuple(along)))
    return getitem(x, tuple(key))


def pad(x, padding):
    """``x`` with ``padding`` (vertical, horizontal) zeros on each side of its last two axes."""
    (ph, pw), (height, width) = padding, x.shape[-2:]
    if ph == pw == 0:
        return x
    inside = (..., slice(ph, ph + height), slice(pw, pw + width))
    return _add_at(x, inside, (*x.shape[:-2], height + 2 * ph, width + 2 * pw))
