"""Derivatives by a step along the imaginary axis: f'(x) ≈ Im f(x + ih) / h.

By Taylor, f(x + ih) = f(x) + ih f'(x) - h²/2 f''(x) - …, so the error is h²/6 |f'''|; nothing is subtracted, so nothing
cancels and h may be as small as 1e-300. The function must be analytic, and so must each step of its program: |x|, max,
comparisons and conjugation are not. `abs`, `max`, `where` and `logsumexp` here are the repair: they decide by the real
part, as the derivative of the real function does.

References
----------
Squire, Trapp (1998), *Using complex variables to estimate derivatives of real functions*, SIAM Review 40(1), 110–112.
Martins, Sturdza, Alonso (2003), *The complex-step derivative approximation*, ACM TOMS 29(3), 245–262.
"""

import numpy as np

from nnlib.arrays import as_float, device, is_array, namespace
from nnlib.autodiff.analytic import NotAnalyticError, plain, watched
from nnlib.autodiff.plain import is_number

__all__ = ["abs", "derivative", "gradient", "logsumexp", "max", "where"]


def derivative(function, x, h=1e-20):
    """Return the derivative of a function of numbers.

    Parameters
    ----------
    function : function
        Of a number, or elementwise of an array; each step of it analytic.
    x : float or array of real floating-point numbers
    h : float, default 1e-20

    Returns
    -------
    float or array, shape of x

    Raises
    ------
    TypeError
        If the function loses the imaginary part, so that the method cannot hold.

    Examples
    --------
    >>> round(derivative(lambda x: x**2 + 3 / x + 4, 0.1), 10)
    -299.8
    """
    _check_real(x)
    slope = _slope(function, x, 1.0, h)
    return float(slope) if is_number(x) else slope


def gradient(function, x, h=1e-20):
    """Return the gradient of ``function`` (of an array ``x``, returning one number), one evaluation for each number.

    Raises
    ------
    TypeError
        As in `derivative`.
    """
    _check_real(x)
    x = as_float(x)
    xp = namespace(x)
    n = xp.reshape(x, (-1,)).shape[0]
    units = xp.eye(n, dtype=x.dtype, device=device(x))
    slopes = [_slope(function, x, xp.reshape(units[i, :], x.shape), h) for i in range(n)]
    return xp.reshape(xp.asarray([float(slope) for slope in slopes], dtype=x.dtype, device=device(x)), x.shape)


def _slope(function, x, direction, h):
    with np.errstate(under="ignore"):  # h² is meant to vanish
        return _imaginary(_evaluate(function, watched(x + 1j * h * direction))) / h


def _check_real(x):
    if isinstance(x, complex) or (is_array(x) and namespace(x).isdtype(x.dtype, "complex floating")):
        raise TypeError("the complex step differentiates functions of real numbers, got a complex argument")


def _evaluate(function, z):
    try:
        return plain(function(z))
    except NotAnalyticError:
        raise
    except TypeError as error:
        raise TypeError(
            f"the complex step calls the function with a complex number, and it refused: {error}; take "
            "abs, max and where from nnlib.autodiff.complex_step and cmath for math, or use dual numbers (autodiff.jvp)"
        ) from error


def _imaginary(y):
    if isinstance(y, complex):
        return y.imag
    if is_array(y) and namespace(y).isdtype(y.dtype, "complex floating"):
        return namespace(y).imag(y)
    raise TypeError(
        f"the function answered a complex number with a real {getattr(y, 'dtype', type(y).__name__)}: a step of it "
        "drops the imaginary part that carries the derivative; use abs, max and where of nnlib.autodiff.complex_step"
    )


def _real(z):
    z = plain(z)
    if is_number(z):
        return z.real
    xp = namespace(z)
    return xp.real(z) if xp.isdtype(z.dtype, "complex floating") else z


def where(condition, x, y):
    """Return ``x`` where ``condition`` holds, else ``y``; for numbers and arrays. Compare real parts to get it."""
    if isinstance(condition, (bool, np.bool)):
        chosen = x if condition else y
        return watched(complex(chosen)) if isinstance(chosen, (int, float)) else chosen  # a constant, not a loss
    return namespace(condition, x, y).where(condition, x, y)


def abs(z):
    """Return z where its real part is ≥ 0, else -z: |x| continued analytically from each side."""
    return where(_real(z) >= 0, z, -z)


def max(x, y):
    """Return the one of ``x`` and ``y`` with the larger real part, elementwise; ``x`` at ties."""
    return where(_real(x) >= _real(y), x, y)


def logsumexp(z, axis=-1):
    """Return log Σ e^z along ``axis``, with the largest real part taken out first."""
    xp = namespace(z)
    m = xp.max(_real(z), axis=axis, keepdims=True)
    return xp.log(xp.sum(xp.exp(z - m), axis=axis)) + xp.squeeze(m, axis=axis)
