"""Whole matrices of derivatives, and products with the second derivative, from the two modes.

The Jacobian J_ij = ∂y_i/∂x_j takes one forward pass for each input or one reverse pass for each output. The Hessian H
of a number need not be written down to be multiplied with: H v is the derivative of the gradient in the direction v,
at about the cost of two gradients.

References
----------
Pearlmutter (1994), *Fast exact multiplication by the Hessian*, Neural Computation 6(1), 147–160.
"""

from nnlib.arrays import device, namespace
from nnlib.autodiff.dual import jvp
from nnlib.autodiff.gradients import grad, vjp
from nnlib.autodiff.leaves import as_variable
from nnlib.autodiff.traced import detach

__all__ = ["hvp", "jacobian"]

_MODES = ("auto", "forward", "reverse")


def hvp(function, primals, vectors):
    """Return the Hessian of ``function`` times a vector: forward mode over reverse mode.

    Parameters
    ----------
    function : function
        Returns one number.
    primals : tuple
        Its arguments: arrays of real floating-point numbers, or nested lists and dicts of them.
    vectors : tuple
        Trees alike.

    Returns
    -------
    tuple
        Trees like the arguments.

    Examples
    --------
    >>> [float(product) for product in hvp(lambda x, y: x * x * y, (3.0, 5.0), (1.0, 0.0))]  # H = [[2y, 2x], [2x, 0]]
    [10.0, 6.0]
    """
    every = tuple(range(len(primals)))
    return jvp(grad(function, every), primals, vectors)[1]


def jacobian(function, x, *, mode="auto"):
    """Return the derivative of every output with respect to every input.

    Parameters
    ----------
    function : function of one array, returning one array
    x : array, shape (…)
    mode : {"auto", "forward", "reverse"}
        One pass for each input, one for each output, or whichever are fewer.

    Returns
    -------
    array, shape of the output followed by the shape of x

    Raises
    ------
    ValueError
        If ``mode`` is none of the three.
    TypeError
        If the function returns several arrays.
    """
    if mode not in _MODES:
        raise ValueError(f"mode must be one of {', '.join(_MODES)}, got {mode!r}")
    x = as_variable(x)
    output, pullback = vjp(function, x)
    if isinstance(output, (list, tuple, dict)):
        raise TypeError(f"expected a function that returns one array, got a {type(output).__name__}; use vjp or jvp")
    if mode == "reverse" or (mode == "auto" and _size(output) <= _size(x)):
        return _stacked([pullback(unit)[0] for unit in _units(output)], (*output.shape, *x.shape))
    columns = _stacked([jvp(function, (x,), (unit,))[1] for unit in _units(x)], (_size(x), _size(output)))
    xp = namespace(columns)
    return xp.reshape(columns.mT, (*output.shape, *x.shape))


def _size(x):
    return namespace(detach(x)).reshape(detach(x), (-1,)).shape[0]


def _units(x):
    """The arrays of the shape of ``x`` that are 1 in one place and 0 elsewhere."""
    plain = detach(x)
    xp = namespace(plain)
    rows = xp.eye(_size(x), dtype=plain.dtype, device=device(plain))
    return [xp.reshape(rows[i, :], tuple(plain.shape)) for i in range(rows.shape[0])]


def _stacked(parts, shape):
    xp = namespace(*parts)
    return xp.reshape(xp.stack([xp.reshape(part, (-1,)) for part in parts]), shape)
