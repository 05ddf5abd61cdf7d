import functools

import numpy as np
import pytest

from nnlib import normalization
from nnlib.widgets.rate_stress import EPOCHS, advance, experiment, picture, start


def settings(rate=0.1, speed=4.0, seed=0):
    return {"rate": rate, "speed": speed, "seed": seed}


@functools.cache
def finished(rate):
    race = start(settings(rate))
    for _ in range(EPOCHS):
        race = advance(race, normalization.batchnorm_back)
    return race


def test_the_goal_is_reached_at_rate_1_and_neither_at_the_start_nor_half_way():
    begin = experiment()
    assert begin.settings == settings()
    assert not picture(begin.settings, begin.start(begin.settings, None)).reached
    race = start(settings(1.0))
    for _ in range(EPOCHS - 1):
        race = begin.advance(race)
    assert not picture(settings(1.0), race).reached
    race = begin.advance(race)
    assert picture(settings(1.0), race).reached
    assert begin.advance(race) is race


def test_small_rates_suit_both_and_huge_ones_neither():
    small, huge = finished(0.1), finished(10.0)
    assert min(end[-1] for end in small.accuracies.values()) > 0.8
    assert max(end[-1] for end in huge.accuracies.values()) < 0.3
    assert not picture(settings(0.1), small).reached
    assert not picture(settings(10.0), huge).reached
    assert "batch norm bears more, not everything" in picture(settings(10.0), huge).hint


def test_rates_tried_are_collected_until_the_seed_changes():
    race = start(settings(0.2), finished(0.1))
    assert [(rate, norm) for rate, norm, _ in race.tried] == [(0.1, False), (0.1, True)]
    assert start(settings(0.2, seed=1), race).tried == ()
    assert start(settings(0.2, speed=9.0), race) is race


@pytest.mark.parametrize("rate", [0.01, 1.0, 30.0])
@pytest.mark.parametrize("epochs", [0, 2])
def test_every_setting_has_a_picture_that_its_words_describe(rate, epochs):
    race = start(settings(rate, seed=5))
    for _ in range(epochs):
        race = advance(race, normalization.batchnorm_back)
    scene = picture(settings(rate, seed=5), race)
    assert scene.numbers["epoch"] == f"{epochs} of {EPOCHS}"
    assert f"At learning rate {rate:.3g}, after {epochs} of {EPOCHS} epochs" in scene.alt
    assert f"{scene.numbers['with batch norm']} with batch norm" in scene.alt
    assert all(np.isfinite(layer.xy).all() for axes in scene.axes for layer in axes.layers)


def test_the_prediction_is_right():
    asked = experiment().prediction
    assert asked.options[asked.right] == "10"
    plain = {rate: finished(rate).accuracies[False][-1] for rate in (0.1, 1.0)}
    norm = {rate: finished(rate).accuracies[True][-1] for rate in (1.0, 3.0, 10.0)}
    assert plain[0.1] > 0.8
    assert plain[1.0] < 0.3
    assert min(norm[1.0], norm[3.0]) > 0.9
    assert norm[10.0] < 0.3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda dY, cache: (dY[0], dY[0], dY[0]), "has shapes"),
        (lambda dY, cache: 1 / 0, "it stopped with ZeroDivisionError"),
    ],
)
def test_a_wrong_gradient_is_set_aside_and_named(wrong, sentence):
    tried = experiment(wrong)
    race = tried.advance(start(settings()))
    assert sentence in tried.function.banner
    assert race.accuracies == advance(start(settings()), normalization.batchnorm_back).accuracies
