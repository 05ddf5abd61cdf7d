"""The border between the user's arrays and the traced ones: what may be differentiated, and what comes back."""

import numpy as np

from nnlib.arrays import is_array, namespace
from nnlib.autodiff.traced import Traced, detach

__all__ = ["as_variable", "check_tangent", "own", "refuse_mixtures", "zeros_like"]

_NO_ARRAYS = {bool, int, float, str, type(None), list, tuple, dict}


def as_variable(x):
    """Return ``x`` as something that a derivative can be taken with respect to.

    Python numbers become float64 numbers of NumPy.

    Raises
    ------
    TypeError
        If ``x`` is neither a real floating-point array nor a number.
    """
    if (type(x) is np.ndarray and x.dtype.kind == "f") or isinstance(x, (Traced, np.floating)):
        return x
    if isinstance(x, (int, float)) and not isinstance(x, bool):
        return np.float64(x)
    if not is_array(x):
        raise TypeError(
            f"expected arrays or numbers to differentiate with respect to, got {type(x).__name__}; "
            "pass what is not to be differentiated in another argument"
        )
    if not namespace(x).isdtype(x.dtype, "real floating"):
        whole = not namespace(x).isdtype(x.dtype, "complex floating")
        way_out = "convert it first, e.g. with nnlib.arrays.as_float(x)" if whole else "take its parts as two arguments"
        raise TypeError(f"a derivative needs real floating-point numbers, got an array of {x.dtype}; {way_out}")
    return x


def refuse_mixtures(arguments):
    """Raise a TypeError if there are arrays of two libraries among ``arguments``.

    Operators between them may succeed, in the library of either, and fail much later.
    """
    kinds = {type(x) for x in arguments} - _NO_ARRAYS
    if len(kinds) > 1:
        arrays = [x for x in arguments if is_array(x)]
        namespace(*arrays, np.float64(0))


def check_tangent(x, tangent):
    """Return ``tangent``, a direction for ``x`` to move or a derivative by it; numbers in the type of ``x``."""
    shape = getattr(tangent, "shape", ())
    if tuple(shape) != tuple(x.shape):
        raise ValueError(
            f"a tangent or cotangent must have the shape of its array, {tuple(x.shape)}, got {tuple(shape)}"
        )
    if not isinstance(tangent, (int, float)):
        return tangent
    plain = detach(x)
    return type(plain)(tangent) if isinstance(plain, np.generic) else namespace(plain).full_like(plain, tangent)


def zeros_like(x):
    """Return zeros of the shape and type of ``x``, however deep it is traced."""
    plain = detach(x)
    return type(plain)(0) if isinstance(plain, (int, float, np.generic)) else namespace(plain).zeros_like(plain)


def own(gradients, given):
    """Return ``gradients``, each in memory of its own: not that of another, of one ``given``, or of a broadcast number.

    Whoever gets them may then change them in place.
    """
    seen = set(map(id, given))
    for i, g in enumerate(gradients):
        if id(g) in seen or _is_broadcast(g):
            gradients[i] = g = g + 0.0
        seen.add(id(g))
    return gradients


def _is_broadcast(g):
    strides = getattr(g, "strides", None) or (g.stride() if hasattr(g, "stride") else ())
    return 0 in strides and any(n > 1 and s == 0 for n, s in zip(g.shape, strides, strict=True))
