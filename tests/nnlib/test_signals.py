import itertools
import math

import numpy as np
import pytest
import torch

from nnlib import initializers, signals
from nnlib.arrays import to_numpy


def relu(z):
    return np.maximum(z, 0)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def wide(rng, variance, depth=4, width=600):
    return [variance**0.5 * rng.normal(size=(width, width)) for _ in range(depth)]


@pytest.mark.parametrize(
    ("g", "share", "variance"),
    [(lambda z: z, 1.0, 1 / 600), (relu, 0.5, 2 / 600), (relu, 0.5, 1 / 600), (lambda z: z, 1.0, 3 / 600)],
)
def test_wide_layers_multiply_the_size_as_predicted(rng, g, share, variance):
    measured = signals.layer_rms(rng.normal(size=(20, 600)), wide(rng, variance), g)
    predicted = signals.predict_rms([600] * 5, [variance] * 4, share)
    np.testing.assert_allclose(measured, predicted, rtol=0.2)


def test_the_prediction_multiplies_the_inputs_of_each_layer():
    np.testing.assert_allclose(signals.predict_rms([100, 50, 20], [0.04, 0.06], 0.5), [math.sqrt(2), math.sqrt(3)])


def test_gradients_by_layer_are_those_of_torch(rng):
    sizes = [3, 5, 4, 6]
    Ws = [rng.normal(size=(b, a)) for a, b in itertools.pairwise(sizes)]
    X, G = rng.normal(size=(7, 3)), rng.normal(size=(7, 6))
    H = torch.tensor(X, requires_grad=True)
    Hs = [H]
    for W in Ws:
        H = torch.tanh(H @ torch.tensor(W).T)
        H.retain_grad()
        Hs.append(H)
    (H * torch.tensor(G)).sum().backward()
    expected = [float(H.grad.pow(2).mean().sqrt()) for H in Hs]
    Zs, _ = signals.forward(X, Ws, np.tanh)
    np.testing.assert_allclose(signals.grad_by_layer(Ws, Zs, lambda Z: 1 - np.tanh(Z) ** 2, G), expected)


def test_the_gradient_around_a_layer_is_that_of_torch(rng):
    X, W, G = rng.normal(size=(3, 4)), rng.normal(size=(4, 4)), rng.normal(size=(3, 4))
    inputs = torch.tensor(X, requires_grad=True)
    output = inputs + torch.tanh(inputs @ torch.tensor(W).T)
    output.backward(torch.tensor(G))
    np.testing.assert_allclose(signals.residual(X, W, np.tanh), output.detach())
    np.testing.assert_allclose(signals.residual_back(G, X, W, lambda Z: 1 - np.tanh(Z) ** 2), inputs.grad)


@pytest.mark.parametrize("kind", ["zeros", "normal", "lecun", "he"])
def test_scaled_normal_numbers_are_what_the_initializers_draw(kind):
    z = np.random.default_rng(5).standard_normal((3, 7))
    np.testing.assert_allclose(signals.init(kind, z), getattr(initializers, kind)((3, 7), rng=5))


@pytest.mark.parametrize(("kind", "name"), [("heuristic", "uniform"), ("glorot", "glorot_uniform")])
def test_scaled_uniform_numbers_are_what_the_initializers_draw(kind, name):
    u = np.random.default_rng(5).uniform(-1, 1, (3, 7))
    np.testing.assert_allclose(signals.init(kind, u), getattr(initializers, name)((3, 7), rng=5))


def test_silent_units_are_zero_for_every_sample():
    assert signals.silent(np.array([[0.0, 0.0, 1.0, 0.0], [0.0, 2.0, 3.0, 0.0]])) == 0.5


def test_torch_tensors_stay_torch_tensors(rng):
    X, W = rng.normal(size=(3, 4)), rng.normal(size=(4, 4))
    found = signals.layer_rms(torch.tensor(X), [torch.tensor(W)], torch.tanh)
    assert isinstance(found, torch.Tensor)
    np.testing.assert_allclose(to_numpy(found), [np.sqrt(np.mean(np.tanh(X @ W.T) ** 2))])
