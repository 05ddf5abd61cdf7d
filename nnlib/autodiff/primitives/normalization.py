"""Batch and layer normalization as one step each.

With mean μ and variance σ² of x along some axes, x̂ = (x - μ) / √(σ² + ε) and y = γ x̂ + β. On the way back, with
g = γ ȳ, x̄ = (g - mean g - x̂ mean(g x̂)) / √(σ² + ε): what would only shift or stretch x is taken out.

References
----------
Ioffe, Szegedy (2015), *Batch normalization*, arXiv:1502.03167. Ba, Kiros, Hinton (2016), *Layer normalization*,
arXiv:1607.06450.
"""

import math

from nnlib.arrays import namespace
from nnlib.autodiff.broadcasting import reshape
from nnlib.autodiff.plain import total
from nnlib.autodiff.primitives.elementwise import sqrt
from nnlib.autodiff.primitives.linear import mean
from nnlib.autodiff.primitives.reductions import var
from nnlib.autodiff.rules import fused

__all__ = ["batch_norm", "layer_norm"]


def batch_norm(x, gamma, beta, eps=1e-5):
    """Normalize each feature over the batch (and over space), then scale and shift it.

    Parameters
    ----------
    x : array, shape (n, d) or (n, d, height, width)
    gamma, beta : array, shape (d,)
        Scale and shift.
    eps : float, default 1e-5
        Added to the variance, which is the mean square (divided by n, not n - 1).
    """
    return _normalize(x, gamma, beta, 1, tuple(a for a in range(x.ndim) if a != 1), eps)


def layer_norm(x, gamma, beta, eps=1e-5):
    """Normalize each sample x (..., d) over its features, then scale and shift them; else as `batch_norm`."""
    return _normalize(x, gamma, beta, x.ndim - 1, (x.ndim - 1,), eps)


def _along(parameter, axis, ndim):
    """A vector turned to lie along ``axis``."""
    return reshape(parameter, tuple(-1 if a == axis else 1 for a in range(ndim)))


def _normalize_fast(wanted, x, gamma, beta, feature, axes, eps):
    def average(values):
        return total(values, axes, True) / count

    count = math.prod(x.shape[a] for a in axes)
    centered = x - average(x)
    scale = 1 / namespace(x).sqrt(average(centered * centered) + eps)
    normal = centered * scale
    weight = _along(gamma, feature, x.ndim)
    others = tuple(a for a in range(x.ndim) if a != feature)

    def pullback_of(i, cotangent):
        if i > 0:
            return total(cotangent * normal if i == 1 else cotangent, others)
        g = cotangent * weight
        return (g - average(g) - normal * average(g * normal)) * scale

    return normal * weight + _along(beta, feature, x.ndim), lambda c: [pullback_of(i, c) for i in wanted]


@fused(_normalize_fast)
def _normalize(x, gamma, beta, feature, axes, eps):
    normal = (x - mean(x, axes, True)) / sqrt(var(x, axes, keepdims=True) + eps)
    return normal * _along(gamma, feature, x.ndim) + _along(beta, feature, x.ndim)
