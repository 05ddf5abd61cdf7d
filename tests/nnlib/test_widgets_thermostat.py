import itertools

import numpy as np
import pytest

from nnlib.widgets import thermostat
from nnlib.widgets.session import Session
from nnlib.widgets.thermostat import B, W, experiment

STATES = np.array(list(itertools.product([0, 1], repeat=3)))


def after(steps, yours=None, **settings):
    session = Session(experiment(yours))
    session.change(settings)
    for _ in range(steps):
        session.advance()
    return session


def boltzmann(T):
    weights = np.exp(-np.array([-0.5 * s @ W @ s - B @ s for s in STATES]) / T)
    return weights / weights.sum()


def test_the_goal_is_not_reached_at_first_and_is_at_half():
    assert not after(0).picture().reached
    assert not after(60).picture().reached  # hot: 110 is not likely enough
    assert after(100, T=0.5).picture().reached
    assert not after(20, T=0.5).picture().reached  # too few sweeps


@pytest.mark.parametrize("T", [0.5, 1.0, 5.0])
def test_bars_are_exact_and_dots_come_near_them(T):
    bars, dots = after(200, T=T).picture().axes[0].layers
    np.testing.assert_allclose(bars.height, boltzmann(T), rtol=1e-5)
    np.testing.assert_allclose(dots.xy[:, 1], boltzmann(T), atol=0.04)


def test_a_cold_chain_stays_in_one_valley_and_the_hint_says_so():
    scene = after(60, T=0.05).picture()
    assert not scene.reached
    seen = {tuple(np.flatnonzero(after(60, T=0.05, seed=s).progress.counts > 500)) for s in range(4)}
    assert seen == {(1,), (6,)}
    assert any("valley" in after(60, T=0.05, seed=s).picture().hint for s in range(4))


def test_the_prediction_is_right():
    asked = experiment().prediction
    assert "more than twice" in asked.options[asked.right]
    assert boltzmann(0.5)[6] > 2 * boltzmann(5.0)[6]
    np.testing.assert_allclose([boltzmann(5.0)[6], boltzmann(0.5)[6]], [0.16, 0.47], atol=0.005)


def test_only_the_speed_goes_on():
    session = after(3)
    session.change({"speed": 7.0})
    assert session.steps == 3
    session.change({"T": 1.0})
    assert session.steps == 0


def test_it_ends():
    session = after(0)
    assert sum(session.advance() for _ in range(1001)) == 1000


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda W, b, s, T, u: s[:2], "shape (2,)"),
        (lambda W, b, s, T, u: 0.5 * s + 0.2, "other values than 0 and 1"),
        (lambda W, b, s, T, u: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_a_wrong_function_is_set_aside(wrong, says):
    session = after(2, wrong)
    assert says in session.experiment.function.banner
    assert session.progress.counts.sum() == 100


@pytest.mark.parametrize("T", [0.05, 1.0, 20.0])
def test_every_setting_has_a_picture_with_words(T):
    for steps in (0, 2):
        scene = after(steps, T=T).picture()
        assert f"temperature {T:.2f}" in scene.alt
        assert all(len(axes.alt) > 60 for axes in scene.axes)
    assert ("fair coin" in scene.hint) == (T == 20.0)


def test_a_still_is_a_picture_with_words(monkeypatch):
    monkeypatch.setenv("NNLIB_STATIC", "1")
    assert "1,000" in thermostat().data
