import itertools
import math

import numpy as np
import pytest

from nnlib import datasets, perceptron
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")
BITS = list(itertools.product((0, 1), repeat=2))


def test_a_tie_is_silent(backend):
    y = perceptron.step(backend(np.array([[-1.0, 0.0], [1e-300, 3.0]])))
    assert to_numpy(y).tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOR"])
def test_a_gate_gives_its_truth_table(name, backend):
    X, t = datasets.truth_table(name)
    w, b = perceptron.gate(name)
    y = perceptron.predict(backend(X), backend(np.array([-b, *w])))
    assert to_numpy(y).tolist() == t.tolist()


@pytest.mark.parametrize(("name", "reason"), [("XOR", "no single"), ("NOPE", "unknown gate")])
def test_a_gate_that_cannot_be_is_refused(name, reason):
    with pytest.raises(ValueError, match=f"{name}: {reason}"):
        perceptron.gate(name)


def test_both_sign_conventions_decide_alike(rng):
    X, w, theta = rng.normal(size=(50, 3)), rng.normal(size=3), 0.4
    with_threshold = perceptron.predict(X, np.array([theta, *w]))
    with_bias = np.column_stack([np.ones(50), X]) @ [-theta, *w] > 0
    assert with_threshold.tolist() == with_bias.astype(int).tolist()


def test_the_half_and_the_full_adder_add():
    def nand(a, b):
        return 1 - a * b

    for a, b in BITS:
        total, carry = perceptron.half_adder(a, b, nand)
        assert 2 * carry + total == a + b
        for c in (0, 1):
            total, carry = perceptron.full_adder(a, b, c, nand)
            assert 2 * carry + total == a + b + c


def test_the_unit_is_undecided_on_its_decision_line(backend):
    w, theta, x1 = [1.5, -0.5], 0.7, backend(np.linspace(-2, 2, 9))
    x2 = perceptron.decision_line(w, theta, x1)
    assert to_numpy(w[0] * x1 + w[1] * x2) == pytest.approx(theta)


def test_a_vertical_line_has_no_height():
    with pytest.raises(ValueError, match="vertical"):
        perceptron.decision_line([1.0, 0.0], 2.0, np.zeros(3))


@pytest.mark.parametrize(("t", "x", "change"), [(0, [-1, -2], 0), (1, [-1, 3], 0), (1, [-1, -2], 1), (0, [-1, 3], -1)])
def test_the_four_cases_of_the_rule(t, x, change, backend):
    w, x = backend(np.array([0.5, 1.0])), backend(np.array(x, dtype=float))
    assert to_numpy(perceptron.perceptron_step(w, x, t, 0.1)) == pytest.approx(to_numpy(w + change * 0.1 * x))


@pytest.mark.parametrize(
    ("features", "species", "epochs", "numbers"),
    [
        ("petals", ["setosa", "versicolor"], 1000, (4, 3, 0)),
        ("sepals", ["setosa", "versicolor"], 1000, (1489, 686, 0)),
        ("all", ["versicolor", "virginica"], 200, (549, 200, 2)),
    ],
)
def test_the_numbers_that_lesson_02_promises(features, species, epochs, numbers):
    _, n_updates, errors = perceptron.train_perceptron(*datasets.iris(features, species), epochs)
    assert (n_updates, len(errors), errors[-1]) == numbers


def test_training_on_torch_takes_the_same_steps():
    X, t = datasets.iris("petals", ["setosa", "versicolor"])
    w, n_updates, errors = perceptron.train_perceptron(X, t)
    same = perceptron.train_perceptron(torch.tensor(X), torch.tensor(t))
    assert (same[1], same[2]) == (n_updates, errors)
    assert to_numpy(same[0]) == pytest.approx(w)


@pytest.mark.parametrize("gamma", [0.05, 0.2, 0.5])
def test_mistakes_never_exceed_novikoffs_bound(gamma):
    for seed in range(10):
        X, t, w = datasets.with_margin(40, 4, gamma, rng=seed)
        separating, n_updates, errors = perceptron.train_perceptron(X, t, 10_000)
        assert errors[-1] == 0
        assert n_updates <= perceptron.mistake_bound(X, t, np.array([0.0, *w])) <= 2 / gamma**2
        assert n_updates <= perceptron.mistake_bound(X, t, separating)


def test_the_bound_needs_weights_that_separate():
    with pytest.raises(ValueError, match="does not separate"):
        perceptron.mistake_bound(*datasets.truth_table("AND"), np.array([1.0, 0.0, 1.0]))


def test_the_delta_rule_gradient_is_that_of_torch(rng):
    X, t, w = rng.normal(size=(7, 3)), rng.normal(size=7), rng.normal(size=3)
    tensor = torch.tensor(w, requires_grad=True)
    (0.5 * (torch.tensor(t) - torch.sigmoid(torch.tensor(X) @ tensor)) ** 2).mean().backward()

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    gradient = perceptron.delta_rule_gradient(X, t, w, sigmoid, lambda a: sigmoid(a) * (1 - sigmoid(a)))
    assert gradient == pytest.approx(tensor.grad.numpy(), rel=1e-12)


def test_covers_count_agrees_with_listing_all_dichotomies(rng):
    for n, d in [(3, 2), (4, 2), (5, 3)]:
        X, found = rng.normal(size=(n, d)), set()
        for w in rng.normal(size=(20_000, d)):
            found.add(tuple(X @ w > 0))
        assert perceptron.separable_dichotomies(n, d) == len(found) / 2**n


@pytest.mark.parametrize("d", [1, 5, 40])
def test_the_capacity_is_two_points_a_dimension(d):
    assert perceptron.separable_dichotomies(d, d) == 1
    assert math.isclose(perceptron.separable_dichotomies(2 * d, d), 0.5)


def test_bad_input_is_told_what_was_expected():
    X, t = datasets.truth_table("AND")
    with pytest.raises(ValueError, match=r"X must have shape \(n, d\).*got \(4,\)"):
        perceptron.predict(t, np.zeros(3))
    with pytest.raises(ValueError, match=r"w must have shape \(3,\).*got \(2,\)"):
        perceptron.predict(X, np.zeros(2))
    with pytest.raises(ValueError, match=r"t must have shape \(4,\)"):
        perceptron.train_perceptron(X, t[:3])
    with pytest.raises(ValueError, match="targets must be 0 or 1"):
        perceptron.train_perceptron(X, 2 * t - 1)
    with pytest.raises(ValueError, match="at least 1"):
        perceptron.separable_dichotomies(0, 3)


def test_units_and_rules_need_no_values_and_no_host():
    X, w = torch.zeros(5, 2, device="meta"), torch.zeros(3, device="meta")
    A = perceptron.augment(X)
    assert perceptron.step(X).shape == (5, 2)
    assert perceptron.predict(X, w).shape == (5,)
    assert perceptron.perceptron_step(w, A[0], 1).shape == (3,)
    assert perceptron.decision_line([1.0, 2.0], 0.5, X[:, 0]).shape == (5,)
    gradient = perceptron.delta_rule_gradient(A, torch.zeros(5, device="meta"), w, torch.tanh, lambda a: 1 - a)
    assert (gradient.shape, gradient.device.type) == ((3,), "meta")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_floating_point_types_are_kept(dtype, backend):
    X, w = backend(np.ones((4, 2), dtype=dtype)), backend(np.ones(3, dtype=dtype))
    for made in (
        perceptron.augment(X),
        perceptron.perceptron_step(w, w, 1),
        perceptron.decision_line([1, 2], 3, X[:, 0]),
    ):
        assert made.dtype == X.dtype
