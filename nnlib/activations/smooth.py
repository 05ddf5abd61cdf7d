"""Smooth activation functions.

Each is a row of the table of derivatives: above it the partial derivatives, by the input and by the parameters.
No exponential is ever taken of a large positive number, so nothing overflows.

References
----------
D.-A. Clevert et al. (2016), *Fast and accurate deep network learning by exponential linear units*, ICLR (ELU).
G. Klambauer et al. (2017), *Self-normalizing neural networks*, NeurIPS (SELU; the constants are of appendix A.1.1).
D. Hendrycks, K. Gimpel (2016), *Gaussian error linear units*, arXiv:1606.08415 (GELU, SiLU).
P. Ramachandran, B. Zoph, Q. Le (2017), *Searching for activation functions*, arXiv:1710.05941 (Swish).
D. Misra (2020), *Mish: a self regularized non-monotonic activation function*, BMVC.
"""

import math

from nnlib.autodiff import elementwise
from nnlib.autodiff.plain import choose, error_function, indicator, library
from nnlib.autodiff.primitives import erf, exp, expm1, minimum, softplus, tanh
from nnlib.autodiff.primitives import sigmoid as _logistic

__all__ = ["elu", "gelu", "gelu_sigmoid", "mish", "selu", "sigmoid", "silu", "softplus", "swish", "tanh"]

_SELU_SCALE, _SELU_ALPHA = 1.0507009873554805, 1.6732632423543772


def sigmoid(x, k=1.0):
    """Return 1 / (1 + e^(-kx)), the logistic function with slope k/4 at 0.

    Parameters
    ----------
    x : array
    k : float or array that broadcasts against ``x``
        Towards ∞ the function becomes a step.
    """
    return _logistic(x if isinstance(k, (int, float)) and k == 1 else k * x)


@elementwise(
    lambda out, x, a: choose(x > 0, indicator(x > 0, x), a * exp(minimum(x, 0.0))),
    lambda out, x, a: expm1(minimum(x, 0.0)),
)
def elu(x, a=1.0):
    """Return x where it is positive, else a (eˣ - 1), the exponential linear unit, which saturates at -a."""
    xp = library(x, a)
    return xp.where(x > 0, x, a * xp.expm1(xp.minimum(x, 0.0)))


def selu(x):
    """Return 1.0507 · elu(x, 1.6733): mean 0 and variance 1 reproduce themselves from layer to layer."""
    return _SELU_SCALE * elu(x, _SELU_ALPHA)


@elementwise(
    lambda out, x: 0.5 * (1 + erf(x / math.sqrt(2))) + x * exp(-0.5 * x * x) / math.sqrt(2 * math.pi),
)
def gelu(x):
    """Return x Φ(x), Φ the distribution function of the normal law: the Gaussian error linear unit."""
    return 0.5 * x * (1 + error_function(x / math.sqrt(2)))


def gelu_sigmoid(x):
    """Return x · sigmoid(1.702 x), the quick approximation to `gelu`, off by 0.0203 at most."""
    return swish(x, 1.702)


@elementwise(
    lambda out, x, beta: _logistic(beta * x) * (1 + beta * (x - out)),
    lambda out, x, beta: out * (x - out),
)
def swish(x, beta=1.0):
    """Return x · sigmoid(βx).

    Parameters
    ----------
    x : array
    beta : float or array that broadcasts against ``x``
        0 gives x/2, ∞ ReLU; may be learned.
    """
    return x * _logistic.compute(beta * x)


def silu(x):
    """Return x · sigmoid(x), the sigmoid linear unit: `swish` with β = 1."""
    return swish(x, 1.0)


@elementwise(lambda out, x: tanh(softplus(x)) + x * _logistic(x) * (1 - tanh(softplus(x)) ** 2))
def mish(x):
    """Return x · tanh(softplus(x))."""
    return x * tanh.compute(softplus.compute(x))
