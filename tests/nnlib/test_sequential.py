import numpy as np
import pytest

from nnlib import datasets, layers, optimizers, regularizers, tree
from nnlib.arrays import asarray, to_numpy
from nnlib.callbacks import EarlyStopping
from nnlib.layers import Dense, Dropout
from nnlib.sequential import Sequential


def small(loss="categorical_cross_entropy", last="softmax", seed=0, **options):
    net = Sequential([Dense(6, "tanh"), Dense(3, last)], seed=seed, **options)
    net.compile("sgd", loss, ["accuracy"], learning_rate=0.5)
    return net


def blobs(n=60):
    return datasets.blobs(n, np.array([[0.0, 2], [2, -1], [-2, -1]]), rng=0)


def test_the_summary_of_the_slides_net_counts_37_parameters():
    net = Sequential([Dense(4, "relu"), Dense(4, "relu"), Dense(1, "sigmoid")], input_shape=2)
    summary = net.summary()
    assert list(summary) == [("dense_1", (4,), 12), ("dense_2", (4,), 20), ("dense_3", (1,), 5)]
    assert summary.total == 37
    assert "37 parameters" in repr(summary)
    assert "<td>dense_2</td><td>(n, 4)</td><td>20</td>" in summary._repr_html_()


def test_a_summary_counts_what_torch_counts():
    torch = pytest.importorskip("torch")
    net = Sequential([layers.Conv2D(4, 3), layers.BatchNorm(), layers.Flatten(), Dense(10)], input_shape=(1, 8, 8))
    reference = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.Flatten(), torch.nn.Linear(144, 10)
    )
    assert net.summary().total == sum(p.numel() for p in reference.parameters())


def test_xor_is_learned_from_most_starts():
    X, t = datasets.truth_table("XOR")
    solved = 0
    for seed in range(10):
        net = Sequential([Dense(4, "tanh"), Dense(1, "sigmoid")], seed=seed)
        net.compile("adam", "binary_cross_entropy", learning_rate=0.05)
        solved += net.fit(X, t, epochs=500, batch_size=4, seed=seed)["loss"][-1] < 0.01
    assert solved >= 7  # 17 of 20 were measured for the lesson


def test_digits_are_learned_to_97_percent_in_twelve_lines():
    X, t = datasets.digits()
    order = np.random.default_rng(0).permutation(len(X))
    train, test = order[:1437], order[1437:]

    net = Sequential([Dense(64, "relu"), Dense(10, "softmax")], seed=0)
    net.compile("adam", "categorical_cross_entropy", metrics=["accuracy"])
    net.fit(X[train], t[train], epochs=30, seed=0)
    assert net.evaluate(X[test], t[test])["accuracy"] > 0.97


@pytest.mark.parametrize("dropped", [False, True])
def test_a_seed_makes_two_trainings_bit_equal(backend, dropped):
    X, t = map(backend, blobs())
    nets = [small(), small()]
    for net in nets:
        if dropped:
            net.layers.insert(1, Dropout(0.3))
            net.compile("adam", "categorical_cross_entropy")
        net.fit(X, t, epochs=3, batch_size=7, seed=5)
    for p, q in zip(*(tree.leaves(net.params) for net in nets), strict=True):
        np.testing.assert_array_equal(to_numpy(p), to_numpy(q))


def test_a_seed_makes_the_same_net_on_numpy_and_torch(backend):
    X, t = blobs()
    reference, net = small(), small()
    reference.fit(X, t, epochs=3, batch_size=7, seed=5)
    net.fit(backend(X), backend(t), epochs=3, batch_size=7, seed=5)
    for p, q in zip(tree.leaves(reference.params), tree.leaves(net.params), strict=True):
        np.testing.assert_allclose(to_numpy(q), p, rtol=1e-9)


