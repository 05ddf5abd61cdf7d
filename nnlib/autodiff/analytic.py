"""Complex numbers and NumPy arrays that refuse what is not analytic.

A program that takes |z| or Re z on its way may still return a complex number, and the complex step would read a wrong
derivative from it. These watch the operations that they go through.
"""

import numpy as np

__all__ = ["NotAnalyticError", "plain", "watched"]

_REFUSED = {np.absolute: "abs", np.conjugate: "conj", np.sign: "sign"}
_ARITHMETIC = "add radd sub rsub mul rmul truediv rtruediv pow rpow neg pos"


class NotAnalyticError(TypeError):
    """A function drops or turns the imaginary part, which carries the derivative."""

    def __init__(self, name):
        super().__init__(
            f"{name} is not analytic: it loses the imaginary part that carries the derivative; use abs, max or where "
            "of nnlib.autodiff.complex_step, or dual numbers (nnlib.autodiff.jvp)"
        )


def _refusal(name):
    def refuse(self, *_):
        raise NotAnalyticError(name)

    return refuse


class WatchedComplex(complex):
    real, imag = property(_refusal(".real")), property(_refusal(".imag"))
    __abs__, conjugate = _refusal("abs"), _refusal("conjugate")


def _keep_watch(name):
    operation = getattr(complex, name)
    return lambda self, *other: watched(operation(self, *other))


for _name in _ARITHMETIC.split():
    setattr(WatchedComplex, f"__{_name}__", _keep_watch(f"__{_name}__"))


class WatchedArray(np.ndarray):
    real, imag = property(_refusal(".real")), property(_refusal(".imag"))

    def __array_ufunc__(self, ufunc, method, *inputs, out=(), **options):
        if ufunc in _REFUSED:
            raise NotAnalyticError(_REFUSED[ufunc])
        if out:
            options["out"] = tuple(map(plain, out))
        return watched(getattr(ufunc, method)(*map(plain, inputs), **options))

    def __array_function__(self, function, types, arguments, options):
        return watched(super().__array_function__(function, types, arguments, options))


def watched(z):
    """Return the complex number or NumPy array ``z`` as one that is watched; anything else as it is."""
    if type(z) is complex:
        return WatchedComplex(z)
    return (
        np.asarray(z).view(WatchedArray)
        if isinstance(z, (np.ndarray, np.complexfloating)) and np.iscomplexobj(z)
        else z
    )


def plain(z):
    """Return ``z``, no longer watched."""
    if isinstance(z, WatchedArray):
        return z.view(np.ndarray)
    return complex(z) if isinstance(z, WatchedComplex) else z
