"""Reverse mode: record what was computed, then pass derivatives of the result back through it.

Each traced array is a node that knows its parents and its *pullback*, the function that turns the derivative of the
result with respect to the node (its cotangent) into those with respect to its parents. Nodes are numbered as they are
made, which is a topological order, and the backward pass is a loop over it: no recursion, whatever the depth.
A node points to its parents only, so there are no reference cycles and memory is freed at once. What does not depend
on the variables asked for is never a node: it costs nothing.

References
----------
Linnainmaa (1970), *The representation of the cumulative rounding error …*, master's thesis, Univ. Helsinki.
Griewank, Walther (2008), *Evaluating Derivatives*, 2nd ed., SIAM, chapter 3.
"""

import heapq
import itertools

from nnlib.autodiff.traced import KINDS, Traced

__all__ = ["Node", "pull_back"]

_numbers = itertools.count(0, -1)


class Node(Traced):
    """An array on the tape.

    Attributes
    ----------
    number : int
        Lower than that of every node it was made from.
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
        return type(self.value) not in KINDS

    def record(self, primitive, inputs):
        """Apply ``primitive`` to ``inputs``, of which some are nodes of this level: a node that knows how to return."""
        values, parents, wanted, level = list(inputs), [], [], self.level
        for i, x in enumerate(inputs):
            if type(x) is Node and x.level == level:
                values[i] = x.value
                parents.append(x)
                wanted.append(i)
        out, pullback = primitive.vjp(values, wanted)
        return out if pullback is None else Node(out, level, parents, pullback)


def pull_back(outputs, cotangents):
    """Pass derivatives back from results to variables, through the newest node first.

    Parameters
    ----------
    outputs : list of Node
    cotangents : list of arrays
        The derivative of some number with respect to each of them.

    Returns
    -------
    dict
        From the numbers of the variables that the outputs depend on to the derivatives with respect to them.
    """
    found, waiting, order = {}, {}, []
    arriving = zip(outputs, cotangents, strict=True)
    while True:
        for node, cotangent in arriving:
            number = node.number
            if cotangent is None:
                continue
            if node.pullback is None:
                found[number] = found[number] + cotangent if number in found else cotangent
            elif number in waiting:
                waiting[number][1] = waiting[number][1] + cotangent
            else:
                waiting[number] = [node, cotangent]
                heapq.heappush(order, number)
        if not order:
            return found
        node, cotangent = waiting.pop(heapq.heappop(order))
        arriving = zip(node.parents, node.pullback(cotangent), strict=True)
