"""Bring a data set to where it is needed."""

from nnlib.arrays import asarray, device, namespace

__all__ = ["moved"]


def moved(X, t, like):
    """Return ``X`` and ``t`` in the library and on the device of ``like``; integer targets remain integers."""
    if like is None:
        return X, t
    X = asarray(X, like=like)
    if t.dtype.kind == "f":
        return X, asarray(t, like=like)
    xp = namespace(like)
    return X, xp.asarray(t, dtype=xp.int64, device=device(like))
