"""NumPy's own functions and methods on traced arrays: ``np.exp(x)`` is the row ``exp``, ``x.mean()`` the row ``mean``.

So a function written in NumPy is differentiated as it stands. (Written with ``xp = namespace(x)`` it serves torch too.)
NumPy asks ``__array_ufunc__`` and ``__array_function__`` before it does anything itself.

References
----------
NumPy enhancement proposals 13 (ufuncs) and 18 (all other functions), https://numpy.org/neps/.
"""

from nnlib.autodiff import primitives
from nnlib.autodiff.library import refusal
from nnlib.autodiff.traced import attach

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
_METHODS = ("astype", "clip", "dot", "max", "mean", "min", "squeeze", "std", "sum", "take", "transpose", "var")


def _row(name, traced):
    name = _OTHER_NAMES.get(name, name)
    found = getattr(primitives, name, None) or getattr(traced.__array_namespace__(), name, None)
    if found is None:
        raise refusal(name)
    return found


def _array_ufunc(self, ufunc, method, *inputs, out=None, **options):
    if out is not None:
        raise TypeError("a plain array cannot take up a traced one in place; write y = y + x in place of y += x")
    if method != "__call__":
        raise TypeError(f"np.{ufunc.__name__}.{method} has no derivative in nnlib's table; use sum, max or min")
    return _row(ufunc.__name__, self)(*inputs, **options)


def _array_function(self, function, types, arguments, options):
    return _row(function.__name__, self)(*arguments, **options)


def _method(name):
    row = getattr(primitives, _OTHER_NAMES.get(name, name))
    return lambda self, *arguments, **options: row(self, *arguments, **options)


def _reshape(self, *shape):
    return primitives.reshape(self, shape[0] if isinstance(shape[0], tuple) else shape)


attach(
    __array_ufunc__=_array_ufunc,
    __array_function__=_array_function,
    reshape=_reshape,
    flatten=lambda self: primitives.reshape(self, (-1,)),
    ravel=lambda self: primitives.reshape(self, (-1,)),
    **{name: _method(name) for name in _METHODS},
)
