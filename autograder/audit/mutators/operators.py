"""Other operators, comparisons and signs; terms left out."""

from collections.abc import Iterator

import libcst as cst

from autograder.audit.mutators.place import Place, grouped, negated

ARITHMETIC: dict[type, type] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Divide,
    cst.Modulo: cst.FloorDivide,
    cst.Power: cst.Multiply,
    cst.MatrixMultiply: cst.Multiply,
    cst.BitAnd: cst.BitOr,
    cst.BitOr: cst.BitAnd,
    cst.AddAssign: cst.SubtractAssign,
    cst.SubtractAssign: cst.AddAssign,
    cst.MultiplyAssign: cst.DivideAssign,
    cst.DivideAssign: cst.MultiplyAssign,
    cst.And: cst.Or,
    cst.Or: cst.And,
}
COMPARISONS: dict[type, tuple[type, ...]] = {
    cst.LessThan: (cst.LessThanEqual, cst.GreaterThan),
    cst.LessThanEqual: (cst.LessThan, cst.GreaterThanEqual),
    cst.GreaterThan: (cst.GreaterThanEqual, cst.LessThan),
    cst.GreaterThanEqual: (cst.GreaterThan, cst.LessThanEqual),
    cst.Equal: (cst.NotEqual,),
    cst.NotEqual: (cst.Equal,),
    cst.Is: (cst.IsNot,),
    cst.IsNot: (cst.Is,),
    cst.In: (cst.NotIn,),
    cst.NotIn: (cst.In,),
}
KEEPS_LEFT = (cst.Add, cst.Subtract, cst.Multiply, cst.Divide, cst.Power, cst.FloorDivide, cst.Modulo)
KEEPS_RIGHT = (cst.Add, cst.Subtract, cst.Multiply)
NUMBERS = (cst.BinaryOperation, cst.Call, cst.Name, cst.Attribute, cst.Subscript)


def operator(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``a + b`` → ``a - b``."""
    if isinstance(node, cst.BinaryOperation | cst.BooleanOperation | cst.AugAssign):
        other = ARITHMETIC.get(type(node.operator))
        if other:
            spaces = {name: getattr(node.operator, name) for name in ("whitespace_before", "whitespace_after")}
            yield node.with_changes(operator=other(**spaces))


def comparison(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``a < b`` → ``a <= b`` and ``a > b``."""
    if isinstance(node, cst.ComparisonTarget):
        for other in COMPARISONS.get(type(node.operator), ()):
            yield node.with_changes(operator=other())


def condition(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``if a`` → ``if not a``, where it is no comparison, which has mutants of its own."""
    if isinstance(node, cst.If | cst.IfExp | cst.While | cst.CompIf) and not isinstance(node.test, cst.Comparison):
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), grouped(node.test)))
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not | cst.BitInvert):
        yield node.expression


def sign(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``-a`` → ``a``; ``return a`` → ``return -a``, each of several values by itself."""
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        yield node.expression
    if isinstance(node, cst.Return) and isinstance(node.value, NUMBERS):
        yield node.with_changes(value=negated(node.value))
    if isinstance(node, cst.Element) and isinstance(node.value, NUMBERS) and _is_returned(node, place):
        yield node.with_changes(value=negated(node.value))


def _is_returned(element: cst.Element, place: Place) -> bool:
    values = place.parent(element)
    return isinstance(values, cst.Tuple) and isinstance(place.parent(values), cst.Return)


def dropped_term(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """``a + b`` → ``a`` and ``b``; ``a ** b`` → ``a``."""
    if isinstance(node, cst.BinaryOperation):
        if isinstance(node.operator, KEEPS_LEFT):
            yield node.left
        if isinstance(node.operator, KEEPS_RIGHT):
            yield node.right
    if isinstance(node, cst.BooleanOperation):
        yield node.left
        yield node.right
