"""Deep belief nets: greedy training, dreams, and the network that fine-tuning starts from."""

import itertools

import numpy as np
import pytest
from scipy.special import expit
from sklearn.datasets import load_digits

from nnlib import boltzmann, dbn, rbm


def machine(h, d, seed=0, scale=1.0):
    rng = np.random.default_rng(seed)
    return rbm.Parameters(*(scale * rng.normal(size=shape) for shape in ((h, d), d, h)))


def digits():
    X, t = load_digits(return_X_y=True)
    return (X / 16 > 0.5).astype(np.float32), t


def test_each_machine_is_trained_on_what_the_one_below_makes_of_the_data(backend):
    V = backend(digits()[0][:200])
    machines = dbn.pretrain(V, [12, 7], rng=np.random.default_rng(0), epochs=2, learning_rate=0.1)
    rng = np.random.default_rng(0)
    first, _ = rbm.train(V, rbm.initial(V, 12, rng=rng), rng=rng, epochs=2, learning_rate=0.1)
    H = rbm.hidden_probability(V, first.W, first.c)
    second, _ = rbm.train(H, rbm.initial(H, 7, rng=rng), rng=rng, epochs=2, learning_rate=0.1)
    for ours, expected in zip([*machines[0], *machines[1]], [*first, *second], strict=True):
        np.testing.assert_array_equal(ours, expected)
        assert ours.dtype == V.dtype


def test_the_upward_pass_composes_sigmoids(backend):
    bottom, top = machine(4, 6), machine(3, 4, seed=1)
    V = np.random.default_rng(2).random((5, 6))
    layers = dbn.up(backend(V), [rbm.Parameters(*map(backend, bottom)), rbm.Parameters(*map(backend, top))])
    H = expit(V @ bottom.W.T + bottom.c)
    np.testing.assert_allclose(layers[0], H)
    np.testing.assert_allclose(layers[1], expit(H @ top.W.T + top.c))


def test_dreams_follow_the_top_machine_and_one_pass_down():
    """With three units a layer the distribution P(v) = Σ P(v|h) P_top(h) can be listed."""
    bottom, top = machine(3, 3, scale=4), machine(2, 3, seed=1)
    S = np.array(list(itertools.product([0.0, 1.0], repeat=3)))
    expected = rbm.visible_distribution(*top) @ expit(S @ bottom.W + bottom.b)
    means = dbn.fantasies([bottom, top], 20_000, steps=40, rng=np.random.default_rng(3))
    np.testing.assert_allclose(means.mean(axis=0), expected, atol=0.015)


def test_a_stack_of_one_dreams_like_its_machine():
    p = machine(4, 5)
    ours = dbn.fantasies([p], 6, steps=3, rng=np.random.default_rng(4))
    np.testing.assert_array_equal(ours, rbm.fantasies(*p, 6, steps=3, rng=np.random.default_rng(4)))


@pytest.mark.parametrize("visible", [rbm.BINARY, rbm.Gaussian(0.5)], ids=["binary", "Gaussian"])
def test_the_network_computes_the_upward_pass(backend, visible):
    machines = [rbm.Parameters(*map(backend, m)) for m in (machine(4, 6), machine(3, 4, seed=1))]
    V = backend(np.random.default_rng(5).random((9, 6)))
    net = dbn.network(machines, 2, seed=0, visible=visible)
    top = dbn.up(V, machines, visible=visible)[-1]
    head = {name: np.asarray(value) for name, value in net.params[-1].items()}
    logits = np.asarray(top) @ head["W"].T + head["b"]
    np.testing.assert_allclose(net.predict(V), np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))


def test_fine_tuning_starts_ahead_with_pre_trained_layers():
    """500 digits, three sigmoid layers: from Glorot's random weights hardly anything has happened by then."""
    V, t = digits()
    rng = np.random.default_rng(0)
    machines = dbn.pretrain(V, [64, 64, 64], rng=rng, epochs=20, learning_rate=0.1, batch_size=20)
    fresh = [_fresh(machine) for machine in machines]
    scores = []
    for net in (dbn.network(machines, 10, seed=0), dbn.network(fresh, 10, seed=0)):
        net.compile("sgd", "categorical_cross_entropy", learning_rate=0.1)
        net.fit(V[:500], t[:500], epochs=30, batch_size=20, seed=0, verbose=False)
        scores.append(np.mean(np.argmax(net.predict(V[500:]), axis=1) == t[500:]))
    assert scores[0] > 0.75
    assert scores[0] > scores[1] + 0.2


def _fresh(machine):
    (h, d), rng = machine.W.shape, np.random.default_rng(1)
    W = rng.uniform(-1, 1, (h, d)) * (6 / (h + d)) ** 0.5
    return machine._replace(W=W.astype(np.float32), c=0 * machine.c)


def test_gaussian_data_have_a_gaussian_machine_at_the_bottom_only():
    V = np.random.default_rng(6).normal(size=(100, 4))
    machines = dbn.pretrain(
        V, [5, 3], rng=np.random.default_rng(0), visible=rbm.Gaussian(), epochs=3, learning_rate=0.01
    )
    assert [m.W.shape for m in machines] == [(5, 4), (3, 5)]
    dreams = dbn.fantasies(machines, 7, steps=5, rng=np.random.default_rng(0), visible=rbm.Gaussian())
    assert dreams.shape == (7, 4)
    assert dreams.min() < 0


def test_a_stack_without_layers_gets_a_sentence():
    with pytest.raises(ValueError, match=r"number of layers, len\(sizes\), must be at least 1, got 0"):
        dbn.pretrain(boltzmann.bars_and_stripes(2), [], rng=np.random.default_rng(0), epochs=1)
