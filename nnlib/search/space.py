"""What settings there are: ranges and choices, and the configurations drawn from them.

A range maps places from 0 to 1 to values: evenly, or evenly in the logarithm, as suits a learning rate, of which 0.1
and 0.01 are as far apart as 0.01 and 0.001.
"""

import itertools
import math
from typing import NamedTuple

from nnlib.random import generator

__all__ = ["Integers", "LogUniform", "Uniform", "grid", "log_uniform", "sample"]


def log_uniform(low, high, u):
    """Return the value at ``u``, 0 … 1, between ``low`` and ``high`` on a logarithmic scale; ``u`` may be an array."""
    return low * (high / low) ** u


class Uniform(NamedTuple):
    """All numbers from ``low`` to ``high``."""

    low: float
    high: float

    def at(self, u):
        """Return the value at place ``u``, 0 … 1."""
        return self.low + (self.high - self.low) * u

    def place(self, value):
        """Return the place, 0 … 1, of a value."""
        return (value - self.low) / (self.high - self.low)


class LogUniform(NamedTuple):
    """All positive numbers from ``low`` to ``high``, spread evenly over the orders of magnitude."""

    low: float
    high: float

    def at(self, u):
        """Return the value at place ``u``, 0 … 1."""
        return min(max(log_uniform(self.low, self.high, u), self.low), self.high)

    def place(self, value):
        """Return the place, 0 … 1, of a value."""
        return math.log(value / self.low) / math.log(self.high / self.low)


class Integers(NamedTuple):
    """All integers from ``low`` to ``high``, both included."""

    low: int
    high: int

    def at(self, u):
        """Return the value at place ``u``, 0 … 1."""
        return min(self.low + math.floor((self.high - self.low + 1) * u), self.high)

    def place(self, value):
        """Return the place, 0 … 1, of a value."""
        return (value - self.low + 0.5) / (self.high - self.low + 1)


RANGES = (Uniform, LogUniform, Integers)


def grid(space, points=5):
    """Return every combination of settings.

    Parameters
    ----------
    space : dict
        From names to a range or a sequence of choices.
    points : int, default 5
        How many values of a range, its ends included.

    Returns
    -------
    list of dict
    """
    check_space(space)
    if points < 2:
        raise ValueError(f"points must be at least 2, the ends of a range, got {points}")
    values = [_spread(setting, points) if isinstance(setting, RANGES) else setting for setting in space.values()]
    return [dict(zip(space, combination, strict=True)) for combination in itertools.product(*values)]


def sample(space, n, *, rng):
    """Draw ``n`` configurations at random; ``rng`` is a ``numpy.random.Generator`` or a seed.

    Of settings of which few matter, n draws try n values of each, a grid only a root of n.
    """
    check_space(space)
    rng = generator(rng)
    return [{name: _draw(setting, rng.random()) for name, setting in space.items()} for _ in range(n)]


def _spread(setting, points):
    return list(dict.fromkeys(setting.at(i / (points - 1)) for i in range(points)))


def _draw(setting, u):
    return setting.at(u) if isinstance(setting, RANGES) else setting[int(u * len(setting))]


def check_space(space):
    """Raise TypeError or ValueError unless every setting is a range from low to high or has a choice."""
    for name, setting in space.items():
        if isinstance(setting, str) or not isinstance(setting, (*RANGES, list, tuple)):
            raise TypeError(f"{name} must be a range or a list of choices, got {type(setting).__name__}")
        if isinstance(setting, RANGES):
            if not setting.low < setting.high:
                raise ValueError(f"{name} must go from low to high, got {setting}")
            if isinstance(setting, LogUniform) and not setting.low > 0:
                raise ValueError(f"{name} must be above 0 on a logarithmic scale, got {setting}")
        elif not setting:
            raise ValueError(f"{name} has no choices")
