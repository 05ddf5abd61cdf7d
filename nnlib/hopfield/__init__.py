"""Hopfield networks: memories as the valleys of an energy.

``storage`` turns patterns into weights, ``weights`` keeps them as a matrix or as two thin factors, ``energy`` measures
states, ``asynchronous``, ``synchronous`` and ``glauber`` move them (``sweeping`` is their engine), ``codings`` maps
{0, 1} to ±1, ``capacity`` overloads the memory, ``ising`` is the magnet with the same energy, ``dense`` and ``modern``
are the steeper energies of today, ``patterns`` is something to store.

>>> import numpy as np
>>> from nnlib.hopfield import flip, hebb, letters, overlap, recall
>>> P = letters("XOT")
>>> probe = flip(P[0], 0.2, rng=np.random.default_rng(0))
>>> overlap(recall(hebb(P), probe).S, P[0:1])
array([1.])
"""

from nnlib.hopfield.asynchronous import Recall, Trace, recall, run, trace, update
from nnlib.hopfield.capacity import capacity, critical_load, theoretical_overlap
from nnlib.hopfield.codings import bits, spins, to_01, to_pm
from nnlib.hopfield.dense import (
    dense_bit_error,
    dense_capacity,
    dense_energy,
    dense_recall,
    exponential,
    polynomial,
    rectified,
)
from nnlib.hopfield.energy import energy, is_stable, local_fields, overlap
from nnlib.hopfield.glauber import glauber, glauber_sweep
from nnlib.hopfield.ising import (
    CRITICAL_TEMPERATURE,
    ising_energy,
    ising_sweep,
    lattice_weights,
    magnetization,
    mean_field_magnetization,
    onsager_magnetization,
)
from nnlib.hopfield.modern import attention, modern_capacity, modern_energy, modern_recall, modern_update
from nnlib.hopfield.patterns import digit_prototypes, flip, letters, random_patterns
from nnlib.hopfield.storage import hebb, hebb_factors, pseudo_inverse, pseudo_inverse_factors, storkey
from nnlib.hopfield.synchronous import synchronous_period, synchronous_run, synchronous_step
from nnlib.hopfield.weights import Factored

__all__ = [
    "CRITICAL_TEMPERATURE",
    "Factored",
    "Recall",
    "Trace",
    "attention",
    "bits",
    "capacity",
    "critical_load",
    "dense_bit_error",
    "dense_capacity",
    "dense_energy",
    "dense_recall",
    "digit_prototypes",
    "energy",
    "exponential",
    "flip",
    "glauber",
    "glauber_sweep",
    "hebb",
    "hebb_factors",
    "is_stable",
    "ising_energy",
    "ising_sweep",
    "lattice_weights",
    "letters",
    "local_fields",
    "magnetization",
    "mean_field_magnetization",
    "modern_capacity",
    "modern_energy",
    "modern_recall",
    "modern_update",
    "onsager_magnetization",
    "overlap",
    "polynomial",
    "pseudo_inverse",
    "pseudo_inverse_factors",
    "random_patterns",
    "recall",
    "rectified",
    "run",
    "spins",
    "storkey",
    "synchronous_period",
    "synchronous_run",
    "synchronous_step",
    "theoretical_overlap",
    "to_01",
    "to_pm",
    "trace",
    "update",
]
