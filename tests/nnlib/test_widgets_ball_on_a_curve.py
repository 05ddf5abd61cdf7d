import numpy as np
import pytest

from nnlib.widgets.ball_on_a_curve import HILL, LEFT, RIGHT, descend, experiment, height, picture, slope


def settings(x0=-0.4, rate=0.02):
    return {"x0": x0, "rate": rate}


def test_the_slope_is_the_derivative_of_the_height():
    x = np.linspace(-2, 2, 9)
    assert slope(x) == pytest.approx(height(x + 1e-30j).imag / 1e-30)
    assert slope(np.array([LEFT, HILL, RIGHT])) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("x0", "bottom"), [(-1.0, LEFT), (1.0, RIGHT)])
def test_a_rate_of_one_over_the_curvature_reaches_the_goal_and_twice_that_does_not(x0, bottom):
    curvature = 3 * bottom**2 - 2
    assert picture(settings(x0, 1 / curvature), descend).reached
    assert not picture(settings(x0, 2.1 / curvature), descend).reached


def test_the_start_is_not_the_goal_already():
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached


@pytest.mark.parametrize("x0", [-2.2, -1.0, 0.0, 1.3, 2.2])
@pytest.mark.parametrize("rate", [0.005, 0.1, 0.5, 1.0])
def test_every_setting_has_a_picture_with_words(x0, rate):
    scene = picture(settings(x0, rate), descend)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    assert all(np.isfinite(layer.xy).all() for axes in scene.axes for layer in axes.layers)


def test_a_walk_without_its_start_is_set_aside():
    guarded = experiment(lambda grad, x0, lr, steps: descend(grad, x0, lr, steps)[1:]).function
    picture(settings(), guarded)
    assert "has shape (12,), expected (13,)" in guarded.banner
