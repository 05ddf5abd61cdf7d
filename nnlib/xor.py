"""XOR: why one straight cut cannot do it, and networks and features that can.

With the bias among the weights, XOR would need  b ≤ 0,  w1 + b > 0,  w2 + b > 0,  w1 + w2 + b ≤ 0. The middle two add
up to w1 + w2 + 2b > 0, the outer two to w1 + w2 + 2b ≤ 0: no weights do both. One hidden layer of two rectified linear
units does it (the numbers are those of Goodfellow et al., section 6.1).

References
----------
M. Minsky, S. Papert (1969), *Perceptrons*, MIT Press.
I. Goodfellow, Y. Bengio, A. Courville (2016), *Deep Learning*, MIT Press, section 6.1, https://www.deeplearningbook.org.
"""

from nnlib.arrays import as_float, namespace

__all__ = ["SOLUTION", "best_linear_score", "polar", "xor_net"]

SOLUTION = {"W1": [[1.0, 1.0], [1.0, 1.0]], "b1": [0.0, -1.0], "w2": [1.0, -2.0], "b2": 0.0}


def best_linear_score(X, t, angles, offsets):
    """Return how many samples the best straight cut of a grid classifies correctly.

    Parameters
    ----------
    X : array, shape (n, 2)
    t : array, shape (n,)
        0 or 1.
    angles : array, shape (k,)
        Directions of the normal, in radians.
    offsets : array, shape (m,)
        Distances of the cut from the origin along the normal.

    Returns
    -------
    int
        The largest of the k·m counts of samples with ``cos(α) x1 + sin(α) x2 > offset`` exactly where t is 1.
    """
    X = as_float(X)
    xp = namespace(X)
    angles, offsets = as_float(angles, like=X), as_float(offsets, like=X)
    normals = xp.stack([xp.cos(angles), xp.sin(angles)])  # (2, k)
    fires = (X @ normals)[:, :, None] > offsets  # (n, k, m)
    right = fires == (xp.asarray(t)[:, None, None] == 1)
    return int(xp.max(xp.sum(xp.astype(right, xp.int64), axis=0)))


def xor_net(X, W1, b1, w2, b2):
    """Return the output of a net with one layer of rectified linear units, ``w2·max(0, W1 x + b1) + b2``.

    Parameters
    ----------
    X : array, shape (n, d)
    W1 : array, shape (h, d)
    b1, w2 : arrays, shape (h,)
    b2 : float

    Returns
    -------
    array, shape (n,)
    """
    X = as_float(X)
    xp = namespace(X)
    W1, b1, w2 = (as_float(p, like=X) for p in (W1, b1, w2))
    Z = X @ W1.T + b1  # (n, h)
    return xp.where(Z > 0, Z, 0 * Z) @ w2 + b2


def polar(X):
    """Return radius and angle of each point, the angle from -π to π.

    Parameters
    ----------
    X : array, shape (n, 2)

    Returns
    -------
    array, shape (n, 2)
    """
    X = as_float(X)
    xp = namespace(X)
    return xp.stack([xp.hypot(X[:, 0], X[:, 1]), xp.atan2(X[:, 1], X[:, 0])], axis=1)
