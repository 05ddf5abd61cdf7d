"""Search for good hyper-parameters: in a grid, at random, coarse to fine, and by early rejection.

An *objective* is a function ``objective(configuration, rng)`` of a dict of settings that returns a number, the less
the better: a validation error. A *space* says what settings there are.

    >>> from nnlib.search import LogUniform, best, run, sample
    >>> space = {"learning_rate": LogUniform(1e-4, 1), "units": [10, 30]}
    >>> def objective(configuration, rng):
    ...     return abs(configuration["learning_rate"] - 0.1) + 1 / configuration["units"]
    >>> trials = run(objective, sample(space, 50, rng=0))
    >>> best(trials).configuration["units"]
    30

A trial that fails is a row with its error, and does not end the search. Every trial has a random stream of its own, so
equal seeds give equal results however many processes work at once.

References
----------
J. Bergstra, Y. Bengio (2012), *Random search for hyper-parameter optimization*, JMLR 13, 281-305.
"""

from nnlib.search.space import Integers, LogUniform, Uniform, grid, log_uniform, sample
from nnlib.search.strategies import coarse_to_fine, narrow, successive_halving
from nnlib.search.tables import random_search
from nnlib.search.trials import Trial, best, ranked, run

__all__ = [
    "Integers",
    "LogUniform",
    "Trial",
    "Uniform",
    "best",
    "coarse_to_fine",
    "grid",
    "log_uniform",
    "narrow",
    "random_search",
    "ranked",
    "run",
    "sample",
    "successive_halving",
]
