"""Functions of numbers, applied element by element: declared by their partial derivatives."""

from nnlib.autodiff.broadcasting import broadcast_to, sum_to
from nnlib.autodiff.rules.primitive import Primitive

__all__ = ["Elementwise", "elementwise"]


class Elementwise(Primitive):
    """A function of numbers, applied to each element of its broadcast inputs; made by `elementwise`."""

    def __init__(self, compute, partials):
        super().__init__(compute)
        self.partials = partials
        self._smooth = any(partial is not None for partial in partials)

    def jvp(self, inputs, tangents):
        """Return the output and its tangent; ``tangents`` maps positions of inputs to their tangents."""
        out, total = self(*inputs), None
        for i, tangent in tangents.items():
            if self.partials[i] is not None:
                term = self._scale(tangent, i, out, inputs)
                total = term if total is None else total + term
        return out, total if total is None else _broadcast_like(total, out)

    def vjp(self, inputs, wanted):
        """Return the output and its pullback: cotangent → cotangents of the inputs at positions ``wanted``."""
        out = self(*inputs)
        if not self._smooth:
            return out, None

        def pullback(cotangent):
            return [
                None if self.partials[i] is None else sum_to(self._scale(cotangent, i, out, inputs), inputs[i])
                for i in wanted
            ]

        return out, pullback

    def slope(self, i, out, *inputs):
        """Return ∂out/∂inputs[i]; inputs left out are at their defaults."""
        partial = self.partials[i]
        if not callable(partial):
            return partial or 0.0
        return partial(out, *(inputs if len(inputs) == self._count else self._complete(inputs, {})))

    def derivative(self, out, x):
        """Return ∂out/∂x for a function of one array, its other parameters at their defaults."""
        return self.slope(0, out, x)

    def _scale(self, factor, i, out, inputs):
        partial = self.partials[i]
        if partial == 1:
            return factor
        return -factor if partial == -1 else factor * partial(out, *inputs)


def _broadcast_like(tangent, out):
    shape = getattr(out, "shape", ())
    return tangent if getattr(tangent, "shape", ()) == shape else broadcast_to(tangent, shape)


def elementwise(*partials):
    """Declare a function of numbers, applied element by element, by its partial derivatives.

    Parameters
    ----------
    *partials : function, 1, -1 or None
        One for each array input: ``partial(out, *inputs)`` is ∂out/∂input, written with operators and functions of
        the table. None for an input on which the output does not depend smoothly; it gets no derivative.

    Examples
    --------
    >>> @elementwise(lambda out, x: 2 * x)
    ... def square(x):
    ...     return x * x
    """
    return lambda compute: Elementwise(compute, partials)
