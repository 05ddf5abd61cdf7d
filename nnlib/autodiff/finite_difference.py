"""Derivatives from differences of nearby values, and why their step must be neither large nor small.

    forward  (f(x+h) - f(x)) / h          error ≈ h/2 |f''| + 2 ε |f| / h        best near h = √ε ≈ 1e-8
    central  (f(x+h) - f(x-h)) / (2h)     error ≈ h²/6 |f'''| + ε |f| / h        best near h = ∛ε ≈ 6e-6

The first term is the curve bending away from its secant (truncation), the second the digits lost when two nearly equal
numbers are subtracted (cancellation); ε is the rounding unit.

References
----------
Press et al. (2007), *Numerical Recipes*, 3rd ed., section 5.7.
"""

from nnlib.arrays import as_float, device, namespace

__all__ = ["METHODS", "central", "error_curve", "forward", "gradient"]


def forward(function, x, h):
    """Return the forward difference quotient of a function of numbers, with step ``h`` at ``x`` (number or array)."""
    return (function(x + h) - function(x)) / h


def central(function, x, h):
    """Return the central difference quotient; arguments as in `forward`."""
    return (function(x + h) - function(x - h)) / (2 * h)


METHODS = {"forward": forward, "central": central}


def gradient(function, x, h=None, *, method="central"):
    """Return the gradient of ``function``, one or two evaluations for each number in ``x``.

    Parameters
    ----------
    function : function
        Takes an array, returns one number.
    x : array
        Real floating-point numbers.
    h : float, optional
        Step; by default the best one for functions and arguments near 1, √ε or ∛ε.
    method : {"central", "forward"}

    Returns
    -------
    array, shape of x

    Raises
    ------
    ValueError
        If ``method`` is neither of the two.
    """
    quotient, x = _named(method), as_float(x)
    xp = namespace(x)
    step = h or float(xp.finfo(x.dtype).eps) ** (1 / 3 if method == "central" else 1 / 2)
    flat = xp.reshape(x, (-1,))
    units = xp.eye(flat.shape[0], dtype=x.dtype, device=device(x))
    along = [_along(function, x, xp.reshape(units[i, :], x.shape)) for i in range(flat.shape[0])]
    slopes = [quotient(f, 0.0, step) for f in along]
    return xp.reshape(xp.asarray([float(s) for s in slopes], dtype=x.dtype, device=device(x)), x.shape)


def _along(function, x, direction):
    return lambda t: function(x + t * direction)


def error_curve(function, derivative, x, steps, method="forward"):
    """Return the relative error of a difference quotient for each step.

    Parameters
    ----------
    function, derivative : function of a number
    x : float
    steps : sequence of float, length k
    method : {"forward", "central"} or function
        A function is called as ``method(function, x, h)``; `nnlib.autodiff.complex_step.derivative` fits.

    Returns
    -------
    list of float, length k

    Examples
    --------
    >>> forward_error, = error_curve(lambda x: x**2, lambda x: 2 * x, 1.0, [0.5])
    >>> forward_error  # (1.5² - 1) / 0.5 = 2.5 against 2
    0.25
    """
    quotient, true = method if callable(method) else _named(method), derivative(x)
    return [float(abs((quotient(function, x, h) - true) / true)) for h in steps]


def _named(method):
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}")
    return METHODS[method]
