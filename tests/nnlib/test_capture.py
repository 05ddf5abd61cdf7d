import contextlib
import time

import numpy as np
import pytest

from nnlib import autodiff, capture, datasets, optimizers, regularizers, schedules, tree
from nnlib.arrays import to_numpy
from nnlib.capture import graph as graph_module
from nnlib.capture import replay
from nnlib.capture.choice import dense_step
from nnlib.capture.graph import is_recordable
from nnlib.layers import BatchNorm, Dense, Dropout
from nnlib.random import DeviceStream
from nnlib.sequential import Sequential


def compiled(layers, X, loss="categorical_cross_entropy", optimizer="sgd", **settings):
    net = Sequential(layers, input_shape=X.shape[1], seed=0, like=X)
    net.compile(optimizer, loss, **settings)
    net.optimizer_state = net.optimizer.init(net.params)
    return net


def data(n=24, dtype=np.float64):
    X, t = datasets.blobs(n, np.array([[0.0, 2], [2, -1], [-2, -1]]), rng=0)
    return X.astype(dtype), t


def chosen(net, X, t):
    return capture.choose(net, X, t, batch_size=8, stream=DeviceStream(np.random.default_rng(0), X))


@pytest.mark.parametrize("hidden", [None, "identity", "sigmoid", "tanh", "relu"])
def test_a_dense_net_on_numpy_is_replayed(hidden):
    X, t = data()
    assert isinstance(chosen(compiled([Dense(4, hidden), Dense(3, "softmax")], X), X, t), capture.DenseStep)


@pytest.mark.parametrize(
    "layers",
    [
        [Dense(4, "gelu"), Dense(3, "softmax")],
        [Dense(4, bias=False), Dense(3, "softmax")],
        [Dense(4), BatchNorm(), Dense(3, "softmax")],
        [Dense(4), Dropout(), Dense(3, "softmax")],
        [Dense(4, "softmax"), Dense(3, "softmax")],
    ],
    ids=["activation", "no bias", "batch norm", "dropout", "softmax inside"],
)
def test_other_nets_are_computed_anew(layers):
    X, t = data()
    assert isinstance(chosen(compiled(layers, X), X, t), capture.EagerStep)


def test_other_losses_and_libraries_are_computed_anew():
    torch = pytest.importorskip("torch")
    X, t = data()
    net = compiled([Dense(3, "softmax")], X, loss=lambda Y, A: autodiff.primitives.sum(A))
    assert isinstance(chosen(net, X, t), capture.EagerStep)
    T = torch.tensor(X)
    assert isinstance(chosen(compiled([Dense(3, "softmax")], T), T, torch.tensor(t)), capture.EagerStep)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("size", [1, 8, 24])
def test_a_replayed_gradient_is_the_one_of_torch(dtype, size):
    torch = pytest.importorskip("torch")
    X, t = data(dtype=dtype)
    net = compiled([Dense(5, "relu"), Dense(4, "sigmoid"), Dense(3, "softmax")], X, regularizer=regularizers.l2(0.1))
    weights = [torch.tensor(p, requires_grad=True) for p in tree.leaves(net.params)]
    step = dense_step(net, X, t)
    batch = np.random.default_rng(1).permutation(24)[:size]
    loss, _ = step(batch)
    W1, b1, W2, b2, W3, b3 = weights
    Z = torch.sigmoid(torch.relu(torch.tensor(X[batch]) @ W1.T + b1) @ W2.T + b2) @ W3.T + b3
    expected = torch.nn.functional.cross_entropy(Z, torch.tensor(t[batch]))
    expected = expected + 0.05 * sum((W**2).sum() for W in (W1, W2, W3))
    expected.backward()
    tolerance = 2e-5 if dtype == np.float32 else 1e-11
    assert loss == pytest.approx(expected.item(), rel=tolerance)
    for g, w in zip(tree.leaves(step.gradients), weights, strict=True):
        np.testing.assert_allclose(g, w.grad, rtol=tolerance, atol=tolerance)


