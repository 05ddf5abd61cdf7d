# says: it looks transposed
def shares(A):
    """Divide each row of A (n, d) by its own sum; return (n, d): [[1, 3], [2, 2]] gives [[0.25, 0.75], [0.5, 0.5]]."""
    return A / A.sum(axis=1, keepdims=True)


def gray(images, weights):
    """Add up the 3 colors of images (n, height, width, 3), weighted by weights (3,); return (n, height, width)."""
    return images @ weights


def scores(Q, K):
    """Return all inner products of a row of Q (k, n, d) with a row of K (k, m, d), batch by batch: (k, n, m)."""
    return Q @ K.swapaxes(1, 2)


def distances(P, Q):
    """Return the squared distance of each point of P (n, d) to each of Q (m, d): (n, m)."""
    return ((P - Q[:, None, :]) ** 2).sum(axis=-1)
