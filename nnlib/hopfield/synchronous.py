"""Synchronous dynamics: all units turn at once. The energy may rise, and the network may blink for ever.

With symmetric weights it ends in a fixed point or in a cycle of two states, never in a longer one (Goles & Olivos):
``-Σ sᵢ(t) Wᵢⱼ sⱼ(t-1) + θᵀ(s(t) + s(t-1))`` never rises.

References
----------
E. Goles, J. Olivos (1981), *Comportement périodique des fonctions à seuil binaires et applications*, Discrete Appl.
Math. 3.
"""

from nnlib._units import check_at_least
from nnlib.arrays import namespace
from nnlib.hopfield.energy import prepare, rounding

__all__ = ["synchronous_period", "synchronous_run", "synchronous_step"]


def synchronous_step(W, S, theta=None, *, low=-1):
    """Let all units turn towards their fields at once; a tie keeps the state.

    Parameters
    ----------
    W : array, shape (N, N), or Factored
        Symmetric, with a zero diagonal.
    S : array, shape (N,) or (n, N)
        States of ``low`` and 1.
    theta : array, shape (N,), optional
    low : -1 or 0

    Returns
    -------
    array of the shape of ``S``
    """
    W, S, theta = prepare(W, S, theta, low)
    return _step(W, S, theta, low)


def synchronous_run(W, S, steps, theta=None, *, low=-1):
    """Return the states before the first of ``steps`` steps and after each, shape (steps + 1, *S.shape)."""
    W, S, theta = prepare(W, S, theta, low)
    path = [S]
    for _ in range(steps):
        path.append(_step(W, path[-1], theta, low))
    return namespace(S).stack(path)


def synchronous_period(W, S, theta=None, *, max_steps=1000, low=-1):
    """Find out how each probe ends.

    Parameters
    ----------
    W, S, theta, low
        As in `synchronous_step`.
    max_steps : int
        At least 1.

    Returns
    -------
    S : array of the shape of ``S``
        The last states.
    period : array of int, shape () or (n,)
        1 at a fixed point, 2 in a cycle of two states, 0 where ``max_steps`` were not enough to tell.
    """
    W, before, theta = prepare(W, S, theta, low)
    check_at_least("max_steps", max_steps, 1)
    xp = namespace(before)
    now = _step(W, before, theta, low)
    for _ in range(max_steps):
        after = _step(W, now, theta, low)
        resting, blinking = xp.all(after == now, axis=-1), xp.all(after == before, axis=-1)
        before, now = now, after
        if bool(xp.all(resting | blinking)):
            break
    period = 2 * xp.astype(blinking, xp.int64)
    return now, xp.where(resting, xp.ones_like(period), period)


def _step(W, S, theta, low):
    xp = namespace(S)
    fields, slack = W.fields(S) - theta, rounding(W, theta)
    return xp.where(fields > slack, xp.ones_like(S), xp.where(fields < -slack, xp.full_like(S, low), S))
