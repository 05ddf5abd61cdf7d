"""The operators of Python on traced arrays, each a row of the table; comparisons are of values and carry none."""

import operator

from nnlib.autodiff.primitives import elementwise, indexing, linear
from nnlib.autodiff.traced import Traced, detach


def _attach(name, primitive):
    setattr(Traced, f"__{name}__", lambda self, other: primitive(self, other))
    setattr(Traced, f"__r{name}__", lambda self, other: primitive(other, self))


def _attach_comparison(name):
    compare = getattr(operator, name)
    setattr(Traced, f"__{name}__", lambda self, other: compare(detach(self), detach(other)))


for _name, _primitive in {
    "add": elementwise.add,
    "sub": elementwise.subtract,
    "mul": elementwise.multiply,
    "truediv": elementwise.divide,
    "pow": elementwise.pow,
    "matmul": linear.matmul,
}.items():
    _attach(_name, _primitive)

for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    _attach_comparison(_name)

Traced.__neg__ = lambda self: elementwise.negative(self)
Traced.__pos__ = lambda self: elementwise.positive(self)
Traced.__abs__ = lambda self: elementwise.abs(self)
Traced.__getitem__ = lambda self, key: indexing.getitem(self, key)
Traced.mT = property(linear.matrix_transpose)
Traced.T = property(linear.matrix_transpose)
