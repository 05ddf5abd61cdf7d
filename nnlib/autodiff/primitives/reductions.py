"""Extremes, spread and the soft maximum along axes.

At ties ``max`` and ``min`` give the whole derivative to the first, as ``argmax`` does. The soft ones subtract the
largest element first, so nothing overflows: log Σ e^x = m + log Σ e^(x-m).

References
----------
Blanchard, Higham, Higham (2021), *Accurately computing the log-sum-exp and softmax functions*, IMA Journal of
Numerical Analysis 41.
"""

import math

from nnlib.arrays import namespace
from nnlib.autodiff.broadcasting import axes_of, kept, reshape, sum
from nnlib.autodiff.plain import positions
from nnlib.autodiff.primitives.elementwise import exp, log, sqrt, square
from nnlib.autodiff.primitives.linear import mean, permute_dims, where
from nnlib.autodiff.rules import fused
from nnlib.autodiff.traced import Traced, detach

__all__ = ["log_softmax", "logsumexp", "max", "min", "softmax", "std", "var"]


def max(x, axis=None, keepdims=False):
    """The largest element, or along ``axis`` (an int or several)."""
    if not isinstance(x, Traced):
        return namespace(x).max(x, axis=axis, keepdims=keepdims)
    return _pick("argmax", x, axis, keepdims)


def min(x, axis=None, keepdims=False):
    """The smallest element, or along ``axis`` (an int or several)."""
    if not isinstance(x, Traced):
        return namespace(x).min(x, axis=axis, keepdims=keepdims)
    return _pick("argmin", x, axis, keepdims)


def _pick(which, x, axis, keepdims):
    """The element of traced ``x`` at the place ``which``, found on plain numbers; the axes are made one, the last."""
    shape, axes = tuple(x.shape), axes_of(axis, x.ndim)
    others = tuple(a for a in range(len(shape)) if a not in axes)
    n = math.prod(shape[a] for a in axes)
    rows = reshape(permute_dims(x, others + axes), (*(shape[a] for a in others), n))
    plain = detach(rows)
    xp = namespace(plain)
    place = getattr(xp, which)(plain, axis=-1, keepdims=True)
    taken = sum(where(positions(n, plain) == place, rows, 0.0), -1)
    return reshape(taken, kept(shape, axis)) if keepdims else taken


def var(x, axis=None, correction=0.0, keepdims=False):
    """The variance, Σ(x - mean)² / (n - correction), of all elements or along ``axis``."""
    n = math.prod(x.shape[a] for a in axes_of(axis, x.ndim))
    return sum(square(x - mean(x, axis, True)), axis, keepdims) / (n - correction)


def std(x, axis=None, correction=0.0, keepdims=False):
    """The square root of `var`."""
    return sqrt(var(x, axis, correction, keepdims))


def _largest(x, axis):
    """The largest element, a constant; 0 where it is infinite, for ∞ - ∞ is not a number."""
    x = detach(x)
    xp = namespace(x)
    m = xp.max(x, axis=axis, keepdims=True)
    return xp.where(xp.isfinite(m), m, 0.0 * xp.ones_like(m))


def _logsumexp_fast(wanted, x, axis, keepdims):
    out = logsumexp.compute(x, axis, keepdims)

    def pullback(cotangent):
        shape = kept(x.shape, axis)
        return [reshape(cotangent, shape) * exp(x - reshape(out, shape))]

    return out, pullback


@fused(_logsumexp_fast)
def logsumexp(x, axis=None, keepdims=False):
    """log Σ e^x over all elements or along ``axis``."""
    m = _largest(x, axis)
    out = log(sum(exp(x - m), axis, True)) + m
    return out if keepdims else reshape(out, tuple(n for a, n in enumerate(x.shape) if a not in axes_of(axis, x.ndim)))


def _softmax_fast(wanted, x, axis):
    s = softmax.compute(x, axis)
    return s, lambda cotangent: [s * (cotangent - sum(s * cotangent, axis, True))]


@fused(_softmax_fast)
def softmax(x, axis=-1):
    """e^x / Σ e^x along ``axis``."""
    e = exp(x - _largest(x, axis))
    return e / sum(e, axis, True)


def _log_softmax_fast(wanted, x, axis):
    out = log_softmax.compute(x, axis)
    return out, lambda cotangent: [cotangent - exp(out) * sum(cotangent, axis, True)]


@fused(_log_softmax_fast)
def log_softmax(x, axis=-1):
    """The logarithm of `softmax`, exact where that is 0 to rounding."""
    shifted = x - _largest(x, axis)
    return shifted - log(sum(exp(shifted), axis, True))
