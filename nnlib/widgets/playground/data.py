"""Two classes in the plane, training and test samples of the same shape, on a square of half width `LIMIT`."""

import numpy as np

from nnlib.datasets import circles, moons, quadrants, spiral

__all__ = ["LIMIT", "SAMPLES", "SHAPES", "draw"]

SAMPLES = 200  # to train with, and as many to test with
SIZE = 3.0  # radius of the spiral; inputs of this size suit the usual initial weights
LIMIT = 3.6


def _xor(n, noise, rng):
    X, t = quadrants(n, gap=0.05, rng=rng)
    return X + noise * rng.standard_normal(X.shape), t


def _moons(n, noise, rng):
    X, t = moons(n, noise=noise, rng=rng)
    return (X - np.array([0.5, 0.25])) / 1.5, t


SHAPES = {
    "xor": _xor,
    "circles": lambda n, noise, rng: circles(n, noise=noise, rng=rng),
    "moons": _moons,
    "spiral": lambda n, noise, rng: spiral(n, noise=noise, rng=rng),
}


def draw(shape, noise, seed):
    """Return training samples and targets, test samples and targets.

    Parameters
    ----------
    shape : str
        Of `SHAPES`.
    noise : float
        Standard deviation, in units of the shape's radius.
    seed : int

    Returns
    -------
    X, Y, X_test, Y_test : arrays, shapes (n, 2), (n, 1), (n, 2), (n, 1)
        Targets are 0.0 or 1.0.
    """
    rngs = np.random.default_rng(seed).spawn(2)
    (X, t), (X_test, t_test) = (SHAPES[shape](SAMPLES, noise, rng) for rng in rngs)
    return SIZE * X, t[:, None].astype(float), SIZE * X_test, t_test[:, None].astype(float)
