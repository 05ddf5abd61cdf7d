"""Neurons that spike: leaky integrate-and-fire cells, their input, and their rates.

``membrane`` simulates many cells at once, ``synapses`` makes their input, ``rates`` counts spikes and predicts them.
Times are in ms, voltages in mV, currents in nA, resistances in MΩ, rates in Hz; time runs along the first axis.

>>> import numpy as np
>>> from nnlib.neurons import f_i_curve, lif_rate
>>> currents = np.array([1.9, 2.1, 2.5, 3.0, 4.0])
>>> f_i_curve(currents)
array([  0.,  31.,  55.,  77., 112.])
>>> lif_rate(currents).round(1)
array([  0. ,  30.8,  55.3,  77. , 112. ])
"""

from nnlib.neurons.membrane import Simulation, lif_run, lif_step
from nnlib.neurons.rates import f_i_curve, firing_rate, interval_variation, lif_rate, noisy_rate, rheobase
from nnlib.neurons.synapses import (
    balanced_input,
    input_moments,
    poisson_spikes,
    synaptic_current,
    synaptic_drive,
    weighted_sum,
)

__all__ = [
    "Simulation",
    "balanced_input",
    "f_i_curve",
    "firing_rate",
    "input_moments",
    "interval_variation",
    "lif_rate",
    "lif_run",
    "lif_step",
    "noisy_rate",
    "poisson_spikes",
    "rheobase",
    "synaptic_current",
    "synaptic_drive",
    "weighted_sum",
]
