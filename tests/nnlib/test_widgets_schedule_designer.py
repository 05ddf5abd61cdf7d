import numpy as np
import pytest

from nnlib.widgets.schedule_designer import GOAL, STEPS, experiment, losses
from nnlib.widgets.session import Session


def at(made=None, **settings):
    session = Session(made or experiment())
    session.change(settings)
    return session.picture()


def test_the_mean_loss_is_that_of_many_noisy_walks():
    rates, rng = 0.1 * (1 - np.arange(60) / 60) * np.minimum(np.arange(60) / 20, 1), np.random.default_rng(0)
    w = np.full((20_000, 2), 3.0)
    for t, rate in enumerate(rates):
        h = np.array([0.2, 2 + 38 * np.exp(-t / 20)])
        w = w - rate * (h * w + rng.normal(size=w.shape))
    assert losses(rates)[-1] == pytest.approx(np.mean(0.1 * w[:, 0] ** 2 + w[:, 1] ** 2), rel=0.02)


@pytest.mark.parametrize("rate", np.geomspace(0.005, 2, 20))
def test_no_constant_rate_reaches_the_goal(rate):
    for warm in (0.0, 30.0):
        assert not at(rate=float(rate), warm=warm).reached


def test_a_cosine_reaches_the_goal_with_a_warm_up_and_explodes_without():
    good = {"kind": "cosine", "rate": 0.12, "length": 270.0}
    made = at(**good, warm=30.0)
    assert made.reached
    assert float(made.numbers["loss at the end"]) <= GOAL
    assert not at(**good).reached
    assert "A warm-up waits until it has fallen" in at(**good).hint


def test_of_constant_rates_one_in_the_middle_ends_lowest_as_the_prediction_says():
    small, middle, large = (float(at(rate=r, warm=60.0).numbers["loss at the end"]) for r in (0.005, 0.05, 0.9))
    assert middle < small < large
    asked = experiment().prediction
    assert asked.options[asked.right] == "one in the middle"


@pytest.mark.parametrize("kind", ["constant", "step", "linear", "inverse_sqrt", "cosine", "cyclic"])
@pytest.mark.parametrize("rate", [0.005, 2.0])
@pytest.mark.parametrize(("length", "warm"), [(3.0, 0.0), (300.0, 100.0)])
def test_every_setting_has_a_picture_with_words(kind, rate, length, warm):
    scene = at(kind=kind, rate=rate, length=length, warm=warm)
    assert all(len(axes.alt) > 60 for axes in scene.axes)
    assert f"first rate {rate:.3g}" in scene.alt
    assert all(np.isfinite(layer.xy).all() for axes in scene.axes for layer in axes.layers)
    assert len(scene.axes[0].layers[1].xy) == STEPS


def test_a_rate_below_zero_is_set_aside():
    guarded = experiment(lambda kind, t, lr0, p: lr0 * (1 - t / p))
    at(guarded, kind="linear", length=100.0)
    assert "expected a rate of at least 0" in guarded.function.banner
    fine = experiment(lambda kind, t, lr0, p: lr0 * max(1 - t / p, 0))
    np.testing.assert_allclose(at(fine, kind="linear").axes[0].layers[1].xy, at(kind="linear").axes[0].layers[1].xy)
    assert fine.function.banner == "▶ drawn with your schedule"
