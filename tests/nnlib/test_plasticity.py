import numpy as np
import pytest
from scipy.integrate import quad
from sklearn.decomposition import PCA

from nnlib import plasticity as pl
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")


def cloud(rng, n=400):
    """Samples of mean 0 with variances near 4, 1, 0.25 and 0.04 along turned axes."""
    turn = np.linalg.qr(rng.standard_normal((4, 4)))[0]
    X = rng.standard_normal((n, 4)) * [2, 1, 0.5, 0.2] @ turn
    return X - X.mean(axis=0)


def test_hebbs_rule_strengthens_what_is_active_together(rng, backend):
    W, pre, post = rng.random((2, 3)), rng.random(3), rng.random(2)
    expected = [[W[i, j] + 0.1 * post[i] * pre[j] for j in range(3)] for i in range(2)]
    np.testing.assert_allclose(to_numpy(pl.hebb(backend(W), backend(pre), backend(post), 0.1)), expected, rtol=1e-12)


def test_of_many_samples_hebb_takes_the_mean(rng, backend):
    W, pre, post = rng.random((2, 3)), rng.random((5, 3)), rng.random((5, 2))
    expected = W + 0.1 * np.mean([np.outer(y, x) for x, y in zip(pre, post, strict=True)], axis=0)
    np.testing.assert_allclose(to_numpy(pl.hebb(backend(W), backend(pre), backend(post), 0.1)), expected, rtol=1e-12)


def test_oja_finds_the_first_principal_component(rng, backend):
    X, w = cloud(rng), rng.standard_normal(4)
    data, weights = backend(X), backend(w)
    for _ in range(400):
        weights = pl.oja(weights, data, 0.1)
    component = PCA(1).fit(X).components_[0]
    np.testing.assert_allclose(to_numpy(weights), component * np.sign(component @ to_numpy(weights)), atol=1e-6)


def test_oja_finds_the_component_sample_by_sample_too(rng):
    X, w = cloud(rng, 4000), rng.standard_normal(4)
    for x in X:
        w = pl.oja(w, x[None], 0.005)
    assert abs(w @ PCA(1).fit(X).components_[0]) == pytest.approx(1, abs=0.03)


def test_several_units_span_the_principal_subspace(rng):
    X, W = cloud(rng), rng.standard_normal((2, 4)) / 2
    for _ in range(1500):
        W = pl.oja(W, X, 0.1)
    V = PCA(2).fit(X).components_
    np.testing.assert_allclose(W.T @ W, V.T @ V, atol=1e-6)
    np.testing.assert_allclose(W @ W.T, np.eye(2), atol=1e-6)


def test_sanger_finds_the_components_one_by_one(rng, backend):
    X, W = cloud(rng), backend(rng.standard_normal((3, 4)) / 2)
    for _ in range(3000):
        W = pl.sanger(W, backend(X), 0.1)
    V = PCA(3).fit(X).components_
    np.testing.assert_allclose(np.abs(to_numpy(W) @ V.T), np.eye(3), atol=1e-5)


def test_hebb_alone_grows_without_bound(rng):
    X, w = cloud(rng), np.ones((1, 4))
    for _ in range(100):
        w = pl.hebb(w, X, X @ w.T, 0.1)
    assert np.linalg.norm(w) > 1e10


def test_the_stdp_window_is_the_one_of_bi_and_poo(backend):
    dt = [-40.0, -20.0, -1.0, 0.0, 1.0, 20.0, 40.0]
    expected = [-0.5 * np.exp(-2), -0.5 / np.e, -0.5 * np.exp(-0.05), 0, np.exp(-0.1), np.exp(-2), np.exp(-4)]
    found = pl.stdp(backend(dt), 1.0, 0.5, 10.0, 20.0)
    np.testing.assert_allclose(to_numpy(found), expected, rtol=1e-12)


@pytest.mark.parametrize("window", [(1.0, 0.5, 20.0, 20.0), (0.8, 1.1, 17.0, 34.0)])
def test_the_area_of_the_window_is_its_integral(window):
    halves = (
        quad(lambda t: float(pl.stdp(t, *window)), 0, np.inf)[0],
        quad(lambda t: float(pl.stdp(t, *window)), -np.inf, 0)[0],
    )
    assert pl.stdp_area(*window) == pytest.approx(sum(halves), rel=1e-7)


