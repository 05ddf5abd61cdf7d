"""Backpropagation by hand: the four equations as functions, and the network that trains with them.

>>> from nnlib import datasets
>>> from nnlib.backprop import Network
>>> X, t = datasets.digits()
>>> net = Network([64, 30, 10], rng=0)
>>> accuracies = net.fit(X[:1500], t[:1500], epochs=5, batch_size=10, eta=3.0, rng=0)
>>> accuracies[-1] > 0.9
True
"""

from nnlib.backprop.equations import ACTIVATIONS, LOSSES, backprop, bp1, bp2, bp34, mlp_forward
from nnlib.backprop.network import Network

__all__ = ["ACTIVATIONS", "LOSSES", "Network", "backprop", "bp1", "bp2", "bp34", "mlp_forward"]
