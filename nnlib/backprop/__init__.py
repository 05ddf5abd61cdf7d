"""Backpropagation by hand: local rules on a graph, the four equations, a gradient check, and a network that trains.

>>> from nnlib import datasets
>>> from nnlib.backprop import Network
>>> X, t = datasets.digits()
>>> net = Network([64, 30, 10], rng=0)
>>> accuracies = net.fit(X[:1500], t[:1500], epochs=5, batch_size=10, eta=3.0, rng=0)
>>> accuracies[-1] > 0.9
True
"""

from nnlib.backprop.equations import ACTIVATIONS, LOSSES, backprop, bp1, bp2, bp34, mlp_forward
from nnlib.backprop.gradient_check import grad_check, grad_errors
from nnlib.backprop.local_rules import add_back, branch_back, graph_xyz, max_back, multiply_back, relu_back
from nnlib.backprop.network import Network, sgd

__all__ = [
    "ACTIVATIONS",
    "LOSSES",
    "Network",
    "add_back",
    "backprop",
    "bp1",
    "bp2",
    "bp34",
    "branch_back",
    "grad_check",
    "grad_errors",
    "graph_xyz",
    "max_back",
    "mlp_forward",
    "multiply_back",
    "relu_back",
    "sgd",
]
