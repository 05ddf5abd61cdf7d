"""Reverse mode: record what was computed, then pass derivatives of the result back through it.

Each traced array is a node that knows its parents and its *pullback*, the function that turns the derivative of the
result with respect to the node (its cotangent) into those with respect to its parents. Nodes are numbered as they are
made, so descending numbers are a topological order and the backward pass is a loop: no recursion, whatever the depth.
A node points to its parents only, so there are no reference cycles and memory is freed at once. What does not depend
on the variables asked for is never a node: it costs nothing.

References
----------
Linnainmaa (1970), *The representation of the cumulative rounding error …*, master's thesis, Univ. Helsinki.
Griewank, Walther (2008), *Evaluating Derivatives*, 2nd ed., SIAM, chapter 3.
"""

import functools
import itertools

from nnlib import tree
from nnlib.arrays import namespace
from nnlib.autodiff.leaves import as_variable, own, zeros_like
from nnlib.autodiff.traced import Traced, detach, next_level

__all__ = ["Node", "grad", "value_and_grad", "vjp"]

_numbers = itertools.count()


class Node(Traced):
    """An array on the tape.

    Attributes
    ----------
    number : int
        Higher than that of every node it was made from.
    parents : list of Node
    pullback : function or None
        From the cotangent of this node to those of its parents, in order; None for a variable.
    """

    __slots__ = ("number", "parents", "pullback")

    def __init__(self, value, level, parents=(), pullback=None):
        self.value, self.level, self.parents, self.pullback = value, level, parents, pullback
        self.number = next(_numbers)

    @property
    def recordable(self):
        return not isinstance(self.value, Traced)

    def record(self, primitive, inputs):
        """Apply ``primitive`` to ``inputs``, of which some are nodes of this level: a node that knows how to return."""
        values, parents, wanted = [], [], []
        level = self.level
        for i, x in enumerate(inputs):
            if type(x) is Node and x.level == level:
                parents.append(x)
                wanted.append(i)
                x = x.value
            values.append(x)
        out, pullback = primitive.vjp(values, wanted)
        return out if pullback is None else Node(out, level, parents, pullback)


def _ancestry(output):
    """The nodes that ``output`` was made from, itself first, each before its parents."""
    found, pending = {output.number: output}, [output]
    while pending:
        for parent in pending.pop().parents:
            if parent.number not in found:
                found[parent.number] = parent
                pending.append(parent)
    return [found[number] for number in sorted(found, reverse=True)]


def _pull_back(outputs, cotangents, variables):
    """The cotangents of ``variables`` from those of ``outputs``; None where an output does not depend on one."""
    held = {}
    for output, cotangent in zip(outputs, cotangents, strict=True):
        _add(held, output, cotangent)
    for node in _ancestry(Node(None, 0, outputs))[1:]:
        if node.pullback is not None and node.number in held:
            for parent, cotangent in zip(node.parents, node.pullback(held.pop(node.number)), strict=True):
                if cotangent is not None:
                    _add(held, parent, cotangent)
    return [held.get(variable.number) for variable in variables]


def _add(held, node, cotangent):
    before = held.get(node.number)
    held[node.number] = cotangent if before is None else before + cotangent


def _is_node(y, level):
    return type(y) is Node and y.level == level


def vjp(function, *primals):
    """Return ``function(*primals)`` and its pullback (vector times Jacobian).

    Parameters
    ----------
    function : function of trees of arrays, returning a tree of arrays
    *primals : arrays of real floating-point numbers, or nested lists and dicts of them

    Returns
    -------
    output : tree of arrays
    pullback : function
        From a tree like ``output``, the derivative of some number with respect to it, to a tuple of trees like
        ``primals``, the derivatives of that number with respect to them. May be called more than once.

    Raises
    ------
    TypeError
        If an argument is an integer array.

    Examples
    --------
    >>> import numpy as np
    >>> output, pullback = vjp(lambda x: x * x, np.asarray([1.0, 2.0]))
    >>> pullback(np.asarray([1.0, 10.0]))
    (array([ 2., 40.]),)
    """
    level = next_level()
    variables = tree.map(lambda x: Node(as_variable(x), level), primals)
    output = function(*variables)

    def pullback(cotangent):
        pairs = []
        tree.map(lambda y, c: pairs.append((y, c)) if _is_node(y, level) else None, output, cotangent)
        return _gradients(pairs, variables)

    return tree.map(lambda y: y.value if _is_node(y, level) else y, output), pullback


def _gradients(pairs, variables):
    leaves = tree.leaves(variables)
    found = _pull_back([y for y, _ in pairs], [c for _, c in pairs], leaves)
    found = [zeros_like(x) if g is None else g for x, g in zip(leaves, found, strict=True)]
    return tree.unflatten(variables, own(found))


def value_and_grad(function, wrt=0, *, has_aux=False):
    """Return a function that computes ``function`` and its gradient.

    Parameters
    ----------
    function : function
        Returns one number (an array of shape ()).
    wrt : int or tuple of int, default 0
        Which positional arguments to differentiate with respect to: arrays of real floating-point numbers, or nested
        lists and dicts of them. Nothing is recorded, or computed on the way back, for the others.
    has_aux : bool, default False
        ``function`` returns ``(number, anything)``; the second is handed on, without history.

    Returns
    -------
    function
        Takes the arguments of ``function``; returns ``(value, gradient)``, or ``((value, anything), gradient)``.
        The gradient is a tree like the argument; a tuple of trees if ``wrt`` is a tuple.

    Raises
    ------
    TypeError
        If an argument asked for is an integer array, when called.
    ValueError
        If the output is not one number, when called.
    """
    asked = wrt if isinstance(wrt, tuple) else (wrt,)

    @functools.wraps(function)
    def differentiated(*arguments, **options):
        level = next_level()
        arguments = list(arguments)
        variables = [tree.map(lambda x: Node(as_variable(x), level), arguments[i]) for i in asked]
        for i, variable in zip(asked, variables, strict=True):
            arguments[i] = variable
        output = function(*arguments, **options)
        output, aux = output if has_aux else (output, None)
        _check_number(output)
        pairs = [(output, _one(output.value))] if _is_node(output, level) else []
        value = output.value if pairs else output
        gradients = _gradients(pairs, variables)
        gradient = tuple(gradients) if isinstance(wrt, tuple) else gradients[0]
        return ((value, tree.map(detach, aux)) if has_aux else value), gradient

    return differentiated


def grad(function, wrt=0):
    """Return a function that computes the gradient of ``function``; parameters and errors as in `value_and_grad`.

    Examples
    --------
    >>> float(grad(lambda x: x**2 + 3 / x + 4)(0.1))
    -299.8
    """
    both = value_and_grad(function, wrt)

    @functools.wraps(function)
    def gradient(*arguments, **options):
        return both(*arguments, **options)[1]

    return gradient


def _check_number(output):
    shape = tuple(getattr(output, "shape", ()))
    if shape or isinstance(output, (list, tuple, dict)) or output is None:
        got = f"an array of shape {shape}" if shape else f"a {type(output).__name__}"
        raise ValueError(
            f"a gradient is of a function that returns one number, got {got}; take a mean or a sum, "
            "or use nnlib.autodiff.jacobian or vjp"
        )


def _one(value):
    plain = detach(value)
    return namespace(plain).ones_like(plain)
