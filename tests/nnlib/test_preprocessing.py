import doctest

import numpy as np
import pytest
import sklearn.decomposition
import sklearn.impute
import sklearn.preprocessing

from nnlib import datasets, preprocessing
from nnlib.arrays import to_numpy
from nnlib.preprocessing import (
    clip_outliers,
    impute,
    one_hot,
    principal_components,
    project,
    reconstruct,
    standardize,
    tukey_fences,
)

torch = pytest.importorskip("torch")


@pytest.fixture
def X(rng):
    return rng.normal(size=(20, 4)) * [1, 10, 0.1, 3] + [5, -1, 0, 100]


@pytest.fixture
def X_test(rng):
    return rng.normal(size=(7, 4)) * 3


def test_standardizing_is_scikit_learn_s_scaler_fitted_on_the_training_set(X, X_test, backend):
    scaler = sklearn.preprocessing.StandardScaler().fit(X)
    train, test, mean, scale = map(to_numpy, standardize(backend(X), backend(X_test)))
    np.testing.assert_allclose(train, scaler.transform(X))
    np.testing.assert_allclose(test, scaler.transform(X_test))
    np.testing.assert_allclose(mean, scaler.mean_)
    np.testing.assert_allclose(scale, scaler.scale_)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("constant", [0.0, 7.0, 0.1, 1e6 + 0.1])
def test_a_constant_column_becomes_zero_whatever_rounding_does(kind, constant, backend):
    X = backend(np.stack([np.full(1000, constant), np.arange(1000)], axis=1).astype(kind))
    scaled, _, scale = standardize(X)
    assert float(scale[0]) == 1
    assert scaled.dtype == X.dtype
    np.testing.assert_allclose(to_numpy(scaled)[:, 0], 0, atol=1e-4 * constant)


def test_a_column_that_varies_little_around_much_is_still_scaled():
    X = 1000 + 0.01 * np.random.default_rng(0).normal(size=(500, 1))
    assert standardize(X)[0].std() == pytest.approx(1)


def test_a_missing_value_is_reported_with_its_column_and_the_way_out(X, backend):
    X[3, 2] = np.nan
    with pytest.raises(ValueError, match=r"nan or inf in columns \[2\]; .*impute"):
        standardize(backend(X))


@pytest.mark.parametrize("strategy", ["mean", "median"])
def test_imputing_is_scikit_learn_s_imputer_fitted_on_the_training_set(strategy, X, X_test, backend):
    X[[0, 5, 7], [1, 2, 1]] = X_test[2, 3] = np.nan
    reference = sklearn.impute.SimpleImputer(strategy=strategy).fit(X)
    train, test, fill = map(to_numpy, impute(backend(X), backend(X_test), strategy=strategy))
    np.testing.assert_allclose(train, reference.transform(X))
    np.testing.assert_allclose(test, reference.transform(X_test))
    np.testing.assert_allclose(fill, reference.statistics_)


def test_a_column_without_any_number_cannot_be_imputed(X):
    X[:, 1] = np.nan
    with pytest.raises(ValueError, match=r"columns \[1\] have no number"):
        impute(X)
    with pytest.raises(ValueError, match="unknown strategy 'medain'; did you mean 'median'"):
        impute(X[:, :1], strategy="medain")


def test_the_fences_of_a_normal_sample_stand_where_theory_has_them(backend):
    low, high = tukey_fences(backend(np.random.default_rng(0).normal(size=(100_000, 1))))
    assert [float(low[0]), float(high[0])] == pytest.approx([-2.698, 2.698], abs=0.03)  # 4 · 0.6745


def test_outliers_are_pulled_to_the_training_set_s_fences(backend):
    X = backend(np.array([[0.0], [1.0], [2.0], [3.0], [100.0]]))  # quartiles 1 and 3
    train, test, low, high = clip_outliers(X, backend(np.array([[-50.0], [2.5]])))
    np.testing.assert_array_equal(to_numpy(train)[:, 0], [0, 1, 2, 3, 6])
    np.testing.assert_array_equal(to_numpy(test)[:, 0], [-2, 2.5])
    assert (float(low[0]), float(high[0])) == (-2, 6)


