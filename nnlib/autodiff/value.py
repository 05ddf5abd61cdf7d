"""Reverse mode on single numbers, small enough to read in one sitting and to draw.

A `Value` holds a number, the Values that it was made from, and the slope ∂(this)/∂(that) towards each of them.
``backward`` walks from the result to the leaves, newest first, and adds slope × gradient to each parent: the chain
rule, with derivatives *adding* where a number was used several times. The slopes come from the package's one table.

References
----------
Karpathy (2020), *micrograd*, https://github.com/karpathy/micrograd, whose habits this follows.
"""

import itertools

from nnlib.autodiff.primitives import elementwise as functions

__all__ = ["Value", "ancestry"]

_numbers = itertools.count()


class Value:
    """A number that remembers where it came from.

    Parameters
    ----------
    data : float
    label : str, optional
        Its name in drawings.

    Attributes
    ----------
    grad : float
        After ``result.backward()``, ∂result/∂this.
    operation : str
        What made it; empty for a leaf.
    parents : tuple of (Value, float)
        What it was made from, and the slope towards each.

    Examples
    --------
    >>> x, y, z = Value(2.0), Value(3.0), Value(2.0)
    >>> f = (x + y) * (y - z)
    >>> f.backward()
    >>> f.data, x.grad, y.grad, z.grad
    (5.0, 1.0, 6.0, -5.0)
    """

    __slots__ = ("__weakref__", "_number", "data", "grad", "label", "operation", "parents")

    def __init__(self, data, label="", *, operation="", parents=()):
        self.data, self.grad, self.label = data, 0.0, label
        self.operation, self.parents = operation, parents
        self._number = next(_numbers)

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def __add__(self, other):
        return _apply(functions.add, "+", self, _as_value(other))

    def __mul__(self, other):
        return _apply(functions.multiply, "*", self, _as_value(other))

    def __truediv__(self, other):
        return _apply(functions.divide, "/", self, _as_value(other))

    def __sub__(self, other):
        return _apply(functions.subtract, "-", self, _as_value(other))

    def __pow__(self, exponent):
        if isinstance(exponent, (int, float)):  # stays a number: x ** 2 has no slope towards the 2
            return _apply(functions.pow, f"**{exponent}", self, exponent)
        return _apply(functions.pow, "**", self, _as_value(exponent))

    def __neg__(self):
        return _apply(functions.negative, "neg", self)

    def __radd__(self, other):
        return _as_value(other) + self

    def __rmul__(self, other):
        return _as_value(other) * self

    def __rtruediv__(self, other):
        return _as_value(other) / self

    def __rsub__(self, other):
        return _as_value(other) - self

    def __rpow__(self, base):
        return _as_value(base) ** self

    def relu(self):
        """max(this, 0); the slope at 0 is 0."""
        return _apply(functions.relu, "relu", self)

    def tanh(self):
        """The hyperbolic tangent."""
        return _apply(functions.tanh, "tanh", self)

    def sigmoid(self):
        """1 / (1 + e^-this)."""
        return _apply(functions.sigmoid, "sigmoid", self)

    def exp(self):
        """e to the power of this."""
        return _apply(functions.exp, "exp", self)

    def log(self):
        """The natural logarithm."""
        return _apply(functions.log, "log", self)

    def backward(self):
        """Set ``grad`` of everything that this was made from to the derivative of this with respect to it.

        Called again, on this or another result, leaves add up what each call finds, as gradients of several samples
        should; what lies between is set anew, so that nothing is counted twice.
        """
        order = ancestry(self)
        for value in order:
            if value.parents:
                value.grad = 0.0
        self.grad = self.grad + 1.0 if not self.parents else 1.0
        for value in order:
            for parent, slope in value.parents:
                parent.grad += slope * value.grad


def ancestry(result):
    """Return ``result`` and all Values it was made from, each once and before those that it was made from."""
    found, pending = {result._number: result}, [result]
    while pending:
        for parent, _ in pending.pop().parents:
            if parent._number not in found:
                found[parent._number] = parent
                pending.append(parent)
    return [found[number] for number in sorted(found, reverse=True)]


def _as_value(x):
    if isinstance(x, Value):
        return x
    if isinstance(x, (int, float)):
        return Value(x)
    raise TypeError(f"expected a Value or a number, got {type(x).__name__}; a Value holds one number, not an array")


def _apply(primitive, operation, *inputs):
    numbers = [x.data if isinstance(x, Value) else x for x in inputs]
    out = float(primitive(*numbers))
    parents = [(x, float(primitive.slope(i, out, *numbers))) for i, x in enumerate(inputs) if isinstance(x, Value)]
    return Value(out, operation=operation, parents=tuple(parents))
