"""An output function and a loss: what comes out when the one is differentiated through the other.

With a matched pair the derivative of the output cancels, and the error itself goes back, δ = ∂C/∂Z = (A - Y)/n. With
the quadratic loss behind a sigmoid or a softmax it stays, δ = J (A - Y)/n, and is small wherever the output saturates.

References
----------
M. Nielsen (2015), *Neural networks and deep learning*, chapter 3.
"""

from nnlib._names import look_up
from nnlib.arrays import namespace

__all__ = ["PAIRS", "output_delta"]


def _error(A, D):
    return D


def _through_sigmoid(A, D):
    return D * A * (1 - A)


def _through_softmax(A, D):
    return A * (D - namespace(A).sum(A * D, axis=1, keepdims=True))  # (diag(q) - q qᵀ) d, row by row


PAIRS = {  # how the outputs A send the error D = (A - Y)/n back through themselves
    "linear + quadratic": _error,
    "sigmoid + cross-entropy": _error,
    "softmax + cross-entropy": _error,
    "sigmoid + quadratic": _through_sigmoid,
    "softmax + quadratic": _through_softmax,
}


def output_delta(kind, A, Y):
    """Return δ = ∂C/∂Z, the derivative of a mean loss by the logits of its output layer.

    Parameters
    ----------
    kind : str
        A name in `PAIRS`, as "softmax + cross-entropy".
    A, Y : arrays, shape (n, k)
        Outputs and targets; behind a softmax each row of both sums to 1.

    Returns
    -------
    array, shape (n, k)

    Raises
    ------
    ValueError
        If the pair is unknown or the shapes differ.
    """
    through = look_up(PAIRS, kind, "pair of output and loss")
    if A.ndim != 2 or tuple(A.shape) != tuple(Y.shape):
        raise ValueError(f"A and Y must both have shape (n, k), got {tuple(A.shape)} and {tuple(Y.shape)}")
    return through(A, (A - Y) / A.shape[0])
