"""Restricted Boltzmann machines: visible and hidden units, and weights only between the two layers.

``units`` has binary and Gaussian visible units, ``machine`` the energies and conditionals, ``sampling`` Gibbs chains
and fantasies, ``dreams`` the ways to sample while learning, ``learning`` contrastive divergence and training, ``exact``
the same for small machines without sampling, ``monitors`` what to watch. Log-likelihoods of large machines come from
`nnlib.annealing`.

All through: ``W`` has shape (h, d), h hidden and d visible units, as any layer of nnlib that maps d inputs to h
outputs; ``W[j, i]`` joins hidden unit j and visible unit i. Many papers write the transpose.
"""

from nnlib.rbm.dreams import ContrastiveDivergence, ParallelTempering, Persistent
from nnlib.rbm.exact import (
    exact_gradient,
    log_likelihood,
    log_partition,
    train_exact,
    visible_distribution,
)
from nnlib.rbm.learning import contrastive_divergence, train
from nnlib.rbm.machine import (
    Parameters,
    base_rate_bias,
    energy,
    free_energy,
    hidden_probability,
    initial,
    visible_mean,
)
from nnlib.rbm.monitors import pseudo_log_likelihood, reconstruction_error
from nnlib.rbm.sampling import fantasies, gibbs_step
from nnlib.rbm.units import BINARY, Binary, Gaussian

__all__ = [
    "BINARY",
    "Binary",
    "ContrastiveDivergence",
    "Gaussian",
    "ParallelTempering",
    "Parameters",
    "Persistent",
    "base_rate_bias",
    "contrastive_divergence",
    "energy",
    "exact_gradient",
    "fantasies",
    "free_energy",
    "gibbs_step",
    "hidden_probability",
    "initial",
    "log_likelihood",
    "log_partition",
    "pseudo_log_likelihood",
    "reconstruction_error",
    "train",
    "train_exact",
    "visible_distribution",
    "visible_mean",
]
