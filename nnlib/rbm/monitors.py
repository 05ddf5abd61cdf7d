"""What to watch while a restricted Boltzmann machine learns, where its log-likelihood is out of reach.

Neither number is a log-likelihood: contrastive divergence can lower the reconstruction error while the machine gets
worse. `nnlib.annealing` estimates the real thing.
"""

from nnlib._units import bernoulli, softplus, stream
from nnlib.arrays import device, namespace
from nnlib.rbm.machine import check_machine, free_energy, upward
from nnlib.rbm.units import BINARY

__all__ = ["pseudo_log_likelihood", "reconstruction_error"]


def pseudo_log_likelihood(V, W, b, c, flips=None, *, rng=None):
    """Estimate ``Σᵢ log P(vᵢ | all other pixels)`` of each sample from one flipped pixel of it.

    It needs no partition function: with pixel i flipped, ``P(vᵢ | rest) = σ(F(v flipped) - F(v))``; one pixel, drawn
    at random, stands for all d. A monitor of training, not a log-likelihood.

    Parameters
    ----------
    V : array, shape (n, d)
        States of 0 and 1.
    W, b, c
        Shapes (h, d), (d,), (h,).
    flips : array of int, shape (n,), optional
        The pixel flipped in each sample; drawn from ``rng`` if not given.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional

    Returns
    -------
    array, shape (n,)

    References
    ----------
    J. Besag (1975), *Statistical analysis of non-lattice data*, The Statistician 24(3), 179-195.
    """
    W, b, c, V = check_machine(W, b, c, V)
    xp, (n, d) = namespace(V), V.shape
    if flips is None:
        flips = xp.astype(stream(rng, V).uniform((n,)) * d, xp.int64)
    hit = xp.arange(d, device=device(V))[None, :] == flips[:, None]  # (n, d)
    flipped = xp.where(hit, 1 - V, V)
    gap = free_energy(flipped, W, b, c) - free_energy(V, W, b, c)
    return -d * softplus(-gap)


def reconstruction_error(V, W, b, c, *, rng, visible=BINARY):
    """Return the mean squared difference per pixel between the data and their mean after one step down.

    Parameters
    ----------
    V : array, shape (n, d)
    W, b, c
        Shapes (h, d), (d,), (h,).
    rng : numpy.random.Generator or nnlib.random.DeviceStream
        Draws the hidden states in between.
    """
    W, b, c, V = check_machine(W, b, c, V, visible=visible)
    p = upward(V, W, c, visible)
    H = bernoulli(p, stream(rng, V).uniform(tuple(p.shape)))
    return namespace(V).mean((V - visible.mean(H @ W + b)) ** 2)
