import numpy as np
import pytest

from nnlib import rbm
from nnlib.widgets import dream
from nnlib.widgets.dream import CLAMPS, conditional_means, experiment, ink
from nnlib.widgets.session import Session

COPY = rbm.Parameters(np.eye(64) * 12.0, np.full(64, -6.0), np.full(64, -6.0))  # keeps the pixels that it sees


def after(steps, rbm_h=None, rbm_v=None, machine=COPY, **settings):
    session = Session(experiment(rbm_h, rbm_v, machine=machine))
    session.change(settings)
    for _ in range(steps):
        session.advance()
    return session


def test_the_goal_is_not_reached_at_first_and_is_with_a_half_clamped():
    assert not Session(experiment()).picture().reached
    reached = [after(60, machine=None, clamp="left half", picture=k).picture().reached for k in (0, 1)]
    assert any(reached)
    assert not after(60, machine=None).picture().reached  # nothing clamped
    assert not after(5, machine=None, clamp="left half", picture=1).picture().reached  # too early


@pytest.mark.parametrize(("clamp", "known"), [("upper half", np.s_[:4]), ("left half", np.s_[:, :4])])
def test_clamped_pixels_keep_their_values(clamp, known):
    now = after(4, machine=None, clamp=clamp, picture=7).progress
    true = ink()[7].reshape(8, 8)[known]
    np.testing.assert_array_equal(now.V.reshape(8, 8)[known], true)
    np.testing.assert_array_equal(now.means[-1].reshape(8, 8)[known], true)


def test_a_machine_that_copies_keeps_what_it_is_given():
    start, now = after(0).progress, after(3).progress
    assert (now.V != start.V).mean() < 0.1
    np.testing.assert_array_equal(now.H.sum() > 10, True)


def test_the_free_energy_is_that_of_the_pixels():
    now = after(2).progress
    hidden = sum(np.log1p(np.exp(12 * v - 6)) for v in now.V)
    np.testing.assert_allclose(now.free_energies[-1], 6 * now.V.sum() - hidden, rtol=1e-9)


def test_only_the_speed_goes_on():
    session = after(3)
    session.change({"speed": 9.0})
    assert session.steps == 3
    session.change({"picture": 5})
    assert session.steps == 0


def test_it_draws_with_both_of_your_functions():
    calls = []

    def yours(name, layer):
        return lambda X, W, bias: calls.append(name) or conditional_means(layer, X, W, bias)

    session = after(2, yours("up", "hidden"), yours("down", "pixels"))
    assert calls == ["up", "down"] * 2
    assert session.experiment.function.banner == "▶ drawn with your rbm_h and rbm_v"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda X, W, bias: np.zeros((1, 3)), "shape (1, 3)"),
        (lambda X, W, bias: X @ W.T + 7, "outside"),
        (lambda X, W, bias: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_a_wrong_function_is_set_aside(wrong, says):
    session = after(2, wrong, rbm.visible_mean)
    assert says in session.experiment.function.banner
    assert session.steps == 2


@pytest.mark.parametrize("clamp", CLAMPS)
@pytest.mark.parametrize("picture", [0, 99])
def test_every_setting_has_a_picture_with_words(clamp, picture):
    for steps in (0, 2):
        scene = after(steps, clamp=clamp, picture=picture).picture()
        assert clamp in scene.alt
        assert all(len(axes.alt) > 60 for axes in scene.axes)
        assert ("wrong" in scene.numbers) == (clamp != "nothing")


def test_a_still_is_a_picture_with_words(monkeypatch):
    monkeypatch.setenv("NNLIB_STATIC", "1")
    assert "after 30 steps" in dream(machine=COPY).data