OPTIMIZERS = [
    (optimizers.sgd(0.5), lambda torch, p: torch.optim.SGD(p, 0.5)),
    (optimizers.momentum(0.1, 0.9), lambda torch, p: torch.optim.SGD(p, 0.1, momentum=0.9)),
    (optimizers.adam(0.01), lambda torch, p: torch.optim.Adam(p, 0.01)),
]
LOSSES = [
    ("categorical_cross_entropy", "softmax", lambda F, z, y: F.cross_entropy(z, y)),
    ("categorical_cross_entropy_logits", None, lambda F, z, y: F.cross_entropy(z, y)),
    ("binary_cross_entropy", "sigmoid", lambda F, z, y: 3 * F.binary_cross_entropy_with_logits(z, y)),  # 3 outputs
    ("quadratic", "sigmoid", lambda F, z, y: ((z.sigmoid() - y) ** 2).sum() / (2 * len(y))),
    ("mse", "tanh", lambda F, z, y: F.mse_loss(z.tanh(), y)),
    ("quadratic", "relu", lambda F, z, y: ((z.relu() - y) ** 2).sum() / (2 * len(y))),
    ("mse", None, lambda F, z, y: F.mse_loss(z, y)),
]  # fmt: skip


@pytest.mark.parametrize("first", ["tanh", "gelu"])  # recorded, and computed anew each time
@pytest.mark.parametrize(("loss", "last", "reference"), LOSSES, ids=[f"{loss}-{last}" for loss, last, _ in LOSSES])
@pytest.mark.parametrize(("optimizer", "torch_optimizer"), OPTIMIZERS, ids=["sgd", "momentum", "adam"])
def test_a_training_walks_the_path_of_torch(optimizer, torch_optimizer, loss, last, reference, first, backend):
    torch = pytest.importorskip("torch")
    X, t = blobs(20)
    Y = t if loss.startswith("categorical") else np.eye(3)[t]
    net = Sequential([Dense(6, first), Dense(3, last)], input_shape=2, seed=1, like=backend(X))
    weights = [torch.tensor(to_numpy(p), requires_grad=True) for p in tree.leaves(net.params)]
    net.compile(optimizer, loss, regularizer=regularizers.l2(0.01))
    history = net.fit(backend(X), backend(Y), epochs=20, batch_size=20, seed=0)

    descent, found, F = torch_optimizer(torch, weights), [], torch.nn.functional
    g = torch.tanh if first == "tanh" else F.gelu
    for _ in range(20):
        descent.zero_grad()
        W1, b1, W2, b2 = weights
        value = reference(F, F.linear(g(F.linear(torch.tensor(X), W1, b1)), W2, b2), torch.tensor(Y))
        value = value + 0.005 * ((W1**2).sum() + (W2**2).sum())
        value.backward()
        descent.step()
        found.append(value.item())
    np.testing.assert_allclose(history["loss"], found, rtol=1e-8)
    for p, w in zip(tree.leaves(net.params), weights, strict=True):
        np.testing.assert_allclose(to_numpy(p), w.detach(), rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize("activation", ["tanh", "silu"])
def test_every_sample_is_used_once_an_epoch_also_in_a_last_batch_that_is_shorter(activation):
    torch = pytest.importorskip("torch")
    X, t = blobs(20)
    Y, order, total = np.eye(3)[t], np.random.default_rng(0).permutation(20), 0.0
    net = Sequential([Dense(6, activation), Dense(3, "sigmoid")], input_shape=2, seed=0)
    net.compile("sgd", "quadratic", learning_rate=0.5)
    weights = [torch.tensor(p, requires_grad=True) for p in tree.leaves(net.params)]
    history = net.fit(X, Y, epochs=1, batch_size=8, seed=0)
    for batch in (order[:8], order[8:16], order[16:]):
        W1, b1, W2, b2 = weights
        hidden = getattr(torch.nn.functional, activation)(torch.tensor(X[batch]) @ W1.T + b1)
        loss = ((torch.sigmoid(hidden @ W2.T + b2) - torch.tensor(Y[batch])) ** 2).sum() / (2 * len(batch))
        for p, g in zip(weights, torch.autograd.grad(loss, weights), strict=True):
            p.data -= 0.5 * g
        total += loss.item() * len(batch)
    assert history["loss"] == [pytest.approx(total / 20)]
    for p, w in zip(tree.leaves(net.params), weights, strict=True):
        np.testing.assert_allclose(p, w.detach(), rtol=1e-9)


def test_batch_norm_and_dropout_train_and_then_stand_still(backend):
    X, t = map(backend, blobs())
    net = Sequential(
        [Dense(8), layers.BatchNorm(), layers.Activation("relu"), Dropout(0.2), Dense(3, "softmax")], seed=0
    )
    net.compile("adam", "categorical_cross_entropy", learning_rate=0.05)
    net.fit(X, t, epochs=20, batch_size=20, seed=0)
    assert not np.allclose(to_numpy(net.state[1]["mean"]), 0)
    np.testing.assert_array_equal(to_numpy(net.predict(X)), to_numpy(net.predict(X)))
    np.testing.assert_allclose(to_numpy(net.predict(X[:5])), to_numpy(net.predict(X))[:5], rtol=1e-6)


def test_the_history_holds_training_and_validation_numbers(backend):
    X, t = map(backend, blobs())
    net = small()
    history = net.fit(X[:40], t[:40], epochs=4, batch_size=10, validation_data=(X[40:], t[40:]), seed=0)
    assert list(history) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    assert history.epochs == 4
    measured = net.evaluate(X[40:], t[40:])
    assert measured["loss"] == pytest.approx(history["val_loss"][-1])
    outputs = to_numpy(net.predict(X[40:]))
    truth = to_numpy(t[40:])
    assert measured["loss"] == pytest.approx(-np.log(outputs[np.arange(20), truth]).mean())
    assert measured["accuracy"] == np.mean(outputs.argmax(1) == truth)


@pytest.mark.parametrize("layer", [Dense(6, "tanh"), Dense(6, "gelu")])
def test_training_accuracy_of_a_sigmoid_is_that_of_its_outputs_not_of_its_logits(layer):
    X, t = datasets.moons(50, rng=0)
    net = Sequential([layer, Dense(1, "sigmoid")], seed=0)
    net.compile("sgd", "binary_cross_entropy", ["accuracy"], learning_rate=1e-12)
    history = net.fit(X, t, epochs=1, batch_size=50)
    assert history["accuracy"][0] == np.mean((net.predict(X)[:, 0] > 0.5) == t)


def test_gradients_are_those_of_torch_and_change_nothing(backend):
    torch = pytest.importorskip("torch")
    X, t = blobs(20)
    net = Sequential([Dense(6, "tanh"), Dense(3, "softmax")], input_shape=2, seed=0, like=backend(X))
    net.compile("sgd", "categorical_cross_entropy")
    weights = [torch.tensor(to_numpy(p), requires_grad=True) for p in tree.leaves(net.params)]
    W1, b1, W2, b2 = weights
    Z = torch.tanh(torch.tensor(X) @ W1.T + b1) @ W2.T + b2
    torch.nn.functional.cross_entropy(Z, torch.tensor(t)).backward()
    for g, w, p in zip(
        tree.leaves(net.gradients(backend(X), backend(t))), weights, tree.leaves(net.params), strict=True
    ):
        np.testing.assert_allclose(to_numpy(g), w.grad, rtol=1e-9, atol=1e-14)
        np.testing.assert_array_equal(to_numpy(p), w.detach())


def test_outputs_by_layer_end_with_the_prediction(backend):
    X = backend(blobs()[0])
    net = Sequential([Dense(6, "tanh"), layers.BatchNorm(), Dense(3)], input_shape=2, seed=0, like=X)
    found = net.outputs_by_layer(X)
    assert [tuple(a.shape) for a in found] == [(60, 6), (60, 6), (60, 3)]
    hidden = np.tanh(to_numpy(X) @ to_numpy(net.params[0]["W"]).T)
    np.testing.assert_allclose(to_numpy(found[0]), hidden, rtol=1e-12)
    np.testing.assert_array_equal(to_numpy(found[-1]), to_numpy(net.predict(X)))


def test_fit_leaves_parameters_that_someone_holds_as_they_were():
    X, t = blobs()
    net = small(input_shape=2)
    held = net.params
    before = [p.copy() for p in tree.leaves(held)]
    net.fit(X, t, epochs=1, seed=0)
    for p, q in zip(tree.leaves(held), before, strict=True):
        np.testing.assert_array_equal(p, q)


def test_training_can_go_on_where_it_ended():
    X, t = blobs()
    once, twice = small(), small()
    rng = np.random.default_rng(3)
    once.compile("adam", "categorical_cross_entropy")
    twice.compile("adam", "categorical_cross_entropy")
    once.fit(X, t, epochs=4, seed=3)
    for _ in range(2):
        twice.fit(X, t, epochs=2, seed=rng)  # the orders go on where they ended, like Adam's averages
    np.testing.assert_array_equal(once.params[0]["W"], twice.params[0]["W"])


def test_ctrl_c_keeps_history_and_weights():
    X, t = blobs()
    net = small(input_shape=2)
    start = net.params[0]["W"].copy()

    def interrupt(net, epoch, logs):
        if epoch == 2:
            raise KeyboardInterrupt

    history = net.fit(X, t, epochs=10, callbacks=[interrupt], seed=0)
    assert history.interrupted
    assert "interrupted" in repr(history)
    assert history.epochs == 2
    assert net.history is history
    assert not np.array_equal(net.params[0]["W"], start)


def test_a_saved_net_predicts_the_same_after_loading(tmp_path, backend):
    X, _ = datasets.digits()
    X = backend(X[:50])
    net = Sequential(
        [
            layers.Reshape((1, 8, 8)),
            layers.Conv2D(2, 3, "relu", padding="same"),
            layers.BatchNorm(),
            layers.MaxPool2D(),
            layers.Flatten(),
            layers.Residual([Dense(32, "tanh"), layers.LayerNorm()]),
            Dense(10, "softmax"),
        ],
        seed=0,
    )
    net.compile("adam", "categorical_cross_entropy")
    net.fit(X, backend(np.arange(50) % 10), epochs=1, seed=0)
    net.save(tmp_path / "net.npz")
    again = Sequential.load(tmp_path / "net.npz", like=X)
    assert again.layers == net.layers
    np.testing.assert_array_equal(to_numpy(again.predict(X)), to_numpy(net.predict(X)))


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "net.npz"
    small(input_shape=2).save(path)
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"", b"nonsense", whole[:400] + b"\0" * 200 + whole[600:]):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match=r"no network saved by nnlib, or it is damaged .* save the network again"):
            Sequential.load(path)


