import numpy as np
import pytest

from nnlib import optimizers, regularizers, tree
from nnlib.arrays import to_numpy
from nnlib.regularizers import decay_step, l1, l1_step, l2, max_norm, soft_threshold

torch = pytest.importorskip("torch")


@pytest.fixture
def parameters(rng):
    return [
        {"W": rng.normal(size=(3, 4)), "b": rng.normal(size=3)},
        {"W": rng.normal(size=(2, 3, 2, 2)), "b": rng.normal(size=2)},
    ]


@pytest.fixture
def gradients(parameters):
    return tree.map(np.sin, parameters)


def weights(parameters):
    return [layer["W"] for layer in parameters]


@pytest.mark.parametrize(
    ("regularizer", "formula"),
    [(l2(0.3), lambda W: 0.15 * (W**2).sum()), (l1(0.3), lambda W: 0.3 * abs(W).sum())],
)
def test_a_penalty_and_its_gradient_are_torch_s_and_spare_biases(regularizer, formula, parameters, backend):
    leaves = [torch.tensor(p, requires_grad=True) for p in tree.leaves(parameters)]
    expected = sum(formula(p) for p in leaves if p.ndim > 1)
    expected.backward()
    here = tree.map(backend, parameters)
    assert float(regularizer.penalty(here)) == pytest.approx(expected.item())
    for ours, leaf in zip(tree.leaves(regularizer.gradient(here)), leaves, strict=True):
        np.testing.assert_allclose(to_numpy(ours), 0 * leaf.detach() if leaf.grad is None else leaf.grad)


def test_the_l1_gradient_is_zero_at_zero():
    np.testing.assert_array_equal(l1(2.0).gradient([np.array([[0.0, -3.0]])])[0], [[0, -2]])


def test_decay_is_gradient_descent_on_the_l2_penalty(parameters, gradients):
    stepped = decay_step(parameters, gradients, 0.5, 5.0, 100)
    plain = optimizers.sgd(0.5)
    with_penalty = tree.map(lambda g, s: g + s, gradients, l2(5.0 / 100).gradient(parameters))
    expected, _ = plain.update(parameters, with_penalty, plain.init(parameters))
    tree.map(np.testing.assert_allclose, stepped, expected)


def test_decay_multiplies_weights_as_nielsen_writes_and_not_biases(parameters):
    stepped = decay_step(parameters, tree.map(np.zeros_like, parameters), 0.5, 5.0, 1000)
    np.testing.assert_allclose(stepped[0]["W"], (1 - 0.5 * 5.0 / 1000) * parameters[0]["W"])
    np.testing.assert_array_equal(stepped[0]["b"], parameters[0]["b"])


def test_an_l1_step_moves_every_weight_by_the_same_amount_towards_zero(parameters):
    stepped = l1_step(parameters, tree.map(np.zeros_like, parameters), 0.5, 2.0, 1000)
    for before, after in zip(weights(parameters), weights(stepped), strict=True):
        np.testing.assert_allclose(before - after, 0.001 * np.sign(before))
    np.testing.assert_array_equal(stepped[1]["b"], parameters[1]["b"])


def test_the_soft_threshold_is_torch_s_softshrink(backend):
    w = np.linspace(-2, 2, 21)
    expected = torch.nn.functional.softshrink(torch.tensor(w), 0.5)
    np.testing.assert_allclose(to_numpy(soft_threshold(backend(w), 0.5)), expected, atol=1e-12)


def test_max_norm_is_torch_s_renorm(backend, rng):
    W = rng.normal(size=(6, 3))
    W[2] = 0
    ours = max_norm(backend(W), 1.2)
    np.testing.assert_allclose(to_numpy(ours), torch.renorm(torch.tensor(W), 2, 0, 1.2), rtol=1e-6)
    np.testing.assert_array_equal(ours[2], 0)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: l2(-1), "λ must be at least 0, got -1"),
        (lambda: l1(float("nan")), "λ must be at least 0, got nan"),
        (lambda: l2(1.0).penalty([np.ones(3)]), "arrays of two or more axes"),
        (lambda: max_norm(np.ones((2, 2)), 0), "limit must be more than 0"),
        (lambda: decay_step([np.ones((2, 2))], [np.ones((2, 2))], 0.1, 1.0, 0), "must be at least 1, got 0"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


def test_single_precision_stays_single(backend):
    W = [backend(np.ones((2, 2), np.float32))]
    for result in (
        l2(0.1).gradient(W)[0],
        l1(0.1).gradient(W)[0],
        max_norm(W[0], 0.5),
        decay_step(W, W, 0.1, 1.0, 10)[0],
    ):
        assert result.dtype == W[0].dtype


def test_what_counts_as_a_weight_can_be_told_to_adamw():
    optimizer = optimizers.adamw(0.1, weight_decay=0.5, decays=regularizers.is_weight)
    parameters = [np.ones((2, 2)), np.ones(2)]
    stepped, _ = optimizer.update(parameters, tree.map(np.zeros_like, parameters), optimizer.init(parameters))
    np.testing.assert_allclose(stepped[0], 0.95)
    np.testing.assert_array_equal(stepped[1], 1)


def test_no_regularizer_inspects_a_value():
    W = torch.empty(3, 4, device="meta")
    for result in (
        l1(0.1).penalty([W]),
        l2(0.1).gradient([W])[0],
        decay_step([W], [W], 0.1, 1.0, 10)[0],
        max_norm(W, 1.0),
        soft_threshold(W, 0.1),
        optimizers.clip_by_norm([W], 1.0)[0],
        optimizers.clip_by_value([W], 1.0)[0],
    ):
        assert result.device.type == "meta"


def test_a_soft_step_stops_weights_at_0_and_leaves_biases_alone():
    W, b = np.array([[1.0, -1.0, 0.05, -0.02]]), np.array([0.01])
    gW, gb = np.array([[0.5, 0.5, 0.0, 0.1]]), np.array([1.0])
    new, bias = regularizers.soft_step([W, b], [gW, gb], 0.2, 5.0, 10)
    np.testing.assert_allclose(new, [[0.8, -1.0, 0.0, 0.0]], atol=1e-15)
    np.testing.assert_allclose(bias, [-0.19])
