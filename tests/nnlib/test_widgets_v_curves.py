import numpy as np
import pytest

from nnlib.widgets.session import Session
from nnlib.widgets.v_curves import CURVES, error_curve, experiment, picture


def settings(curve="x²+3/x+4", x=0.1, h=1e-3):
    return {"curve": curve, "x": x, "h": h}


@pytest.mark.parametrize("curve", CURVES)
def test_the_derivatives_are_those_of_the_functions(curve):
    f, df = CURVES[curve]
    assert df(0.7) == pytest.approx(np.imag(f(0.7 + 1e-30j)) / 1e-30)


def test_the_goal_is_reached_by_a_middle_step_only():
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached
    assert picture(settings(h=1e-7), error_curve).reached
    assert not picture(settings(h=1e-12), error_curve).reached


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("x", [0.01, 0.3, 3.0])
@pytest.mark.parametrize("h", [1.0, 0.01, 1e-8, 1e-16])
def test_every_setting_has_a_picture_with_words(curve, x, h):
    scene = picture(settings(curve, x, h), error_curve)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    curves = [layer for axes in scene.axes for layer in axes.layers if hasattr(layer, "xy")]
    assert all(np.isfinite(layer.xy).all() for layer in curves)
    heights = scene.axes[1].layers[0].height
    assert ((heights >= 0) & (heights <= 17)).all()


def test_the_best_step_is_near_the_one_that_theory_says():
    for x in (0.01, 0.1, 1.0):
        best = float(picture(settings(x=x), error_curve).numbers["best step of the central difference"])
        theory = (3 * 2**-53 * (x**2 + 3 / x + 4) / (18 / x**4)) ** (1 / 3)  # truncation meets rounding
        assert theory / 10 < best < theory * 10


def test_the_complex_step_keeps_its_digits():
    for h in (1e-9, 1e-13, 1e-16):
        errors = picture(settings(h=h), error_curve).axes[1].layers[0].height
        assert errors[2] > 15 > errors[1]


def test_a_curve_of_the_wrong_length_is_set_aside():
    guarded = experiment(lambda f, df, x, hs, method: [1.0]).function
    picture(settings(), guarded)
    assert "has shape (1,), expected (82,)" in guarded.banner


@pytest.mark.parametrize("curve", CURVES)
def test_the_line_of_a_state_brings_it_back(curve):
    session, other = Session(experiment()), Session(experiment())
    session.change({"curve": curve, "h": 1e-5})
    other.paste(session.line)
    assert other.settings == session.settings
