"""What goes wrong with arrays: axes, transposition, copies, number types."""

from collections.abc import Iterator

import libcst as cst
from libcst import matchers as m

from autograder.audit.mutators.place import Place, called, library, positional, receiver, without_argument

COPIES = {"copy", "deepcopy", "list"}
MAKERS = {"zeros", "zeros_like", "empty", "empty_like", "full", "array", "asarray", "ones", "ones_like"}


def axis(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``axis=0`` → ``axis=1`` and none; ``keepdims=True`` → none."""
    if not isinstance(node, cst.Call):
        return
    for argument in node.args:
        name = argument.keyword.value if argument.keyword else ""
        if name in ("axis", "dim"):
            number = cst.Integer("1" if cst.Module([]).code_for_node(argument.value) == "0" else "0")
            changed = argument.with_changes(value=number)
            yield node.with_changes(args=[changed if other is argument else other for other in node.args])
        if name in ("axis", "dim", "keepdims", "keepdim"):
            yield without_argument(node, argument)


def transposition(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``a.T`` → ``a``; ``np.transpose(a)`` → ``a``."""
    if isinstance(node, cst.Attribute) and node.attr.value in ("T", "mT"):
        yield node.value
    if isinstance(node, cst.Call) and called(node) in ("transpose", "swapaxes"):
        yield receiver(node) or node.args[0].value


def missing_copy(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``a.copy()`` → ``a``; ``np.array(a)`` → ``np.asarray(a)`` for an argument ``a``; ``a[:]`` → ``a``."""
    if isinstance(node, cst.Subscript) and _is_everything(node):
        yield node.value
    elif not isinstance(node, cst.Call):
        return
    elif called(node) in COPIES:
        arguments, value = positional(node), receiver(node)
        if value and not arguments:
            yield value
        elif len(arguments) == 1:
            yield arguments[0].value
    elif called(node) == "array" and library(node) and _is_parameter(node, place):
        yield node.with_changes(func=node.func.with_changes(attr=cst.Name("asarray")))


def _is_parameter(call: cst.Call, place: Place) -> bool:
    first = call.args[0].value if call.args else None
    return isinstance(first, cst.Name) and first.value in place.parameters(call)


def _is_everything(node: cst.Subscript) -> bool:
    part = node.slice[0].slice
    return len(node.slice) == 1 and isinstance(part, cst.Slice) and part.lower is part.upper is part.step is None


def dtype(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """Another number type, or none.

    ``np.zeros(n)`` → ``np.zeros(n, dtype=int)``; ``dtype=float`` → ``dtype=int``; ``a.astype(int)`` → ``a``;
    ``float(a)`` → ``int(a)``.
    """
    if not isinstance(node, cst.Call):
        return
    kinds = [argument for argument in node.args if argument.keyword and argument.keyword.value == "dtype"]
    if kinds and _is_float(kinds[0].value):
        changed = kinds[0].with_changes(value=cst.Name("int"))
        yield node.with_changes(args=[changed if other is kinds[0] else other for other in node.args])
    if kinds:
        yield without_argument(node, kinds[0])
    elif called(node) in MAKERS and library(node) and len(positional(node)) == len(node.args) and _may_be_broken(node):
        equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        new = cst.Arg(cst.Name("int"), keyword=cst.Name("dtype"), equal=equal)
        yield node.with_changes(args=[*node.args, new])
    if called(node) == "astype":
        yield receiver(node) or node.args[0].value
    if isinstance(node.func, cst.Name) and node.func.value == "float":
        yield node.with_changes(func=cst.Name("int"))


def _may_be_broken(call: cst.Call) -> bool:
    """Return whether a call makes an array of other numbers than integers that are written down in it."""
    values = call.args[1:] if called(call) == "full" else call.args
    found = (number for value in values for number in m.findall(value, m.Float()))
    numbers = [number.evaluated_value for number in found if isinstance(number, cst.Float)]
    written = called(call) in ("array", "asarray", "full") and not any(m.findall(v, m.Name()) for v in values)
    return not written or any(not number.is_integer() for number in numbers)


def _is_float(node: cst.BaseExpression) -> bool:
    return "float" in cst.Module([]).code_for_node(node)
