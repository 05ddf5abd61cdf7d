"""A threshold unit, ``y = step(w·x - θ)``, its threshold as a weight, and the line on which it changes its mind.

Putting the threshold among the weights, ``w[0] = θ`` on a fixed input ``x[0] = -1``, leaves ``y = step(w·x)``.
"""

from nnlib.arrays import as_float, namespace

__all__ = ["augment", "decision_line", "predict", "step"]


def step(a):
    """Return 1 where ``a > 0`` and 0 elsewhere (so 0 at a tie), as integers of the shape of ``a``."""
    a = as_float(a)
    xp = namespace(a)
    return xp.astype(a > 0, xp.int64)


def augment(X):
    """Put the fixed input -1 before each sample.

    Parameters
    ----------
    X : array, shape (n, d)

    Returns
    -------
    array, shape (n, d + 1)
    """
    X = as_float(X)
    if X.ndim != 2:
        raise ValueError(f"X must have shape (n, d), one sample a row, got {tuple(X.shape)}; X[None] makes one row")
    xp = namespace(X)
    return xp.concat([-xp.ones_like(X[:, :1]), X], axis=1)


def predict(X, w):
    """Return the output of a threshold unit for each sample.

    Parameters
    ----------
    X : array, shape (n, d)
    w : array, shape (d + 1,)
        ``w[0]`` is the threshold, on the fixed input -1.

    Returns
    -------
    array of int, shape (n,)
        0 or 1.
    """
    X = augment(X)
    w = as_float(w, like=X)
    if w.shape != (X.shape[1],):
        raise ValueError(
            f"w must have shape ({X.shape[1]},), a threshold and {X.shape[1] - 1} weights, got {tuple(w.shape)}"
        )
    return step(X @ w)


def decision_line(w, theta, x1):
    """Return the height x2 of the line on which ``w·x = θ``.

    Parameters
    ----------
    w : array, shape (2,)
    theta : float
        The threshold.
    x1 : array, shape (k,)

    Returns
    -------
    array, shape (k,)
        ``-(w1 / w2) x1 + θ / w2``.

    Raises
    ------
    ValueError
        If ``w[1]`` is 0: the line is vertical.
    """
    x1 = as_float(x1)
    if w[1] == 0:
        raise ValueError("w[1] is 0: the line is vertical, at x1 = θ / w[0], and has no height x2")
    return -(w[0] / w[1]) * x1 + theta / w[1]
