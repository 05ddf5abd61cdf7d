import numpy as np
import pytest
import scipy.special
import sklearn.metrics

from nnlib import activations, autodiff, losses
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")
F = torch.nn.functional


@pytest.fixture
def Z(rng):
    return 3 * rng.normal(size=(7, 4))


@pytest.fixture
def Y(rng):
    return rng.integers(0, 2, size=(7, 4)).astype(float)


@pytest.fixture
def one_hot(rng):
    return np.eye(4)[rng.integers(0, 4, 7)]


def sigmoid(Z):
    return scipy.special.expit(Z)


AGAINST_TORCH = {
    "quadratic": lambda Y, A: F.mse_loss(A, Y, reduction="sum") / (2 * len(Y)),
    "mse": lambda Y, A: F.mse_loss(A, Y),
    "binary_cross_entropy": lambda Y, A: F.binary_cross_entropy(A, Y, reduction="sum") / len(Y),
    "binary_cross_entropy_logits": lambda Y, Z: F.binary_cross_entropy_with_logits(Z, Y, reduction="sum") / len(Y),
    "categorical_cross_entropy": lambda Y, A: -(Y * torch.log(A)).sum() / len(Y),
    "categorical_cross_entropy_logits": lambda Y, Z: F.cross_entropy(Z, Y),
    "hinge": lambda Y, Z: F.relu(1 - (2 * Y - 1) * Z).sum() / len(Y),
}
CATEGORICAL = [name for name in AGAINST_TORCH if name.startswith("categorical")]


