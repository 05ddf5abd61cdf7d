"""All ways to take a derivative must agree: the law that tests each function, ours and yours.

Along random directions v of the inputs and u of the output, forward mode gives J v, reverse mode Jᵀ u, and

    ⟨u, J v⟩ = ⟨Jᵀ u, v⟩ = d/dt ⟨u, f(x + t v)⟩  at t = 0,

the last by central differences. One number for each mode checks all entries of the Jacobian at once.

References
----------
Griewank, Walther (2008), *Evaluating Derivatives*, 2nd ed., SIAM, section 3.3 (the dot-product test).
"""

import numpy as np

from nnlib import random, tree
from nnlib.arrays import namespace, to_numpy
from nnlib.autodiff.dual import jvp
from nnlib.autodiff.gradients import vjp
from nnlib.autodiff.leaves import as_variable

__all__ = ["check_grads"]


def check_grads(function, arguments, *, order=2, rng=None, rtol=None):
    """Compare forward mode, reverse mode and central differences of ``function``.

    Parameters
    ----------
    function : function of trees of arrays, returning a tree of arrays
        Smooth near the arguments: at a kink differences disagree with any derivative.
    arguments : tuple
        Where: arrays of real floating-point numbers near 1 in size, or nested lists and dicts of them.
    order : int, default 2
        Also compare derivatives of derivatives, up to this one.
    rng : numpy.random.Generator, optional
        Draws the directions; seeded with 0 unless given.
    rtol : float, optional
        Relative tolerance; by default √ε, half of the digits there are.

    Raises
    ------
    AssertionError
        If two modes disagree; says at which order, and what each found.

    Examples
    --------
    >>> check_grads(lambda x: x**3, (2.0,))
    """
    rng = rng or np.random.default_rng(0)
    arguments = tree.map(as_variable, tuple(arguments))
    for level in range(1, order + 1):
        _compare(function, arguments, rng, rtol, f"derivative {level} of {getattr(function, '__name__', function)}")
        function = _weighted_gradient(function, arguments, rng)


def _compare(function, arguments, rng, rtol, what):
    output, pullback = vjp(function, *arguments)
    directions, weights = _directions(arguments, rng), _directions(output, rng)
    epsilon = max(float(namespace(x).finfo(x.dtype).eps) for x in tree.leaves(arguments))
    step = epsilon ** (1 / 3)
    ahead, behind = (function(*tree.map(lambda x, v, h=h: x + h * v, arguments, directions)) for h in (step, -step))
    found = {
        "forward mode": _inner(weights, jvp(function, arguments, directions)[1]),
        "reverse mode": _inner(pullback(weights), directions),
        "central differences": (_inner(weights, ahead) - _inner(weights, behind)) / (2 * step),
    }
    scale = max(1.0, *map(abs, found.values()), abs(_inner(weights, output)))
    if not max(found.values()) - min(found.values()) <= (rtol or epsilon**0.5) * scale:
        raise AssertionError(f"{what}: " + ", ".join(f"{mode} {value:.10g}" for mode, value in found.items()))


def _directions(values, rng):
    return tree.map(lambda x: random.normal(rng, tuple(x.shape), like=x), values)


def _inner(xs, ys):
    """⟨x, y⟩ over all leaves."""
    pairs = zip(tree.leaves(xs), tree.leaves(ys), strict=True)
    return sum(float(np.sum(to_numpy(x).astype(np.float64) * to_numpy(y))) for x, y in pairs)


def _weighted_gradient(function, arguments, rng):
    """The gradient of a random combination of the outputs: a function to check in its turn."""
    weights = _directions(function(*arguments), rng)

    def gradient(*inputs):
        return vjp(function, *inputs)[1](weights)

    gradient.__name__ = getattr(function, "__name__", "function")
    return gradient
