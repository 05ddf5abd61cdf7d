"""NumPy's own functions on traced arrays: ``np.exp(x)`` is the row ``exp``, ``array * x`` the row ``multiply``.

So a function written with ``np.`` is differentiated as it stands. (Written with ``xp = namespace(x)`` it serves torch
too.) NumPy asks the two methods below before it does anything itself: NEP 13 for its ufuncs, NEP 18 for the others.

References
----------
NumPy enhancement proposals 13 and 18, https://numpy.org/neps/.
"""

import sys

from nnlib.autodiff.traced import Traced

_OTHER_NAMES = {
    "absolute": "abs",
    "amax": "max",
    "amin": "min",
    "concatenate": "concat",
    "dot": "matmul",
    "expit": "sigmoid",
    "power": "pow",
    "transpose": "permute_dims",
}


def _row(name, traced):
    name = _OTHER_NAMES.get(name, name)
    rows = sys.modules["nnlib.autodiff.primitives"]
    found = getattr(rows, name, None) or getattr(traced.__array_namespace__(), name, None)
    if found is None:
        raise TypeError(
            f"{name} has no derivative in nnlib's table; write it with functions that have one, or state its "
            "derivative with nnlib.autodiff.elementwise, linear or fused"
        )
    return found


def _array_ufunc(self, ufunc, method, *inputs, out=None, **options):
    if out is not None:
        raise TypeError("a plain array cannot take up a traced one in place; write y = y + x in place of y += x")
    if method != "__call__":
        raise TypeError(f"np.{ufunc.__name__}.{method} has no derivative in nnlib's table; use sum, max or min")
    return _row(ufunc.__name__, self)(*inputs, **options)


def _array_function(self, function, types, arguments, options):
    return _row(function.__name__, self)(*arguments, **options)


Traced.__array_ufunc__ = _array_ufunc
Traced.__array_function__ = _array_function
