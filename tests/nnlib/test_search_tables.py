import numpy as np
import pytest

from nnlib.search import random_search

LO, HI, U = np.array([1.0, 1.0]), np.array([100.0, 1e4]), np.array([[0.5, 0.5], [0.0, 0.25], [1.0, 0.0]])


def test_the_table_has_settings_and_scores_and_the_best_is_the_lowest():
    best, table = random_search(lambda v: v[0] + v[1], LO, HI, U)
    np.testing.assert_allclose(table, [[10, 100, 110], [1, 10, 11], [100, 1, 101]])
    np.testing.assert_allclose(best, [1, 10])


def test_a_trial_without_a_score_does_not_win():
    best, table = random_search(lambda v: np.nan if v[0] < 5 else v[0] + v[1], LO, HI, U)
    np.testing.assert_allclose(best, [100, 1])
    assert np.isnan(table[1, 2])


def test_torch_tensors_stay_torch_tensors():
    torch = pytest.importorskip("torch")
    best, table = random_search(lambda v: float(v[0]), *map(torch.tensor, (LO, HI, U)))
    assert best.tolist() == pytest.approx([1, 10])
    assert table.shape == (3, 3)
