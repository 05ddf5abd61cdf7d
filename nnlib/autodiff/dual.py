"""Forward mode: dual numbers a + ε ȧ with ε² = 0.

A dual array carries a value and a tangent, its rate of change along one direction of the inputs:
f(a + ε ȧ) = f(a) + ε f'(a) ȧ. One pass gives one directional derivative of every output, so the cost of a whole
gradient grows with the number of inputs. ε is nilpotent, not a small number: nothing is rounded away.

References
----------
Clifford (1873), *Preliminary sketch of biquaternions*, Proc. London Math. Soc. 4, 381–395.
Baydin et al. (2018), *Automatic differentiation in machine learning: a survey*, JMLR 18(153), section 3.1.
"""

from nnlib import tree
from nnlib.autodiff.leaves import as_variable, check_tangent, refuse_mixtures, zeros_like
from nnlib.autodiff.traced import Traced, next_level, written

__all__ = ["Dual", "jvp"]


class Dual(Traced):
    """A value and its rate of change.

    Parameters
    ----------
    value : array or number
    tangent : array or number
        Shape of ``value``.
    level : int, optional
        The derivative it belongs to; dual numbers made by hand share level 0.

    Examples
    --------
    >>> x = Dual(3.0, 1.0)
    >>> x * x + 1 / x
    Dual(9.333333333333334, 5.888888888888889)
    """

    __slots__ = ("tangent",)
    recordable = False

    def __init__(self, value, tangent, level=0):
        self.value, self.tangent, self.level = value, tangent, level

    def __repr__(self):
        return f"Dual({written(self.value)}, {written(self.tangent)})"

    def record(self, primitive, inputs):
        """Apply ``primitive`` to ``inputs``, of which some are dual at this level: values and tangents."""
        values, tangents = [], {}
        for i, x in enumerate(inputs):
            if type(x) is Dual and x.level == self.level:
                tangents[i] = x.tangent
                x = x.value
            values.append(x)
        out, tangent = primitive.jvp(values, tangents)
        return out if tangent is None else Dual(out, tangent, self.level)


def jvp(function, primals, tangents):
    """Return ``function(*primals)`` and its derivative in the direction ``tangents`` (Jacobian times vector).

    Parameters
    ----------
    function : function of trees of arrays, returning a tree of arrays
    primals : tuple
        Its arguments: arrays of real floating-point numbers, or nested lists and dicts of them.
    tangents : tuple
        How each of them moves; trees alike.

    Returns
    -------
    output, tangent : trees alike

    Raises
    ------
    TypeError
        If an argument is an integer array.
    ValueError
        If a tangent has another shape or structure than its argument.

    Examples
    --------
    >>> [float(part) for part in jvp(lambda x: x * x, (3.0,), (1.0,))]
    [9.0, 6.0]
    """
    level = next_level()
    primals = tree.map(as_variable, tuple(primals))
    refuse_mixtures(tree.leaves(primals))
    tangents = tree.map(check_tangent, primals, tuple(tangents))
    output = function(*tree.map(lambda x, dx: Dual(x, dx, level), primals, tangents))

    def part(take, otherwise):
        return tree.map(lambda y: take(y) if type(y) is Dual and y.level == level else otherwise(y), output)

    return part(lambda y: y.value, lambda y: y), part(lambda y: y.tangent, zeros_like)
