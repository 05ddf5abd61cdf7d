"""Temperature: a unit follows its field only probably (Glauber dynamics of an Ising magnet).

    P(sᵢ = 1) = 1 / (1 + exp(-(E(sᵢ=low) - E(sᵢ=1)) / T)),    E(sᵢ=low) - E(sᵢ=1) = (1 - low) hᵢ

With states of -1 and 1 the energy gap is 2 hᵢ. Visited one after the other, the units reach the Boltzmann distribution
``exp(-E(s) / T) / Z``. As T → 0 the dynamics of `recall` return.

References
----------
R. J. Glauber (1963), *Time-dependent statistics of the Ising model*, J. Math. Phys. 4, 294.
D. J. Amit, H. Gutfreund, H. Sompolinsky (1985), *Spin-glass models of neural networks*, Phys. Rev. A 32, 1007.
"""

from nnlib._units import check_at_least, stream
from nnlib.arrays import namespace
from nnlib.hopfield._check import check_temperature
from nnlib.hopfield._layout import columns, draw, natural_or_random_order, rows
from nnlib.hopfield.energy import prepare
from nnlib.hopfield.sweeping import sweep

__all__ = ["glauber", "glauber_sweep"]


def glauber_sweep(W, S, T, u=None, theta=None, *, rng=None, low=-1):
    """Visit the units once, from the first to the last; return the new states.

    Parameters
    ----------
    W : array, shape (N, N), or Factored
        Symmetric, with a zero diagonal.
    S : array, shape (N,) or (n, N)
        States of ``low`` and 1.
    T : float
        Temperature, more than 0.
    u : array of the shape of ``S``, optional
        Uniform numbers: unit i is 1 where ``u[..., i] < P(sᵢ = 1)``. Drawn from ``rng`` if not given.
    theta : array, shape (N,), optional
        Thresholds, by default 0.
    rng : numpy.random.Generator or nnlib.random.DeviceStream, optional
    low : -1 or 0

    Returns
    -------
    array of the shape of ``S``

    Raises
    ------
    ValueError
        If ``T`` is not positive, ``W`` is asymmetric or has self-connections, or a shape or a state is wrong.
    """
    check_temperature(T)
    W, S, theta = prepare(W, S, theta, low)
    u = draw(u, rng, S)
    held = columns(S)
    _sweep(W, held, T, columns(u), theta, low)
    return rows(held, S)


def glauber(W, S, T, *, sweeps, rng, theta=None, low=-1):
    """Run every probe as a chain at temperature ``T``; return the states after the last sweep.

    Parameters
    ----------
    W, S, T, theta, low
        As in `glauber_sweep`.
    sweeps : int
        At least 1.
    rng : numpy.random.Generator or nnlib.random.DeviceStream

    Returns
    -------
    array of the shape of ``S``
    """
    check_temperature(T)
    check_at_least("sweeps", sweeps, 1)
    W, S, theta = prepare(W, S, theta, low)
    rng, held = stream(rng, S), columns(S)
    for _ in range(sweeps):
        _sweep(W, held, T, rng.uniform(tuple(held.shape)), theta, low)
    return rows(held, S)


def _sweep(W, held, T, u, theta, low):
    """``u < σ((1 - low) h / T)`` says the same as ``Σ w s > θ + T log(u / (1 - u)) / (1 - low)``."""
    xp = namespace(u)
    u = xp.clip(u, xp.finfo(u.dtype).smallest_normal, 1 - xp.finfo(u.dtype).eps)
    threshold = theta[:, None] + (xp.log(u) - xp.log1p(-u)) * (T / (1 - low))  # (N, n)
    sweep(W, held, natural_or_random_order(held.shape[0], None, held), threshold, threshold, low)
