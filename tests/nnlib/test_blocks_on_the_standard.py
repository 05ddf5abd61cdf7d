"""The building blocks on a library that knows the array API standard and nothing else."""

import array_api_strict as xp
import numpy as np
import pytest

from nnlib import activations, autodiff, initializers, losses, metrics, optimizers, preprocessing, regularizers
from nnlib.activations import PROPERTIES

X = np.linspace(-3, 3, 12).reshape(3, 4) + 0.05
LABELS = np.array([0, 2, 3])
LOSSES = [
    "quadratic",
    "mse",
    "binary_cross_entropy",
    "binary_cross_entropy_logits",
    "categorical_cross_entropy",
    "categorical_cross_entropy_logits",
    "hinge",
]


def same(f, *arrays):
    """Compute on the strict library and compare with NumPy."""
    strict = f(*map(xp.asarray, arrays))
    np.testing.assert_allclose(np.asarray(strict), f(*arrays), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", PROPERTIES)
def test_activations_and_their_derivatives(name):
    same(activations.get(name), X)
    same(lambda x: activations.derivative(name, x), X)


@pytest.mark.parametrize("name", LOSSES)
def test_losses_and_their_gradients(name):
    A, Y = activations.softmax(X), np.eye(4)[LABELS]
    same(losses.get(name), Y, A)
    same(autodiff.grad(losses.get(name), 1), Y, A)


@pytest.mark.parametrize("name", [name for name in LOSSES if name.startswith("categorical")])
def test_losses_of_labels(name):
    same(losses.get(name), LABELS, activations.softmax(X))


@pytest.mark.parametrize("name", ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"])
def test_optimizers(name):
    optimizer = optimizers.get(name)
    same(lambda p: optimizer.update([p], [p], optimizer.init([p]))[0][0], X)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: optimizers.clip_by_norm([x], 1.0)[0],
        lambda x: optimizers.clip_by_value([x], 1.0)[0],
        lambda x: regularizers.l1(0.1).gradient([x])[0],
        lambda x: regularizers.l1(0.1).penalty([x]),
        lambda x: regularizers.l2(0.1).penalty([x]),
        lambda x: regularizers.max_norm(x, 0.5),
        lambda x: regularizers.soft_threshold(x, 0.5),
        lambda x: preprocessing.standardize(x)[0],
        lambda x: preprocessing.impute(x)[0],
        lambda x: preprocessing.clip_outliers(x, k=0.1)[0],
        lambda x: preprocessing.project(x, preprocessing.principal_components(x, 1)),
        lambda x: initializers.he((3, 4), rng=0, like=x),
    ],
)
def test_what_is_done_to_weights_and_data(f):
    same(f, X)


def test_metrics():
    same(metrics.accuracy, LABELS, X)
    same(metrics.confusion_matrix, LABELS, X)
    same(lambda t, a: metrics.top_k_accuracy(t, a, 2), LABELS, X)
    same(preprocessing.one_hot, LABELS)