def test_a_file_with_other_arrays_than_its_layers_need_is_refused(tmp_path):
    path = tmp_path / "net.npz"
    net = small(input_shape=2)
    net.params[1]["W"] = net.params[1]["W"].T
    net.save(path)
    with pytest.raises(ValueError, match=r"params/1/W must be floats of shape \(3, 6\), found shape \(6, 3\)"):
        Sequential.load(path)


def test_a_file_with_a_pickle_is_not_opened(tmp_path):
    path = tmp_path / "net.npz"
    np.savez(path, **{"net.json": np.array([{"layers": []}], dtype=object)})
    with pytest.raises(ValueError, match="no network saved by nnlib"):
        Sequential.load(path)


def test_a_layer_with_a_function_for_a_setting_is_not_saved(tmp_path):
    net = Sequential([Dense(2, np.tanh)], input_shape=2)
    with pytest.raises(ValueError, match=r"activation of Dense is a function.*give it by name"):
        net.save(tmp_path / "net.npz")


def test_a_net_moves_to_torch_and_back(tmp_path):
    torch = pytest.importorskip("torch")
    X, _ = blobs()
    net = small(input_shape=2)
    expected = net.predict(X)
    net.to(torch.empty(0, dtype=torch.float64))
    np.testing.assert_allclose(net.predict(torch.tensor(X)), expected, rtol=1e-12)
    np.testing.assert_allclose(net.to(X).predict(X), expected, rtol=1e-12)


