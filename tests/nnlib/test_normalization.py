import numpy as np
import pytest
import torch

from nnlib.normalization import batchnorm, batchnorm_back, layernorm


@pytest.fixture
def batch():
    rng = np.random.default_rng(0)
    stats = rng.normal(size=5), rng.uniform(0.5, 2, 5)
    return 3 * rng.normal(size=(4, 5)) + 1, rng.normal(size=5), rng.normal(size=5), stats


def by_torch(X, gamma, beta, stats, train, eps, rho):
    norm = torch.nn.BatchNorm1d(5, eps=eps, momentum=rho).double().train(train)
    with torch.no_grad():
        for own, given in zip(
            [norm.weight, norm.bias, norm.running_mean, norm.running_var], [gamma, beta, *stats], strict=True
        ):
            own.copy_(torch.tensor(given))
    inputs = torch.tensor(X, requires_grad=True)
    return norm, inputs, norm(inputs)


@pytest.mark.parametrize("train", [True, False])
def test_outputs_and_running_means_are_those_of_torch(batch, train):
    norm, _, expected = by_torch(*batch, train, 0.2, 0.3)
    Y, _, (mean, _) = batchnorm(*batch, train, 0.2, 0.3)
    np.testing.assert_allclose(Y, expected.detach())
    np.testing.assert_allclose(mean, norm.running_mean)


def test_the_running_variance_averages_mean_squares(batch):
    X, _, _, (_, old) = batch
    variance = batchnorm(*batch, True, 0.2, 0.3)[2][1]
    np.testing.assert_allclose(variance, 0.7 * old + 0.3 * ((X - X.mean(0)) ** 2).mean(0))


def test_outside_of_training_the_averages_stay(batch):
    stats = batchnorm(*batch, False)[2]
    assert all(np.array_equal(new, old) for new, old in zip(stats, batch[3], strict=True))


def test_gradients_are_those_of_torch(batch):
    norm, inputs, outputs = by_torch(*batch, True, 0.2, 0.3)
    dY = np.random.default_rng(1).normal(size=(4, 5))
    outputs.backward(torch.tensor(dY))
    dX, dgamma, dbeta = batchnorm_back(dY, batchnorm(*batch, True, 0.2)[1])
    np.testing.assert_allclose(dX, inputs.grad, atol=1e-12)
    np.testing.assert_allclose(dgamma, norm.weight.grad)
    np.testing.assert_allclose(dbeta, norm.bias.grad)


def test_layer_norm_is_that_of_torch(batch):
    X, gamma, beta, _ = batch
    expected = torch.nn.functional.layer_norm(torch.tensor(X), (5,), torch.tensor(gamma), torch.tensor(beta), 0.3)
    np.testing.assert_allclose(layernorm(X, gamma, beta, 0.3), expected)
