"""The widgets of lesson 02 over grids of settings, without a browser."""

import itertools

import numpy as np
import pytest

from nnlib.widgets.draw_the_line import REAL_TRIES, experiment
from nnlib.widgets.session import Session
from nnlib.widgets.watch_it_learn import experiment as learning_experiment

TRUTH = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
INPUTS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def drawn(gate, w1, w2, theta, predict=None):
    session = Session(experiment(predict, gate=gate))
    session.change({"w1": w1, "w2": w2, "theta": theta})
    return session.picture()


def errors_by_hand(gate, w1, w2, theta):
    return sum((w1 * a + w2 * b - theta > 0) != bool(t) for (a, b), t in zip(INPUTS, TRUTH[gate], strict=True))


@pytest.mark.parametrize("gate", TRUTH)
def test_errors_rings_and_lamp_agree_with_counting_by_hand(gate):
    for w1, w2, theta in itertools.product([-2.0, -0.5, 0.0, 1.0, 3.0], repeat=3):
        scene = drawn(gate, w1, w2, theta)
        errors = errors_by_hand(gate, w1, w2, theta)
        rings = [layer for layer in scene.axes[0].layers if getattr(layer, "marker", "") == "ring"]
        assert scene.numbers["errors"] == f"{errors} of 4"
        assert len(rings[0].xy) == errors
        assert scene.reached == (errors == 0)
        assert f"{errors} of 4 inputs wrong" in scene.alt


def test_the_bars_are_the_weighted_sums_minus_the_threshold():
    bars = [layer for layer in drawn("AND", 2.0, -1.0, 0.5).axes[1].layers if hasattr(layer, "height")]
    heights = {int(x): float(h) for bar in bars for x, h in zip(bar.x, bar.height, strict=True)}
    assert heights == {0: -0.5, 1: -1.5, 2: 1.5, 3: 0.5}


@pytest.mark.parametrize("gate", ["AND", "OR"])
def test_and_and_or_can_be_reached_with_the_sliders(gate):
    grid = np.arange(-3, 3.01, 0.5)
    assert min(errors_by_hand(gate, *values) for values in itertools.product(grid, repeat=3)) == 0


def test_no_line_gives_xor_fewer_errors_than_one():
    grid = np.arange(-3, 3.01, 0.5)
    assert min(errors_by_hand("XOR", *values) for values in itertools.product(grid, repeat=3)) == 1


def test_after_real_tries_the_widget_says_why_xor_is_impossible():
    session = Session(experiment(gate="XOR"))
    session.change({"w1": 1.0, "w2": 1.0, "theta": 0.5})
    hints = []
    for theta in np.linspace(0.5, 0.9, REAL_TRIES):
        session.change({"theta": float(theta)})
        hints.append(session.picture().hint)
    assert hints[0] == ""
    assert "Lesson 03" in hints[-1]


def test_tries_that_never_came_down_to_one_error_do_not_earn_the_answer():
    session = Session(experiment(gate="XOR"))
    for theta in np.linspace(-3, -2.5, 2 * REAL_TRIES):
        session.change({"w1": 0.0, "w2": 0.0, "theta": float(theta)})
    assert session.picture().hint == ""


def test_a_solved_gate_is_remembered_and_the_next_one_named():
    session = Session(experiment())
    session.change({"w1": 1.0, "w2": 1.0, "theta": 1.5})
    assert session.picture().hint == "AND is done. Now try OR."
    session.change({"gate": "OR"})
    assert session.picture().numbers["solved"] == "AND"


def test_without_weights_there_is_no_line_and_the_words_say_so():
    assert "has no line: w is 0" in drawn("AND", 0.0, 0.0, 0.0).alt


def test_the_errors_are_those_of_the_students_function():
    scene = drawn("AND", 1.0, 1.0, 1.5, predict=lambda X, w: np.ones(len(X)))
    assert scene.numbers["errors"] == "3 of 4"


