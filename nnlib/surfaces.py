"""Surfaces to descend on: losses of two parameters that can be drawn, each hard in its own way.

A surface is a function of points, shape (..., 2), that returns heights, shape (...): a single point, a path or a whole
grid for contours. Gradients come from `nnlib.autodiff`. ``SURFACES`` says where to look, start and arrive.

References
----------
E. M. L. Beale (1958), *On an iterative method for finding a local minimum*, Princeton, technical report 25.
H. H. Rosenbrock (1960), *An automatic method for finding the greatest or least value of a function*, Computer J. 3(3).
"""

from typing import Any, NamedTuple

from nnlib.arrays import namespace

__all__ = ["SURFACES", "Surface", "beale", "bowl", "plateau", "ravine", "saddle", "two_basins"]


def bowl(p, condition=100.0):
    """Return ½ (x² + κy²), κ the condition number: steep across, nearly flat along."""
    x, y = _coordinates(p)
    return 0.5 * (x * x + condition * y * y)


def ravine(p):
    """Return Rosenbrock's (1 - x)² + 100 (y - x²)², a narrow valley along a parabola."""
    x, y = _coordinates(p)
    return (1 - x) ** 2 + 100 * (y - x * x) ** 2


def beale(p):
    """Return Beale's Σ (cᵢ - x (1 - yⁱ))², c = 1.5, 2.25, 2.625: flat middle, sharp corners."""
    x, y = _coordinates(p)
    return (1.5 - x * (1 - y)) ** 2 + (2.25 - x * (1 - y**2)) ** 2 + (2.625 - x * (1 - y**3)) ** 2


def saddle(p):
    """Return ½ (x² - y²) + ¼ y⁴: a pass at the origin, between two minima."""
    x, y = _coordinates(p)
    return 0.5 * (x * x - y * y) + 0.25 * y**4


def plateau(p):
    """Return 1 - e^(-(x² + y²)/2): far from the minimum, next to no gradient."""
    x, y = _coordinates(p)
    return 1 - namespace(p).exp(-0.5 * (x * x + y * y))


def two_basins(p):
    """Return ¼ x⁴ - ½ x² + 0.1 x + ½ y²: where a descent ends depends on where it starts."""
    x, y = _coordinates(p)
    return 0.25 * x**4 - 0.5 * x * x + 0.1 * x + 0.5 * y * y


def _coordinates(p):
    if p.shape[-1] != 2:
        raise ValueError(f"points must have shape (..., 2), got {tuple(p.shape)}; X.T may be what was meant")
    return p[..., 0], p[..., 1]


class Surface(NamedTuple):
    """A surface and where to look at it.

    Attributes
    ----------
    function : callable
    domain : tuple
        (smallest x, largest x, smallest y, largest y).
    start : tuple
        A point from which the difficulty shows.
    minima : tuple of tuples
    """

    function: Any
    domain: tuple
    start: tuple
    minima: tuple


SURFACES = {
    "bowl": Surface(bowl, (-10, 10, -1.5, 1.5), (-9.0, 1.0), ((0.0, 0.0),)),
    "ravine": Surface(ravine, (-2, 2, -1, 3), (-1.5, 2.5), ((1.0, 1.0),)),
    "beale": Surface(beale, (-4.5, 4.5, -4.5, 4.5), (1.0, 1.5), ((3.0, 0.5),)),
    "saddle": Surface(saddle, (-2, 2, -2, 2), (1.5, 0.01), ((0.0, -1.0), (0.0, 1.0))),
    "plateau": Surface(plateau, (-5, 5, -5, 5), (-3.5, 2.0), ((0.0, 0.0),)),
    # the roots of x³ - x + 0.1
    "two basins": Surface(two_basins, (-2, 2, -1.5, 1.5), (1.8, 1.2), ((-1.0466805, 0.0), (0.9456492, 0.0))),
}
