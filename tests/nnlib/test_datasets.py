import pathlib
import subprocess
import sys

import numpy as np
import pytest
import sklearn.datasets

from nnlib import datasets
from nnlib.perceptron import gate, train_perceptron

GENERATORS = [datasets.blobs, datasets.moons, datasets.circles, datasets.spiral, datasets.quadrants]


def by_row(X):
    return X[np.lexsort(np.round(X.T, 9))]


@pytest.mark.parametrize("name", ["AND", "OR", "NAND", "NOR"])
def test_a_unit_with_a_gate_s_weights_computes_its_truth_table(name):
    X, t = datasets.truth_table(name)
    w, b = gate(name)
    np.testing.assert_array_equal(X @ np.array(w) + b > 0, t)


def test_xor_is_one_where_the_inputs_differ():
    X, t = datasets.truth_table("XOR")
    np.testing.assert_array_equal(X[:, 0] != X[:, 1], t)
    np.testing.assert_array_equal(datasets.truth_table("XNOR")[1], 1 - t)


def test_an_unknown_gate_is_asked_back():
    with pytest.raises(ValueError, match=r"unknown gate 'nand'; did you mean 'NAND'\? known are AND, OR"):
        datasets.truth_table("nand")


def test_the_perceptron_needs_as_many_updates_on_the_irises_as_measured_for_the_course():
    petals = datasets.iris("petals", ["setosa", "versicolor"])
    assert petals[0].shape == (100, 2)
    _, updates, errors = train_perceptron(*petals)
    assert (updates, len(errors)) == (4, 3)


def test_iris_gives_the_species_in_the_order_asked_for():
    X, t = datasets.iris("all", ("virginica", "setosa"))
    reference = sklearn.datasets.load_iris()
    np.testing.assert_array_equal(X[t == 0], reference.data[100:])
    np.testing.assert_array_equal(X[t == 1], reference.data[:50])
    np.testing.assert_array_equal(datasets.iris("sepals", "setosa")[0], reference.data[:50, :2])


@pytest.mark.parametrize(("features", "classes"), [("petal", ["setosa"]), ("all", ["sentosa"])])
def test_iris_knows_what_was_meant(features, classes):
    with pytest.raises(ValueError, match="did you mean"):
        datasets.iris(features, classes)


@pytest.mark.parametrize(
    ("load", "shape", "classes"),
    [(datasets.digits, (1797, 64), 10), (datasets.breast_cancer, (569, 30), 2), (datasets.wine, (178, 13), 3)],
)
def test_shipped_sets_have_their_published_sizes(load, shape, classes):
    X, t = load()
    assert X.shape == shape
    assert set(t.tolist()) == set(range(classes))


SHIPPED = {
    "iris": (datasets.iris, sklearn.datasets.load_iris, {}),
    "digits": (lambda: (datasets.digits()[0] * 16, datasets.digits()[1]), sklearn.datasets.load_digits, {}),
    "breast_cancer": (datasets.breast_cancer, sklearn.datasets.load_breast_cancer, {}),
    "wine": (datasets.wine, sklearn.datasets.load_wine, {}),
    "diabetes": (datasets.diabetes, sklearn.datasets.load_diabetes, {"scaled": False}),
}


@pytest.mark.parametrize("file_is_there", [True, False])
@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_in_scikit_learn_is_the_same_read_directly_or_by_its_loader(name, file_is_there, monkeypatch):
    ours, theirs, how = SHIPPED[name]
    X, t = theirs(return_X_y=True, **how)
    if not file_is_there:
        monkeypatch.setattr(pathlib.Path, "is_file", lambda path: False)
    own, own_t = ours()
    np.testing.assert_array_equal(own, X)
    np.testing.assert_array_equal(own_t, t)
    assert own_t.dtype.kind == t.dtype.kind


@pytest.mark.parametrize("name", SHIPPED)
def test_they_need_no_import_of_scikit_learn(name):
    code = f"import sys; from nnlib import datasets; datasets.{name}(); print('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_digits_are_scaled_to_the_unit_interval():
    X, _ = datasets.digits()
    assert (X.min(), X.max()) == (0, 1)


def test_the_diabetes_set_is_in_its_units():
    X, t = datasets.diabetes()
    assert 19 <= X[:, 0].min() <= X[:, 0].max() <= 79
    assert (t.min(), t.max()) == (25, 346)


