"""Traced arrays: what a function is given in place of an array while it is being differentiated.

A traced array holds the array it stands for (its *value*) and what its mode remembers: a tangent (`dual.Dual`) or how
it was made (`reverse.Node`). Derivatives nest. Every one that starts takes the next *level*, and a primitive always
differentiates its innermost (highest) level first, with everything below as constants; so an outer variable is never
mistaken for an inner one ("perturbation confusion").

References
----------
Siskind, Pearlmutter (2008), *Nesting forward-mode AD in a functional framework*, Higher-Order and Symbolic
Computation 21, 361–376.
"""

import itertools
import math

__all__ = ["KINDS", "Traced", "attach", "detach", "next_level", "written"]

KINDS: set[type] = set()  # the classes of traced arrays; asking whether a type is in it is the quickest test there is
_levels = itertools.count(1)


def next_level():
    """Return the level of a derivative that starts now: higher than that of any under way."""
    return next(_levels)


class Traced:
    """An array under differentiation; `dual.Dual` and `reverse.Node` are the two kinds.

    Operators, methods and ``__array_namespace__`` are attached where the table of primitives is known: in
    `primitives.operators`, `library` and `numpy_names`.

    Attributes
    ----------
    value : array, number or Traced
        What it stands for; traced itself where derivatives nest.
    level : int
        The derivative it belongs to.
    """

    __slots__ = ("__weakref__", "level", "value")

    def __init_subclass__(cls):
        KINDS.add(cls)

    @property
    def shape(self):
        return getattr(self.value, "shape", ())

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def size(self):
        return math.prod(self.shape)

    @property
    def dtype(self):
        return getattr(self.value, "dtype", type(self.value))

    @property
    def device(self):
        return self.value.device

    def __len__(self):
        if not self.shape:
            raise TypeError("a traced array of shape () has no length")
        return self.shape[0]

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __bool__(self):
        return bool(self.value)

    def __hash__(self):
        return id(self)

    def __repr__(self):
        return f"{type(self).__name__}({written(self.value)})"

    def __float__(self):
        raise TypeError(
            "float(x) would lose the derivative of a traced x; compute with x itself, or cut the derivative on purpose "
            "with nnlib.autodiff.detach(x)"
        )

    def __array__(self, dtype=None, copy=None):
        raise TypeError(
            "a NumPy array made of a traced one would lose its derivative; compute with x itself, use xp.stack in "
            "place of np.array([x, y]), or cut the derivative on purpose with nnlib.autodiff.detach(x)"
        )

    def __setitem__(self, key, value):
        raise TypeError("a traced array cannot be changed in place; use xp.where(mask, new, x), xp.stack or xp.concat")

    def detach(self):
        """Return the plain array, a constant to every derivative."""
        return detach(self)


def attach(**methods):
    """Give traced arrays ``methods`` that are written with primitives, which come after this class."""
    for name, method in methods.items():
        setattr(Traced, name, method)


def written(x):
    """``repr(x)``, with numbers of NumPy like Python's."""
    return repr(x.item() if getattr(x, "shape", None) == () and hasattr(x, "item") else x)


def detach(x):
    """Return ``x`` without its history: the plain array behind a traced one, anything else as it is."""
    while isinstance(x, Traced):
        x = x.value
    return x
