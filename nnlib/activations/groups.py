"""Activation functions that look at several numbers at once: softmax and its derivative, maxout, gated linear units.

References
----------
I. Goodfellow et al. (2013), *Maxout networks*, ICML.
Y. Dauphin et al. (2017), *Language modeling with gated convolutional networks*, ICML (GLU).
"""

from nnlib.arrays import device, namespace
from nnlib.autodiff.primitives import log_softmax, sigmoid, softmax

__all__ = ["glu", "log_softmax", "maxout", "softmax", "softmax_jacobian"]


def glu(x, axis=-1):
    """Return a · sigmoid(b), where a and b are the first and second half of ``x`` along ``axis``.

    Parameters
    ----------
    x : array
        Of even length along ``axis``.
    axis : int, default -1

    Returns
    -------
    array
        Half as long along ``axis``.

    Raises
    ------
    ValueError
        If the length is odd.
    """
    length, before = x.shape[axis], (slice(None),) * (axis % x.ndim)
    if length % 2:
        raise ValueError(f"glu halves axis {axis}, whose length must be even, got shape {tuple(x.shape)}")
    return x[(*before, slice(None, length // 2))] * sigmoid(x[(*before, slice(length // 2, None))])


def maxout(X, W, b):
    """Return the largest of k linear functions, for each of m units.

    Parameters
    ----------
    X : array, shape (n, d)
    W : array, shape (k, m, d)
    b : array, shape (k, m)

    Returns
    -------
    array, shape (n, m)
    """
    if X.ndim != 2 or W.ndim != 3 or X.shape[1] != W.shape[2] or tuple(b.shape) != tuple(W.shape[:2]):
        raise ValueError(
            "maxout expects X (n, d), W (k, m, d) and b (k, m), "
            f"got {tuple(X.shape)}, {tuple(W.shape)} and {tuple(b.shape)}"
        )
    xp = namespace(X, W, b)
    Z = X @ xp.matrix_transpose(W) + b[:, None, :]  # (k, n, m)
    return xp.max(Z, axis=0)


def softmax_jacobian(q):
    """Return ∂q_i/∂z_j = q_i (1_ij - q_j), from the outputs ``q`` of a softmax of logits z.

    Parameters
    ----------
    q : array, shape (k,)
        Probabilities.

    Returns
    -------
    array, shape (k, k)
        Symmetric; each row and each column sums to 0.
    """
    if q.ndim != 1:
        raise ValueError(f"softmax_jacobian expects the outputs of one sample, shape (k,), got {tuple(q.shape)}")
    same = namespace(q).eye(q.shape[0], dtype=q.dtype, device=device(q))  # 1_ij
    return q[:, None] * (same - q[None, :])
