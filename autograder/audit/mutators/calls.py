"""Calls left out, of another function, or with arguments in another order."""

from collections.abc import Iterator

import libcst as cst

from autograder.audit.mutators.arrays import COPIES
from autograder.audit.mutators.place import Place, called, positional, receiver

PAIRS = [
    ("sum", "mean"),
    ("nansum", "nanmean"),
    ("max", "min"),
    ("argmax", "argmin"),
    ("maximum", "minimum"),
    ("std", "var"),
    ("any", "all"),
    ("sin", "cos"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("hstack", "vstack"),
    ("floor", "ceil"),
    ("cumsum", "cumprod"),
    ("logical_and", "logical_or"),
    ("argsort", "sort"),
]
OTHER = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])} | {"median": "mean", "prod": "sum"}
BUILTINS = {"max", "min", "any", "all"}
KEPT = {
    "len",
    "range",
    "zip",
    "enumerate",
    "isinstance",
    "callable",
    "array",
    "asarray",
    "transpose",
    "astype",
} | COPIES
EITHER_WAY = {
    "max",
    "min",
    "maximum",
    "minimum",
    "hypot",
    "logaddexp",
    "isclose",
    "allclose",
    "array_equal",
    "isinstance",
    "range",
}
SIZES = {"abs", "absolute", "fabs", "square", "norm", "hypot"}
ONE_WAY = (cst.Subtract, cst.Divide, cst.MatrixMultiply, cst.Power, cst.FloorDivide, cst.Modulo)


def other_function(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``sum`` ↔ ``mean``, ``max`` ↔ ``min`` and other pairs that are mistaken for each other."""
    other = OTHER.get(called(node), "")
    if not other or not isinstance(node, cst.Call):
        return
    if isinstance(node.func, cst.Attribute):
        yield node.with_changes(func=node.func.with_changes(attr=cst.Name(other)))
    elif isinstance(node.func, cst.Name) and node.func.value in BUILTINS:
        yield node.with_changes(func=cst.Name(other))


def dropped_call(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``f(a)`` → ``a``; ``a.sum(axis=0)`` → ``a``."""
    if not isinstance(node, cst.Call) or called(node) in KEPT:
        return
    arguments, value = positional(node), receiver(node)
    if value:
        if not arguments:
            yield value
    elif len(arguments) == 1:
        yield arguments[0].value


def swapped(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``f(a, b)`` → ``f(b, a)``; ``a - b`` → ``b - a``; ``return a, b`` → ``return b, a``."""
    if isinstance(node, cst.Call) and called(node) not in EITHER_WAY:
        yield from _neighbors(node, "args", len(positional(node)), first=called(node) == "where")
    elif isinstance(node, cst.Tuple) and isinstance(place.parent(node), cst.Return | cst.Assign):
        yield from _neighbors(node, "elements", len(node.elements))
    elif isinstance(node, cst.BinaryOperation) and isinstance(node.operator, ONE_WAY) and not _is_even(node, place):
        left, right = node.left, node.right
        yield node.with_changes(left=_guarded(right), right=_guarded(left))
    elif isinstance(node, cst.IfExp):
        yield node.with_changes(body=node.orelse, orelse=node.body)


def _guarded(side: cst.BaseExpression) -> cst.BaseExpression:
    """Return one side of an operator, in parentheses where its place on the other side could change its meaning."""
    if isinstance(side, cst.BinaryOperation | cst.UnaryOperation) and not side.lpar:
        return side.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return side


def _is_even(node: cst.BinaryOperation, place: Place) -> bool:
    """Return whether the sign of a difference does not matter: it is squared, or its size is taken."""
    outer = place.parent(node)
    if not isinstance(node.operator, cst.Subtract):
        return False
    if isinstance(outer, cst.BinaryOperation):
        squared = isinstance(outer.right, cst.Integer) and outer.right.evaluated_value % 2 == 0
        return outer.left is node and isinstance(outer.operator, cst.Power) and squared
    return isinstance(outer, cst.Arg) and called(place.parent(outer)) in SIZES


def _neighbors(node: cst.CSTNode, field: str, count: int, *, first: int = 0) -> Iterator[cst.CSTNode]:
    """Yield a node with two neighboring values exchanged from ``first`` on, the commas left where they are."""
    values = list(getattr(node, field))
    for number in range(first, count - 1):
        one, other = values[number], values[number + 1]
        new = list(values)
        new[number], new[number + 1] = one.with_changes(value=other.value), other.with_changes(value=one.value)
        yield node.with_changes(**{field: new})
