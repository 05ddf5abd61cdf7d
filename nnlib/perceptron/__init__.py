"""The perceptron: a threshold unit, Rosenblatt's rule, the delta rule, and what they can and cannot do."""

from nnlib.perceptron.bounds import mistake_bound, separable_dichotomies
from nnlib.perceptron.gates import GATES, full_adder, gate, half_adder
from nnlib.perceptron.learning import delta_rule_gradient, perceptron_step, train_perceptron
from nnlib.perceptron.unit import augment, decision_line, predict, step

__all__ = [
    "GATES",
    "augment",
    "decision_line",
    "delta_rule_gradient",
    "full_adder",
    "gate",
    "half_adder",
    "mistake_bound",
    "perceptron_step",
    "predict",
    "separable_dichotomies",
    "step",
    "train_perceptron",
]
