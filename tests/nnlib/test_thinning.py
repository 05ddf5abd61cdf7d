import numpy as np
import pytest

from nnlib import thinning


def test_a_number_is_silent_with_probability_p_and_scaled_up_otherwise(backend):
    X, u = backend(np.array([[1.0, -2.0, 3.0]])), backend(np.array([[0.1, 0.25, 0.9]]))
    Y, mask = thinning.dropout(X, 0.25, u)
    np.testing.assert_allclose(np.asarray(mask), [[0, 4 / 3, 4 / 3]])
    np.testing.assert_allclose(np.asarray(Y), [[0, -8 / 3, 4]])
    Y, mask = thinning.dropout(X, 0.25, u, train=False)
    np.testing.assert_array_equal(np.asarray(Y), np.asarray(X))
    np.testing.assert_array_equal(np.asarray(mask), np.ones((1, 3)))


def test_the_way_back_is_the_slope_of_the_way_there(rng):
    X, u, G = rng.normal(size=(2, 3)), rng.random((2, 3)), rng.normal(size=(2, 3))
    slopes = np.zeros_like(X)
    for place in np.ndindex(X.shape):
        moved = X.astype(complex)
        moved[place] += 1e-30j
        slopes[place] = np.sum(G * thinning.dropout(moved, 0.4, u)[0]).imag / 1e-30
    np.testing.assert_allclose(thinning.dropout_back(G, thinning.dropout(X, 0.4, u)[1]), slopes)


def test_the_vote_over_all_masks_is_the_mean_over_thin_nets():
    H, us = np.array([[1.0, 2.0]]), [np.array([[a, b]]) for a in (0.2, 0.7) for b in (0.2, 0.7)]
    square = lambda A: (A @ np.array([[1.0], [3.0]])) ** 2  # noqa: E731
    thin = [(a + 3 * b) ** 2 for a, b in ((0, 0), (2, 0), (0, 4), (2, 4))]
    assert thinning.thin_average(square, H, 0.5, us) == pytest.approx(np.mean(thin))
