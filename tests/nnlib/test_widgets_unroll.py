import numpy as np
import pytest

from nnlib.unrolled import bptt
from nnlib.widgets.unroll import experiment, picture


def settings(T=20.0, r=0.6, strength=0.01, seed=0):
    return {"T": T, "r": r, "strength": strength, "seed": seed}


@pytest.mark.parametrize("r", [0.5, 1.0, 1.2])
def test_weak_inputs_leave_the_power_of_the_eigenvalue(r):
    heights = picture(settings(T=12, r=r, strength=0.001), bptt).axes[0].layers[0].height
    np.testing.assert_allclose(heights, np.arange(12, -1, -1) * np.log10(r), atol=0.01)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_goal_is_reached_between_vanishing_and_exploding_only(seed):
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached
    assert picture(settings(T=30, r=1.15, strength=0.1, seed=seed), bptt).reached
    assert not picture(settings(T=30, r=0.8, strength=0.1, seed=seed), bptt).reached
    assert not picture(settings(T=20, r=1.15, strength=0.1, seed=seed), bptt).reached
    assert not picture(settings(T=30, r=1.0, strength=0.01, seed=seed), bptt).reached  # too weak to count


@pytest.mark.parametrize("T", [2.0, 50.0])
@pytest.mark.parametrize("r", [0.4, 2.0])
@pytest.mark.parametrize("strength", [0.001, 3.0])
def test_every_setting_has_a_picture_with_words(T, r, strength):
    scene = picture(settings(T, r, strength), bptt)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    heights = scene.axes[0].layers[0].height
    assert np.isfinite(heights).all()
    assert np.abs(heights).max() <= 9


def test_slopes_of_another_shape_are_set_aside():
    guarded = experiment(lambda X, H, dH_T, Wh: (*bptt(X, H, dH_T, Wh)[:3], dH_T)).function
    picture(settings(), guarded)
    assert "has a dH of shape (1, 8), expected (1, 21, 8)" in guarded.banner
    guarded = experiment(lambda X, H, dH_T, Wh: bptt(X, H, dH_T, Wh)[:3]).function
    picture(settings(), guarded)
    assert "is not four things" in guarded.banner
