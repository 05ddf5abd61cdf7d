"""Dropout as functions of the chance they use: a mask thins a layer, back it goes by the same mask, many nets vote.

    training    mask = (u ≥ p) / (1 - p)    Y = X ⊙ mask    ∂L/∂X = ∂L/∂Y ⊙ mask
    afterwards  Y = X

References
----------
N. Srivastava et al. (2014), *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15, 1929-1958.
"""

from nnlib.arrays import namespace

__all__ = ["dropout", "dropout_back", "thin_average"]


def dropout(X, p, u, train=True):
    """Silence each number with probability ``p``, and scale up those that are kept.

    Parameters
    ----------
    X : array
    p : float
        At least 0 and less than 1.
    u : array, shape of ``X``
        Uniform on [0, 1).
    train : bool, default True
        Without it nothing is silenced.

    Returns
    -------
    Y, mask : arrays, shape of ``X``
    """
    xp = namespace(X)
    if not train:
        return X, xp.ones_like(X)
    mask = xp.astype(u >= p, X.dtype) / (1 - p)
    return X * mask, mask


def dropout_back(dY, mask):
    """Return the gradient by what `dropout` was given, from the one by what it returned."""
    return dY * mask


def thin_average(predict, H, p, us):
    """Return the mean of ``predict`` of the thinned ``H`` over many masks, one for each of ``us``, shape of ``H``."""
    return sum(predict(dropout(H, p, u)[0]) for u in us) / len(us)