def test_principal_components_are_scikit_learn_s_up_to_sign(X, backend):
    reference = sklearn.decomposition.PCA(3).fit(X)
    found = principal_components(backend(X), 3)
    components = to_numpy(found.components)
    signs = np.sign((components * reference.components_).sum(axis=1))
    np.testing.assert_allclose(components, signs[:, None] * reference.components_, atol=1e-12)
    np.testing.assert_allclose(to_numpy(found.variances), reference.explained_variance_)
    shares = to_numpy(found.variances / found.total_variance)
    np.testing.assert_allclose(shares, reference.explained_variance_ratio_)
    np.testing.assert_allclose(to_numpy(project(backend(X), found)), signs * reference.transform(X), atol=1e-11)
    Z = reference.transform(X)
    np.testing.assert_allclose(
        to_numpy(reconstruct(backend(signs * Z), found)), reference.inverse_transform(Z), atol=1e-11
    )
    assert np.all(components[np.arange(3), np.abs(components).argmax(axis=1)] > 0)


def test_all_components_lose_nothing(X):
    found = principal_components(X)
    np.testing.assert_allclose(reconstruct(project(X, found), found), X)
    np.testing.assert_allclose(found.variances.sum(), X.var(axis=0, ddof=1).sum())


def test_twenty_components_hold_most_of_the_digits():
    X, _ = datasets.digits()
    found = principal_components(X, 20)
    assert found.variances.sum() / found.total_variance == pytest.approx(0.894, abs=1e-3)  # scikit-learn's user guide


def test_one_hot_rows_are_scikit_learn_s(backend, rng):
    labels = rng.integers(0, 5, 30)
    expected = sklearn.preprocessing.OneHotEncoder(sparse_output=False).fit_transform(labels[:, None])
    rows = one_hot(backend(labels))
    assert type(rows) is type(backend(labels))
    np.testing.assert_array_equal(to_numpy(rows), expected)
    assert one_hot(backend(labels), 7).shape == (30, 7)
    like = backend(np.zeros(1, np.float32))
    assert one_hot(labels, like=like).dtype == like.dtype


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (lambda: one_hot(np.array([0.0, 1.0])), TypeError, "labels must be integers, got float64"),
        (lambda: one_hot(np.array([0, 3]), 3), ValueError, "0 … 2 for 3 classes, got 0 … 3"),
        (lambda: one_hot(np.array([-1, 1])), ValueError, "got -1 … 1"),
        (lambda: one_hot(np.array([], dtype=int)), ValueError, r"shape \(n,\), n at least 1, got \(0,\)"),
        (lambda: standardize(np.ones(3)), ValueError, r"shape \(n, d\), one sample a row, got \(3,\)"),
        (lambda: standardize(np.ones((2, 3)), np.ones((2, 4))), ValueError, "expected 3 columns .*, got 4"),
        (lambda: standardize(np.ones((0, 3))), ValueError, "at least one training sample"),
        (lambda: standardize(np.ones((2, 3)), torch.ones(2, 3)), TypeError, "two libraries"),
        (lambda: standardize([["a"]]), TypeError, "expected numbers"),
        (lambda: principal_components(np.ones((5, 3)), 4), ValueError, r"k must be 1 … 3 .* got k=4, \(5, 3\)"),
        (lambda: principal_components(np.ones((1, 3))), ValueError, "at least 2 samples"),
        (lambda: tukey_fences(np.ones((2, 2)), k=-1), ValueError, "k must be at least 0"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, error, sentence):
    with pytest.raises(error, match=sentence):
        make()


@pytest.mark.parametrize("prepare", [standardize, impute, clip_outliers])
def test_arguments_stay_as_they_are_and_single_precision_single(prepare, X, X_test, backend):
    X, X_test = X.astype(np.float32), X_test.astype(np.float32)
    given = backend(X), backend(X_test)
    results = prepare(*given)
    assert {r.dtype for r in results} == {given[0].dtype}
    np.testing.assert_array_equal(to_numpy(given[0]), X)
    np.testing.assert_array_equal(to_numpy(given[1]), X_test)


def test_the_example_of_the_docstring_runs():
    assert doctest.testmod(preprocessing).failed == 0
