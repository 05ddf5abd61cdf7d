import numpy as np
import pytest

from nnlib import datasets, optimizers, regularizers, transfer, tree
from nnlib.arrays import to_numpy
from nnlib.layers import BatchNorm, Conv2D, Dense, Dropout
from nnlib.sequential import Sequential


def trained(X, t):
    net = Sequential([Dense(8, "tanh"), BatchNorm(), Dense(6, "tanh"), Dense(3, "softmax")], seed=0)
    net.compile("adam", "categorical_cross_entropy", learning_rate=0.02)
    net.fit(X, t, epochs=5, seed=0)
    return net


@pytest.fixture
def data(backend):
    X, t = datasets.blobs(60, np.array([[0.0, 2], [2, -1], [-2, -1]]), rng=0)
    return backend(X), backend(t)


def numbers(*trees):
    return [to_numpy(leaf).copy() for leaf in tree.leaves(list(trees))]


def equal(first, second):
    return len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize(
    ("optimizer", "regularizer"),
    [
        (optimizers.sgd(0.5), regularizers.l2(0.1)),
        (optimizers.adamw(0.05, weight_decay=0.1), None),
        (optimizers.momentum(0.1), regularizers.l1(0.1)),
    ],
)
def test_frozen_layers_are_bit_identical_after_training_and_the_head_is_not(data, optimizer, regularizer):
    X, t = data
    net = transfer.freeze(transfer.new_head(trained(X, t), [Dropout(0.2), Dense(3, "softmax")], seed=1), 3)
    before, head = numbers(net.state[:3]), numbers(net.params[4])
    net.compile(optimizer, "categorical_cross_entropy", regularizer=regularizer)
    net.fit(X, t, epochs=3, seed=2)
    assert len(before) == 8  # W, b, γ, β, two running averages, W, b
    assert net.params[:3] == [{}] * 3
    assert equal(numbers(net.state[:3]), before)
    assert not equal(numbers(net.params[4]), head)


def test_a_frozen_net_computes_what_the_net_computed(data):
    X, t = data
    net = trained(X, t)
    for n in range(5):
        np.testing.assert_array_equal(to_numpy(transfer.freeze(net, n).predict(X)), to_numpy(net.predict(X)))


def test_a_frozen_batch_norm_keeps_to_its_running_averages_while_others_train(data):
    X, t = data
    net = transfer.freeze(trained(X, t), 3)
    outputs, _ = net.apply(net.params, net.state, X[:7], train=True)
    np.testing.assert_allclose(to_numpy(outputs), to_numpy(net.predict(X))[:7], rtol=1e-6)


def test_thawing_brings_every_parameter_back(data):
    X, t = data
    net = trained(X, t)
    thawed = transfer.unfreeze(transfer.freeze(transfer.freeze(net, 1), 3))
    assert thawed.layers == net.layers
    assert equal(numbers(thawed.params, thawed.state), numbers(net.params, net.state))
    thawed.compile("sgd", "categorical_cross_entropy", learning_rate=0.1)
    thawed.fit(X, t, epochs=1, seed=0)
    assert not equal(numbers(thawed.params[0]), numbers(net.params[0]))


def test_a_new_head_keeps_the_features_and_leaves_the_old_net_alone(data):
    X, t = data
    net = trained(X, t)
    before = numbers(net.params, net.state)
    new = transfer.new_head(net, [Dense(5, "relu"), Dense(2, "softmax")], keep=2, seed=0)
    assert equal(numbers(new.params[:2]), numbers(net.params[:2]))
    assert new.predict(X).shape == (60, 2)
    new.compile("sgd", "categorical_cross_entropy", learning_rate=0.5)
    new.fit(X, t % 2, epochs=1, seed=0)
    assert equal(numbers(net.params, net.state), before)


def test_a_frozen_net_is_saved_frozen(tmp_path):
    X, _ = datasets.moons(30, rng=0)
    net = transfer.freeze(Sequential([Dense(4, "tanh"), Dense(2, "softmax")], input_shape=2, seed=0), 1)
    net.save(tmp_path / "net.npz")
    again = Sequential.load(tmp_path / "net.npz")
    assert again.layers == net.layers
    np.testing.assert_array_equal(again.predict(X), net.predict(X))


def test_features_of_ten_digits_help_to_tell_odd_from_even_with_few_labels():
    X, t = datasets.digits()
    order = np.random.default_rng(0).permutation(len(X))
    source, test = order[:900], order[1100:]
    net = Sequential([Dense(64, "tanh"), Dense(32, "tanh"), Dense(10, "softmax")], seed=0)
    net.compile("adam", "categorical_cross_entropy")
    net.fit(X[source], t[source], epochs=20, seed=0)

    def accuracy(start, seed):
        few = order[900 + 20 * seed : 920 + 20 * seed]
        start.compile("adam", "categorical_cross_entropy", ["accuracy"], learning_rate=0.01)
        start.fit(X[few], t[few] % 2, epochs=30, batch_size=10, seed=seed)
        return start.evaluate(X[test], t[test] % 2)["accuracy"]

    scratch, frozen = [], []
    for seed in range(8):
        scratch.append(accuracy(Sequential([*net.layers[:2], Dense(2, "softmax")], seed=seed), seed))
        frozen.append(accuracy(transfer.freeze(transfer.new_head(net, [Dense(2, "softmax")], seed=seed), 2), seed))
    assert np.mean(frozen) > np.mean(scratch) + 0.03  # the lesson measured .84 against .75 with 20 labels


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(ValueError, match="no parameters to keep"):
        transfer.freeze(Sequential([Dense(2)]), 1)
    net = Sequential([Dense(3), Dense(2)], input_shape=4)
    with pytest.raises(ValueError, match=r"the net has 2 layers, so 0 … 2 of them can be kept, got 3"):
        transfer.freeze(net, 3)
    with pytest.raises(ValueError, match=r"layer 2 \(Conv2D\)|expects samples of shape"):
        transfer.new_head(net, [Conv2D(2, 3)])
