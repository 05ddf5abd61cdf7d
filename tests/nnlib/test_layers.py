import numpy as np
import pytest

from nnlib import layers, tree
from nnlib.arrays import namespace, to_numpy
from nnlib.autodiff import value_and_grad
from nnlib.layers import chain
from nnlib.random import DeviceStream

torch = pytest.importorskip("torch")


def started(layer, X, rng):
    """Parameters, none of them zero, and state for samples like ``X``; and the layer states its true shape."""
    params, state = layer.init(X.shape[1:], rng=rng)
    params = tree.map(lambda p: p + rng.normal(0, 0.3, p.shape), params)
    outputs, _ = layer.apply(params, state, X)
    assert outputs.shape[1:] == layer.output_shape(X.shape[1:])
    return params, state


def outputs_and_gradients(layer, params, state, X, C, **options):
    """Outputs, and the gradients of Σ C ⊙ outputs by parameters and inputs."""

    def weighted(params, X):
        Y, after = layer.apply(params, state, X, **options)
        return namespace(Y).sum(C * Y), (Y, after)

    (_, (Y, after)), gradients = value_and_grad(weighted, (0, 1), has_aux=True)(params, X)
    return Y, after, gradients


def compare(layer, module, X, copy, rng, backend, *, train=False):
    """Outputs and gradients of a layer are those of a torch module with the same weights.

    ``copy(module, params)`` sets the module's weights and returns, given gradients, pairs that must agree.
    """
    params, state = started(layer, X, rng)
    module = module.double().train(train)
    tX = torch.tensor(X, requires_grad=True)
    with torch.no_grad():
        copy(module, tree.map(torch.tensor, params))
    tY = module(tX)
    tY = tY[0] if isinstance(tY, tuple) else tY
    C = rng.normal(size=tuple(tY.shape))
    (tY * torch.tensor(C)).sum().backward()
    Y, after, (gradient, gX) = outputs_and_gradients(
        layer, tree.map(backend, params), tree.map(backend, state), backend(X), backend(C), train=train
    )
    np.testing.assert_allclose(to_numpy(Y), tY.detach(), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(to_numpy(gX), tX.grad, rtol=1e-10, atol=1e-12)
    return gradient, after


def agree(found, expected):
    np.testing.assert_allclose(to_numpy(found), expected, rtol=1e-10, atol=1e-12)


def linear(module, params):
    module.weight[:], module.bias[:] = params["W"], params["b"]


@pytest.mark.parametrize(
    ("name", "module"),
    [
        (None, torch.nn.Identity()),
        ("sigmoid", torch.nn.Sigmoid()),
        ("tanh", torch.nn.Tanh()),
        ("relu", torch.nn.ReLU()),
        ("gelu", torch.nn.GELU()),
        ("softmax", torch.nn.Softmax(dim=1)),
    ],
)
def test_a_dense_layer_is_torch_s_linear_and_activation(name, module, rng, backend):
    inner = torch.nn.Linear(4, 3)
    gradient, _ = compare(
        layers.Dense(3, name),
        torch.nn.Sequential(inner, module),
        rng.normal(size=(5, 4)),
        lambda m, p: linear(m[0], p),
        rng,
        backend,
    )
    agree(gradient["W"], inner.weight.grad)
    agree(gradient["b"], inner.bias.grad)


def test_a_dense_layer_without_bias_has_none(rng, backend):
    module = torch.nn.Linear(4, 3, bias=False)
    layer = layers.Dense(3, bias=False)
    gradient, _ = compare(layer, module, rng.normal(size=(5, 4)), lambda m, p: m.weight.copy_(p["W"]), rng, backend)
    assert list(gradient) == ["W"]
    agree(gradient["W"], module.weight.grad)


@pytest.mark.parametrize("settings", [{}, {"stride": 2}, {"padding": 1}, {"padding": "same"}, {"activation": "tanh"}])
def test_a_convolution_is_torch_s(settings, rng, backend):
    torch_settings = {k: v for k, v in settings.items() if k != "activation"}
    inner = torch.nn.Conv2d(2, 3, 3, **torch_settings)
    module = torch.nn.Sequential(inner, torch.nn.Tanh() if "activation" in settings else torch.nn.Identity())
    gradient, _ = compare(
        layers.Conv2D(3, 3, **settings),
        module,
        rng.normal(size=(4, 2, 7, 6)),
        lambda m, p: linear(m[0], p),
        rng,
        backend,
    )
    agree(gradient["W"], inner.weight.grad)
    agree(gradient["b"], inner.bias.grad)


@pytest.mark.parametrize(
    ("layer", "module"),
    [
        (layers.MaxPool2D(), torch.nn.MaxPool2d(2)),
        (layers.MaxPool2D(3, 1), torch.nn.MaxPool2d(3, 1)),
        (layers.AveragePool2D(), torch.nn.AvgPool2d(2)),
        (layers.AveragePool2D(3, 2), torch.nn.AvgPool2d(3, 2)),
        (layers.Flatten(), torch.nn.Flatten()),
        (layers.Reshape((6, 14)), torch.nn.Unflatten(1, (6, 14))),
        (layers.Activation("relu"), torch.nn.ReLU()),
    ],
)
def test_a_layer_without_parameters_is_torch_s(layer, module, rng, backend):
    shape = (5, 84) if isinstance(layer, layers.Reshape) else (5, 2, 7, 6)
    compare(layer, module, rng.normal(size=shape), lambda m, p: None, rng, backend)


@pytest.mark.parametrize("shape", [(6, 4), (6, 4, 3, 5)])
def test_batch_norm_is_torch_s_while_training(shape, rng, backend):
    module = (torch.nn.BatchNorm1d if len(shape) == 2 else torch.nn.BatchNorm2d)(4)

    def copy(m, p):
        m.weight[:], m.bias[:] = p["gamma"], p["beta"]

    gradient, after = compare(layers.BatchNorm(), module, rng.normal(2, 3, shape), copy, rng, backend, train=True)
    agree(gradient["gamma"], module.weight.grad)
    agree(gradient["beta"], module.bias.grad)
    agree(after["mean"], module.running_mean)
    agree(after["variance"], module.running_var)


@pytest.mark.parametrize("shape", [(6, 4), (6, 4, 3, 5)])
def test_batch_norm_uses_its_running_averages_after_training(shape, rng, backend):
    module = (torch.nn.BatchNorm1d if len(shape) == 2 else torch.nn.BatchNorm2d)(4).double().eval()
    layer = layers.BatchNorm()
    X = rng.normal(size=shape)
    params, _ = started(layer, X, rng)
    state = {"mean": rng.normal(size=4), "variance": rng.uniform(0.5, 2, 4)}
    with torch.no_grad():
        for own, value in zip(
            (module.weight, module.bias, module.running_mean, module.running_var),
            (params["gamma"], params["beta"], state["mean"], state["variance"]),
            strict=True,
        ):
            own[:] = torch.tensor(value)
    Y, after = layer.apply(tree.map(backend, params), tree.map(backend, state), backend(X))
    agree(Y, module(torch.tensor(X)).detach())
    agree(after["mean"], state["mean"])


def test_batch_norm_of_a_single_sample_returns_its_shift():
    layer = layers.BatchNorm()
    params, state = layer.init((3,), rng=np.random.default_rng(0))
    params["beta"] = np.array([1.0, 2, 3])
    Y, after = layer.apply(params, state, np.array([[5.0, -7, 9]]), train=True)
    np.testing.assert_array_equal(Y, [[1, 2, 3]])
    np.testing.assert_allclose(after["variance"], 0.9)
    np.testing.assert_allclose(after["mean"], [0.5, -0.7, 0.9])


def test_layer_norm_is_torch_s(rng, backend):
    module = torch.nn.LayerNorm(4)

    def copy(m, p):
        m.weight[:], m.bias[:] = p["gamma"], p["beta"]

    gradient, _ = compare(layers.LayerNorm(), module, rng.normal(2, 3, (6, 4)), copy, rng, backend)
    agree(gradient["gamma"], module.weight.grad)
    agree(gradient["beta"], module.bias.grad)


@pytest.mark.parametrize("sequences", [False, True])
def test_a_recurrent_layer_is_torch_s_and_so_is_backpropagation_through_time(sequences, rng, backend):
    class Elman(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn = torch.nn.RNN(3, 4, batch_first=True)

        def forward(self, X):
            H, _ = self.rnn(X)
            return H if sequences else H[:, -1]

    module = Elman()

    def copy(m, p):
        m.rnn.weight_ih_l0[:], m.rnn.weight_hh_l0[:] = p["Wx"], p["Wh"]
        m.rnn.bias_ih_l0[:], m.rnn.bias_hh_l0[:] = p["b"], 0

    gradient, _ = compare(
        layers.Recurrent(4, sequences=sequences), module, rng.normal(size=(5, 7, 3)), copy, rng, backend
    )
    agree(gradient["Wx"], module.rnn.weight_ih_l0.grad)
    agree(gradient["Wh"], module.rnn.weight_hh_l0.grad)
    agree(gradient["b"], module.rnn.bias_ih_l0.grad)


def test_a_gated_linear_unit_is_torch_s_on_twice_the_units(rng, backend):
    inner = torch.nn.Linear(4, 6)

    def copy(m, p):
        m[0].weight[:3], m[0].weight[3:], m[0].bias[:3], m[0].bias[3:] = p["W"], p["V"], p["b"], p["c"]

    module = torch.nn.Sequential(inner, torch.nn.GLU())
    gradient, _ = compare(layers.GLU(3), module, rng.normal(size=(5, 4)), copy, rng, backend)
    agree(gradient["W"], inner.weight.grad[:3])
    agree(gradient["V"], inner.weight.grad[3:])
    agree(gradient["b"], inner.bias.grad[:3])
    agree(gradient["c"], inner.bias.grad[3:])


def test_maxout_is_the_largest_of_torch_s_linear_functions(rng, backend):
    class Largest(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.pieces = torch.nn.ModuleList([torch.nn.Linear(4, 3) for _ in range(3)])

        def forward(self, X):
            return torch.stack([piece(X) for piece in self.pieces]).amax(0)

    module = Largest()

    def copy(m, p):
        for i, piece in enumerate(m.pieces):
            piece.weight[:], piece.bias[:] = p["W"][i], p["b"][i]

    gradient, _ = compare(layers.Maxout(3, 3), module, rng.normal(size=(5, 4)), copy, rng, backend)
    for i, piece in enumerate(module.pieces):
        agree(gradient["W"][i], piece.weight.grad)
        agree(gradient["b"][i], piece.bias.grad)


def test_a_residual_block_adds_its_input(rng, backend):
    class Block(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = torch.nn.Linear(4, 4)

        def forward(self, X):
            return X + torch.tanh(self.inner(X))

    module = Block()
    gradient, _ = compare(
        layers.Residual([layers.Dense(4, "tanh")]),
        module,
        rng.normal(size=(5, 4)),
        lambda m, p: linear(m.inner, p[0]),
        rng,
        backend,
    )
    agree(gradient[0]["W"], module.inner.weight.grad)


@pytest.mark.parametrize("kind", ["inverted", "classic"])
def test_dropout_keeps_the_mean_and_drops_the_share_asked_for(kind, rng, backend):
    layer, X = layers.Dropout(0.3, kind), backend(rng.uniform(1, 2, (400, 50)))
    dropped, _ = layer.apply({}, {}, X, train=True, rng=DeviceStream(rng, X))
    after, _ = layer.apply({}, {}, X)
    dropped, after, X = map(to_numpy, (dropped, after, X))
    assert np.mean(dropped == 0) == pytest.approx(0.3, abs=0.015)
    np.testing.assert_allclose(dropped.mean(), after.mean(), rtol=0.02)
    kept = dropped != 0
    np.testing.assert_allclose(dropped[kept], (X / 0.7 if kind == "inverted" else X)[kept])
    np.testing.assert_allclose(after, X if kind == "inverted" else 0.7 * X)


def test_a_gradient_passes_dropout_only_where_the_unit_was_kept(rng):
    layer, X = layers.Dropout(0.5), rng.normal(size=(6, 8))
    Y, _, (_, gX) = outputs_and_gradients(layer, {}, {}, X, np.ones((6, 8)), train=True, rng=DeviceStream(rng, X))
    np.testing.assert_array_equal(gX, np.where(Y == 0, 0, 2))


def test_dropout_with_probability_0_changes_nothing(rng):
    X = rng.normal(size=(3, 4))
    np.testing.assert_array_equal(layers.Dropout(0).apply({}, {}, X, train=True, rng=DeviceStream(rng, X))[0], X)


DEEP = [
    layers.Reshape((1, 8, 8)),
    layers.Conv2D(3, 3, "relu", padding="same"),
    layers.BatchNorm(),
    layers.MaxPool2D(),
    layers.Flatten(),
    layers.Dense(8, "sigmoid"),
    layers.Residual([layers.Dense(8, "tanh"), layers.LayerNorm()]),
    layers.Maxout(6),
    layers.GLU(5),
    layers.Reshape((5, 1)),
    layers.Recurrent(4),
    layers.Dense(2),
]


def test_float32_stays_float32_through_all_layers(rng, backend):
    X = backend(rng.normal(size=(4, 64)).astype(np.float32))
    params, state = chain.init_chain(DEEP, (64,), rng=rng, like=X)
    outputs, after = chain.apply_chain(DEEP, params, state, X, train=True)
    assert {leaf.dtype for leaf in (outputs, *tree.leaves(after))} == {X.dtype}


def test_all_layers_compute_shapes_without_values_on_the_meta_device(rng):
    X = torch.empty((4, 64), device="meta")
    params, state = chain.init_chain(DEEP, (64,), rng=rng, like=X)
    outputs, _ = chain.apply_chain(DEEP, params, state, X, train=True)
    assert tuple(outputs.shape) == (4, 2)


def test_all_layers_give_on_torch_what_they_give_on_numpy(rng):
    X = rng.normal(size=(4, 64))
    params, state = chain.init_chain(DEEP, (64,), rng=rng)
    expected, _ = chain.apply_chain(DEEP, params, state, X)
    found, _ = chain.apply_chain(DEEP, tree.map(torch.tensor, params), tree.map(torch.tensor, state), torch.tensor(X))
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_layers_leave_their_arguments_as_they_are(rng):
    X = rng.normal(size=(4, 64))
    params, state = chain.init_chain(DEEP, (64,), rng=rng)
    before = [leaf.copy() for leaf in tree.leaves([params, state, X])]
    chain.apply_chain(DEEP, params, state, X, train=True)
    for a, b in zip(tree.leaves([params, state, X]), before, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize(
    ("network", "shape", "sentence"),
    [
        ([layers.Dense(3)], (1, 8, 8), r"layer 1 \(Dense\): expects samples of shape \(features,\).*put Flatten\(\)"),
        ([layers.Dense(3), layers.Conv2D(2, 3)], (64,), r"layer 2 \(Conv2D\).*\(channels, height, width\), got \(3,\)"),
        ([layers.MaxPool2D(9)], (1, 8, 8), "window of 9 × 9 does not fit"),
        ([layers.Reshape((1, 9, 9))], (64,), "holds 81 numbers, the samples have 64"),
        ([layers.Residual([layers.Dense(3)])], (4,), r"must return the shape \(4,\).*they return \(3,\)"),
        ([layers.Residual([layers.Conv2D(3, 3)])], (4,), r"layer 1 \(Residual\): layer 1 \(Conv2D\)"),
        ([layers.Recurrent(3)], (4,), r"expects samples of shape \(time, features\), got \(4,\)"),
    ],
)
def test_a_layer_that_cannot_follow_is_named(network, shape, sentence):
    with pytest.raises(ValueError, match=sentence):
        chain.shapes_through(network, shape)


def test_settings_that_cannot_be_are_refused_where_they_are_written():
    with pytest.raises(ValueError, match="units must be a whole number of at least 1, got 0"):
        layers.Dense(0)
    with pytest.raises(ValueError, match=r"unknown activation 'rellu'; did you mean 'relu'\?"):
        layers.Dense(3, "rellu")
    with pytest.raises(ValueError, match="'same' needs an odd size"):
        layers.Conv2D(3, 4, padding="same")
    with pytest.raises(ValueError, match=r"at least 0 and less than 1, got 1\.5"):
        layers.Dropout(1.5)
    with pytest.raises(ValueError, match="did you mean 'classic'"):
        layers.Dropout(0.5, "clasic")
    with pytest.raises(ValueError, match="draws random numbers while training"):
        layers.Dropout().apply({}, {}, np.ones((2, 3)), train=True)
