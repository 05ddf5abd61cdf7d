"""Annealing in both of its uses: to find deep valleys, and to measure how much probability there is.

``simulated`` cools a Boltzmann machine until it freezes in a state of low energy; ``importance`` estimates the
partition function of a restricted or deep machine that is too large to be summed.
"""

from nnlib.annealing.importance import Estimate, annealed_importance_sampling, schedule
from nnlib.annealing.simulated import geometric_cooling, greedy_descent, simulated_annealing

__all__ = [
    "Estimate",
    "annealed_importance_sampling",
    "geometric_cooling",
    "greedy_descent",
    "schedule",
    "simulated_annealing",
]
