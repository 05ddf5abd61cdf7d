"""Functions that are linear in their inputs: declared by their transposes."""

import functools

from nnlib.arrays import namespace
from nnlib.autodiff.rules.primitive import Primitive
from nnlib.autodiff.traced import detach

__all__ = ["Linear", "linear"]


class Linear(Primitive):
    """A function that is linear in its inputs; made by `linear`."""

    def __init__(self, compute, transposes, jointly):
        super().__init__(compute)
        self.transposes, self.jointly = transposes, jointly

    def jvp(self, inputs, tangents):
        """As in `Elementwise`."""
        if self.jointly:
            moves = [tangents[i] if i in tangents else self._zero(i, x) for i, x in enumerate(inputs)]
            return self(*inputs), self(*moves)
        total = None
        for i, tangent in tangents.items():
            term = self(*inputs[:i], tangent, *inputs[i + 1 :])
            total = term if total is None else total + term
        return self(*inputs), total

    def vjp(self, inputs, wanted):
        """As in `Elementwise`."""

        def pullback(cotangent):
            return [self._transpose(i)(cotangent, *inputs) for i in wanted]

        return self(*inputs), pullback

    def _zero(self, i, x):
        """The tangent of an input that does not move; an input that is a constant stays itself."""
        if self._transpose(i) is None:
            return x
        return namespace(detach(x)).zeros_like(detach(x)) if hasattr(x, "shape") else 0.0

    def _transpose(self, i):
        """The transpose of input ``i``; the last one serves all further inputs and is told which."""
        if i < self._count:
            return self.transposes[i]
        return functools.partial(self.transposes[-1], i - self._count)


def linear(*transposes, jointly=False):
    """Declare a function that is linear in its array inputs by its transposes.

    Parameters
    ----------
    *transposes : function or None
        One for each input: ``transpose(cotangent, *inputs)`` is the cotangent of that input, written with functions of
        the table. None for an input that is a constant (a shape, a mask).
    jointly : bool, default False
        Linear in all inputs together, rather than in each while the others are held.
    """
    return lambda compute: Linear(compute, transposes, jointly)
