"""Data with a shape that one can see: clouds, moons, rings, spirals, and points of a known margin.

Samples come in random order, the classes in equal numbers (one more of the first ones where they do not divide).
``rng`` is a ``numpy.random.Generator`` or a seed.
"""

import numpy as np

from nnlib.datasets._move import moved
from nnlib.random import generator

__all__ = ["blobs", "circles", "moons", "quadrants", "spiral", "with_margin"]


def blobs(n=200, centers=((-1.0, -1.0), (1.0, 1.0)), *, spread=0.4, rng, like=None):
    """Draw a round normal cloud about each center.

    Parameters
    ----------
    n : int
        The number of samples in all.
    centers : array_like, shape (k, d)
    spread : float
        The clouds' standard deviation in each direction.

    Returns
    -------
    X : array, shape (n, d)
    t : array of int, shape (n,)
        The number of the center.
    """
    centers = np.asarray(centers, dtype=float)
    if centers.ndim != 2:
        raise ValueError(f"centers must have shape (k, d), one center a row, got {centers.shape}")
    t = _balanced(n, len(centers))
    return _finish(centers[t], t, spread, rng, like)


def moons(n=200, *, noise=0.1, rng, like=None):
    """Draw two interleaved half circles of radius 1, the second upside down and moved by (1, ½).

    Parameters
    ----------
    n : int
    noise : float
        The standard deviation of normal noise on both coordinates.

    Returns
    -------
    X : array, shape (n, 2)
    t : array of int, shape (n,)
    """
    t = _balanced(n, 2)
    angle = np.pi * _along(t)
    X = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return _finish(np.where(t[:, None] == 0, X, np.array([1, 0.5]) - X), t, noise, rng, like)


def circles(n=200, *, ratio=0.5, noise=0.05, rng, like=None):
    """Draw two rings about the origin, of radius 1 (t = 0) and ``ratio`` (t = 1), with normal ``noise``.

    Returns
    -------
    X : array, shape (n, 2)
    t : array of int, shape (n,)
    """
    t = _balanced(n, 2)
    angle = 2 * np.pi * _along(t, closed=True)
    X = np.where(t == 0, 1.0, ratio)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return _finish(X, t, noise, rng, like)


def spiral(n=200, *, arms=2, turns=1.0, noise=0.02, rng, like=None):
    """Draw arms that wind about the origin out to radius 1, one class an arm, with normal ``noise``.

    Parameters
    ----------
    arms : int
    turns : float
        How many times an arm goes around.

    Returns
    -------
    X : array, shape (n, 2)
    t : array of int, shape (n,)
    """
    t = _balanced(n, arms)
    radius = _along(t)
    angle = 2 * np.pi * (turns * radius + t / arms)
    return _finish(radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1), t, noise, rng, like)


def quadrants(n=200, *, gap=0.1, rng, like=None):
    """Draw points of the square [-1, 1]², at least ``gap`` from both axes: XOR as a cloud.

    Returns
    -------
    X : array, shape (n, 2)
    t : array of int, shape (n,)
        1 where the coordinates differ in sign.
    """
    if not 0 <= gap < 1:
        raise ValueError(f"gap must be at least 0 and less than 1, got {gap}")
    rng, t = generator(rng), _balanced(n, 2)
    first = rng.choice([-1.0, 1.0], n)
    signs = np.stack([first, np.where(t == 0, first, -first)], axis=1)
    return _finish(signs * rng.uniform(gap, 1, (n, 2)), t, 0.0, rng, like)


def with_margin(n, d, gamma, *, radius=1.0, rng, like=None):
    """Draw points that a threshold unit without bias separates with a known margin.

    The points are uniform in the ball of the given radius, a slab of half width ``gamma`` about a random plane through
    the origin left out. So no point is farther from the origin than R = ``radius``, none nearer to the plane than
    γ = ``gamma``, and the perceptron makes at most (R/γ)² mistakes.

    Parameters
    ----------
    n, d : int
        The number of points and of their coordinates.
    gamma : float
        Between 0 and ``radius``.

    Returns
    -------
    X : array, shape (n, d)
    t : array of int, shape (n,)
        1 on the side to which ``w`` points, else 0.
    w : array, shape (d,)
        The plane's unit normal.
    """
    if n < 1 or d < 1:
        raise ValueError(f"n and d must be at least 1, got n={n}, d={d}")
    if not 0 < gamma < radius:
        raise ValueError(f"gamma must lie between 0 and the radius {radius}, got {gamma}")
    rng = generator(rng)
    w = _directions(rng, 1, d)[0]
    height = _heights(rng, n, d, gamma / radius)
    aside = _directions(rng, n, d)
    aside -= (aside @ w)[:, None] * w
    aside /= np.maximum(np.linalg.norm(aside, axis=1, keepdims=True), np.finfo(float).tiny)
    reach = np.sqrt(1 - height**2) * rng.random(n) ** (1 / max(d - 1, 1)) * (d > 1)
    t = rng.integers(0, 2, n)
    X = radius * ((2 * t - 1)[:, None] * height[:, None] * w + reach[:, None] * aside)
    return *moved(X, t, like), moved(w, t, like)[0]


def _heights(rng, n, d, gamma):
    """Draw the distance to a plane through the center, if at least ``gamma``, of points uniform in the unit ball.

    Its square has the distribution Beta(1/2, (d + 1)/2).
    """
    from scipy.special import betainc, betaincinv

    lowest = betainc(0.5, (d + 1) / 2, gamma**2)
    return np.sqrt(betaincinv(0.5, (d + 1) / 2, rng.uniform(lowest, 1, n))).clip(gamma, 1)


def _directions(rng, n, d):
    directions = rng.standard_normal((n, d))
    return directions / np.linalg.norm(directions, axis=1, keepdims=True)


def _balanced(n, classes):
    if n < classes:
        raise ValueError(f"expected at least one sample for each of {classes} classes, got n={n}")
    return np.sort(np.arange(n) % classes)


def _along(t, closed=False):
    """Return evenly spaced numbers from 0 to 1 within each class; of a closed curve, the end is left out."""
    counts = np.bincount(t)
    return np.concatenate([np.linspace(0, 1, count, endpoint=not closed) for count in counts])


def _finish(X, t, noise, rng, like):
    rng = generator(rng)
    X = X + noise * rng.standard_normal(X.shape)
    order = rng.permutation(len(t))
    return moved(X[order], t[order], like)
