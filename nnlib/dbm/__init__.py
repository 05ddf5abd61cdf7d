"""Deep Boltzmann machines: layers of binary units, undirected weights between neighboring layers.

    E(x⁰, …, xᴸ) = -Σₗ xˡ⁺¹ᵀ Wₗ xˡ - Σₗ bₗ·xˡ,    x⁰ = v

``machine`` has the energy and Gibbs sampling, and turns a deep machine into a restricted one, which makes its
partition function a matter of `nnlib.rbm` and `nnlib.annealing`; ``learning`` has mean field and training.
"""

from nnlib.dbm.learning import lower_bound, mean_field, train
from nnlib.dbm.machine import Parameters, as_rbm, energy, fantasies, gibbs_step, initial

__all__ = [
    "Parameters",
    "as_rbm",
    "energy",
    "fantasies",
    "gibbs_step",
    "initial",
    "lower_bound",
    "mean_field",
    "train",
]
