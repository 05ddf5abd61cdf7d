"""Stand-ins: what a test holds in place of a function, class or object that lives in the student's process.

Calling one, its attributes, methods, operators, indexing, iteration and length are calls across the wall. What it
equals, what it hashes to, its truth and its type are decided here: a stand-in equals only itself, and is no number and
no array. Student code could otherwise return an object that is equal to everything.

For the same reason an operator between a stand-in and a value of the test's gives only objects, never data:
``abs(answer - 9) < 1e-6`` would let the object ``answer`` choose what its difference from 9 is. Such a *mixed* object
gives data by attributes that no array has, as in ``(Value(2) * 3 + 1).data``.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partialmethod
from typing import Any

from autograder.bridge.operations import BINARY, IN_PLACE, UNARY
from autograder.bridge.peer import Peer

CONVERSIONS = (
    *("abs", "allclose", "cpu", "detach", "eq", "equal", "equals", "gt", "isclose", "le", "lt", "ne", "norm", "numpy"),
    *("to_numpy", "tolist", "values"),
)
KEPT = {"data", "grad"}  # attributes of arrays that are also customary for one's own nodes of a graph


@dataclass
class Link:
    """Where the object of a stand-in is.

    Attributes
    ----------
    peer : Peer
    number : int
        Its number in the other process.
    classes : tuple of int
        The numbers of its class and of that class's bases.
    bases : tuple of int
        For a class: its own number and those of its bases.
    mixed : bool
        It came from an operator with a value of the test's.
    """

    peer: Peer
    number: int
    classes: tuple[int, ...] = ()
    bases: tuple[int, ...] = ()
    mixed: bool = False
    attributes: dict = field(default_factory=dict)


class StandIn:
    """An object of the student's; subclasses add the special methods that the object's class has."""

    __slots__ = ("__dict__", "__weakref__", "_link")
    __array_ufunc__ = None  # NumPy leaves operators to us, and refuses everything else

    def __init__(self, link: Link):
        object.__setattr__(self, "_link", link)
        self.__dict__.update(link.attributes)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", "_repr_", "_ipython_")):  # how Python's own and IPython's protocols probe
            raise AttributeError(f"{name} is not forwarded to the student's process")
        value = self._link.peer.request("get", self, name)
        return _unmixed(self._link.mixed and name in _array_names(), value, f"its attribute {name}")

    def __setattr__(self, name: str, value: Any) -> None:
        self._link.peer.request("set", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._link.peer.request("delete", self, name)

    def __dir__(self) -> list[str]:
        return self._link.peer.request("names", self)

    def __repr__(self) -> str:
        return _text(self._link.peer.request("repr", self))

    def __str__(self) -> str:
        return _text(self._link.peer.request("text", self))

    def __array__(self, *_: Any, **__: Any) -> None:
        raise TypeError(f"expected an array, got an object of the class {type(self).__name__}")

    def __copy__(self) -> "StandIn":
        return self

    def __deepcopy__(self, _) -> "StandIn":
        return self

    def _call_each_(self, cases: list[list]) -> list[Callable]:
        """Call it for several lists of arguments at once; see ``Peer.request_each``.

        ``autograder.checks`` looks it up in the class of a stand-in, where nothing of the student's can be in the way.
        """
        return [] if self._link.mixed else self._link.peer.request_each(self, cases)

    def __reduce_ex__(self, _):
        raise TypeError("an object of the student's process cannot be pickled")


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def _array_names() -> set[str]:
    import numpy

    return {name for name in (*dir(numpy.ndarray), *CONVERSIONS) if not name.startswith("__")} - KEPT


def _unmixed(mixed: bool, value: Any, what: str) -> Any:
    """Return ``value``; where student code computed it from a value of the test's, only if it is no data."""
    if not mixed or value is None:
        return value
    if not isinstance(value, StandIn):
        raise TypeError(
            f"expected a number or an array, got an object of your own, and {what} would be decided by that object "
            f"({type(value).__name__}); return plain data"
        )
    value._link.mixed = True
    return value


def _operator(name: str, *operands: Any) -> Any:
    links = [operand._link for operand in operands if isinstance(operand, StandIn)]
    mixed = len(links) < len(operands) or any(link.mixed for link in links)
    return _unmixed(mixed, links[0].peer.request(name, *operands), f"the result of its operator {name}")


def _operate(self: StandIn, name: str, *others: Any) -> Any:
    return _operator(name, self, *others)


def _operate_reflected(self: StandIn, name: str, other: Any) -> Any:
    return _operator(name, other, self)


def _forward(operation: str) -> Callable:
    """Return a special method that asks for ``operation``; on a mixed object it gives no data."""

    def method(self, *arguments, **keywords):
        result = self._link.peer.request(operation, self, *arguments, **keywords)
        return _unmixed(self._link.mixed, result, operation)

    return method


def _next(self: StandIn) -> Any:
    element = self._link.peer.request("next", self)
    if type(element) is not list or len(element) > 1:
        raise TypeError("expected a list of one element or none")
    if not element:
        raise StopIteration
    return _unmixed(self._link.mixed, element[0], "its elements")


def _length(self: StandIn) -> int:
    return _unmixed(self._link.mixed, self._link.peer.request("len", self), "its length")


def _exit(self: StandIn, kind: type | None, *_) -> bool:
    self._link.peer.request("exit", self, kind is not None)
    return False  # whether a failure of the test counts is not the student's to say


SPECIAL: dict[str, Any] = {
    "__call__": _forward("call"),
    "__len__": _length,
    "__getitem__": _forward("item"),
    "__setitem__": _forward("set_item"),
    "__delitem__": _forward("delete_item"),
    "__iter__": _forward("iterate"),
    "__next__": _next,
    "__enter__": _forward("enter"),
    "__exit__": _exit,
    **{f"__{name}__": partialmethod(_operate, name) for name in (*BINARY, *IN_PLACE, *UNARY)},
    **{f"__r{name}__": partialmethod(_operate_reflected, name) for name in BINARY},
    "__instancecheck__": lambda self, other: isinstance(other, StandIn) and self._link.number in other._link.classes,
    "__subclasscheck__": lambda self, other: isinstance(other, StandIn) and self._link.number in other._link.bases,
}


def stand_in_class(name: str, special: list[str], base: type | None) -> type[StandIn]:
    """Return the class of the stand-ins for one class of objects.

    Parameters
    ----------
    name : str
        The student's name for it.
    special : list of str
        The special methods that it has; those that are not forwarded are ignored.
    base : type or None
        The instructor's class that the student's inherits from, for ``isinstance(stand_in, base)``.
    """
    body: dict[str, Any] = {key: SPECIAL[key] for key in special if key in SPECIAL}
    if base is not None:
        body["__class__"] = property(lambda _: base)
    return type(str(name)[:100], (StandIn,), {**body, "__slots__": (), "__module__": "student"})


def signature(fields: list) -> inspect.Signature:
    """Return a signature from [name, kind, has default, default] for each parameter."""
    kinds = list(inspect._ParameterKind)
    parameters = [
        inspect.Parameter(name, kinds[kind], default=default if has_default else inspect.Parameter.empty)
        for name, kind, has_default, default in fields
    ]
    return inspect.Signature(parameters)
