import numpy as np
import pytest

from nnlib.widgets import magnet
from nnlib.widgets.magnet import SETTLING, SIDE, STARTS, experiment
from nnlib.widgets.session import Session


def after(sweeps, **settings):
    session = Session(experiment())
    session.change(settings)
    for _ in range(sweeps):
        session.advance()
    return session


def mean(session):
    return float(session.picture().numbers["mean"].split()[0])


def onsager(T):
    return (1 - np.sinh(2 / T) ** -4.0) ** 0.125


def test_the_goal_is_reached_near_the_critical_temperature_alone():
    assert not after(0).picture().reached
    assert after(250, T=2.3).picture().reached
    assert not after(SETTLING + 100, T=2.3).picture().reached  # too early to tell
    assert not after(250, T=1.5).picture().reached
    assert not after(250, T=3.5).picture().reached


@pytest.mark.parametrize("T", [1.0, 1.8, 2.1])
def test_cold_magnets_follow_the_exact_curve(T):
    np.testing.assert_allclose(mean(after(400, T=T)), onsager(T), atol=0.02)


def test_the_prediction_is_right():
    asked = experiment().prediction
    assert "narrow range" in asked.options[asked.right]
    assert onsager(2.0) > 0.9
    assert mean(after(300, T=2.0)) > 0.88
    assert mean(after(300, T=3.5)) < 0.15


def test_what_was_measured_stays_and_the_magnet_begins_anew():
    session = after(100, T=1.0)
    session.change({"T": 3.0})
    assert session.steps == 0
    np.testing.assert_allclose(session.picture().axes[1].layers[1].xy, [[1.0, mean(after(100, T=1.0))]], atol=0.01)
    assert "at 1.00" in session.picture().alt


def test_only_the_speed_goes_on():
    session = after(3)
    session.change({"speed": 7.0})
    assert session.steps == 3


def test_a_line_brings_the_spins_back():
    session = after(30, T=2.5, start=STARTS[1], seed=5)
    other = after(0)
    other.paste(session.line)
    np.testing.assert_array_equal(other.progress.S, session.progress.S)


@pytest.mark.parametrize("T", [0.5, 2.25, 5.0])
@pytest.mark.parametrize("start", STARTS)
def test_every_setting_has_pictures_with_words(T, start):
    for sweeps in (0, SETTLING + 1):
        scene = after(sweeps, T=T, start=start).picture()
        assert f"at temperature {T:.2f}" in scene.alt
        assert scene.axes[0].layers[0].values.shape == (SIDE, SIDE)
        assert all(len(axes.alt) > 60 for axes in scene.axes)


def test_a_still_is_a_picture_with_words(monkeypatch):
    monkeypatch.setenv("NNLIB_STATIC", "1")
    html = magnet().data
    assert "Answer" in html
    assert "after 200 sweeps" in html