def test_large_logits_neither_overflow_nor_lose_their_loss():
    X, t = np.array([[1e4], [-1e4]]), np.array([0, 1])
    net = compiled([Dense(2, "softmax")], X, learning_rate=1e-9)
    net.params[0]["W"][...] = [[-1.0], [1.0]]
    loss, _ = dense_step(net, X, t)(np.arange(2))
    assert loss == pytest.approx(2e4)
    net = compiled([Dense(1, "sigmoid")], X, loss="binary_cross_entropy", learning_rate=1e-9)
    net.params[0]["W"][...] = -1.0
    loss, _ = dense_step(net, X, np.array([[1.0], [0.0]]))(np.arange(2))
    assert loss == pytest.approx(1e4)


def test_a_replayed_step_makes_no_arrays_of_the_size_of_the_weights():
    tracemalloc = pytest.importorskip("tracemalloc")
    X = np.random.default_rng(0).random((16, 500))
    net = compiled([Dense(400, "relu"), Dense(3, "softmax")], X)
    step = dense_step(net, X, np.arange(16) % 3)
    still = optimizers.Optimizer(lambda p: {}, None, lambda p, g, s: None)
    step.optimizer = still
    step(np.arange(16))
    tracemalloc.start()
    step(np.arange(16))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000  # the weights take 1,600,000 bytes


def test_samples_and_targets_are_not_changed():
    X, t = data()
    before = X.copy(), t.copy()
    net = compiled([Dense(4, "tanh"), Dense(3, "softmax")], X)
    net.fit(X, t, epochs=2, seed=0)
    np.testing.assert_array_equal(X, before[0])
    np.testing.assert_array_equal(t, before[1])


@pytest.mark.parametrize(
    ("layers", "optimizer", "expected"),
    [
        ([Dense(4, "tanh"), Dense(3, "softmax")], optimizers.sgd(0.1), True),
        ([Dense(4), BatchNorm(), Dense(3, "softmax")], optimizers.adam(0.1), True),
        ([Dense(4), Dense(3, "softmax")], optimizers.sgd(schedules.exponential(0.1, 0.9)), True),
        ([Dense(4), Dense(3, "softmax")], optimizers.sgd(schedules.cosine(0.1, 10)), False),
        ([Dense(4), Dropout(), Dense(3, "softmax")], optimizers.sgd(0.1), True),
    ],
    ids=["sgd", "adam and batch norm", "exponential", "cosine looks at the step", "dropout"],
)
def test_a_step_can_be_recorded_on_a_gpu_if_it_looks_at_no_value(layers, optimizer, expected):
    torch = pytest.importorskip("torch")
    X, t = map(torch.tensor, data(dtype=np.float32))
    assert is_recordable(compiled(layers, X, optimizer=optimizer), X, t) is expected


@pytest.fixture
def graph_on_cpu(monkeypatch):
    """Let CUDA graphs be made on the CPU, where replaying one runs the function again."""
    torch = pytest.importorskip("torch")
    stream = type("Stream", (), {"wait_stream": lambda self, other: None})
    monkeypatch.setattr(torch.cuda, "Stream", stream)
    monkeypatch.setattr(torch.cuda, "current_stream", stream)
    monkeypatch.setattr(torch.cuda, "stream", lambda s: contextlib.nullcontext())
    monkeypatch.setattr(torch.cuda, "graph", lambda g: contextlib.nullcontext())
    graph = type("Graph", (), {"replay": None, "register_generator_state": lambda self, generator: None})
    monkeypatch.setattr(torch.cuda, "CUDAGraph", graph)
    recorded = replay.record

    def record(run, state, generators=()):
        streams = [generator.get_state() for generator in generators]
        _, returned = recorded(run, state, generators)
        for generator, stream in zip(generators, streams, strict=True):  # recording draws nothing on a GPU
            generator.set_state(stream)
        return lambda: replay.overwrite(returned or [], run() or []), returned

    monkeypatch.setattr(replay, "record", record)
    monkeypatch.setattr(graph_module, "record", record)
    return torch


