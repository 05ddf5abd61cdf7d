import itertools

import numpy as np
import pytest

from nnlib import backprop as bp
from nnlib import datasets
from nnlib.arrays import to_numpy

SIZES = (5, 4, 3, 2)
PAIRS = [("sigmoid", "quadratic"), ("tanh", "quadratic"), ("relu", "quadratic"), ("sigmoid", "cross_entropy")]


def mlp(rng, sizes=SIZES, n=7):
    Ws = [rng.standard_normal((m, k)) for k, m in itertools.pairwise(sizes)]
    bs = [rng.standard_normal(m) for m in sizes[1:]]
    return rng.standard_normal((n, sizes[0])), rng.random((n, sizes[-1])), Ws, bs


def torch_cost(torch, X, Y, Ws, bs, activation, loss):
    A = X
    for W, b in zip(Ws, bs, strict=True):
        A = getattr(torch, activation)(torch.nn.functional.linear(A, W, b))
    if loss == "quadratic":
        return ((A - Y) ** 2).sum() / (2 * len(X))
    return torch.nn.functional.binary_cross_entropy(A, Y, reduction="sum") / len(X)


@pytest.mark.parametrize(("activation", "loss"), PAIRS)
def test_every_gradient_is_the_one_of_torch_autograd(rng, backend, activation, loss):
    torch = pytest.importorskip("torch")
    X, Y, Ws, bs = mlp(rng)
    leaves = [torch.tensor(p, requires_grad=True) for p in (*Ws, *bs)]
    torch_cost(torch, torch.tensor(X), torch.tensor(Y), leaves[:3], leaves[3:], activation, loss).backward()
    gWs, gbs = bp.backprop(
        backend(X), backend(Y), [backend(W) for W in Ws], [backend(b) for b in bs], activation=activation, loss=loss
    )
    for gradient, leaf in zip(gWs + gbs, leaves, strict=True):
        np.testing.assert_allclose(to_numpy(gradient), leaf.grad, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_every_gradient_agrees_with_central_differences(rng, activation):
    X, Y, Ws, bs = mlp(rng)

    def cost():
        return ((bp.mlp_forward(X, Ws, bs, activation)[1][-1] - Y) ** 2).sum() / (2 * len(X))

    gWs, gbs = bp.backprop(X, Y, Ws, bs, activation=activation)
    h = 1e-6
    for parameter, gradient in zip(Ws + bs, gWs + gbs, strict=True):
        for place in np.ndindex(parameter.shape):
            value = parameter[place]
            parameter[place] = value + h
            above = cost()
            parameter[place] = value - h
            below = cost()
            parameter[place] = value
            assert gradient[place] == pytest.approx((above - below) / (2 * h), rel=1e-6, abs=1e-10)


def test_the_forward_pass_keeps_each_layer_s_weighted_inputs_and_activations(rng):
    X, _, Ws, bs = mlp(rng)
    Zs, As = bp.mlp_forward(X, Ws, bs, "tanh")
    assert [Z.shape for Z in Zs] == [(7, 4), (7, 3), (7, 2)]
    assert As[0] is X
    for Z, A in zip(Zs, As[1:], strict=True):
        np.testing.assert_allclose(A, np.tanh(Z), rtol=1e-15)


def test_a_saturated_sigmoid_neither_overflows_nor_warns():
    g, dg = bp.ACTIVATIONS["sigmoid"]
    Z = np.array([-1e4, 0, 1e4])
    np.testing.assert_array_equal(g(Z), [0, 0.5, 1])
    np.testing.assert_array_equal(dg(Z), [0, 0.25, 0])


def test_arguments_are_not_changed(rng):
    X, Y, Ws, bs = mlp(rng)
    before = [a.copy() for a in (X, Y, *Ws, *bs)]
    bp.backprop(X, Y, Ws, bs)
    for a, b in zip((X, Y, *Ws, *bs), before, strict=True):
        np.testing.assert_array_equal(a, b)


def test_float32_remains_float32(rng):
    X, Y, Ws, bs = mlp(rng)
    single = [np.float32(X), np.float32(Y), [np.float32(W) for W in Ws], [np.float32(b) for b in bs]]
    gWs, gbs = bp.backprop(*single)
    assert {g.dtype for g in gWs + gbs} == {np.dtype(np.float32)}


def test_shapes_are_computed_without_values_on_the_meta_device(rng):
    torch = pytest.importorskip("torch")
    X, Y, Ws, bs = mlp(rng)
    meta = [torch.empty(a.shape, device="meta") for a in (X, Y, *Ws, *bs)]
    gWs, gbs = bp.backprop(meta[0], meta[1], meta[2:5], meta[5:])
    assert [g.shape for g in gWs + gbs] == [p.shape for p in meta[2:]]


def test_one_epoch_of_one_batch_is_one_step_of_gradient_descent_with_decay(rng):
    torch = pytest.importorskip("torch")
    net = bp.Network([5, 4, 3], rng=0, loss="cross_entropy")
    X, t = rng.random((6, 5)), np.array([0, 1, 2, 0, 1, 2])
    leaves = [torch.tensor(p, requires_grad=True) for p in (*net.Ws, *net.bs)]
    Y = torch.nn.functional.one_hot(torch.tensor(t)).double()
    torch_cost(torch, torch.tensor(X), Y, leaves[:2], leaves[2:], "sigmoid", "cross_entropy").backward()
    net.fit(X, t, epochs=1, batch_size=6, eta=0.5, lmbda=0.12, rng=0)
    with torch.no_grad():
        for leaf, W in zip(leaves[:2], net.Ws, strict=True):
            np.testing.assert_allclose(W, (1 - 0.5 * 0.12 / 6) * leaf - 0.5 * leaf.grad, rtol=1e-12)
        for leaf, b in zip(leaves[2:], net.bs, strict=True):
            np.testing.assert_allclose(b, leaf - 0.5 * leaf.grad, rtol=1e-12)


def test_the_network_of_the_lesson_learns_the_digits(rng):
    X, t = datasets.digits()
    order = rng.permutation(len(X))
    train, test = order[:1437], order[1437:]
    net = bp.Network([64, 30, 10], rng=1)
    accuracies = net.fit(X[train], t[train], epochs=30, batch_size=10, eta=3.0, rng=1, validation=(X[test], t[test]))
    assert accuracies[4] > 0.94
    assert accuracies[-1] > 0.965
    assert net.accuracy(X[train], t[train]) > 0.985


def test_a_seed_gives_the_same_network_on_numpy_and_torch(backend):
    X, t = datasets.moons(50, rng=0)
    reference, net = bp.Network([2, 6, 2], rng=3), bp.Network([2, 6, 2], rng=3, like=backend(X))
    for network, data in ((reference, (X, t)), (net, (backend(X), backend(t)))):
        network.fit(*data, epochs=3, batch_size=8, eta=1.0, rng=4)
    for W, V in zip(reference.Ws, net.Ws, strict=True):
        np.testing.assert_allclose(to_numpy(V), W, rtol=1e-10)


def test_what_does_not_fit_is_refused_with_a_way_out(rng):
    X, Y, Ws, bs = mlp(rng)
    with pytest.raises(ValueError, match=r"layer 2 must have shape \(3, 4\).*got \(4, 3\); did you transpose\?"):
        bp.backprop(X, Y, [Ws[0], Ws[1].T, Ws[2]], bs)
    with pytest.raises(ValueError, match=r"Y must have shape \(7, 2\)"):
        bp.backprop(X, Y[:, 0], Ws, bs)
    with pytest.raises(ValueError, match="at least one sample"):
        bp.backprop(X[:0], Y[:0], Ws, bs)
    with pytest.raises(ValueError, match=r"did you mean 'sigmoid'\?"):
        bp.backprop(X, Y, Ws, bs, activation="sigmoit")
    with pytest.raises(ValueError, match="cross_entropy expects sigmoid outputs"):
        bp.backprop(X, Y, Ws, bs, activation="tanh", loss="cross_entropy")
    with pytest.raises(ValueError, match="labels must be 0 … 1 for 2 classes"):
        bp.Network([5, 2], rng=0).fit(X, np.full(7, 2), epochs=1, batch_size=2, eta=1)
