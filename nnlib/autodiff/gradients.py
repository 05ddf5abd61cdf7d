"""What a user asks of reverse mode: the gradient of a function, or its pullback.

The arguments asked for become variables on a fresh level of the tape, the function runs on them, and the backward pass
returns a derivative for each. One pass gives the derivatives with respect to all of them, however many they are.

References
----------
Baydin et al. (2018), *Automatic differentiation in machine learning: a survey*, JMLR 18(153), section 3.2.
"""

import functools

import numpy as np

from nnlib import tree
from nnlib.arrays import namespace
from nnlib.autodiff.leaves import as_variable, check_tangent, own, refuse_mixtures, zeros_like
from nnlib.autodiff.reverse import Node, pull_back
from nnlib.autodiff.traced import detach, next_level

__all__ = ["grad", "value_and_grad", "vjp"]


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
    level, variables = next_level(), []
    traced = tree.map(_variable_maker(level, variables), primals)
    refuse_mixtures([x.value for x in variables])
    output = function(*traced)

    def pullback(cotangent):
        pairs = []
        tree.map(lambda y, c: pairs.append((y, check_tangent(y, c))) if _is_node(y, level) else None, output, cotangent)
        gradients = _gradients([y for y, _ in pairs], [c for _, c in pairs], variables)
        return tree.unflatten(primals, gradients)

    return tree.map(lambda y: y.value if _is_node(y, level) else y, output), pullback


def _variable_maker(level, made):
    def variable(x):
        node = Node(as_variable(x), level)
        made.append(node)
        return node

    return variable


def _gradients(outputs, cotangents, variables):
    held = pull_back(outputs, cotangents)
    return own([held[x.number] if x.number in held else zeros_like(x) for x in variables], given=cotangents)


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
        level, variables = next_level(), []
        arguments = list(arguments)
        if max(asked) >= len(arguments):
            raise TypeError(f"asked for the gradient by argument {max(asked)}, got {len(arguments)} positional ones")
        given = [arguments[i] for i in asked]
        for i, variable in zip(asked, tree.map(_variable_maker(level, variables), given), strict=True):
            arguments[i] = variable
        refuse_mixtures([x.value for x in variables] + [x for i, x in enumerate(arguments) if i not in asked])
        output = function(*arguments, **options)
        output, aux = output if has_aux else (output, None)
        _check_number(output)
        outputs = [output] if _is_node(output, level) else []
        value = output.value if outputs else output
        gradients = tree.unflatten(given, _gradients(outputs, [_one(value)] if outputs else [], variables))
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
    return type(plain)(1) if isinstance(plain, (np.generic, float)) else namespace(plain).ones_like(plain)
