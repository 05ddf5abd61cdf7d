"""What all Boltzmann machines share: the logistic function, random draws, and the sentences for bad input.

A stochastic binary unit is 1 with probability ``σ(a) = 1 / (1 + exp(-a))``: it is 1 where ``u < σ(a)`` for a number u
uniform on [0, 1).
"""

import numpy as np

from nnlib.arrays import as_float, asarray, device, is_array, namespace, to_numpy
from nnlib.autodiff.primitives import logsumexp, softplus
from nnlib.random import DeviceStream

__all__ = [
    "Given",
    "bernoulli",
    "check_at_least",
    "check_range",
    "check_rows",
    "check_shape",
    "floats",
    "logsumexp",
    "sigmoid",
    "softplus",
    "stream",
]


def sigmoid(a):
    """Return ``1 / (1 + exp(-a))`` without overflow; on samplers' arrays faster than the primitive of that name."""
    xp = namespace(a)
    if hasattr(a, "sigmoid"):  # torch has it in one pass
        return a.sigmoid()
    p = xp.tanh(0.5 * a)
    p = 0.5 * p
    return p + 0.5


def bernoulli(p, u):
    """Return 1 where ``u < p`` and 0 elsewhere, as numbers of the type of ``p``."""
    if hasattr(u, "new_empty"):  # torch writes numbers at once
        return namespace(p).lt(u, p, out=p.new_empty(p.shape))
    return namespace(p).astype(u < p, p.dtype)


def stream(rng, like):
    """Return a stream of uniform numbers for arrays like ``like`` from a Generator or a ready stream.

    Raises
    ------
    TypeError
        If ``rng`` is neither.
    """
    if isinstance(rng, np.random.Generator):
        return DeviceStream(rng, like)
    if hasattr(rng, "uniform"):
        return rng
    raise TypeError(
        f"rng must be a numpy.random.Generator or a nnlib.random.DeviceStream, got {type(rng).__name__}; "
        "try rng=np.random.default_rng(0)"
    )


class Given:
    """A stream that hands out numbers drawn beforehand, so that a test or an exercise knows them all.

    Parameters
    ----------
    drawn : sequence of arrays
        In the order in which they are used.
    like : array
        They become arrays of its library, type and device.
    """

    def __init__(self, drawn, like):
        self._drawn, self._like = list(drawn), like

    def uniform(self, shape):
        """Return the next array; raise ValueError if there is none left or it has another shape."""
        if not self._drawn:
            raise ValueError(f"expected one more array of uniform numbers u, of shape {tuple(shape)}, got none")
        u = asarray(self._drawn.pop(0), like=self._like)
        check_shape("u", u, shape)
        return u


def floats(first, *rest):
    """Return the arguments as floating-point arrays, all of the library, type and device of the first array.

    Lists count as NumPy arrays, so an array decides before a list does.
    """
    leader = next((x for x in (first, *rest) if is_array(x)), first)
    leader = as_float(leader)
    return tuple(as_float(x, like=leader) for x in (first, *rest))


def check_shape(name, x, shape, hint=""):
    """Raise ValueError unless the array ``x`` has ``shape``."""
    if tuple(x.shape) != tuple(shape):
        raise ValueError(f"{name} must have shape {tuple(shape)}, got {tuple(x.shape)}{hint and '; ' + hint}")


def check_rows(V):
    """Raise ValueError unless the data ``V`` are rows of numbers, at least one."""
    if V.ndim != 2 or V.shape[0] == 0:
        raise ValueError(f"data must have shape (n, d), one sample a row, got {tuple(V.shape)}; V[None] makes one row")


def check_at_least(name, value, least):
    """Raise ValueError if the number ``value`` is smaller than ``least``."""
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")


def check_range(name, x, *, binary=False):
    """Raise ValueError if states lie outside [0, 1], or (``binary``) are not 0 or 1; unknown values pass."""
    if str(device(x)) == "meta":
        return
    xp = namespace(x)
    good = (x == 0) | (x == 1) if binary else (x >= 0) & (x <= 1)
    if not bool(xp.all(good)):
        low, high = to_numpy(x).min(), to_numpy(x).max()
        ways = "if yours are -1 and 1, use (s + 1) / 2" if low >= -1 and high <= 1 else "scale them first"
        expected = "0 or 1" if binary else "between 0 and 1"
        raise ValueError(f"{name} must be {expected}, got values from {low:g} to {high:g}; {ways}")
