"""Graceful degradation: what is left of a classifier when its units die.

In a local code one "grandmother cell" stands for each class: with it dies the class. In a distributed code every unit
takes part in every class, and the loss is spread thin. Both are linear readouts ``H W.T + b`` of hidden activities H
that are silent (0) when a unit is dead.

References
----------
G. E. Hinton, J. L. McClelland, D. E. Rumelhart (1986), *Distributed representations*, in Parallel Distributed
Processing 1, ch. 3.
"""

from typing import Any, NamedTuple

from nnlib._units import check_shape, floats
from nnlib.arrays import as_float, asarray, device, namespace
from nnlib.random import normal, permutation

__all__ = ["Code", "degradation", "distributed_code", "lesion", "local_code"]


class Code(NamedTuple):
    """Hidden units and their linear readout."""

    H: Any
    """array, shape (n, units): activities for each sample, 0 for a silent unit"""
    W: Any
    """array, shape (classes, units): the readout's weights"""
    b: Any
    """array, shape (classes,)"""


def lesion(W, dead):
    """Return the weights without the connections of the dead units.

    Parameters
    ----------
    W : array, shape (m, n)
        Weights from n units.
    dead : array of bool, shape (n,)

    Returns
    -------
    array, shape (m, n)
        The columns of dead units are 0.

    Raises
    ------
    ValueError
        If ``dead`` has another shape.
    """
    W = as_float(W)
    xp = namespace(W)
    dead = asarray(dead, like=W, dtype=xp.bool)
    check_shape("dead", dead, (W.shape[1],), "one entry a column of W")
    return xp.where(dead, xp.zeros_like(W), W)


def local_code(X, t):
    """Make one unit for each class: it answers to samples near the mean of its class.

    Parameters
    ----------
    X : array, shape (n, d)
    t : array of int, shape (n,)
        Classes 0 … m-1, each with a sample.

    Returns
    -------
    Code
        m units; the readout is the identity.
    """
    X, onehot = _samples(X, t)
    xp = namespace(X)
    means = (onehot.T @ X) / xp.sum(onehot, axis=0)[:, None]  # (m, d)
    squared = xp.sum(X * X, axis=1)[:, None] - 2 * X @ means.T + xp.sum(means * means, axis=1)
    H = xp.exp(-squared / (2 * xp.mean(squared)))
    m = means.shape[0]
    return Code(H, xp.eye(m, dtype=X.dtype, device=device(X)), xp.zeros((m,), dtype=X.dtype, device=device(X)))


def distributed_code(X, t, units, *, ridge=300.0, rng):
    """Make ``units`` random features that all classes share, ``H = tanh((X - mean) Vᵀ)``, and fit their readout.

    Parameters
    ----------
    X, t
        As in `local_code`.
    units : int
    ridge : float
        Weight of the squared weights in the least-squares fit: more spreads the evidence over more units. With next
        to none the readout relies on differences between units, and does not degrade gracefully.
    rng : numpy.random.Generator

    Returns
    -------
    Code
    """
    X, onehot = _samples(X, t)
    xp = namespace(X)
    V = normal(rng, (units, X.shape[1]), like=X)
    H = xp.tanh((X - xp.mean(X, axis=0)) @ V.T)  # (n, units)
    center, target = xp.mean(H, axis=0), xp.mean(onehot, axis=0)
    A = H - center
    W = xp.linalg.solve(A.T @ A + ridge * xp.eye(units, dtype=X.dtype, device=device(X)), A.T @ (onehot - target)).T
    return Code(H, W, target - W @ center)


def degradation(code, t, fractions, *, trials=20, rng):
    """Kill units at random and measure how many samples are still classified correctly.

    Parameters
    ----------
    code : Code
    t : array of int, shape (n,)
        Classes.
    fractions : sequence of float
        Parts of the units to kill, between 0 and 1; rounded to whole units.
    trials : int
        Orders of death to try; in each, more die with each larger fraction.
    rng : numpy.random.Generator

    Returns
    -------
    array, shape (len(fractions), trials)
        Accuracies. A class that gets no more evidence than others is not guessed by luck: a tie counts as wrong.

    Raises
    ------
    ValueError
        If a fraction is not between 0 and 1.
    """
    if not all(0 <= fraction <= 1 for fraction in fractions):
        raise ValueError(f"fractions must be between 0 and 1, got {list(fractions)}")
    H, W, b = floats(*code)
    xp, units = namespace(H), H.shape[1]
    t = asarray(t, like=H, dtype=xp.int64)
    deaths = [permutation(rng, units, like=H) for _ in range(trials)]  # unit i is the deaths[i]-th to die
    rows = [[_accuracy(H, lesion(W, death < round(f * units)), b, t) for death in deaths] for f in fractions]
    return xp.stack([xp.stack(row) for row in rows])


def _accuracy(H, W, b, t):
    xp = namespace(H)
    scores = H @ W.T + b  # (n, classes)
    own = xp.take_along_axis(scores, t[:, None], axis=1)
    return xp.mean(xp.astype(xp.sum(xp.astype(scores >= own, xp.int64), axis=1) == 1, H.dtype))


def _samples(X, t):
    X = as_float(X)
    xp = namespace(X)
    t = asarray(t, like=X, dtype=xp.int64)
    check_shape("t", t, X.shape[:1], "one class a sample")
    classes = xp.arange(int(xp.max(t)) + 1, dtype=xp.int64, device=device(X))
    return X, xp.astype(t[:, None] == classes, X.dtype)
