"""The operators of Python on traced arrays, each a row of the table; comparisons are of values and carry none."""

import operator

from nnlib.autodiff.primitives import elementwise, indexing, linear
from nnlib.autodiff.traced import attach, detach

_ROWS = {
    "add": elementwise.add,
    "sub": elementwise.subtract,
    "mul": elementwise.multiply,
    "truediv": elementwise.divide,
    "pow": elementwise.pow,
    "matmul": linear.matmul,
}


def _forward(row):
    return lambda self, other: row(self, other)


def _reflected(row):
    return lambda self, other: row(other, self)


def _comparison(name):
    compare = getattr(operator, name)
    return lambda self, other: compare(detach(self), detach(other))


attach(
    **{f"__{name}__": _forward(row) for name, row in _ROWS.items()},
    **{f"__r{name}__": _reflected(row) for name, row in _ROWS.items()},
    **{f"__{name}__": _comparison(name) for name in ("lt", "le", "gt", "ge", "eq", "ne")},
    __neg__=lambda self: elementwise.negative(self),
    __pos__=lambda self: elementwise.positive(self),
    __abs__=lambda self: elementwise.abs(self),
    __getitem__=lambda self, key: indexing.getitem(self, key),
    mT=property(linear.matrix_transpose),
    T=property(linear.matrix_transpose),
)
