import numpy as np
import pytest
from scipy.integrate import quad

from nnlib.plasticity import stdp
from nnlib.widgets.stdp_window import experiment, picture


def settings(dt=-10.0, weakening=0.9, tau_plus=20.0, tau_minus=40.0):
    return {"dt": dt, "weakening": weakening, "tau_plus": tau_plus, "tau_minus": tau_minus}


def test_a_balanced_window_and_a_cause_reach_the_goal_and_the_start_does_not():
    assert picture(settings(10.0, 0.5), stdp).reached
    begin = experiment()
    assert not picture(begin.settings, stdp).reached


@pytest.mark.parametrize("changed", [{"dt": -10.0}, {"dt": 0.0}, {"dt": 20.0}, {"weakening": 0.6}, {"tau_minus": 10.0}])
def test_each_half_of_the_goal_counts(changed):
    assert not picture(settings(**{"dt": 10.0, "weakening": 0.5, **changed}), stdp).reached


@pytest.mark.parametrize("dt", [-80.0, -1.0, 0.0, 1.0, 80.0])
@pytest.mark.parametrize("weakening", [0.0, 0.9, 2.0])
@pytest.mark.parametrize(("tau_plus", "tau_minus"), [(5.0, 50.0), (50.0, 5.0), (20.0, 20.0)])
def test_every_setting_has_a_picture_with_the_numbers_of_its_window(dt, weakening, tau_plus, tau_minus):
    scene = picture(settings(dt, weakening, tau_plus, tau_minus), stdp)
    sides = (
        quad(lambda t: np.exp(-t / tau_plus), 0, np.inf)[0],
        quad(lambda t: weakening * np.exp(-t / tau_minus), 0, np.inf)[0],
    )
    assert float(scene.numbers["area of the window"].split()[0]) == pytest.approx(sides[0] - sides[1], abs=0.06)
    change = 0 if dt == 0 else np.exp(-dt / tau_plus) if dt > 0 else -weakening * np.exp(dt / tau_minus)
    assert float(scene.numbers["this pair"]) == pytest.approx(change, abs=0.006)
    assert all(scene.numbers["this pair"] in axes.alt for axes in scene.axes)
    assert all(np.isfinite(layer.xy).all() for axes in scene.axes for layer in axes.layers)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [(lambda dt: dt[1:], "has shape (322,), expected (323,)"), (lambda dt: dt / 0.0, "is not finite everywhere")],
)
def test_a_window_of_the_wrong_shape_is_set_aside(answer, problem):
    guarded = experiment(lambda dt, *shape: answer(dt)).function
    picture(settings(), guarded)
    assert problem in guarded.banner
