"""References at the student's end: objects of the notebook by number, and stand-ins for functions of a test."""

import inspect
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import MethodType, ModuleType
from typing import Any

from autograder.bridge.codec import CannotCrossError
from autograder.bridge.standins import SPECIAL

PLAIN = (type(None), bool, int, float, str)


class Numbered:
    """Objects that the other process knows by number; they stay alive as long as this table."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self._objects: list = []

    def number(self, value: Any) -> int:
        """Return the number of an object, a new one at the first time."""
        key = _identity(value)
        if key not in self._numbers:
            self._numbers[key] = len(self._objects)
            self._objects.append(value)
        return self._numbers[key]

    def __contains__(self, value: Any) -> bool:
        return _identity(value) in self._numbers  # whose objects live, so that no other has their identity

    def __getitem__(self, number: int) -> Any:
        if type(number) is not int or not 0 <= number < len(self._objects):
            raise LookupError(f"there is no object {number!r}")
        return self._objects[number]


def _identity(value: Any) -> Any:
    """Return what tells an object from others; each look at a method makes a new object of it."""
    return (id(value.__self__), id(value.__func__)) if type(value) is MethodType else id(value)


class Callback:
    """A function of a test's, in the student's process: calling it runs it in the checker."""

    def __init__(self, request: Callable, number: int, name: str):
        self._request, self._number = request, number
        self.__name__ = self.__qualname__ = name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._request("call", self, *arguments, **keywords)


class CallbackIterator(Callback):
    """An iterator of a test's, in the student's process."""

    def __iter__(self) -> Iterator:
        return self

    def __next__(self) -> Any:
        for element in self._request("next", self):
            return element
        raise StopIteration


class StudentObjects:
    """Make and resolve references for the codec of the student's process.

    Parameters
    ----------
    namespace : dict
        The names of the notebook.
    """

    def __init__(self, namespace: dict):
        self.request: Callable = _unconnected
        self.instructor_classes: dict[str, type] = {}
        self._namespace = namespace
        self._exported = Numbered()
        self._described: set[int] = set()  # callables and classes that the checker has been told about
        self._classes_described: set[int] = set()

    def refer(self, value: Any) -> list:
        """Return the fields of a reference to an object, and what the checker must know about it."""
        if isinstance(value, Callback):
            return ["yours", value._number]
        if isinstance(value, ModuleType):
            return ["module", value.__name__]
        if isinstance(value, type) and value.__module__ in ("builtins", "numpy"):
            return ["type", value.__module__, value.__name__]
        if isinstance(value, type) and self.instructor_classes.get(value.__name__) is value:
            return ["own", value.__name__]
        if self.instructor_classes.get(type(value).__name__) is type(value):
            return ["instance", type(value).__name__, state(value)]
        number = self._exported.number(value)
        return ["object", number, *self._describe_class(type(value)), self._describe(number, value)]

    def forget(self) -> None:
        """Describe everything again: the last descriptions have not been sent."""
        self._described.clear()
        self._classes_described.clear()

    def resolve(self, fields: list) -> Any:
        """Return what a reference of the checker's stands for."""
        match fields:
            case ["yours", number]:
                return self._exported[number]
            case ["callback", number, name, kind]:
                return (CallbackIterator if kind == "iterator" else Callback)(self.request, number, name)
            case ["library", module, name]:
                return getattr(import_module(module), name) if name else import_module(module)
            case ["instance", module, name, values]:
                cls = self._namespace[name] if module == "__main__" else getattr(import_module(module), name)
                return with_state(cls, values)
        raise ValueError("no such reference")

    def _describe_class(self, cls: type) -> list:
        number = self._exported.number(cls)
        if number in self._classes_described:
            return [number, None]
        self._classes_described.add(number)
        special = [name for name in SPECIAL if any(name in vars(base) for base in cls.__mro__)]
        bases = [name for base in cls.__mro__ for name, own in self.instructor_classes.items() if own is base]
        return [number, [cls.__name__, special, self._numbers(cls), bases]]

    def _describe(self, number: int, value: Any) -> list | None:
        name = getattr(value, "__name__", None)
        if number in self._described or not callable(value) or not isinstance(name, str):
            return None
        self._described.add(number)
        bases = self._numbers(value) if isinstance(value, type) else None
        raised = isinstance(value, type) and issubclass(value, Exception)
        ancestors = [[cls.__module__, cls.__qualname__] for cls in value.__mro__] if raised else None
        doc = getattr(value, "__doc__", None)
        return [name, doc if isinstance(doc, str) else None, _signature(value), bases, ancestors]

    def _numbers(self, cls: type) -> list[int]:
        return [self._exported.number(base) for base in cls.__mro__ if base.__module__ == "__main__"]


def state(value: Any) -> dict[str, Any]:
    """Return the attributes of an instance of a plain class.

    Raises
    ------
    CannotCrossError
        If its class is not made of class statements only, so that attributes are not all there is to it.
    """
    classes = type(value).__mro__[:-1]
    if type(value).__new__ is not object.__new__ or not all({"__dict__", "__slots__"} & set(vars(c)) for c in classes):
        raise CannotCrossError(f"{type(value).__name__} objects cannot cross; pass their data, or a function")
    slots = [name for cls in classes for name in vars(cls).get("__slots__", ()) if hasattr(value, name)]
    return {**getattr(value, "__dict__", {}), **{name: getattr(value, name) for name in slots if name != "__dict__"}}


def with_state(cls: type, values: dict[str, Any]) -> Any:
    """Return an instance with these attributes, made without calling the class."""
    instance: Any = object.__new__(cls)
    for name, value in values.items():
        object.__setattr__(instance, name, value)
    return instance


def _signature(function: Callable) -> list | None:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [[p.name, int(p.kind), p.default is not p.empty, _plain(p.default)] for p in parameters]


def _plain(default: Any) -> Any:
    return default if type(default) in PLAIN else ...


def _unconnected(*_: Any, **__: Any) -> Any:
    raise RuntimeError("the test that this function belongs to has ended")


def library_name(value: Any) -> list[str] | None:
    """Return the module and name under which every process finds a library's function or class, None if it has none."""
    module, name = getattr(value, "__module__", None), getattr(value, "__name__", None)
    if isinstance(value, ModuleType):
        return [value.__name__, ""]
    if not isinstance(module, str) or not isinstance(name, str) or module == "__main__":
        return None
    return [module, name] if getattr(sys.modules.get(module), name, None) is value else None
