"""Class labels as rows of zeros and a one."""

from nnlib.arrays import asarray, default_float, device, namespace

__all__ = ["one_hot"]


def one_hot(labels, classes=None, *, like=None):
    """Return a row for each label, 1 in the label's column and 0 elsewhere.

    Parameters
    ----------
    labels : array of int, shape (n,)
        0 … classes-1.
    classes : int, optional
        The number of columns; default the largest label + 1.
    like : array, optional
        The result has this array's library, floating-point type and device; default those of ``labels``.

    Returns
    -------
    array, shape (n, classes)

    Raises
    ------
    TypeError
        If the labels are no integers.
    ValueError
        If they are no vector, there are none, or one is out of range.
    """
    labels = asarray(labels)
    xp = namespace(labels)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels must be integers, got {labels.dtype}; are these targets already?")
    if labels.ndim != 1 or labels.shape[0] == 0:
        raise ValueError(f"labels must have shape (n,), n at least 1, got {tuple(labels.shape)}")
    low, high = int(xp.min(labels)), int(xp.max(labels))
    classes = high + 1 if classes is None else classes
    if low < 0 or high >= classes:
        raise ValueError(f"labels must be 0 … {classes - 1} for {classes} classes, got {low} … {high}")
    columns = xp.arange(classes, device=device(labels))
    rows = xp.astype(labels[:, None] == columns, default_float(xp, device(labels)))
    return rows if like is None else asarray(rows, like=like)