@pytest.mark.parametrize("layers", [[Dense(4, "tanh")], [Dense(4), BatchNorm()], [Dense(9), Dropout()]], ids=str)
def test_a_recorded_step_trains_in_place_as_an_ordinary_one_and_warming_up_leaves_no_trace(layers, graph_on_cpu):
    X, t = map(graph_on_cpu.tensor, data())
    layers = [*layers, Dense(3, "softmax")]
    nets = [compiled(layers, X, optimizer="adam") for _ in range(2)]
    places = [p.data_ptr() for p in tree.leaves([nets[0].params, nets[0].state])]
    streams = [DeviceStream(np.random.default_rng(0), X) for _ in nets]
    recorded = capture.GraphStep(nets[0], X, t, 8, streams[0])
    ordinary = capture.EagerStep(nets[1], X, t, streams[1])
    for batch in (slice(0, 8), slice(8, 16), slice(16, 20), slice(0, 8)):
        indices = graph_on_cpu.arange(24)[batch]
        assert float(recorded(indices)[0]) == pytest.approx(float(ordinary(indices)[0]), rel=1e-12)
    for p, q in zip(*(tree.leaves([n.params, n.state]) for n in nets), strict=True):
        np.testing.assert_allclose(to_numpy(p), to_numpy(q), rtol=1e-12)
    assert places == [p.data_ptr() for p in tree.leaves([nets[0].params, nets[0].state])]
    assert nets[0].optimizer_state["step"] == 4


def test_a_recorded_update_walks_the_path_of_the_update_and_leaves_the_start_as_it_was(graph_on_cpu):
    torch = graph_on_cpu
    start = {"x": torch.tensor([1.0, 2.0, 3.0]), "seen": [torch.zeros(())]}

    def update(state, index):
        return {"x": 0.5 * state["x"] + index.sum(), "seen": [state["seen"][0] + index.shape[0]]}

    updated = replay.ReplayedUpdate(update, start, torch.tensor([0, 0]))
    places = [p.data_ptr() for p in tree.leaves(updated.state)]
    expected = start
    for index in ([1, 2], [3, 4], [5]):
        updated(torch.tensor(index))
        expected = update(expected, torch.tensor(index))
    assert tree.map(lambda p: p.tolist(), updated.state) == tree.map(lambda p: p.tolist(), expected)
    assert [p.data_ptr() for p in tree.leaves(updated.state)] == places
    assert start["x"].tolist() == [1.0, 2.0, 3.0]


def test_on_a_gpu_a_net_is_recorded_and_walks_the_path_of_the_cpu():
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    X, t = data(dtype=np.float32)
    nets = [Sequential([Dense(16, "tanh"), Dense(3, "softmax")], seed=0) for _ in range(2)]
    for net, device in zip(nets, ("cpu", "cuda"), strict=True):
        net.compile("adam", "categorical_cross_entropy")
        net.fit(torch.tensor(X, device=device), torch.tensor(t, device=device), epochs=5, batch_size=7, seed=0)
    for p, q in zip(*(tree.leaves(net.params) for net in nets), strict=True):
        np.testing.assert_allclose(to_numpy(q), to_numpy(p), rtol=1e-3, atol=1e-5)


@pytest.mark.slow
def test_replaying_is_faster_than_computing_anew():
    X, t = datasets.digits()
    net = compiled([Dense(30, "sigmoid"), Dense(10, "softmax")], X.astype(np.float32))
    steps = dense_step(net, X.astype(np.float32), t), capture.EagerStep(net, X.astype(np.float32), t)
    seconds = [[], []]
    for _ in range(20):
        for step, measured in zip(steps, seconds, strict=True):
            start = time.perf_counter()
            for _ in range(20):
                step(np.arange(10))
            measured.append(time.perf_counter() - start)
    assert np.median(seconds[0]) * 1.5 < np.median(seconds[1])
