import numpy as np
import pytest
from sklearn.linear_model import Ridge

from nnlib import lesions
from nnlib.arrays import to_numpy
from nnlib.datasets import digits


def test_a_lesion_silences_the_columns_of_dead_units(rng, backend):
    W = rng.random((3, 4))
    dead = [True, False, False, True]
    found = to_numpy(lesions.lesion(backend(W), dead))
    np.testing.assert_array_equal(found, W * [0, 1, 1, 0])
    H = rng.random(4)
    np.testing.assert_allclose(found @ H, W @ np.where(dead, 0, H))  # as if the units had not fired
    assert W.all()


def test_a_local_code_is_the_nearest_mean(backend):
    X, t = digits()
    H, W, b = lesions.local_code(backend(X), t)
    assert (to_numpy(H) >= 0).all()
    means = np.stack([X[t == digit].mean(axis=0) for digit in range(10)])
    nearest = np.linalg.norm(X[:, None] - means, axis=2).argmin(axis=1)
    np.testing.assert_array_equal((to_numpy(H) @ to_numpy(W).T + to_numpy(b)).argmax(axis=1), nearest)


def test_the_readout_of_a_distributed_code_is_ridge_regression(rng, backend):
    X, t = digits()
    H, W, b = (to_numpy(x) for x in lesions.distributed_code(backend(X), t, 50, ridge=2.0, rng=rng))
    reference = Ridge(alpha=2.0).fit(H, np.eye(10)[t])
    np.testing.assert_allclose(W, reference.coef_, atol=1e-8)
    np.testing.assert_allclose(b, reference.intercept_, atol=1e-8)


def test_a_distributed_code_degrades_gracefully_and_a_local_one_does_not(rng):
    """Half of the units dead: half of the classes are lost in the local code, few digits in the distributed one."""
    X, t = digits()
    fractions = [0.0, 0.2, 0.5, 1.0]
    local = lesions.degradation(lesions.local_code(X, t), t, fractions, rng=rng).mean(axis=1)
    distributed = lesions.degradation(lesions.distributed_code(X, t, 500, rng=rng), t, fractions, rng=rng).mean(axis=1)
    np.testing.assert_allclose(local, local[0] * (1 - np.array(fractions)), atol=0.08)
    assert distributed[0] > 0.98
    assert distributed[2] > 0.93
    assert local[3] == 0
    assert distributed[3] < 0.15


def test_in_a_local_code_exactly_the_dead_classes_are_lost(rng, backend):
    t = np.repeat(np.arange(5), 3)
    X = np.eye(5)[t] * 10
    accuracy = to_numpy(lesions.degradation(lesions.local_code(backend(X), t), t, [0, 0.4, 0.6, 1], trials=3, rng=rng))
    np.testing.assert_allclose(accuracy, np.repeat([[1], [0.6], [0.4], [0]], 3, axis=1), atol=1e-12)


def test_float32_remains_float32(rng):
    X, t = digits()
    X = X[:200].astype(np.float32)
    for code in (lesions.local_code(X, t[:200]), lesions.distributed_code(X, t[:200], 20, rng=rng)):
        assert all(part.dtype == np.float32 for part in code)
        assert lesions.degradation(code, t[:200], [0.5], trials=2, rng=rng).dtype == np.float32


def test_lesions_keep_to_the_array_api_standard(rng):
    strict = pytest.importorskip("array_api_strict")
    X, t = strict.asarray(rng.random((9, 4))), np.arange(9) % 3
    for code in (lesions.local_code(X, t), lesions.distributed_code(X, t, 6, rng=rng)):
        assert type(lesions.degradation(code, t, [0, 0.5], trials=2, rng=rng)) is type(X)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: lesions.lesion(np.ones((2, 3)), [True]),
            r"dead must have shape \(3,\), got \(1,\); one entry a column",
        ),
        (lambda: lesions.local_code(np.ones((2, 3)), [0]), r"t must have shape \(2,\), got \(1,\)"),
        (lambda: lesions.degradation(([[1.0]], [[1.0]], [0.0]), [0], [2], rng=None), r"between 0 and 1, got \[2\]"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
