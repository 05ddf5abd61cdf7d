import numpy as np
import pytest

from nnlib.search import random_search
from nnlib.widgets.grid_or_random import error, experiment, lattice, picture, wins


def settings(side=3.0, matters=1.0, width=0.2, seed=0):
    return {"side": side, "matters": matters, "width": width, "seed": seed}


def test_the_goal_is_reached_only_where_the_penalty_does_not_matter():
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached
    assert picture(settings(side=6, matters=0.0), random_search).reached
    assert not picture(settings(side=6, matters=1.0), random_search).reached


def test_with_one_axis_that_matters_random_wins_as_often_as_computed():
    """The grid misses by d, even on [0, 1/2k]; all k² draws miss by more with probability (1 - 2d)^k² inside."""
    k = 5
    d = (np.arange(1000) + 0.5) / 1000 / (2 * k)
    assert wins(k, 0.0) == pytest.approx(np.mean(1 - (1 - 2 * d) ** k**2), abs=0.06)


def test_the_lattice_has_the_middles_of_its_fields():
    assert lattice(2).tolist() == [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]]


def test_the_error_is_zero_on_the_ridge_and_ignores_what_does_not_matter():
    assert error(np.array([0.3, 0.9]), np.array([0.3, 0.1]), 0.0, 0.2) == 0
    assert error(np.array([0.3, 0.9]), np.array([0.3, 0.1]), 1.0, 0.2) > 0.99


def test_the_title_counts_the_rates():
    scene = picture(settings(side=4), random_search)
    assert scene.axes[1].title == "4 rates by the grid, 16 at random"


@pytest.mark.parametrize("side", [2, 8])
@pytest.mark.parametrize("matters", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("width", [0.03, 0.5])
def test_every_setting_has_a_picture_with_words(side, matters, width):
    scene = picture(settings(side, matters, width, seed=7), random_search)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    assert all(np.isfinite(layer.xy).all() for axes in scene.axes for layer in axes.layers if hasattr(layer, "xy"))


def test_a_table_without_scores_is_set_aside():
    guarded = experiment(lambda f, lo, hi, U: (lo, lo * (hi / lo) ** U)).function
    picture(settings(), guarded)
    assert "has a table of shape (9, 2), expected (9, 3)" in guarded.banner