def samples(name, Z, Y, one_hot):
    outputs = {"binary_cross_entropy": sigmoid(Z), "categorical_cross_entropy": scipy.special.softmax(Z, axis=1)}
    return (one_hot if name in CATEGORICAL else Y), outputs.get(name, Z)


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_values_and_gradients_are_torch_s(name, Z, Y, one_hot, backend):
    targets, outputs = samples(name, Z, Y, one_hot)
    leaf = torch.tensor(outputs, requires_grad=True)
    expected = AGAINST_TORCH[name](torch.tensor(targets), leaf)
    expected.backward()
    value, gradient = autodiff.value_and_grad(losses.get(name), 1)(backend(targets), backend(outputs))
    assert float(value) == pytest.approx(expected.item(), rel=1e-12)
    assert float(losses.get(name)(backend(targets), backend(outputs))) == pytest.approx(expected.item(), rel=1e-12)
    np.testing.assert_allclose(to_numpy(gradient), leaf.grad, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("name", CATEGORICAL)
@pytest.mark.parametrize("kind", [np.int32, np.int64, np.uint8])
def test_labels_mean_the_same_as_one_hot_rows(name, kind, Z, one_hot, backend):
    _, outputs = samples(name, Z, None, one_hot)
    labels = backend(one_hot.argmax(axis=1).astype(kind))
    rows, found = (
        autodiff.value_and_grad(losses.get(name), 1)(t, backend(outputs)) for t in (backend(one_hot), labels)
    )
    assert float(found[0]) == pytest.approx(float(rows[0]), rel=1e-12)
    np.testing.assert_allclose(to_numpy(found[1]), to_numpy(rows[1]), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("output", ["identity", "sigmoid", "softmax"])
def test_behind_its_matching_output_a_loss_has_the_error_as_derivative(output, Z, Y, one_hot, backend):
    targets = backend(one_hot if output == "softmax" else Y)
    g = activations.get(output)
    delta = autodiff.grad(lambda Z: losses.MATCHING[output](targets, g(Z)))(backend(Z))
    np.testing.assert_allclose(to_numpy(delta), (to_numpy(g(backend(Z))) - to_numpy(targets)) / 7, rtol=1e-7)


@pytest.mark.parametrize("pair", losses.ON_LOGITS)
def test_from_logits_a_loss_is_the_same_number(pair, Z, Y, one_hot):
    output, name = pair
    targets = one_hot if output == "softmax" else Y
    direct = losses.get(name)(targets, activations.get(output)(Z))
    assert float(losses.ON_LOGITS[pair](targets, Z)) == pytest.approx(float(direct), rel=1e-9)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_huge_logits_cost_what_the_formula_says_in_silence(kind, backend):
    """Warnings are errors in these tests."""
    Z = backend(np.array([[-1e4, 0], [0, 1e4], [1e4, -1e4]], dtype=kind))
    Y = backend(np.array([[1, 0], [0, 1], [1, 0]], dtype=kind))
    for name, expected in {
        "binary_cross_entropy_logits": (1e4 + 2 * np.log(2)) / 3,  # Σ log(1 + e^∓z), here 1e4, log 2 and 0
        "categorical_cross_entropy_logits": 1e4 / 3,  # log Σ e^z - z_t
    }.items():
        value, gradient = autodiff.value_and_grad(losses.get(name), 1)(Y, Z)
        assert float(value) == pytest.approx(expected, rel=1e-6)
        assert np.isfinite(to_numpy(gradient)).all()
        assert gradient.dtype == Z.dtype


def test_saturated_probabilities_cost_a_hundred_nats_as_in_torch(backend):
    Y, A = np.array([[1.0, 0.0, 1.0]]), np.array([[0.0, 1.0, 1.0]])
    expected = F.binary_cross_entropy(torch.tensor(A), torch.tensor(Y), reduction="sum")
    assert float(losses.binary_cross_entropy(backend(Y), backend(A))) == expected.item() == 200
    gradient = autodiff.grad(losses.binary_cross_entropy, 1)(backend(Y), backend(A))
    assert np.isfinite(to_numpy(gradient)).all()


def test_log_losses_are_scikit_learn_s(Z, one_hot):
    A = scipy.special.softmax(Z, axis=1)
    assert losses.categorical_cross_entropy(one_hot, A) == pytest.approx(sklearn.metrics.log_loss(one_hot, A))
    t, p = one_hot[:, one_hot.any(axis=0).argmax()], A[:, 0]
    assert losses.binary_cross_entropy(t, p) == pytest.approx(sklearn.metrics.log_loss(t, p))
    assert losses.hinge(t, Z[:, 0]) == pytest.approx(sklearn.metrics.hinge_loss(2 * t - 1, Z[:, 0]))


def test_nielsen_s_neuron_costs_what_he_says():
    """A single sigmoid, target 0, weight and bias 2: output 0.982, cost ½ · 0.982² (chapter 3)."""
    a = activations.sigmoid(np.array([[4.0]]))
    assert float(a[0, 0]) == pytest.approx(0.982, abs=5e-4)
    assert float(losses.quadratic(np.zeros((1, 1)), a)) == pytest.approx(0.5 * 0.982**2, abs=5e-4)


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_single_precision_stays_single(name, Z, Y, one_hot, backend):
    targets, outputs = (backend(x.astype(np.float32)) for x in samples(name, Z, Y, one_hot))
    assert losses.get(name)(targets, outputs).dtype == outputs.dtype
    assert losses.get(name)(backend(to_numpy(targets).astype(np.int64)), outputs).dtype == outputs.dtype


@pytest.mark.parametrize("name", AGAINST_TORCH)
def test_no_loss_inspects_a_value_of_a_net_in_training(name):
    outputs = torch.empty(7, 4, device="meta")
    assert losses.get(name)(outputs, outputs).device.type == "meta"


@pytest.mark.parametrize(
    ("loss", "Y", "A", "sentence"),
    [
        ("quadratic", np.ones(3), np.ones((3, 1)), r"outputs' shape \(3, 1\), got \(3,\); Y\[:, None\] makes a column"),
        ("mse", np.ones((2, 3)), np.ones((3, 2)), "did you transpose"),
        ("quadratic", np.ones((0, 2)), np.ones((0, 2)), "at least one row of outputs"),
        ("categorical_cross_entropy_logits", [0.0, 1.0], np.ones((2, 3)), "one_hot"),
        ("categorical_cross_entropy_logits", np.array([1, 3]), np.ones((2, 3)), r"labels must be 0 … 2 .* got 1 … 3"),
        ("categorical_cross_entropy", np.array([-1, 2]), np.ones((2, 3)) / 3, r"labels must be 0 … 2 .* got -1 … 2"),
        ("categorical_cross_entropy", np.array([1]), np.ones((2, 3)) / 3, "expected 2 labels, .* got 1"),
        ("binary_cross_entropy", np.ones(2), np.array([-3.0, 0.5]), r"got -3 … 0.5; of logits, take binary_cross"),
        ("binary_cross_entropy_logits", np.array([-1.0, 1]), np.ones(2), r"by \(Y \+ 1\) / 2"),
        ("hinge", np.array([-1.0, 1]), np.ones(2), r"by \(Y \+ 1\) / 2"),
        ("categorical_cross_entropy", np.eye(2), 2 * np.eye(2), "take categorical_cross_entropy_logits"),
        ("categorical_cross_entropy_logits", 2 * np.eye(2), np.eye(2), "distribution over the classes"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(loss, Y, A, sentence):
    with pytest.raises(ValueError, match=sentence):
        losses.get(loss)(Y, A)


def test_targets_may_be_lists(Z, backend):
    A = backend(Z[:3])
    labels = losses.categorical_cross_entropy_logits([0, 3, 1], A)
    rows = losses.categorical_cross_entropy_logits(np.eye(4)[[0, 3, 1]].tolist(), A)
    assert float(labels) == pytest.approx(float(rows))
    assert float(losses.quadratic([[1, 2]], backend([[1.0, 4.0]]))) == 2


def test_two_libraries_in_one_loss_are_refused():
    with pytest.raises(TypeError, match="arrays of two libraries"):
        losses.quadratic(torch.ones(2), np.ones(2))


def test_two_devices_in_one_loss_are_refused():
    with pytest.raises(ValueError, match="targets are on cpu, outputs on meta; move one of them"):
        losses.quadratic(torch.ones(2), torch.ones(2, device="meta"))


def test_targets_are_checked_once_before_training(backend):
    check = losses.check_targets
    first = backend(np.zeros((1, 3), np.float32))
    labels = backend(np.array([0, 2, 1, 2]))
    assert check(losses.categorical_cross_entropy, labels, first) is labels
    assert check(losses.quadratic, backend(np.ones((4, 3), np.int64)), first).dtype == first.dtype
    for loss, Y, sentence in [
        ("quadratic", [[1.0, np.nan, 0.0]], "finite numbers"),
        ("binary_cross_entropy", [[-1.0, 1.0, 1.0]], "from 0 to 1"),
        ("quadratic", [[1.0, 1.0]], r"outputs' shape \(1, 3\), got \(1, 2\)"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            check(losses.get(loss), backend(Y), first)
    with pytest.raises(ValueError, match="labels must be 0 … 2"):
        check(losses.categorical_cross_entropy, labels + 1, first)


def test_values_are_not_looked_at_during_training(backend):
    Y = backend([[2.0, -1.0]])  # no distribution: a direct call would say so
    autodiff.grad(losses.categorical_cross_entropy_logits, 1)(Y, backend([[0.0, 0.0]]))
    with pytest.raises(ValueError, match="from 0 to 1"):
        losses.categorical_cross_entropy_logits(Y, backend([[0.0, 0.0]]))


def test_names_are_looked_up_and_functions_pass():
    assert losses.get(losses.mse) is losses.mse
    with pytest.raises(ValueError, match=r"unknown loss 'binary_crossentropy'; did you mean 'binary_cross_entropy'\?"):
        losses.get("binary_crossentropy")
