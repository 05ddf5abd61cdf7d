import numpy as np
import pytest
import torch

from nnlib import stress


def torch_twin(net):
    layers = []
    for k, (W, b) in enumerate(zip(net.Ws, net.bs, strict=True)):
        last, plain = k == len(net.Ws) - 1, not net.norm
        linear = torch.nn.Linear(*W.shape[::-1], bias=last or plain).double()
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(W))
            if linear.bias is not None:
                linear.bias.copy_(torch.tensor(b))
        layers.append(linear)
        if not last:
            layers += ([torch.nn.BatchNorm1d(len(b)).double()] if net.norm else []) + [torch.nn.ReLU()]
    return torch.nn.Sequential(*layers)


@pytest.mark.parametrize("norm", [False, True])
def test_a_step_is_that_of_torch(norm):
    rng = np.random.default_rng(0)
    net = stress.deep_net([4, 6, 5, 3], norm=norm, rng=1)
    twin = torch_twin(net)
    optimizer = torch.optim.SGD(twin.parameters(), lr=0.5)
    for _ in range(3):
        X, t = rng.normal(size=(8, 4)), rng.integers(0, 3, 8)
        net = stress.step(net, X, np.eye(3)[t], 0.5)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(twin(torch.tensor(X)), torch.tensor(t)).backward()
        optimizer.step()
    weights = [layer.weight.detach() for layer in twin if isinstance(layer, torch.nn.Linear)]
    for W, expected in zip(net.Ws, weights, strict=True):
        np.testing.assert_allclose(W, expected, atol=1e-12)
    twin.train()
    scores = stress.forward(net, X, train=True)[0]
    np.testing.assert_allclose(scores, twin(torch.tensor(X)).detach(), atol=1e-10)


def test_an_epoch_uses_every_sample_once_in_the_order_of_its_seed():
    rng = np.random.default_rng(0)
    X, t, net = rng.normal(size=(7, 4)), np.array([0, 1, 2, 0, 1, 2, 0]), stress.deep_net([4, 5, 3], norm=True, rng=0)
    expected = net
    order = np.random.default_rng(3).permutation(7)
    for rows in (order[:3], order[3:6], order[6:]):
        expected = stress.step(expected, X[rows], np.eye(3)[t[rows]], 0.1)
    found = stress.epoch(net, X, t, 0.1, rng=3, batch_size=3)
    assert all(np.array_equal(a, b) for a, b in zip(found.Ws, expected.Ws, strict=True))


def test_accuracy_counts_and_does_not_credit_overflow():
    net = stress.DeepNet([np.eye(2)], [np.zeros(2)], [], [], False)
    X, t = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0], [np.inf, 0.0]]), np.array([0, 1, 1, 1])
    assert stress.accuracy(net, X, t) == 0.5
