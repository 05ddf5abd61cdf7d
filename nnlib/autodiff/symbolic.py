"""Symbolic differentiation on a small tree of expressions, and what it costs.

Every rule of calculus is a rewrite: (u v)' = u' v + u v'. The product rule writes u and v twice, so a derivative is
longer than its function and the next one longer again: expression swell. Much of the text is the same over and over
(`distinct` against `size`), which is what the other modes of this package compute only once.

References
----------
Corliss (1988), *Applications of differentiation arithmetic*, in *Reliability in Computing*. Griewank, Walther (2008),
*Evaluating Derivatives*, 2nd ed., SIAM, section 1.1.
"""

import dataclasses
import math

__all__ = [
    "Expression", "constant", "cos", "differentiate", "distinct", "evaluate", "exp", "log", "sin", "size", "swell",
    "variable",
]  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Expression:
    """A node of the tree.

    Attributes
    ----------
    kind : str
        "constant", "variable", "+", "*", "**" or the name of a function.
    parts : tuple
        The number, the name, or the expressions it is applied to.
    """

    kind: str
    parts: tuple

    def __add__(self, other):
        return _sum(self, _as_expression(other))

    def __radd__(self, other):
        return _sum(_as_expression(other), self)

    def __mul__(self, other):
        return _product(self, _as_expression(other))

    def __rmul__(self, other):
        return _product(_as_expression(other), self)

    def __neg__(self):
        return -1 * self

    def __sub__(self, other):
        return self + -1 * _as_expression(other)

    def __rsub__(self, other):
        return other + -self

    def __pow__(self, exponent):
        if not isinstance(exponent, (int, float)):
            raise TypeError(f"the exponent must be a number, got {type(exponent).__name__}; write exp(v * log(u))")
        return _power(self, exponent)

    def __truediv__(self, other):
        return self * _as_expression(other) ** -1

    def __rtruediv__(self, other):
        return other * self**-1

    def __str__(self):
        if self.kind in ("constant", "variable"):
            return str(self.parts[0])
        if self.kind in _WRITTEN:
            return _WRITTEN[self.kind].format(*self.parts)
        return f"{self.kind}({self.parts[0]})"


_WRITTEN = {"+": "({} + {})", "*": "{} * {}", "**": "{} ** {}"}


def constant(value):
    """Return the number ``value`` as an expression."""
    return Expression("constant", (value,))


def variable(name):
    """Return a variable called ``name``."""
    return Expression("variable", (name,))


def _as_expression(value):
    if isinstance(value, Expression):
        return value
    if isinstance(value, (int, float)):
        return constant(value)
    raise TypeError(f"expected an expression or a number, got {type(value).__name__}")


def _is(expression, number):
    return expression.kind == "constant" and expression.parts[0] == number


def _sum(u, v):
    if _is(u, 0) or _is(v, 0):
        return v if _is(u, 0) else u
    if u.kind == v.kind == "constant":
        return constant(u.parts[0] + v.parts[0])
    return Expression("+", (u, v))


def _product(u, v):
    if _is(u, 0) or _is(v, 0):
        return constant(0)
    if _is(u, 1) or _is(v, 1):
        return v if _is(u, 1) else u
    if u.kind == v.kind == "constant":
        return constant(u.parts[0] * v.parts[0])
    return Expression("*", (u, v))


def _power(u, exponent):
    if exponent == 0:
        return constant(1)
    return u if exponent == 1 else Expression("**", (u, constant(exponent)))


def _function(name):
    def apply(u):
        return Expression(name, (_as_expression(u),))

    apply.__name__ = name
    apply.__doc__ = f"Return {name} of an expression."
    return apply


sin, cos, exp, log = map(_function, ("sin", "cos", "exp", "log"))

_RULES = {  # from the parts of an expression and their derivatives to its derivative
    "constant": lambda parts, d: constant(0),
    "+": lambda parts, d: d[0] + d[1],
    "*": lambda parts, d: d[0] * parts[1] + parts[0] * d[1],
    "**": lambda parts, d: parts[1] * parts[0] ** (parts[1].parts[0] - 1) * d[0],
    "sin": lambda parts, d: cos(parts[0]) * d[0],
    "cos": lambda parts, d: -sin(parts[0]) * d[0],
    "exp": lambda parts, d: exp(parts[0]) * d[0],
    "log": lambda parts, d: parts[0] ** -1 * d[0],
}


def differentiate(expression, name="x"):
    """Return the derivative of ``expression`` by the variable ``name``.

    Only what vanishes or is one is left out (0 u, 1 u, u + 0); nothing else is simplified.

    Examples
    --------
    >>> x = variable("x")
    >>> print(differentiate(x * exp(x)))
    (exp(x) + x * exp(x))
    """
    if expression.kind == "variable":
        return constant(int(expression.parts == (name,)))
    parts = expression.parts
    return _RULES[expression.kind](parts, [differentiate(u, name) for u in _children(expression)])


def _children(expression):
    return [part for part in expression.parts if isinstance(part, Expression)]


_VALUES = {
    "+": lambda u, v: u + v,
    "*": lambda u, v: u * v,
    "**": lambda u, v: u**v,
    "sin": math.sin,
    "cos": math.cos,
    "exp": math.exp,
    "log": math.log,
}


def evaluate(expression, **values):
    """Return the number that ``expression`` is where its variables have these ``values``.

    Raises
    ------
    KeyError
        If a variable has no value.
    """
    if expression.kind == "constant":
        return expression.parts[0]
    if expression.kind == "variable":
        return values[expression.parts[0]]
    return _VALUES[expression.kind](*(evaluate(part, **values) for part in expression.parts))


def size(expression):
    """Return the number of nodes in the tree: how long the expression is when written out."""
    return 1 + sum(map(size, _children(expression)))


def distinct(expression):
    """Return the number of different subexpressions: how many nodes are left when equal ones are shared."""
    seen, pending = set(), [expression]
    while pending:
        node = pending.pop()
        if node not in seen:
            seen.add(node)
            pending.extend(_children(node))
    return len(seen)


def swell(expression, orders, name="x"):
    """Return (size, distinct) of ``expression`` and of its first ``orders`` derivatives.

    Examples
    --------
    >>> x = variable("x")
    >>> swell(x * exp(x), 4)
    [(4, 3), (7, 4), (10, 5), (13, 6), (16, 7)]
    """
    counts = []
    for _ in range(orders + 1):
        counts.append((size(expression), distinct(expression)))
        expression = differentiate(expression, name)
    return counts
