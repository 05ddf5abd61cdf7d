"""Boltzmann machines with hidden units: stochastic units, equilibrium, and learning as data minus dream.

``machine`` has the energy and Gibbs sampling, ``exact`` lists all states of a small machine, ``learning`` changes the
weights, ``patterns`` makes bars and stripes. Restricted and deep machines are in `nnlib.rbm` and `nnlib.dbm`;
simulated annealing is in `nnlib.annealing`.
"""

from nnlib.boltzmann.exact import (
    energies,
    exact,
    histogram,
    kl_divergence,
    log_likelihood,
    log_partition,
    states,
    visible_distribution,
)
from nnlib.boltzmann.learning import data_statistics, gradient, model_statistics, statistics, train, train_exact
from nnlib.boltzmann.machine import energy, energy_gap, gibbs_sweep, p_on, sample
from nnlib.boltzmann.patterns import bars_and_stripes

__all__ = [
    "bars_and_stripes",
    "data_statistics",
    "energies",
    "energy",
    "energy_gap",
    "exact",
    "gibbs_sweep",
    "gradient",
    "histogram",
    "kl_divergence",
    "log_likelihood",
    "log_partition",
    "model_statistics",
    "p_on",
    "sample",
    "states",
    "statistics",
    "train",
    "train_exact",
    "visible_distribution",
]
