"""Annealed importance sampling: the partition function of a machine too large to be summed, with error bars.

Between a machine without weights, whose Z₀ is known, and the one asked about lie machines with

    p*_β(v) = exp((1-β) b₀·v + β b·v) Πⱼ (1 + exp(β (Wⱼ v + cⱼ)))

A run starts with a draw at β = 0, makes a Gibbs step at each β, and multiplies the ratios p*_βₖ(v) / p*_βₖ₋₁(v) it
meets. These products w are unbiased: ``Z = Z₀ E[w]``, for any number of βs; the more of them, the less w varies.

References
----------
R. M. Neal (2001), *Annealed importance sampling*, Statistics and Computing 11, 125-139.
R. Salakhutdinov, I. Murray (2008), *On the quantitative analysis of deep belief networks*, ICML, eqs. 10-18.
"""

from itertools import pairwise
from math import inf, log
from typing import Any, NamedTuple

from nnlib._units import bernoulli, check_at_least, check_shape, sigmoid, softplus, stream
from nnlib.arrays import as_float, device, namespace
from nnlib.rbm.machine import check_machine

__all__ = ["Estimate", "annealed_importance_sampling", "schedule"]


class Estimate(NamedTuple):
    """An estimate of a partition function.

    ``log_partition`` : float, of Z. ``low``, ``high`` : floats, the logarithms of Z ∓ 3 standard errors (``low`` is
    -inf if that is not positive). ``log_weights`` : array, shape (runs,), ``log (Z₀ w)`` of each run.
    """

    log_partition: float
    low: float
    high: float
    log_weights: Any


def schedule(n=14_500):
    """Return inverse temperatures from 0 to 1, denser towards 1, in the proportions of Salakhutdinov & Murray.

    Of every 29 steps, 1 lies in [0, ½), 8 in [½, 0.9) and 20 in [0.9, 1]; theirs were 500, 4,000 and 10,000.

    Parameters
    ----------
    n : int
        Number of steps, at least 29.

    Returns
    -------
    list of float
        n + 1 numbers.
    """
    check_at_least("n", n, 29)
    first, second = n // 29, 8 * n // 29
    third = n - first - second
    low = [0.5 * i / first for i in range(first)]
    middle = [0.5 + 0.4 * i / second for i in range(second)]
    return low + middle + [0.9 + 0.1 * i / third for i in range(third)] + [1.0]


def annealed_importance_sampling(W, b, c, *, rng, betas=None, runs=100, base_bias=None):
    """Estimate ``log Z`` of a restricted Boltzmann machine of binary units.

    Parameters
    ----------
    W, b, c
        Shapes (h, d), (d,), (h,), as in `nnlib.rbm`; of a deep machine, `nnlib.dbm.as_rbm` makes them.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    betas : sequence of float, optional
        Inverse temperatures, rising from 0 to 1; default: `schedule`.
    runs : int
        Independent runs, side by side, at least 2.
    base_bias : array, shape (d,), optional
        Visible biases b₀ of the machine without weights; `rbm.base_rate_bias` of the data is best, ``b`` the default.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If the betas do not rise from 0 to 1, there are fewer than 2 runs, or a shape is wrong.
    """
    W, b, c = check_machine(W, b, c)
    betas = schedule() if betas is None else [float(beta) for beta in betas]
    _check_schedule(betas)
    check_at_least("runs", runs, 2)
    base = b if base_bias is None else as_float(base_bias, like=b)
    check_shape("base_bias", base, tuple(b.shape))
    xp, rng = namespace(W), stream(rng, W)
    V = bernoulli(sigmoid(base + xp.zeros((runs, 1), dtype=W.dtype, device=device(W))), rng.uniform((runs, b.shape[0])))
    log_weights = xp.sum(softplus(base)) + W.shape[0] * log(2) + 0 * V[:, 0]
    for hotter, beta in pairwise(betas):
        field = V @ W.T + c  # (runs, h)
        gain = xp.sum(softplus(beta * field) - softplus(hotter * field), axis=1)
        log_weights = log_weights + gain + (beta - hotter) * (V @ (b - base))
        H = bernoulli(sigmoid(beta * field), rng.uniform(tuple(field.shape)))
        field = beta * (H @ W + b) + (1 - beta) * base  # (runs, d)
        V = bernoulli(sigmoid(field), rng.uniform(tuple(field.shape)))
    return _estimate(log_weights)


def _estimate(log_weights):
    xp = namespace(log_weights)
    top = float(xp.max(log_weights))
    weights = xp.exp(log_weights - top)
    mean = float(xp.mean(weights))
    error = float(xp.std(weights, correction=1)) / weights.shape[0] ** 0.5
    low = top + log(mean - 3 * error) if mean > 3 * error else -inf
    return Estimate(top + log(mean), low, top + log(mean + 3 * error), log_weights)


def _check_schedule(betas):
    rising = all(a < b for a, b in pairwise(betas))
    if len(betas) < 2 or betas[0] != 0 or betas[-1] != 1 or not rising:
        ends = f"{len(betas)} from {betas[0]:g} to {betas[-1]:g}" if betas else "none"
        raise ValueError(f"betas must rise from 0 to 1, got {ends}; annealing.schedule(n) makes good ones")
