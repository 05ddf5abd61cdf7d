"""Block Gibbs sampling of a restricted Boltzmann machine, and its fantasies.

One step updates all hidden units given the visible ones, then all visible units given the hidden ones.

References
----------
G. E. Hinton (2012), *A practical guide to training restricted Boltzmann machines*, LNCS 7700, 599-619.
"""

from nnlib._units import bernoulli, check_at_least, stream
from nnlib.arrays import namespace
from nnlib.rbm.machine import check_machine, upward
from nnlib.rbm.units import BINARY

__all__ = ["coins", "draw_hidden", "draw_visible", "fantasies", "gibbs_step", "walk"]


def gibbs_step(V, W, b, c, *, rng, visible=BINARY):
    """Update the hidden units, then the visible ones; return both.

    Parameters
    ----------
    V : array, shape (n, d)
        States of n chains.
    W, b, c
        Shapes (h, d), (d,), (h,).
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    visible : Binary or Gaussian

    Returns
    -------
    V : array, shape (n, d)
    H : array, shape (n, h)
        The hidden states from which ``V`` was drawn.
    """
    W, b, c, V = check_machine(W, b, c, V, visible=visible)
    rng = stream(rng, V)
    H = draw_hidden(upward(V, W, c, visible), rng)
    return draw_visible(H, W, b, rng, visible), H


def coins(n, c, rng):
    """Toss a coin for each of the hidden units, whose biases are ``c``, of ``n`` chains."""
    return namespace(c).astype(rng.uniform((n, c.shape[0])) < 0.5, c.dtype)


def draw_hidden(probability, rng):
    """Draw hidden states from their probabilities."""
    return bernoulli(probability, rng.uniform(tuple(probability.shape)))


def draw_visible(H, W, b, rng, visible):
    """Draw visible states given the hidden ones."""
    return visible.sample(visible.mean(H @ W + b), rng)


def fantasies(W, b, c, n, *, steps, rng, start=None, visible=BINARY):
    """Let ``n`` chains dream and return the means of their visible units.

    Parameters
    ----------
    W, b, c
        Shapes (h, d), (d,), (h,).
    n : int
        Number of chains.
    steps : int
        Gibbs steps, at least 1.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    start : array, shape (n, d), optional
        Visible states to start from; default: hidden units tossed like coins.
    visible : Binary or Gaussian

    Returns
    -------
    array, shape (n, d)
        The means given the last hidden states, which look smoother than states drawn from them.
    """
    W, b, c = check_machine(W, b, c)
    check_at_least("steps", steps, 1)
    rng = stream(rng, W)
    if start is None:
        H = coins(n, c, rng)
    else:
        *_, start = check_machine(W, b, c, start, visible=visible)
        H = draw_hidden(upward(start, W, c, visible), rng)
    for _ in range(steps - 1):
        H = draw_hidden(upward(draw_visible(H, W, b, rng, visible), W, c, visible), rng)
    return visible.mean(H @ W + b)


def walk(V, k, parameters, rng, visible):
    """Make ``k`` Gibbs steps on arguments that have been checked; return the visible states."""
    W, b, c = parameters
    for _ in range(k):
        V = draw_visible(draw_hidden(upward(V, W, c, visible), rng), W, b, rng, visible)
    return V
