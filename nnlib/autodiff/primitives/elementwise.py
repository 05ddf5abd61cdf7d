"""Functions of numbers, each with its partial derivatives.

A partial receives the output and the inputs, so that e^x need not be computed again to be its own derivative. At a kink
the derivative stated is that of one side: 0 for |x| and relu at 0; at ties of maximum and minimum the first input has
all of it, and clip counts its borders as inside.

References
----------
DLMF, §4 (elementary functions) and §7.2 (error function), https://dlmf.nist.gov.
"""

import math
import operator

from nnlib.autodiff.plain import choose, error_function, indicator, library, logistic
from nnlib.autodiff.rules import elementwise

__all__ = [
    "abs", "add", "clip", "cos", "cosh", "divide", "erf", "exp", "expm1", "log", "log1p", "logaddexp", "maximum",
    "minimum", "multiply", "negative", "positive", "pow", "relu", "sigmoid", "sign", "sin", "sinh", "softplus", "sqrt",
    "square", "subtract", "tan", "tanh",
]  # fmt: skip

add = elementwise(1, 1)(operator.add)
subtract = elementwise(1, -1)(operator.sub)
multiply = elementwise(lambda out, x, y: y, lambda out, x, y: x)(operator.mul)
divide = elementwise(lambda out, x, y: 1 / y, lambda out, x, y: -out / y)(operator.truediv)
negative = elementwise(-1)(operator.neg)
positive = elementwise(1)(operator.pos)
for _name in ("add", "subtract", "multiply", "divide", "negative", "positive"):
    globals()[_name].__name__ = globals()[_name].__qualname__ = _name  # found by pickle here, not in module operator
    globals()[_name].__module__ = __name__


def _pow_base(out, x, y):
    if isinstance(y, (int, float)):
        return y * x ** (y - 1) if y else 0.0 * x
    return y * x ** choose(y == 0, 1.0, y - 1)


@elementwise(_pow_base, lambda out, x, y: out * log(choose(x == 0, 1.0, x)))
def pow(x, y):
    """x to the power y. The derivative by y is 0 at x = 0, its limit for y > 0."""
    return x**y


@elementwise(lambda out, x: out)
def exp(x):
    """e to the power x."""
    return library(x).exp(x)


@elementwise(lambda out, x: out + 1)
def expm1(x):
    """e^x - 1, exact near 0."""
    return library(x).expm1(x)


@elementwise(lambda out, x: 1 / x)
def log(x):
    """The natural logarithm."""
    return library(x).log(x)


@elementwise(lambda out, x: 1 / (1 + x))
def log1p(x):
    """log(1 + x), exact near 0."""
    return library(x).log1p(x)


@elementwise(lambda out, x: 0.5 / out)
def sqrt(x):
    """The square root; its derivative at 0 is infinite."""
    return library(x).sqrt(x)


@elementwise(lambda out, x: 2 * x)
def square(x):
    """x squared."""
    return x * x


@elementwise(lambda out, x: cos(x))
def sin(x):
    """The sine of x in radians."""
    return library(x).sin(x)


@elementwise(lambda out, x: -sin(x))
def cos(x):
    """The cosine of x in radians."""
    return library(x).cos(x)


@elementwise(lambda out, x: 1 + out * out)
def tan(x):
    """The tangent of x in radians."""
    return library(x).tan(x)


@elementwise(lambda out, x: cosh(x))
def sinh(x):
    """The hyperbolic sine."""
    return library(x).sinh(x)


@elementwise(lambda out, x: sinh(x))
def cosh(x):
    """The hyperbolic cosine."""
    return library(x).cosh(x)


@elementwise(lambda out, x: 1 - out * out)
def tanh(x):
    """The hyperbolic tangent."""
    return library(x).tanh(x)


@elementwise(lambda out, x: out * (1 - out))
def sigmoid(x):
    """1 / (1 + e^-x)."""
    return logistic(x)


@elementwise(lambda out, x: sigmoid(x))
def softplus(x):
    """log(1 + e^x), without overflow."""
    xp = library(x)
    return xp.maximum(x, 0.0) + xp.log1p(xp.exp(-abs(x)))


@elementwise(lambda out, x, y: exp(x - out), lambda out, x, y: exp(y - out))
def logaddexp(x, y):
    """log(e^x + e^y), without overflow."""
    return library(x, y).logaddexp(x, y)


@elementwise(lambda out, x: 2 / math.sqrt(math.pi) * exp(-x * x))
def erf(x):
    """The error function, 2/√π ∫₀ˣ e^(-t²) dt."""
    return error_function(x)


@elementwise(lambda out, x: sign(x))
def abs(x):
    """The absolute value."""
    return library(x).abs(x)


@elementwise(None)
def sign(x):
    """-1, 0 or 1; a constant to every derivative."""
    return library(x).sign(x)


@elementwise(lambda out, x: indicator(x > 0, out))
def relu(x):
    """max(x, 0)."""
    return library(x).maximum(x, 0.0)


@elementwise(lambda out, x, y: indicator(x >= y, out), lambda out, x, y: indicator(x < y, out))
def maximum(x, y):
    """The larger of x and y."""
    return library(x, y).maximum(x, y)


@elementwise(lambda out, x, y: indicator(x <= y, out), lambda out, x, y: indicator(x > y, out))
def minimum(x, y):
    """The smaller of x and y."""
    return library(x, y).minimum(x, y)


def clip(x, min=None, max=None):
    """Return x where it lies between ``min`` and ``max``, else the nearer of them."""
    above = x if min is None else maximum(x, min)
    return above if max is None else minimum(above, max)
