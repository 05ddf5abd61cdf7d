"""Statements left out, loops left too early, arguments changed on the way."""

from collections.abc import Callable, Iterator, Sequence

import libcst as cst
from libcst import matchers as m

from autograder.audit.mutators.place import Place, Replacement, called, library, positional

AUGMENTED: dict[type[cst.BaseBinaryOp], Callable[[], cst.BaseAugOp]] = {
    cst.Add: cst.AddAssign,
    cst.Subtract: cst.SubtractAssign,
    cst.Multiply: cst.MultiplyAssign,
}
OPTIONAL = (cst.Assign, cst.AugAssign, cst.Expr, cst.Break, cst.Continue, cst.Raise, cst.Assert, cst.Del)
ELEMENTWISE = {"maximum", "minimum", "exp", "tanh", "abs", "clip", "add", "multiply", "sqrt", "square", "log"}
ARRAY_ATTRIBUTES = {
    "T",
    "shape",
    "sum",
    "mean",
    "copy",
    "dot",
    "max",
    "min",
    "std",
    "reshape",
    "astype",
    "size",
    "ndim",
}


def dropped_statement(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """A statement → ``pass``, unless all that follows would stop for the want of its names; an ``if`` as well."""
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        statement = node.body[0]
        if isinstance(statement, OPTIONAL) and not _is_prose(statement) and not _binds_first(node, statement, place):
            yield node.with_changes(body=[cst.Pass()])
    if isinstance(node, cst.If):
        yield cst.SimpleStatementLine([cst.Pass()], leading_lines=node.leading_lines)


def _is_prose(statement: cst.BaseSmallStatement) -> bool:
    return isinstance(statement, cst.Expr) and isinstance(statement.value, cst.SimpleString)


def _binds_first(line: cst.CSTNode, statement: cst.BaseSmallStatement, place: Place) -> bool:
    """Return whether an assignment gives its function a name that nothing before it has bound."""
    if not isinstance(statement, cst.Assign):
        return False
    names = _targets(statement)
    scope: cst.CSTNode | None = place.function(line)
    before = set(place.parameters(line))
    for other in m.findall(scope, m.Assign() | m.AugAssign() | m.For()) if scope else ():
        if other is statement:
            break
        before |= _targets(other)
    return not names <= before


def _targets(statement: cst.CSTNode) -> set[str]:
    """Return the plain names that an assignment or a loop binds; none for ``a[0] = …``."""
    targets: list[cst.BaseExpression] = []
    if isinstance(statement, cst.Assign):
        targets = [each.target for each in statement.targets]
    elif isinstance(statement, cst.AugAssign | cst.For):
        targets = [statement.target]
    names: set[str] = set()
    for target in targets:
        parts = [each.value for each in target.elements] if isinstance(target, cst.Tuple | cst.List) else [target]
        names |= {part.value for part in parts if isinstance(part, cst.Name)}
    return names


def in_place(node: cst.CSTNode, place: Place) -> Iterator[Replacement]:
    """An argument changed on the way.

    ``w = w + a`` → ``w += a``; ``np.exp(x)`` → ``np.exp(x, out=x)``; ``return a`` → the same after ``x[...] += 1``.
    """
    if isinstance(node, cst.Assign):
        yield from _augmented(node, place)
    elif isinstance(node, cst.Call) and called(node) in ELEMENTWISE and library(node):
        first = positional(node)[:1]
        if first and isinstance(first[0].value, cst.Name) and first[0].value.value in place.parameters(node):
            equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
            yield node.with_changes(args=[*node.args, cst.Arg(first[0].value, keyword=cst.Name("out"), equal=equal)])
    elif isinstance(node, cst.SimpleStatementLine):
        last = node.body[-1]
        if isinstance(last, cst.Return) and last.value:
            yield from _spoiled(node, last.value, place)


def _augmented(node: cst.Assign, place: Place) -> Iterator[cst.CSTNode]:
    value, target = node.value, node.targets[0].target
    if not isinstance(target, cst.Name) or not isinstance(value, cst.BinaryOperation) or len(node.targets) > 1:
        return
    operator = AUGMENTED.get(type(value.operator))
    if operator and target.value in place.parameters(node) and target.deep_equals(value.left):
        yield cst.AugAssign(target, operator(), value.right)


def _spoiled(line: cst.SimpleStatementLine, value: cst.BaseExpression, place: Place) -> Iterator[Replacement]:
    """Compute what is returned, then add 1 to an argument that looks like an array."""
    for name in place.parameters(line):
        if _looks_like_an_array(name, place.function(line)):
            spoil = cst.parse_statement(f"{name}[...] += 1\n")
            first = cst.Assign([cst.AssignTarget(cst.Name("result"))], value)
            keep = cst.SimpleStatementLine([first], leading_lines=line.leading_lines)
            back = cst.SimpleStatementLine([cst.Return(cst.Name("result"))])
            yield cst.FlattenSentinel([keep, spoil, back])


def _looks_like_an_array(name: str, function: cst.FunctionDef | None) -> bool:
    named = m.Name(name)
    attributes = m.OneOf(*(m.Name(each) for each in sorted(ARRAY_ATTRIBUTES)))
    uses = m.OneOf(
        m.BinaryOperation(left=named, operator=m.MatrixMultiply()),
        m.BinaryOperation(right=named, operator=m.MatrixMultiply()),
        m.Attribute(value=named, attr=attributes),
        m.Call(func=m.Attribute(value=m.Name("np")), args=[m.Arg(named), m.ZeroOrMore()]),
    )
    return function is not None and bool(m.findall(function.body, uses))


def early_return(node: cst.CSTNode, place: Place) -> Iterator[cst.CSTNode]:
    """A loop → a loop left at the end of its first round; by the ``return`` that follows it, if one does."""
    if isinstance(node, cst.For | cst.While) and isinstance(node.body, cst.IndentedBlock):
        following = _after(node, place)
        leave = cst.SimpleStatementLine([cst.Break()])
        if following and isinstance(following[0], cst.SimpleStatementLine):
            last = following[0].body[-1]
            leave = cst.SimpleStatementLine([last]) if isinstance(last, cst.Return) else leave
        yield node.with_changes(body=node.body.with_changes(body=[*node.body.body, leave]))


def _after(node: cst.CSTNode, place: Place) -> Sequence[cst.CSTNode]:
    block = place.parent(node)
    body = getattr(block, "body", ())
    return body[list(body).index(node) + 1 :] if node in body else ()
