"""What a mutator may ask about the surroundings of a node, and how expressions are put together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import libcst as cst

ATOMS = (cst.Name, cst.Call, cst.Attribute, cst.Subscript, cst.List, cst.Dict, cst.Integer, cst.Float)
FUNCTIONS = (cst.FunctionDef, cst.Lambda)


@dataclass(frozen=True)
class Place:
    """Where a node stands.

    Attributes
    ----------
    parents : mapping of node to node
    """

    parents: Mapping[cst.CSTNode, cst.CSTNode]

    def ancestors(self, node: cst.CSTNode) -> Iterable[cst.CSTNode]:
        """Yield what a node is part of, from the inside out."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Return what a node is directly part of."""
        return self.parents.get(node)

    def function(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """Return the function whose body a node is in."""
        return next((outer for outer in self.ancestors(node) if isinstance(outer, cst.FunctionDef)), None)

    def parameters(self, node: cst.CSTNode) -> list[str]:
        """Return the names of the arguments of the function that a node is in."""
        function = self.function(node)
        return [parameter.name.value for parameter in function.params.params] if function else []

    def inside(self, node: cst.CSTNode, *kinds: type[cst.CSTNode]) -> bool:
        """Return whether a node is part of one of these kinds, within its function."""
        for outer in self.ancestors(node):
            if isinstance(outer, kinds):
                return True
            if isinstance(outer, FUNCTIONS):
                return False
        return False


Replacement = cst.CSTNode | cst.FlattenSentinel[cst.SimpleStatementLine | cst.BaseCompoundStatement]
Mutator = Callable[[cst.CSTNode, Place], Iterable[Replacement]]


def grouped(expression: cst.BaseExpression) -> cst.BaseExpression:
    """Return an expression that an operator or a method can be put on: in parentheses where it needs them."""
    if isinstance(expression, ATOMS) or expression.lpar:
        return expression
    return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def negated(expression: cst.BaseExpression) -> cst.BaseExpression:
    """Return minus an expression."""
    return cst.UnaryOperation(cst.Minus(), grouped(expression))


def plus(expression: cst.BaseExpression, number: int) -> cst.BaseExpression:
    """Return an expression plus a small number, in parentheses where the expression had some."""
    sign = cst.Add() if number > 0 else cst.Subtract()
    left = expression if isinstance(expression, cst.BinaryOperation) else grouped(expression)
    return cst.BinaryOperation(left, sign, cst.Integer(str(abs(number))))


def called(node: cst.CSTNode | None) -> str:
    """Return the last name of what a call calls: ``sum`` of ``np.sum(x)``; empty for anything else."""
    if not isinstance(node, cst.Call):
        return ""
    function = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
    return function.value if isinstance(function, cst.Name) else ""


def receiver(call: cst.Call) -> cst.BaseExpression | None:
    """Return the value of ``value.method(…)``; None for ``library.function(…)`` and plain functions."""
    return call.func.value if isinstance(call.func, cst.Attribute) and not _is_library(call.func.value) else None


LIBRARIES = {"np", "numpy", "xp", "torch", "math", "scipy", "plt", "pd", "copy", "itertools", "random", "jnp"}


def _is_library(node: cst.BaseExpression) -> bool:
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name) and node.value in LIBRARIES


def library(node: cst.Call) -> cst.BaseExpression | None:
    """Return ``np`` of ``np.sum(x)``, None for calls of other things."""
    return node.func.value if isinstance(node.func, cst.Attribute) and _is_library(node.func.value) else None


def positional(call: cst.Call) -> list[cst.Arg]:
    """Return the positional arguments of a call; none if one is starred."""
    plain = [argument for argument in call.args if argument.keyword is None]
    return [] if any(argument.star for argument in plain) else plain


def without_argument(call: cst.Call, argument: cst.Arg) -> cst.Call:
    """Return a call with one argument fewer."""
    left = [other for other in call.args if other is not argument]
    if left:
        left[-1] = left[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return call.with_changes(args=left)