@pytest.mark.parametrize("draw", GENERATORS)
def test_a_seed_gives_equal_data_in_balanced_classes(draw):
    X, t = draw(n=31, rng=3)
    again, _ = draw(n=31, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(X, again)
    assert X.shape == (31, 2)
    np.testing.assert_array_equal(np.bincount(t), [16, 15])
    assert np.any(np.diff(t) < 0)  # shuffled


@pytest.mark.parametrize("draw", GENERATORS)
def test_data_follow_the_array_they_shall_be_like(draw):
    torch = pytest.importorskip("torch")
    X, t = draw(n=10, rng=0, like=torch.empty(0, dtype=torch.float32))
    assert (X.dtype, t.dtype) == (torch.float32, torch.int64)
    np.testing.assert_allclose(X, draw(n=10, rng=0)[0], rtol=1e-6)


def test_moons_without_noise_are_those_of_scikit_learn():
    X, t = datasets.moons(50, noise=0, rng=0)
    reference, labels = sklearn.datasets.make_moons(50, shuffle=False)
    for k in (0, 1):
        np.testing.assert_allclose(by_row(X[t == k]), by_row(reference[labels == k]), atol=1e-12)


def test_circles_without_noise_are_those_of_scikit_learn():
    X, t = datasets.circles(50, ratio=0.3, noise=0, rng=0)
    reference, labels = sklearn.datasets.make_circles(50, shuffle=False, factor=0.3)
    for k in (0, 1):
        np.testing.assert_allclose(by_row(X[t == k]), by_row(reference[labels == k]), atol=1e-12)


def test_an_arm_of_a_spiral_turns_in_proportion_to_its_radius():
    X, t = datasets.spiral(60, arms=3, turns=0.4, noise=0, rng=0)
    radius = np.hypot(*X.T)
    turned = X[:, 0] + 1j * X[:, 1]
    expected = radius * np.exp(2j * np.pi * (0.4 * radius + t / 3))
    np.testing.assert_allclose(turned, expected, atol=1e-12)
    assert radius.max() == pytest.approx(1)


def test_quadrants_are_labeled_by_the_product_of_signs():
    X, t = datasets.quadrants(100, gap=0.2, rng=0)
    np.testing.assert_array_equal(t, X[:, 0] * X[:, 1] < 0)
    assert 0.2 <= np.abs(X).min() < 0.25
    assert 0.95 < np.abs(X).max() <= 1
    assert len({tuple(signs) for signs in np.sign(X)}) == 4


def test_the_default_clouds_are_as_the_docstrings_say():
    X, t = datasets.blobs(rng=0)
    np.testing.assert_allclose([X[t == 0].mean(axis=0), X[t == 1].mean(axis=0)], [[-1, -1], [1, 1]], atol=0.15)
    X, t = datasets.circles(noise=0, rng=0)
    np.testing.assert_allclose(np.linalg.norm(X, axis=1), np.where(t == 0, 1, 0.5))
    X, t = datasets.spiral(noise=0, rng=0)
    ends = X[np.linalg.norm(X, axis=1) > 0.999]
    np.testing.assert_allclose(ends[np.argsort(ends[:, 0])], [[-1, 0], [1, 0]], atol=1e-12)  # one full turn


def test_blobs_lie_about_their_centers():
    centers = np.array([[0.0, 3, 1], [5, 0, 2]])
    X, t = datasets.blobs(20_000, centers, spread=0.5, rng=0)
    for k in (0, 1):
        np.testing.assert_allclose(X[t == k].mean(axis=0), centers[k], atol=0.02)
        np.testing.assert_allclose(X[t == k].std(axis=0), 0.5, atol=0.02)


@pytest.mark.parametrize("d", [1, 2, 5, 40])
def test_points_keep_their_margin_and_their_radius(d):
    X, t, w = datasets.with_margin(500, d, 0.3, radius=2.0, rng=0)
    assert np.linalg.norm(w) == pytest.approx(1)
    assert np.linalg.norm(X, axis=1).max() <= 2 + 1e-12
    assert ((2 * t - 1) * (X @ w)).min() >= 0.3 - 1e-12


def test_points_are_uniform_in_the_ball_outside_the_slab():
    X, _, w = datasets.with_margin(4000, 3, 0.5, rng=0)
    # the volume of a cap of height h in the unit ball is π h² (3 - h) / 3
    cap = {height: np.pi * height**2 * (3 - height) / 3 for height in (0.5, 0.25)}
    assert np.mean(np.abs(X @ w) > 0.75) == pytest.approx(cap[0.25] / cap[0.5], abs=0.03)


@pytest.mark.parametrize("gamma", [0, 1, -0.1, float("nan")])
def test_a_margin_that_cannot_be_is_refused(gamma):
    with pytest.raises(ValueError, match="gamma must lie between 0 and the radius 1"):
        datasets.with_margin(10, 2, gamma, rng=0)


def test_fewer_samples_than_classes_are_refused():
    with pytest.raises(ValueError, match="at least one sample for each of 2 classes, got n=1"):
        datasets.moons(1, rng=0)


def test_importing_the_data_sets_does_not_load_scikit_learn():
    code = "import sys, nnlib.datasets; assert 'sklearn' not in sys.modules and 'scipy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
