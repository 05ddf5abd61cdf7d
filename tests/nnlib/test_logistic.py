import numpy as np
import pytest

from nnlib import logistic
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")


@pytest.fixture
def problem(rng):
    return rng.normal(size=(40, 3)), rng.integers(0, 2, 40).astype(float), rng.normal(size=3), 0.3


def test_loss_and_gradient_are_those_of_torch(problem, backend):
    X, t, w, b = problem
    weight, bias = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    z = torch.tensor(X) @ weight + bias
    loss = torch.nn.functional.binary_cross_entropy_with_logits(z, torch.tensor(t))
    loss.backward()
    arguments = backend(X), backend(t), backend(w), b
    assert float(logistic.logistic_loss(*arguments)) == pytest.approx(loss.item())
    gw, gb = logistic.logistic_gradient(*arguments)
    assert to_numpy(gw) == pytest.approx(weight.grad.numpy())
    assert float(gb) == pytest.approx(bias.grad.item())


def test_an_epoch_is_torchs_sgd_on_the_same_batches(problem):
    X, t, w, b = problem
    batches = np.split(np.random.default_rng(1).permutation(40), [16, 32])
    weight, bias = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer, expected = torch.optim.SGD([weight, bias], lr=0.5), []
    for batch in batches:
        optimizer.zero_grad()
        z = torch.tensor(X[batch]) @ weight + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(z, torch.tensor(t[batch]))
        loss.backward()
        optimizer.step()
        expected.append(loss.item())
    new_w, new_b, losses = logistic.sgd_epoch(X, t, w, b, 0.5, batches)
    assert new_w == pytest.approx(weight.detach().numpy())
    assert float(new_b) == pytest.approx(bias.item())
    assert losses == pytest.approx(expected)


def test_the_noise_of_a_mini_batch_is_that_of_sampling_without_replacement(problem):
    X, t, w, b = problem
    single = [logistic.logistic_gradient(X[[i]], t[[i]], w, b)[0] for i in range(40)]
    V = np.mean(np.sum((single - np.mean(single, axis=0)) ** 2, axis=1))
    orders = np.array([np.random.default_rng(s).permutation(40) for s in range(3000)])
    sizes = [1, 4, 20, 40]
    noise = logistic.gradient_noise(X, t, w, b, sizes, orders)
    assert noise == pytest.approx([(40 - m) / 39 * V / m for m in sizes], rel=0.06, abs=1e-12)


def test_shapes_that_do_not_fit_are_refused(problem):
    X, t, w, b = problem
    with pytest.raises(ValueError, match=r"got \(40, 3\), \(40,\), \(2,\)"):
        logistic.logistic_gradient(X, t, w[:2], b)


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy"])
def test_the_single_neuron_walks_down_torchs_gradient(cost):
    w, b = torch.tensor(0.7, dtype=torch.float64), torch.tensor(1.6, dtype=torch.float64)
    expected = []
    for _ in range(20):
        w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
        a = torch.sigmoid(w * 1.0 + b)
        loss = a**2 / 2 if cost == "quadratic" else -torch.log(1 - a)
        loss.backward()
        expected.append(a.item())
        w, b = w - 0.4 * w.grad, b - 0.4 * b.grad
    assert logistic.train_neuron(cost, 0.7, 1.6, 0.4, 20) == pytest.approx(expected)


def test_a_single_neuron_has_two_costs_only():
    with pytest.raises(ValueError, match="cost must be 'quadratic' or 'cross-entropy', got 'hinge'"):
        logistic.train_neuron("hinge", 1.0, 1.0, 0.1, 3)
