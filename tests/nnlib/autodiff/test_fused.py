"""Fused layers and losses: any rank, extreme logits, refusals; their gradients are under the law of test_table."""

import numpy as np
import pytest

from nnlib.autodiff import check_grads, elementwise, grad, value_and_grad
from nnlib.autodiff import primitives as p

torch = pytest.importorskip("torch")
functional = torch.nn.functional


@pytest.mark.parametrize(
    "activation", [None, p.sigmoid, p.softmax, lambda Z: Z * Z], ids=["none", "row", "soft", "any"]
)
@pytest.mark.parametrize("shape", [(3,), (5, 3), (2, 5, 3)])
def test_a_dense_layer_takes_inputs_of_any_rank_and_any_activation(activation, shape, rng):
    X, W, b = rng.normal(size=shape), rng.normal(size=(4, 3)), rng.normal(size=4)
    Z = X @ W.T + b
    np.testing.assert_allclose(p.dense(X, W, b, activation), Z if activation is None else activation(Z), rtol=1e-14)
    check_grads(lambda X, W, b: p.dense(X, W, b, activation), (X, W, b))
    check_grads(lambda X, W: p.dense(X, W, activation=activation), (X, W))


def test_a_dense_layer_joins_an_activation_with_further_parameters(rng):
    @elementwise(lambda out, x, slope: p.where(x > 0, 1.0, slope), None)
    def leaky(x, slope=0.1):
        return np.where(x > 0, x, slope * x)

    check_grads(lambda X, W: p.dense(X, W, activation=leaky), (rng.normal(size=(5, 3)), rng.normal(size=(4, 3))))


def test_a_dense_layer_leaves_its_inputs_alone(rng):
    X, W, b = rng.normal(size=(5, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)
    before = [a.copy() for a in (X, W, b)]
    value_and_grad(lambda *layer: p.sum(p.dense(*layer, p.tanh)), (0, 1, 2))(X, W, b)
    for a, old in zip((X, W, b), before, strict=True):
        np.testing.assert_array_equal(a, old)


@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_cross_entropies_are_those_of_torch_also_at_extreme_logits(scale, backend, rng):
    Z = scale * rng.normal(size=(6, 4))
    classes, shares = rng.integers(0, 4, 6), rng.dirichlet(np.ones(4), 6)
    cases = [
        (p.softmax_cross_entropy, classes, functional.cross_entropy),
        (p.softmax_cross_entropy, shares, functional.cross_entropy),
        (p.sigmoid_cross_entropy, shares, lambda z, t: functional.binary_cross_entropy_with_logits(z, t) * 4),
    ]
    for ours, targets, theirs in cases:
        leaf = torch.tensor(Z, requires_grad=True)
        cost = theirs(leaf, torch.asarray(targets))
        cost.backward()
        value, gradient = value_and_grad(ours)(backend(Z), backend(targets))
        assert float(value) == pytest.approx(cost.item(), rel=1e-12)
        np.testing.assert_allclose(np.asarray(gradient), leaf.grad, rtol=1e-10, atol=1e-14)


def test_smoothed_targets_that_do_not_sum_to_one_are_differentiated_as_written(rng):
    Z, targets = rng.normal(size=(3, 4)), rng.uniform(size=(3, 4))
    check_grads(p.softmax_cross_entropy, (Z, targets))


@pytest.mark.parametrize("cost", [p.softmax_cross_entropy, p.sigmoid_cross_entropy])
def test_a_mean_over_no_samples_is_refused(cost):
    with pytest.raises(ValueError, match=r"at least one row, got logits of shape \(0, 3\)"):
        cost(np.ones((0, 3)), np.ones((0, 3)))


def test_layer_norm_is_that_of_torch(rng, backend):
    x, gamma, beta = rng.normal(size=(2, 5, 4)), rng.normal(size=4), rng.normal(size=4)
    expected = functional.layer_norm(*map(torch.asarray, (x,)), (4,), torch.asarray(gamma), torch.asarray(beta))
    found = p.layer_norm(*map(backend, (x, gamma, beta)))
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-12)
    check_grads(p.layer_norm, tuple(map(backend, (x, gamma, beta))))


@pytest.mark.parametrize("shape", [(6, 3), (4, 3, 2, 2)])
def test_batch_norm_is_that_of_torch(shape, rng, backend):
    x, gamma, beta = rng.normal(size=shape), rng.normal(size=3), rng.normal(size=3)
    expected = functional.batch_norm(
        torch.asarray(x), None, None, torch.asarray(gamma), torch.asarray(beta), training=True, eps=1e-3
    )
    np.testing.assert_allclose(np.asarray(p.batch_norm(*map(backend, (x, gamma, beta)), 1e-3)), expected, rtol=1e-12)
    check_grads(lambda *a: p.batch_norm(*a, eps=1e-3), tuple(map(backend, (x, gamma, beta))))


@pytest.mark.parametrize(("pool", "theirs"), [(p.max_pool2d, "max_pool2d"), (p.avg_pool2d, "avg_pool2d")])
@pytest.mark.parametrize(("size", "stride"), [(2, None), ((2, 3), None), (3, 1), (2, (1, 2))])
def test_pools_are_those_of_torch(pool, theirs, size, stride, rng, backend):
    x = rng.normal(size=(2, 3, 7, 6))
    expected = getattr(functional, theirs)(torch.asarray(x), size, stride)
    np.testing.assert_allclose(np.asarray(pool(backend(x), size, stride)), expected, rtol=1e-12, atol=1e-15)


def test_of_equal_ones_in_a_window_the_first_has_the_whole_derivative(backend):
    gradient = grad(lambda x: p.sum(p.max_pool2d(x, 2)))(backend(np.ones((1, 1, 2, 4))))
    np.testing.assert_array_equal(np.asarray(gradient)[0, 0], [[1, 0, 1, 0], [0, 0, 0, 0]])


def test_a_convolution_made_in_several_blocks_is_that_of_torch(rng, monkeypatch):
    monkeypatch.setattr("nnlib.autodiff.primitives.convolution._NUMBERS_IN_A_BLOCK", 1000)
    x, w, b = rng.normal(size=(7, 3, 9, 8)), rng.normal(size=(4, 3, 3, 2)), rng.normal(size=4)
    leaves = [torch.tensor(a, requires_grad=True) for a in (x, w, b)]
    expected = functional.conv2d(*leaves, stride=(2, 1), padding=1)
    expected.square().sum().backward()
    value, gradients = value_and_grad(lambda *a: p.sum(p.conv2d(*a, (2, 1), 1) ** 2), (0, 1, 2))(x, w, b)
    assert value == pytest.approx(expected.square().sum().item(), rel=1e-13)
    for ours, leaf in zip(gradients, leaves, strict=True):
        np.testing.assert_allclose(ours, leaf.grad, rtol=1e-10, atol=1e-11)


def test_convolutions_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"equal c_in, got \(1, 2, 5, 5\) and \(4, 3, 3, 3\)"):
        p.conv2d(np.ones((1, 2, 5, 5)), np.ones((4, 3, 3, 3)))
    with pytest.raises(ValueError, match=r"windows of size \(3, 3\) do not fit into images of size \(2, 5\); pad them"):
        p.conv2d(np.ones((1, 3, 2, 5)), np.ones((4, 3, 3, 3)))
