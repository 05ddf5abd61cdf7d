import numpy as np
import pytest

from nnlib import autoencoder
from nnlib.widgets.digit_map import experiment, picture

PLACES = {"1": (-2.5, 0.625), "2": (-1.375, 0.375), "3": (-0.625, -0.75), "6": (2.5, 0.25), "9": (-0.25, -1.125)}


@pytest.mark.parametrize("digit", PLACES)
def test_the_goal_is_within_reach(digit):
    x, y = PLACES[digit]
    scene = picture({"digit": digit, "x": x, "y": y}, autoencoder.split_at_waist)
    assert scene.reached
    assert f"the reader says {digit}" in scene.axes[1].alt


def test_every_digit_has_a_place_on_the_map():
    for digit in set("0123456789") - set(PLACES):
        places = [(x, y) for x in np.linspace(-2.5, 2.5, 21) for y in np.linspace(-2.5, 2.5, 21)]
        split = autoencoder.split_at_waist
        assert any(picture({"digit": digit, "x": x, "y": y}, split).reached for x, y in places), digit


def test_the_start_is_not_the_goal_already():
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached


@pytest.mark.parametrize("digit", ["0", "5"])
@pytest.mark.parametrize("x", [-2.5, 0.0, 2.5])
def test_every_setting_has_a_picture_with_words(digit, x):
    scene = picture({"digit": digit, "x": x, "y": -x}, autoencoder.split_at_waist)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    values = scene.axes[1].layers[0].values
    assert values.shape == (8, 8)
    assert values.min() >= 0.5
    assert values.max() <= 1


def test_the_picture_stands_upright():
    def upright(Ws, bs, gs):
        return lambda A: A[:, :2], lambda C: np.repeat(np.linspace(1, 0, 8), 8)[None] * np.ones((len(C), 1))

    values = picture({"digit": "0", "x": 0.0, "y": 0.0}, upright).axes[1].layers[0].values
    assert values[0].max() == 0.5  # row 0 is the lowest
    assert values[-1].min() == 1.0


def test_halves_that_do_not_fit_are_set_aside():
    swapped = lambda Ws, bs, gs: autoencoder.split_at_waist(Ws, bs, gs)[::-1]  # noqa: E731
    guarded = experiment(swapped).function
    picture({"digit": "0", "x": 0.0, "y": 0.0}, guarded)
    assert "Yours was set aside" in guarded.banner
    guarded = experiment(lambda Ws, bs, gs: 3).function
    picture({"digit": "0", "x": 0.0, "y": 0.0}, guarded)
    assert "is no pair of functions" in guarded.banner
