"""An answer that knows the visible cases and nothing else: what a student could write who copies from the test cell.

The source's functions are watched while the visible tests run; then each is replaced by the table of its calls, which
answers anything else with the last value of the table. A test that this passes has no hidden case that matters.
"""

import copy
import functools
import inspect
import types
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

Table = list[tuple[Any, Any]]


def watched(function: Callable, table: Table) -> Callable:
    """Return the function, made to write its calls and their results into ``table``."""

    @functools.wraps(function)
    def watching(*arguments, **keywords):
        key = identity((arguments, keywords))
        result = function(*arguments, **keywords)
        table.append((key, copy.deepcopy(result)))
        return result

    return watching


def tabulated(function: Callable, table: Table) -> Callable:
    """Return a function that looks its result up in ``table``."""

    @functools.wraps(function)
    def looking(*arguments, **keywords):
        key = identity((arguments, keywords))
        known = [result for other, result in table if other == key]
        return copy.deepcopy(known[0] if known else table[-1][1])

    return looking


def functions_with_arguments(namespace: dict[str, Any], names: Iterable[str]) -> dict[str, Callable]:
    """Return those of the names that are functions which take something."""
    found = {name: namespace.get(name) for name in names}
    return {n: f for n, f in found.items() if isinstance(f, types.FunctionType) and inspect.signature(f).parameters}


def identity(value: Any) -> Any:
    """Return something equal for equal arguments: arrays by their bytes, functions by their code."""
    if isinstance(value, (tuple, list)):
        return [identity(part) for part in value]
    if isinstance(value, dict):
        return [(identity(key), identity(part)) for key, part in value.items()]
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes()
    if isinstance(value, types.FunctionType):
        return value.__code__.co_code, value.__code__.co_consts, value.__code__.co_names
    return type(value).__name__, repr(value)
