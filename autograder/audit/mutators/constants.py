"""Other constants, and one step too many or too few."""

from collections.abc import Iterator

import libcst as cst

from autograder.audit.mutators.place import Place, called, plus, positional


def constant(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``2`` → ``3`` and ``1``; ``0.5`` → ``1.0``; ``True`` → ``False``; ``"a"`` → ``"a?"``, unless it is prose."""
    if isinstance(node, cst.Integer):
        whole = node.evaluated_value
        yield from (cst.Integer(str(other)) for other in (whole + 1, whole - 1) if other >= 0)
    elif isinstance(node, cst.Float):
        value = node.evaluated_value
        yield cst.Float(repr(2 * value if value else 1.0))
    elif isinstance(node, cst.Name) and node.value in ("True", "False"):
        yield node.with_changes(value=str(node.value == "False"))
    elif isinstance(node, cst.SimpleString) and not node.prefix and not _is_prose(node, place):
        yield node.with_changes(value=f"{node.value[:-1]}?{node.value[-1]}")


def _is_prose(node: cst.SimpleString, place: Place) -> bool:
    """Return whether a string is a docstring or what an error says."""
    parent = place.parent(node)
    return len(node.quote) == 3 or isinstance(parent, cst.Expr) or place.inside(node, cst.Raise, cst.Assert)


def off_by_one(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """One too many or too few.

    ``range(n)`` → ``range(n + 1)`` and ``range(n - 1)``; ``a[i:]`` → ``a[i + 1:]`` and ``a[:]``; ``a[i]`` →
    ``a[i - 1]``; ``len(a)`` → ``len(a) - 1``.
    """
    if isinstance(node, cst.Slice):
        yield from _slices(node)
    elif isinstance(node, cst.Index) and isinstance(node.value, cst.Name | cst.BinaryOperation):
        yield node.with_changes(value=plus(node.value, -1))
    elif isinstance(node, cst.Call) and called(node) == "range" and positional(node):
        yield from _ranges(node)
    elif isinstance(node, cst.Call) and called(node) == "len" and not _is_bound(node, place):
        yield _in_parentheses(plus(node, -1))


def _slices(node: cst.Slice) -> Iterator[cst.CSTNode]:
    for end in ("lower", "upper"):
        bound = getattr(node, end)
        if bound is not None:
            yield node.with_changes(**{end: None})
            if isinstance(bound, cst.Name | cst.BinaryOperation | cst.Call):
                yield node.with_changes(**{end: plus(bound, 1)})


def _ranges(node: cst.Call) -> Iterator[cst.CSTNode]:
    """One round fewer and one more; a literal number of rounds is a constant."""
    place = 0 if len(node.args) == 1 else 1
    stop = node.args[place]
    for number in (1, -1) if not isinstance(stop.value, cst.Integer) else ():
        changed = stop.with_changes(value=plus(stop.value, number))
        yield node.with_changes(args=[changed if other is stop else other for other in node.args])


def _is_bound(node: cst.CSTNode, place: Place) -> bool:
    """Return whether ``len(a)`` is the end of a range or a slice, which have mutants of their own."""
    outer = place.parent(node)
    return isinstance(outer, cst.Slice) or (isinstance(outer, cst.Arg) and called(place.parent(outer)) == "range")


def _in_parentheses(expression: cst.BaseExpression) -> cst.BaseExpression:
    return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
