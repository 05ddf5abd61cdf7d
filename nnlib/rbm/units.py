"""The two kinds of visible units, binary and Gaussian.

    binary     E(v, h) = -b·v - c·h - hᵀ W v                         p(v|h) = σ(b + Wᵀ h)
    Gaussian   E(v, h) = |v - b|² / 2σ² - c·h - hᵀ W v / σ²          p(v|h) = N(b + Wᵀ h, σ²)

Each kind says what its units send to the hidden layer, how they answer, and what they contribute to the energy;
everything else about a restricted Boltzmann machine is the same for both.

References
----------
K. Cho, A. Ilin, T. Raiko (2011), *Improved learning of Gaussian-Bernoulli restricted Boltzmann machines*, ICANN.
"""

from dataclasses import dataclass
from math import log, pi, tau

from nnlib._units import bernoulli, check_range, sigmoid, softplus
from nnlib.arrays import namespace

__all__ = ["BINARY", "Binary", "Gaussian"]


@dataclass(frozen=True)
class Binary:
    """Units that are 0 or 1; data between 0 and 1 count as probabilities."""

    def check(self, V):
        """Raise ValueError if the data lie outside [0, 1]."""
        check_range("visible states", V)

    def drive(self, V):
        """Return what the hidden units receive through their weights."""
        return V

    def mean(self, field):
        """Return the means of the units, given what they receive, ``H @ W + b``."""
        return sigmoid(field)

    def sample(self, mean, rng):
        """Draw states with these means."""
        return bernoulli(mean, rng.uniform(tuple(mean.shape)))

    def potential(self, V, b):
        """Return the energy of each row of ``V`` without the hidden units."""
        return -(V @ b)

    def log_total(self, b, field):
        """Return the logarithm of ``Σ_v exp(-potential + drive(v)·field)`` for each row of ``field``."""
        return namespace(field).sum(softplus(field + b), axis=-1)


@dataclass(frozen=True)
class Gaussian:
    """Units that are real numbers, with noise of standard deviation ``sigma``.

    Parameters
    ----------
    sigma : float
        More than 0. Standardize the data and leave it at 1, or measure it.
    """

    sigma: float = 1.0

    def __post_init__(self):
        if not self.sigma > 0:
            raise ValueError(f"sigma must be more than 0, got {self.sigma}; 1 suits standardized data")

    def check(self, V):
        """Accept any real data."""

    def drive(self, V):
        """Return what the hidden units receive through their weights."""
        return V / self.sigma**2

    def mean(self, field):
        """Return the means of the units, given what they receive, ``H @ W + b``."""
        return field

    def sample(self, mean, rng):
        """Draw states with these means; normal numbers by the formula of Box and Muller."""
        xp, u = namespace(mean), rng.uniform((2, *mean.shape))
        return mean + self.sigma * xp.sqrt(-2 * xp.log1p(-u[0, ...])) * xp.cos(tau * u[1, ...])

    def potential(self, V, b):
        """Return the energy of each row of ``V`` without the hidden units."""
        return namespace(V).sum((V - b) ** 2, axis=-1) / (2 * self.sigma**2)

    def log_total(self, b, field):
        """Return the logarithm of ``∫ exp(-potential + drive(v)·field) dv`` for each row of ``field``."""
        gain = namespace(field).sum(field * (field + 2 * b), axis=-1) / (2 * self.sigma**2)
        return gain + 0.5 * b.shape[0] * log(2 * pi * self.sigma**2)


BINARY = Binary()