@pytest.mark.parametrize(
    ("predict", "sentence"),
    [
        (lambda X, w: [1, 2], "has shape (2,), expected (4,)"),
        (lambda X, w: X @ w[1:], "expected only 0 and 1"),
        (lambda X, w: None, "has shape (), expected (4,)"),
        (lambda X, w: X[9], "it stopped with IndexError"),
        (lambda X, w: 1 / 0, "it stopped with ZeroDivisionError"),
    ],
)
def test_a_wrong_predict_is_set_aside_and_named(predict, sentence):
    tried = experiment(predict)
    session = Session(tried)
    session.change({"w1": 1.0, "w2": 1.0, "theta": 1.5})
    assert session.picture().reached
    assert sentence in tried.function.banner


def learned(data="petals", steps=2000, step=None, **settings):
    session = Session(learning_experiment(step, data=data))
    session.change(settings)
    while session.steps < steps and session.advance():
        pass
    return session


def test_setosa_and_versicolor_need_4_updates_and_3_passes():
    scene = learned("petals").picture()
    assert (scene.numbers["updates"], scene.numbers["passes"], scene.numbers["errors"]) == ("4", "3", "0 of 100")
    assert scene.reached


@pytest.mark.parametrize("data", ["petals", "AND"])
@pytest.mark.parametrize("seed", range(5))
def test_on_separable_data_it_ends_without_errors(data, seed):
    session = learned(data, seed=seed)
    assert session.picture().reached
    learning = session.progress
    assert ((learning.X @ learning.w > 0) == learning.t).all()


@pytest.mark.parametrize("seed", range(3))
def test_on_overlapping_clouds_the_lamp_stays_dark_and_the_widget_says_why(seed):
    session = learned("blobs", seed=seed)
    assert not session.picture().reached
    assert "no line parts them" in session.picture().hint
    assert session.steps == 1000


def test_every_update_is_rosenblatts_rule_for_a_sample_that_was_wrong():
    session = Session(learning_experiment(data="AND"))
    while session.advance() and not session.progress.clean:
        learning = session.progress
        x, t = learning.X[learning.offender], learning.t[learning.offender]
        y = int(x @ learning.old_w > 0)
        assert y != t
        np.testing.assert_allclose(learning.w, learning.old_w + (t - y) * x)


def test_from_zero_weights_the_rate_only_scales_the_weights():
    slow, fast = learned("AND", eta=0.5).progress, learned("AND", eta=4.0).progress
    np.testing.assert_allclose(fast.w, 8 * slow.w)
    assert fast.errors == slow.errors


def test_the_same_seed_learns_the_same_and_another_one_does_not():
    one, same, other = (learned("AND", seed=seed).progress for seed in (3, 3, 4))
    assert one.w.tolist() == same.w.tolist() != other.w.tolist()


def test_the_speed_does_not_start_it_anew():
    session = learned("AND", steps=3)
    session.change({"speed": 20.0})
    assert session.steps == 3


def test_a_copied_line_replays_the_same_updates():
    session, other = learned("AND", steps=6, seed=2), Session(learning_experiment())
    other.paste(session.line)
    assert other.progress.w.tolist() == session.progress.w.tolist()


def test_pictures_and_words_follow_the_updates():
    session = learned("petals", steps=2)
    old, new = (layer for layer in session.picture().axes[0].layers if hasattr(layer, "theta"))
    np.testing.assert_allclose(old.w, session.progress.old_w[1:])
    np.testing.assert_allclose(new.w, session.progress.w[1:], rtol=1e-6)
    assert "wrong after 2 updates" in session.picture().alt
    curve = session.picture().axes[1].layers[0]
    assert curve.xy[:, 1].tolist() == list(session.progress.errors)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (lambda w, x, t, eta: w[:2], "has shape (2,), expected (3,)"),
        (lambda w, x, t, eta: w * np.nan, "expected finite numbers"),
        (lambda w, x, t: w, "it stopped with TypeError"),
        (lambda w, x, t, eta: "w", "it stopped with ValueError"),
    ],
)
def test_a_wrong_step_is_set_aside_and_named(step, sentence):
    session = learned("petals", step=step)
    assert session.picture().numbers["updates"] == "4"
    assert sentence in session.experiment.function.banner


def test_a_step_of_the_wrong_sign_is_shown_as_it_is():
    session = learned("AND", steps=100, step=lambda w, x, t, eta: w - eta * (t - (w @ x > 0)) * x)
    assert not session.picture().reached
    assert session.experiment.function.banner == "▶ drawn with your perceptron_step"
