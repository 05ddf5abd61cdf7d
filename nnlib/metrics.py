"""How good are outputs? Numbers for people, where a loss is for the optimizer.

The target comes first. Targets are class labels, shape (n,), or one-hot rows, (n, k); outputs are one column a class,
or a single column for yes and no.

    >>> import numpy as np
    >>> from nnlib.metrics import accuracy, confusion_matrix
    >>> t, A = np.array([0, 1, 1]), np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]])
    >>> accuracy(t, A)
    np.float64(0.6666666666666666)
    >>> confusion_matrix(t, A)
    array([[1, 0],
           [1, 1]])
"""

from nnlib._names import look_up
from nnlib.arrays import default_float, device, is_array, namespace

__all__ = ["accuracy", "classes", "confusion_matrix", "get", "top_k_accuracy"]


def classes(outputs, threshold=0.5):
    """Return the class that each row of outputs votes for.

    Parameters
    ----------
    outputs : array, shape (n, k), (n, 1) or (n,)
        Integers of shape (n,) are taken for classes already.
    threshold : float, default 0.5
        A single output votes for class 1 above it; take 0 for logits.

    Returns
    -------
    array of int, shape (n,)
    """
    xp = namespace(outputs)
    if outputs.ndim == 2 and outputs.shape[1] > 1:
        return xp.argmax(outputs, axis=1)
    if outputs.ndim > 2 or outputs.ndim == 0:
        raise ValueError(f"outputs must have shape (n, k) or (n,), got {tuple(outputs.shape)}")
    if outputs.ndim == 1 and not xp.isdtype(outputs.dtype, "real floating"):
        return xp.astype(outputs, xp.int64)
    return xp.astype((outputs if outputs.ndim == 1 else outputs[:, 0]) > threshold, xp.int64)


def accuracy(Y, A, threshold=0.5):
    """Return the fraction of samples whose class is right.

    Parameters
    ----------
    Y : array of int, shape (n,), or array, shape (n, k)
    A : array, shape (n, k) or (n,)
    threshold : float, default 0.5
        Of a single output, see `classes`.

    Returns
    -------
    array, shape ()
    """
    t, y = _pair(Y, A, threshold)
    xp = namespace(y)
    return xp.mean(xp.astype(t == y, default_float(xp, device(y))))


def confusion_matrix(Y, A, k=None, *, threshold=0.5):
    """Count how often each class was taken for each.

    Parameters
    ----------
    Y, A : arrays
        As in `accuracy`.
    k : int, optional
        The number of classes; default as many as occur or have a column.

    Returns
    -------
    array of int, shape (k, k)
        Row: the target's class; column: the outputs'.

    Raises
    ------
    ValueError
        If a class is not below ``k``.
    """
    t, y = _pair(Y, A, threshold)
    xp = namespace(y)
    low, high = min(int(xp.min(t)), int(xp.min(y))), max(int(xp.max(t)), int(xp.max(y)))
    k = max(high + 1, A.shape[1] if A.ndim == 2 and A.shape[1] > 1 else 2) if k is None else k
    if low < 0 or high >= k:
        raise ValueError(f"classes must be 0 … {k - 1} for a matrix of {k} classes, got {low} … {high}")
    every = xp.arange(k, device=device(y))
    number = default_float(xp, device(y))  # GPUs multiply no matrices of integers
    of_target, of_output = (xp.astype(c[:, None] == every, number) for c in (t, y))  # (n, k)
    return xp.astype(of_target.T @ of_output, xp.int64)


def top_k_accuracy(Y, A, k=5):
    """Return the fraction of samples whose class is among the ``k`` with the largest outputs.

    Parameters
    ----------
    Y : array of int, shape (n,), or array, shape (n, classes)
    A : array, shape (n, classes)
    k : int
        1 … classes. At ties, a class counts as ahead of the target only if its output is larger.
    """
    if A.ndim != 2 or not 1 <= k <= A.shape[1]:
        raise ValueError(f"k must be 1 … the number of classes, got k={k} for outputs of shape {tuple(A.shape)}")
    t, _ = _pair(Y, A, 0.5)
    xp = namespace(A)
    own = xp.take_along_axis(A, t[:, None], axis=1)  # (n, 1)
    ahead = xp.sum(xp.astype(own < A, xp.int64), axis=1)
    return xp.mean(xp.astype(ahead < k, default_float(xp, device(A))))


def _pair(Y, A, threshold):
    if not is_array(Y):
        Y = namespace(A).asarray(Y, device=device(A))
    namespace(Y, A)  # raises TypeError if these are two libraries
    t, y = classes(Y), classes(A, threshold)
    if t.shape != y.shape or t.shape[0] == 0:
        raise ValueError(f"expected a target for each row of outputs, at least one, got {t.shape[0]} and {y.shape[0]}")
    return t, y


_BY_NAME = {f.__name__: f for f in (accuracy, top_k_accuracy)}


def get(metric):
    """Return the metric of that name; a function is returned unchanged.

    Raises
    ------
    ValueError
        If the name is unknown; the sentence says what was probably meant.
    """
    return metric if callable(metric) else look_up(_BY_NAME, metric, "metric")
