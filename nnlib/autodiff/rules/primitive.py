"""What all rows of the table share: compute at once on plain arrays, be recorded on traced ones."""

import functools
import inspect

from nnlib.autodiff.traced import KINDS

__all__ = ["TABLE", "Primitive"]

_MISSING = inspect.Parameter.empty
TABLE: dict[tuple[str, str], "Primitive"] = {}  # by module and name, every function whose derivative is stated


class Primitive:
    """A function with a derivative of its own; computes at once on plain arrays, is recorded on traced ones.

    Parameters
    ----------
    compute : function
        Its value from plain arrays. Inputs that are not arrays (an axis, a shape) are constants.
    """

    def __init__(self, compute):
        functools.update_wrapper(self, compute)
        self.compute = compute
        self._signature = inspect.signature(compute)
        parameters = [p for p in self._signature.parameters.values() if p.kind is not p.VAR_POSITIONAL]
        self._position = {p.name: i for i, p in enumerate(parameters)}
        self._defaults = tuple(p.default for p in parameters)
        self._count = len(parameters)
        TABLE[compute.__module__, compute.__name__] = self

    def __repr__(self):
        return f"<{type(self).__name__.lower()} function {self.__name__}>"

    def __reduce__(self):
        return self.__qualname__  # is copied and pickled by name, as functions are

    def __call__(self, *inputs, **named):
        if named or len(inputs) < self._count:
            inputs = self._complete(inputs, named)
        top = None
        for x in inputs:
            if type(x) in KINDS and (top is None or x.level > top.level):
                top = x
        return self.compute(*inputs) if top is None else top.record(self, inputs)

    def _complete(self, inputs, named):
        """All inputs by position, so that rules need not care how they were given."""
        full = [*inputs, *self._defaults[len(inputs) :]]
        for name in named.keys() & self._position.keys():
            full[self._position[name]] = named[name]
        if len(named.keys() - self._position.keys()) or any(x is _MISSING for x in full):
            self._signature.bind(*inputs, **named)  # raises Python's own sentence
        return full
