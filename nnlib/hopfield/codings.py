"""The same network with units of -1 and 1, or of 0 and 1: equal trajectories, energies equal but for a constant.

With ``s = 2x - 1``,

    W₀₁ = 4 W,    θ₀₁ = 2 (θ + W 1),    E(s) = E₀₁(x) + E(-1)

where ``W 1`` are the sums of the rows and E(-1) is the energy of the state in which all units are off. The fields of
the new network are twice the old ones, so every unit decides as before.
"""

from nnlib.arrays import as_float
from nnlib.hopfield._check import check_states, thresholds
from nnlib.hopfield.weights import Factored, as_weights

__all__ = ["bits", "spins", "to_01", "to_pm"]


def to_01(W, theta=None):
    """Return weights and thresholds for units of 0 and 1 from those for units of -1 and 1.

    Parameters
    ----------
    W : array, shape (N, N), or Factored
        Symmetric, with a zero diagonal.
    theta : array, shape (N,), optional
        Thresholds, by default 0.

    Returns
    -------
    W : array, shape (N, N), or Factored
    theta : array, shape (N,)
    """
    W = as_weights(W)
    theta = thresholds(theta, W.size, W.like)
    return _scaled(W, 4.0), 2 * (theta + W.row_sums())


def to_pm(W, theta=None):
    """Return weights and thresholds for units of -1 and 1 from those for units of 0 and 1: undo `to_01`."""
    W = as_weights(W)
    theta = thresholds(theta, W.size, W.like)
    return _scaled(W, 0.25), 0.5 * theta - 0.25 * W.row_sums()


def bits(S):
    """Return states of -1 and 1 as states of 0 and 1."""
    S = as_float(S)
    check_states(S, S.shape[-1], -1)
    return (S + 1) / 2


def spins(X):
    """Return states of 0 and 1 as states of -1 and 1."""
    X = as_float(X)
    check_states(X, X.shape[-1], 0)
    return 2 * X - 1


def _scaled(W, factor):
    return Factored(W.left, factor * W.right) if isinstance(W, Factored) else factor * W.W
