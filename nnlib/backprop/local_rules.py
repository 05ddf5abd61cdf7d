"""Backpropagation on a graph of numbers: what each kind of node does with the gradient that arrives from above.

A node that computed u = f(x, y) receives g = ∂C/∂u and hands g · ∂u/∂x to x and g · ∂u/∂y to y. It need know nothing
else of the graph. A value that was used several times adds up what its uses hand back.

    add  g, g        multiply  g y, g x        max  g to the larger, 0 to the other        ReLU  g if x > 0

At a tie, x = y, max hands everything to the first: half of g to each, or g to the second, are slopes of max there too,
but g to both counts it twice.

References
----------
D. E. Rumelhart, G. E. Hinton, R. J. Williams (1986), *Learning representations by back-propagating errors*,
Nature 323, 533-536.
"""

__all__ = ["add_back", "branch_back", "graph_xyz", "max_back", "multiply_back", "relu_back"]


def add_back(x, y, g):
    """Return the gradients of ``x`` and ``y`` if ``g`` is that of ``x + y``; numbers or arrays of one shape."""
    return g, g


def multiply_back(x, y, g):
    """Return the gradients of ``x`` and ``y`` if ``g`` is that of ``x * y``."""
    return g * y, g * x


def max_back(x, y, g):
    """Return the gradients of ``x`` and ``y`` if ``g`` is that of max(x, y); at a tie ``x`` gets it."""
    return g * (x >= y), g * (x < y)


def relu_back(x, g):
    """Return the gradient of ``x`` if ``g`` is that of max(x, 0); 0 at the kink."""
    return g * (x > 0)


def branch_back(gradients):
    """Return the gradient of a value from those that its uses hand back, a list."""
    return sum(gradients)


def graph_xyz(x, y, z):
    """Return f = (x + y)(y - z) and its gradients (∂f/∂x, ∂f/∂y, ∂f/∂z), by the rules above.

    >>> graph_xyz(2.0, 3.0, 2.0)
    (5.0, (1.0, 6.0, -5.0))
    """
    p, q = x + y, y - z
    gp, gq = multiply_back(p, q, 1.0)
    gx, y_from_p = add_back(x, y, gp)
    y_from_q, minus_gz = add_back(y, -z, gq)
    return p * q, (gx, branch_back([y_from_p, y_from_q]), -minus_gz)
