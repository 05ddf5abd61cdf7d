import numpy as np
import pytest

from nnlib.widgets.h_dial import CURVES, experiment, forward_diff, picture, start
from nnlib.widgets.session import Session


def scene(curve, h, quotient=forward_diff):
    settings = {"curve": curve, "h": h}
    return picture(settings, start(settings, None, quotient), quotient)


@pytest.mark.parametrize("curve", CURVES)
def test_the_derivatives_are_those_of_the_functions(curve):
    f, derivative, x = CURVES[curve]
    assert derivative(x) == pytest.approx(np.imag(f(x + 1e-30j)) / 1e-30)


@pytest.mark.parametrize("curve", CURVES)
def test_a_step_in_the_middle_reaches_the_goal_and_the_extremes_do_not(curve):
    assert scene(curve, 3e-9).reached
    assert not scene(curve, 1.0).reached
    assert not scene(curve, 1e-16).reached


def test_the_start_is_not_the_goal_already():
    assert not Session(experiment()).picture().reached


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("h", np.logspace(0, -16, 9))
def test_every_setting_has_a_picture_with_words(curve, h):
    shown = scene(curve, float(h))
    assert all(len(axes.alt) > 30 and f"h = {h:.2g}" in axes.alt for axes in shown.axes)
    layers = [layer for axes in shown.axes for layer in axes.layers]
    assert all(np.isfinite(layer.xy).all() for layer in layers)


def test_the_secant_joins_two_points_of_the_graph():
    _, tangent, secant, ends = scene("sin(x)", 0.5).axes[0].layers
    slope = (np.sin(1.5) - np.sin(1)) / 0.5 / np.cos(1)
    assert ends.xy.tolist() == pytest.approx(np.array([[0, 0], [1, slope]]))
    assert np.ptp(secant.xy[:, 1]) / np.ptp(secant.xy[:, 0]) == pytest.approx(slope, rel=1e-5)
    assert tangent.xy[1].tolist() == pytest.approx([1.5, 1.5])


def test_as_many_digits_are_green_as_the_relative_error_says():
    right, wrong, crosses = scene("sin(x)", 0.1).axes[1].layers[-3:]  # 0.4974 against 0.5403, off by 8 %
    assert "".join([*right.words, *wrong.words]).startswith("0.497363752535")
    assert "".join(right.words) == "0.4"
    assert len(crosses.words) == len(wrong.words)
    assert "".join(scene("sin(x)", 1e-5).axes[1].layers[-3].words) == "0.54029"  # 0.540298098, off by 8e-6
    assert scene("sin(x)", 1e-16).axes[1].layers[-3].words == ()


def test_steps_that_were_tried_stay_until_the_function_changes():
    session = Session(experiment())
    for h in (1e-4, 1e-8):
        session.change({"h": h})
    assert [round(float(place)) for place, _ in session.progress[1]] == [-1, -4, -8]
    session.change({"curve": "sin(x)"})
    assert len(session.progress[1]) == 1


def test_a_quotient_that_is_no_number_is_set_aside():
    guarded = experiment(lambda f, x, h: [1.0, 2.0]).function
    scene("sin(x)", 0.1, guarded)
    assert "expected one number" in guarded.banner


@pytest.mark.parametrize("curve", CURVES)
def test_the_line_of_a_state_brings_it_back(curve):
    session, other = Session(experiment()), Session(experiment())
    session.change({"curve": curve, "h": 1e-5})
    other.paste(session.line)
    assert other.settings == session.settings
