"""What the checker may ask of an object of the student's."""

import itertools
import operator

ARITHMETIC = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow")
BITS = ("lshift", "rshift", "and", "or", "xor")
BINARY = (*ARITHMETIC, *BITS, "divmod")
UNARY = ("neg", "pos", "invert", "abs")
IN_PLACE = tuple(f"i{name}" for name in (*ARITHMETIC, *BITS))
OPERATORS = {name: getattr(operator, f"__{name}__", divmod) for name in (*BINARY, *UNARY, *IN_PLACE)}


def _call(function, *arguments, **keywords):
    return function(*arguments, **keywords)


def _next(iterator):
    """Return a list of the next element, empty at the end: StopIteration does not travel well."""
    return list(itertools.islice(iterator, 1))


def _enter(manager):
    return type(manager).__enter__(manager)


def _exit(manager, failed):
    error = RuntimeError("the test's block failed") if failed else None
    return bool(type(manager).__exit__(manager, error and RuntimeError, error, None))


OPERATIONS = {
    **OPERATORS,
    "call": _call,
    "get": getattr,
    "set": setattr,
    "delete": delattr,
    "names": dir,
    "text": str,
    "repr": repr,
    "len": len,
    "item": operator.getitem,
    "set_item": operator.setitem,
    "delete_item": operator.delitem,
    "iterate": iter,
    "next": _next,
    "enter": _enter,
    "exit": _exit,
}
