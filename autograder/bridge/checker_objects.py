"""References at the checker's end: stand-ins for what is the student's, numbers for the functions that tests hand out.

What student code can reach in the checker is exactly this: calling a function that a test gave it, and taking the next
element of an iterator. Objects of the instructor's classes cross by name and attributes, as copies.
"""

import builtins
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from autograder.bridge import errors
from autograder.bridge.codec import CannotCrossError
from autograder.bridge.peer import Peer
from autograder.bridge.standins import Link, StandIn, signature, stand_in_class
from autograder.bridge.student_objects import Numbered, library_name, state, with_state

DATA_TYPES = ("bool", "int", "float", "complex", "str", "bytes", "list", "tuple", "dict", "set", "frozenset", "object")


@dataclass(frozen=True)
class ModuleName:
    """What arrives of a module of the student's: its name, which a namespace may look up among pristine libraries."""

    name: str


@dataclass(frozen=True)
class ClassInfo:
    """What the checker knows about a class of the student's."""

    stand_in: type[StandIn]
    bases: tuple[int, ...]


class CheckerObjects:
    """Make and resolve references for the codec of the checker.

    Parameters
    ----------
    own_class : callable
        ``own_class(name)`` returns the class that an instructor's cell defined under this name, or None.
    """

    def __init__(self, own_class: Callable[[str], type | None]):
        self.peer: Peer = None  # type: ignore[assignment]  # until there is a connection
        self._own_class = own_class
        self._exported = Numbered()
        self._classes: dict[int, ClassInfo] = {}
        self._exceptions: dict[int, type[Exception]] = {}
        self._callables: dict[int, dict] = {}
        self._stand_ins: WeakValueDictionary[int, StandIn] = WeakValueDictionary()

    def operations(self) -> dict[str, Callable]:
        """Return what student code may ask the checker for."""
        return {"call": self._call, "next": self._next}

    def refer(self, value: Any) -> list:
        """Return the fields of a reference.

        Raises
        ------
        CannotCrossError
            If the value may not be held by student code.
        """
        if isinstance(value, StandIn):
            if value._link.peer is not self.peer:
                raise CannotCrossError("this object belonged to a process of the student's that has ended")
            return ["yours", value._link.number]
        for number, cls in self._exceptions.items():
            if value is cls:
                return ["yours", number]
        library = library_name(value)
        if library:
            return ["library", *library]
        if type(value).__module__ not in ("builtins", "functools") and not isinstance(value, type):
            place = library_name(type(value)) or [type(value).__module__, type(value).__name__]
            return ["instance", *place, state(value)]
        kind = "function" if callable(value) else "iterator" if hasattr(value, "__next__") else None
        if kind is None:
            raise CannotCrossError(f"{type(value).__name__} objects cannot cross; pass their data, or a function")
        return ["callback", self._exported.number(value), getattr(value, "__name__", kind), kind]

    def resolve(self, fields: list) -> Any:
        """Return what a reference of the student's stands for; whatever is not as it should be is an error."""
        match fields:
            case ["object", int(number), int(class_number), class_fields, own_fields]:
                return self._stand_in(number, class_number, class_fields, own_fields)
            case ["yours", number]:
                return self._exported[number]
            case ["module", str(name)]:
                return ModuleName(name)
            case ["type", "builtins", str(name)] if name in DATA_TYPES:
                return getattr(builtins, name)
            case ["type", "numpy", str(name)]:
                return _numpy_type(name)
            case ["own", str(name)] if self._own_class(name):
                return self._own_class(name)
            case ["instance", str(name), dict(values)]:
                return self._instance(name, values)
        raise ValueError("no such reference")

    def _call(self, function: Any, *arguments: Any, **keywords: Any) -> Any:
        return self._handed_out(function)(*arguments, **keywords)

    def _next(self, iterator: Any) -> list:
        return list(itertools.islice(self._handed_out(iterator), 1))

    def _handed_out(self, value: Any) -> Any:
        if value not in self._exported:
            raise TypeError("student code can call what a test has handed to it, and nothing else")
        return value

    def _stand_in(self, number: int, class_number: int, class_fields: list | None, own_fields: list | None) -> Any:
        if class_fields is not None and class_number not in self._classes:
            self._classes[class_number] = self._class_info(*class_fields)
        if own_fields is not None and number not in self._callables:
            self._callables[number] = self._callable_info(number, *own_fields)
        if number in self._exceptions:
            return self._exceptions[number]
        if number not in self._stand_ins:
            info, own = self._classes[class_number], self._callables.get(number, {})
            link = Link(self.peer, number, info.bases, own.get("bases", ()), attributes=own.get("attributes", {}))
            stand_in = info.stand_in(link)
            self._stand_ins[number] = stand_in
            return stand_in
        return self._stand_ins[number]

    def _class_info(self, name: str, special: list, bases: list, instructor_bases: list) -> ClassInfo:
        base = next(filter(None, map(self._own_class, instructor_bases)), None)
        return ClassInfo(stand_in_class(name, special, base), tuple(bases))

    def _callable_info(self, number: int, name: str, doc: Any, parameters: Any, bases: Any, ancestors: Any) -> dict:
        if ancestors is not None:
            base = next(filter(None, (errors.known_class(*names) for names in ancestors)), RuntimeError)
            self._exceptions[number] = errors.exception_class(str(name)[:100], base)
        attributes = {"__name__": str(name), "__qualname__": str(name), "__doc__": doc, "__module__": "__main__"}
        if parameters is not None:
            attributes["__signature__"] = signature(parameters)
        return {"attributes": attributes, "bases": tuple(bases or ())}

    def _instance(self, name: str, values: dict) -> Any:
        cls = self._own_class(name)
        if cls is None or any(callable(getattr(cls, attribute, None)) for attribute in values):
            raise ValueError(f"{name} is no class of the instructor's, or a method of it is overwritten")
        return with_state(cls, values)


def _numpy_type(name: str) -> type:
    import numpy

    cls = getattr(numpy, name, None)
    if cls is not numpy.ndarray and not (isinstance(cls, type) and issubclass(cls, numpy.generic)):
        raise ValueError(f"numpy has no type {name}")
    return cls