def test_float32_data_make_a_float32_net(backend):
    X, t = blobs()
    X = asarray(X.astype(np.float32), like=backend(X.astype(np.float32)))
    net = small()
    net.fit(X, backend(t), epochs=2, seed=0)
    assert {p.dtype for p in tree.leaves(net.params)} == {X.dtype}
    assert net.predict(X).dtype == X.dtype


def test_an_added_layer_gets_parameters_and_the_others_keep_theirs():
    net = small(input_shape=2)
    before = net.params[0]["W"]
    net.add(Dense(2))
    assert net.params[2]["W"].shape == (2, 3)
    assert net.params[0]["W"] is before


def test_early_stopping_goes_back_to_the_best_epoch():
    X, t = blobs()
    losses, best = iter([3.0, 2.0, 2.0, 2.5, 1.9]), []

    def scripted(net, epoch, logs):
        logs["val_loss"] = next(losses)
        best.append(net.params[0]["W"].copy())

    net, stopping = small(), EarlyStopping(patience=2)
    history = net.fit(X, t, epochs=5, callbacks=[scripted, stopping], seed=0)
    assert (history.epochs, stopping.best_epoch) == (4, 1)
    np.testing.assert_array_equal(net.params[0]["W"], best[1])


def broken(X):
    X = X.copy()
    X[7, 1] = np.nan
    return X


