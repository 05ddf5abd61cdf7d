"""One hidden layer approximates any continuous function: by hinges, by bumps, by towers; and what layers cannot add.

A sum of rectified linear units is a polygon with a corner at each knot, so it can pass through any points. Two steep
sigmoids make a bump, ``σ(k (x - left)) - σ(k (x - right))``; many bumps make a function. Without a nonlinearity layers
collapse: ``W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2)``.

References
----------
G. Cybenko (1989), *Approximation by superpositions of a sigmoidal function*, Math. Control Signals Systems 2, 303-314.
K. Hornik (1991), *Approximation capabilities of multilayer feedforward networks*, Neural Networks 4(2), 251-257.
M. A. Nielsen (2015), *Neural Networks and Deep Learning*, chapter 4, http://neuralnetworksanddeeplearning.com/chap4.html.
"""

from nnlib.activations import sigmoid
from nnlib.arrays import as_float, device, namespace

__all__ = ["bumps", "collapse", "hinge_fit", "hinges", "nielsens_function", "tower"]


def hinge_fit(xk, yk):
    """Return the hinges of the polygon through the points (xk, yk).

    Parameters
    ----------
    xk : array, shape (m,)
        Increasing.
    yk : array, shape (m,)

    Returns
    -------
    knots, weights : arrays, shape (m - 1,)
    offset : array, shape ()
        The polygon is ``offset + Σ weights_j max(0, x - knots_j)`` from xk[0] on.

    Raises
    ------
    ValueError
        If there are fewer than two points, or xk does not increase.
    """
    xk = as_float(xk)
    yk, xp = as_float(yk, like=xk), namespace(xk)
    if xk.ndim != 1 or xk.shape != yk.shape or xk.shape[0] < 2:
        raise ValueError(f"xk and yk must have one shape (m,), m at least 2, got {tuple(xk.shape)}, {tuple(yk.shape)}")
    steps = xk[1:] - xk[:-1]
    if not bool(xp.all(steps > 0)):
        raise ValueError("xk must increase; sort the points by it, and let no two be the same")
    slopes = (yk[1:] - yk[:-1]) / steps
    return xk[:-1], xp.concat([slopes[:1], slopes[1:] - slopes[:-1]]), yk[0]


def hinges(x, knots, weights, offset):
    """Return ``offset + Σ weights_j max(0, x - knots_j)`` at each x, shape (n,)."""
    x = as_float(x)
    rise = x[:, None] - as_float(knots, like=x)  # (n, m - 1)
    return namespace(x).where(rise > 0, rise, 0 * rise) @ as_float(weights, like=x) + offset


def bumps(f, n_bumps, k=5000.0):
    """Return a function made of bumps that resembles ``f`` on [0, 1].

    Parameters
    ----------
    f : callable
        From an array to an array of the same shape.
    n_bumps : int
        Each is 1/n_bumps wide and as high as f in its middle.
    k : float
        The steepness of the sigmoids.

    Returns
    -------
    callable
        From an array of shape (n,) to an array of shape (n,): one hidden layer of 2·n_bumps sigmoid units.
    """
    if n_bumps < 1:
        raise ValueError(f"n_bumps must be at least 1, got {n_bumps}")

    def approximation(x):
        x = as_float(x)
        xp = namespace(x)
        left = xp.arange(n_bumps, dtype=x.dtype, device=device(x)) / n_bumps
        height = f(left + 0.5 / n_bumps)  # (n_bumps,)
        rise, fall = sigmoid(k * (x[:, None] - left)), sigmoid(k * (x[:, None] - left - 1 / n_bumps))
        return (rise - fall) @ height

    return approximation


def tower(X, center, width, k=50.0, sharpness=50.0):
    """Return a square tower of height 1 over the plane, from two bumps and a threshold: two hidden layers.

    Parameters
    ----------
    X : array, shape (n, 2)
    center : sequence of two floats
    width : float
    k, sharpness : float
        The steepness of the sigmoids of the first and of the second layer.

    Returns
    -------
    array, shape (n,)
    """
    X = as_float(X)
    total = 0.0
    for axis in range(2):
        x = X[:, axis] - center[axis]
        total = total + sigmoid(k * (x + width / 2)) - sigmoid(k * (x - width / 2))
    return sigmoid(sharpness * (total - 1.5))


def nielsens_function(x):
    """Return ``0.2 + 0.4 x² + 0.3 x sin(15 x) + 0.05 cos(50 x)``, the example of Nielsen's chapter 4."""
    x = as_float(x)
    xp = namespace(x)
    return 0.2 + 0.4 * x**2 + 0.3 * x * xp.sin(15 * x) + 0.05 * xp.cos(50 * x)


def collapse(Ws, bs):
    """Return the one matrix and the one bias that equal a chain of linear layers.

    Parameters
    ----------
    Ws, bs : lists of arrays, shapes (units, units before) and (units,)

    Returns
    -------
    M : array, shape (units of the last layer, inputs)
    c : array, shape (units of the last layer,)
    """
    if not Ws or len(Ws) != len(bs):
        raise ValueError(f"expected as many weights as biases, at least one, got {len(Ws)} and {len(bs)}")
    M, c = Ws[0], bs[0]
    for W, b in zip(Ws[1:], bs[1:], strict=True):
        M, c = W @ M, W @ c + b
    return M, c
