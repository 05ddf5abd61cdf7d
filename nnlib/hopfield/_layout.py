"""How the dynamics hold their states: one probe a column, so that a unit's states lie side by side in memory."""

from nnlib._units import Given, stream
from nnlib.arrays import device, namespace
from nnlib.random import permutation

__all__ = ["columns", "draw", "natural_or_random_order", "rows"]


def columns(S):
    """Return a copy of the states ``S``, (N,) or (n, N), as (N, n)."""
    xp = namespace(S)
    return xp.asarray(xp.reshape(S, (-1, S.shape[-1])).T, copy=True)


def rows(by_column, S):
    """Return the states of `columns` in the shape of ``S`` again."""
    return namespace(S).reshape(by_column.T, tuple(S.shape))


def natural_or_random_order(N, rng, like):
    """Return 0 … N-1, shuffled if there is a Generator ``rng``, on the device of ``like``."""
    if rng is not None:
        return permutation(rng, N, like=like)
    xp = namespace(like)
    return xp.arange(N, dtype=xp.int64, device=device(like))


def draw(u, rng, like):
    """Return the uniform numbers ``u``, of the shape of ``like``, if they are given; else draw them from ``rng``."""
    source = stream(rng, like) if u is None else Given([u], like)
    return source.uniform(tuple(like.shape))