def spike_trains(rng):
    return rng.random((300, 3)) < 0.05, rng.random((300, 2)) < 0.05


def test_trains_change_a_weight_by_the_sum_over_all_pairs(rng, backend):
    pre, post = spike_trains(rng)
    window = (0.9, 0.6, 15.0, 25.0)
    expected = np.zeros((2, 3))
    for i, j in np.ndindex(2, 3):
        gaps = 0.5 * np.subtract.outer(np.flatnonzero(post[:, i]), np.flatnonzero(pre[:, j]))
        expected[i, j] = sum(float(pl.stdp(gap, *window)) for gap in gaps.ravel())
    found = pl.stdp_trains(backend(1.0 * pre), backend(1.0 * post), 0.5, *window)
    np.testing.assert_allclose(to_numpy(found), expected, rtol=1e-10)


def test_with_nearest_pairing_only_the_last_earlier_spike_counts(rng, backend):
    pre, post = spike_trains(rng)
    window = (0.9, 0.6, 15.0, 25.0)
    expected = np.zeros((2, 3))
    for i, j in np.ndindex(2, 3):
        senders, receivers = np.flatnonzero(pre[:, j]), np.flatnonzero(post[:, i])
        for t in receivers:
            expected[i, j] += sum(float(pl.stdp(0.5 * (t - s), *window)) for s in senders[senders < t][-1:])
        for s in senders:
            expected[i, j] += sum(float(pl.stdp(0.5 * (t - s), *window)) for t in receivers[receivers < s][-1:])
    found = pl.stdp_trains(backend(1.0 * pre), backend(1.0 * post), 0.5, *window, pairing="nearest")
    np.testing.assert_allclose(to_numpy(found), expected, rtol=1e-10)


def test_a_sender_that_predicts_the_receiver_wins(rng):
    """The receiver fires 2 ms after sender 0; sender 1 is as active but unrelated."""
    pre = rng.random((40_000, 2)) < 0.001
    post = np.roll(pre[:, :1], 20, axis=0)
    dW = pl.stdp_trains(pre, post)
    assert dW[0, 0] > 3 * abs(dW[0, 1])


def test_float32_remains_float32_and_meta_goes_through(rng):
    W, X = rng.random((2, 3)).astype(np.float32), rng.random((5, 3)).astype(np.float32)
    for results in (
        pl.hebb(W, X[0], W[:, 0]),
        pl.oja(W, X, 0.1),
        pl.sanger(W, X, 0.1),
        pl.stdp(X),
        pl.stdp_trains(X, X),
    ):
        assert results.dtype == np.float32
    W, X = torch.ones((2, 3), device="meta"), torch.ones((5, 3), device="meta")
    assert pl.oja(W, X, 0.1).shape == (2, 3)
    assert pl.stdp_trains(X, X).shape == (3, 3)


def test_plasticity_keeps_to_the_array_api_standard(rng):
    strict = pytest.importorskip("array_api_strict")
    X = strict.asarray(rng.random((5, 3)))
    results = (pl.hebb(X, X[0, :], X[:, 0]), pl.oja(X, X, 0.1), pl.sanger(X, X, 0.1), pl.stdp(X), pl.stdp_trains(X, X))
    assert all(type(x) is type(X) for x in results)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: pl.hebb(np.ones((2, 3)), np.ones(2), np.ones(3)),
            r"takes pre \(..., 3\) and post \(..., 2\).*swapped\?",
        ),
        (lambda: pl.oja(np.ones(3), np.ones((5, 2)), 0.1), r"X must have shape \(n, 3\) .*got \(5, 2\)"),
        (lambda: pl.stdp(1.0, tau_plus=0), "tau_plus and tau_minus must be more than 0 ms, got 0 and 20"),
        (lambda: pl.stdp_area(tau_minus=-1), "must be more than 0 ms"),
        (
            lambda: pl.stdp_trains([[1]], [[1], [0]]),
            r"post must have shape \(1, 1\), got \(2, 1\); as many steps as pre",
        ),
        (lambda: pl.stdp_trains([[1]], [[1]], pairing="near"), "unknown pairing 'near'; did you mean 'nearest'"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