@pytest.mark.parametrize(
    ("X", "t", "error", "sentence"),
    [
        (lambda X: broken(X), lambda t: t, ValueError, r"1 of 60 samples hold nan or inf, the first is X\[7\]"),
        (lambda X: X[:0], lambda t: t[:0], ValueError, "at least one sample"),
        (lambda X: X, lambda t: t + 1, ValueError, r"labels must be 0 … 2 for 3 outputs, got 1 … 3"),
        (lambda X: X, lambda t: t[:-1], ValueError, r"X holds 60 samples, Y has shape \(59,\)"),
        (lambda X: X[:, :1], lambda t: t, ValueError, r"X of shape \(n, 2\), got \(60, 1\)"),
        (lambda X: X[0], lambda t: t, ValueError, r"got \(2,\); X\[None\] is one sample"),
        (lambda X: np.array([["a", "b"]] * 60), lambda t: t, TypeError, "expected numbers"),
    ],
    ids=["nan", "empty", "labels", "lengths", "features", "one sample", "text"],
)
def test_data_that_do_not_fit_are_refused_in_a_sentence(X, t, error, sentence):
    data = blobs()
    with pytest.raises(error, match=sentence):
        small(input_shape=2).fit(X(data[0]), t(data[1]), epochs=1)


def test_libraries_are_not_mixed():
    torch = pytest.importorskip("torch")
    X, t = blobs()
    net = small(input_shape=2)
    with pytest.raises(TypeError, match=r"parameters are numpy arrays, X is one of torch.*net\.to\(X\)"):
        net.predict(torch.tensor(X))
    with pytest.raises(TypeError, match="X is an array of numpy, Y one of torch"):
        net.fit(X, torch.tensor(t))
    with pytest.raises(ValueError, match=r"the net is on cpu, X on meta; move the net with net\.to\(X\)"):
        net.to(torch.tensor(X)).predict(torch.empty((3, 2), device="meta", dtype=torch.float64))


def test_steps_in_the_wrong_order_are_refused_in_a_sentence():
    X, t = blobs()
    net = Sequential([Dense(3)])
    with pytest.raises(ValueError, match=r"compile the net first: net\.compile"):
        net.fit(X, t)
    with pytest.raises(ValueError, match="no parameters yet; fit it, or build it"):
        net.predict(X)
    with pytest.raises(ValueError, match="shapes are not known yet"):
        net.summary()
    with pytest.raises(ValueError, match="no parameters to save"):
        net.save("net.npz")
    with pytest.raises(ValueError, match="no layers; add some first"):
        Sequential().compile("sgd", "mse")
    with pytest.raises(TypeError, match=r"got the class Dense; write Dense\(…\)"):
        Sequential([Dense])
    with pytest.raises(ValueError, match=r"unknown optimizer 'adm'; did you mean 'adam'\?"):
        net.compile("adm", "mse")
    with pytest.raises(ValueError, match=r"unknown loss 'mes'; did you mean 'mse'\?"):
        net.compile("adam", "mes")
    with pytest.raises(ValueError, match="batch_size must be at least 1"):
        small().fit(X, t, batch_size=0)


def test_a_picture_for_a_dense_net_is_told_to_be_flattened():
    net = Sequential([Dense(3)], input_shape=64)
    with pytest.raises(ValueError, match=r"got \(5, 8, 8\); X.reshape\(len\(X\), -1\) makes rows"):
        net.predict(np.ones((5, 8, 8)))
