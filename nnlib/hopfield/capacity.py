"""How many patterns a network can hold: the experiment, and the theory for large N.

Amit, Gutfreund and Sompolinsky found the overlap m of the state nearest to a pattern, at load α = p / N and T = 0:

    m = erf(y),    √(2α) = erf(y) / y - (2/√π) exp(-y²)

Up to the largest α with a solution, 0.138, nearly perfect recall is possible; beyond it m falls at once from 0.967 to
chance.

References
----------
D. J. Amit, H. Gutfreund, H. Sompolinsky (1985), *Storing infinite numbers of patterns in a spin-glass model of neural
networks*, Phys. Rev. Lett. 55, 1530.
"""

from math import erf, exp, pi, sqrt

from nnlib._units import check_at_least
from nnlib.arrays import asarray, namespace
from nnlib.hopfield.asynchronous import recall
from nnlib.hopfield.patterns import flip, random_patterns
from nnlib.hopfield.storage import hebb_factors

__all__ = ["capacity", "critical_load", "theoretical_overlap"]


def capacity(N, loads, *, flips=0.0, store=hebb_factors, networks=1, probes=None, max_sweeps=30, rng, like=None):
    """Store random patterns, damage them, recall them, and measure the overlap that is reached.

    Parameters
    ----------
    N : int
        Units.
    loads : sequence of float
        Patterns per unit, p / N.
    flips : float
        The part of each probe that is inverted before the recall.
    store : callable
        From patterns (p, N) to weights: `hebb_factors`, `pseudo_inverse_factors`, `storkey`, …
    networks : int
        Networks to average over.
    probes : int, optional
        Patterns of each network to recall; by default all.
    max_sweeps : int
        A recall is cut off after this number of sweeps.
    rng : numpy.random.Generator
    like : array, optional
        Compute with its library, type and device; default NumPy, float64.

    Returns
    -------
    array, shape (len(loads), networks)
        The mean overlap of the probes with their patterns.

    Raises
    ------
    ValueError
        If a load makes less than one pattern, or ``networks`` is less than 1.
    """
    check_at_least("networks", networks, 1)
    like = asarray([0.0]) if like is None else like
    xp = namespace(like)
    counts = [round(load * N) for load in loads]
    if min(counts) < 1:
        raise ValueError(f"each load must make at least one pattern of {N} units, got loads {list(loads)}")
    return xp.stack(
        [
            xp.stack([_mean_overlap(p, N, flips, store, probes, max_sweeps, rng, like) for _ in range(networks)])
            for p in counts
        ]
    )


def _mean_overlap(p, N, flips, store, probes, max_sweeps, rng, like):
    P = random_patterns(p, N, rng=rng, like=like)
    wanted = P[:probes, :]
    found = recall(store(P), flip(wanted, flips, rng=rng), rng=rng, max_sweeps=max_sweeps)
    return namespace(P).mean(found.S * wanted)


def critical_load():
    """Return the largest load with recall, 0.1379… patterns per unit, and the overlap there, 0.967."""
    y = _critical_y()
    return _load(y), erf(y)


def theoretical_overlap(loads):
    """Return the overlap that a large network reaches at each load: near 1 up to 0.138, and 0 beyond.

    Parameters
    ----------
    loads : sequence of float
        Patterns per unit, more than 0.

    Returns
    -------
    list of float
    """
    from scipy.optimize import brentq

    y = _critical_y()
    return [
        erf(brentq(lambda v, load=load: _load(v) - load, y, 2 / sqrt(2 * load))) if load < _load(y) else 0.0
        for load in loads
    ]


def _critical_y():
    from scipy.optimize import minimize_scalar

    return float(minimize_scalar(lambda y: -_load(y), bounds=(1, 3), method="bounded", options={"xatol": 1e-12}).x)


def _load(y):
    return 0.5 * (erf(y) / y - 2 / sqrt(pi) * exp(-y * y)) ** 2
