"""The array library of traced arrays: ``xp`` in a model function that is being differentiated.

It answers to the names of the array API standard. Functions of the table of primitives carry derivatives; those that
have none (``argmax``, ``isfinite``, ``zeros_like``) see the plain arrays; constants, data types and creation functions
are those of the library whose arrays are traced.
"""

import functools

from nnlib.arrays import namespace
from nnlib.autodiff.primitives import STANDARD
from nnlib.autodiff.traced import Traced, attach, detach

__all__ = ["TracedLibrary", "refusal", "traced_library"]

_NAMES_WITHOUT_DERIVATIVE = """
    all any argmax argmin argsort bitwise_and bitwise_invert bitwise_or bitwise_xor can_cast ceil count_nonzero
    empty_like equal finfo floor full_like greater greater_equal isdtype isfinite isinf isnan less less_equal
    logical_and logical_not logical_or logical_xor nonzero not_equal ones_like result_type round searchsorted signbit
    trunc unique_values zeros_like
"""
_WITHOUT_DERIVATIVE = frozenset(_NAMES_WITHOUT_DERIVATIVE.split())


class TracedLibrary:
    """A namespace of the array API standard over the arrays of ``traces``.

    Parameters
    ----------
    traces : module
        The library of the plain arrays that are traced.
    """

    def __init__(self, traces):
        self.traces = traces
        self.__name__ = f"nnlib.autodiff over {traces.__name__}"
        vars(self).update(STANDARD)

    def __repr__(self):
        return f"<array library {self.__name__}>"

    def __getattr__(self, name):
        found = getattr(self.traces, name)
        if isinstance(found, type) or not callable(found):
            return found  # a data type or a constant
        wrap = _without_derivative if name in _WITHOUT_DERIVATIVE else _of_plain_arrays
        self.__dict__[name] = wrap(found)
        return self.__dict__[name]


def _without_derivative(function):
    @functools.wraps(function)
    def apply(*arguments, **options):
        return function(*map(detach, arguments), **{key: detach(value) for key, value in options.items()})

    return apply


def _of_plain_arrays(function):
    @functools.wraps(function)
    def apply(*arguments, **options):
        if any(isinstance(value, Traced) for value in (*arguments, *options.values())):
            raise refusal(function.__name__)
        return function(*arguments, **options)

    return apply


def refusal(name):
    """Return the error for a function that the table lacks."""
    return TypeError(
        f"{name} has no derivative in nnlib's table; write it with functions that have one, or state its derivative "
        "with nnlib.autodiff.elementwise, linear or fused"
    )


@functools.cache
def traced_library(traces):
    """Return the one `TracedLibrary` over the library ``traces``."""
    return TracedLibrary(traces)


def _array_namespace(self, *, api_version=None):
    return traced_library(namespace(detach(self)))


attach(__array_namespace__=_array_namespace)
