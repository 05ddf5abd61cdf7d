"""Shrink, over a grid of settings, without a browser."""

import numpy as np
import pytest
from sklearn.linear_model import Lasso, Ridge

from nnlib import regularizers
from nnlib.widgets.session import Session
from nnlib.widgets.shrink import STEPS, decay_and_soft_step, experiment, patients, ways


def session(decay_step=None, soft_step=None, **settings):
    made = Session(experiment(decay_step, soft_step))
    made.change(settings)
    return made


def decay_step(W, b, gW, gb, lr, lam, n):
    return (1 - lr * lam / n) * W - lr * gW, b - lr * gb


def soft_step(W, gW, lr, lam, n):
    moved = W - lr * gW
    return np.sign(moved) * np.maximum(abs(moved) - lr * lam / n, 0)


def test_the_goal_is_reached_by_some_strength_and_not_at_first():
    assert not session().picture().reached
    assert session(**{"lambda": 12.0}).picture().reached
    assert not session(**{"lambda": 40.0}).picture().reached
    assert "the error has grown too much" in session(**{"lambda": 40.0}).picture().hint
    assert "silenced everything" in session(**{"lambda": 500.0, "rate": 0.05}).picture().hint
    assert "is negative" in session(**{"lambda": 900.0, "rate": 0.4}).picture().hint


@pytest.mark.parametrize("strength", [15.0, 30.0])
def test_the_ways_end_where_scikit_learn_says(strength):
    A, y, *_ = patients()
    found = ways({"lambda": strength, "rate": 0.4}, decay_and_soft_step)
    ridge = Ridge(alpha=strength, fit_intercept=False).fit(A, y).coef_
    lasso = Lasso(alpha=strength / len(y), fit_intercept=False, tol=1e-10).fit(A, y).coef_
    np.testing.assert_allclose(found["L2"][0][-1], ridge, atol=0.02)
    np.testing.assert_allclose(found["L1"][0][-1], lasso, atol=0.02)
    np.testing.assert_array_equal(found["L1"][0][-1] == 0, lasso == 0)


@pytest.mark.parametrize("kind", ["L1", "L2"])
@pytest.mark.parametrize("strength", [0.1, 30.0, 1000.0])
@pytest.mark.parametrize("rate", [0.01, 0.5])
def test_every_setting_has_a_picture_with_words(kind, strength, rate):
    scene = session(kind=kind, rate=rate, **{"lambda": strength}).picture()
    assert f"with {kind}" in scene.alt
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    for layer in (layer for axes in scene.axes for layer in axes.layers):
        assert np.isfinite(layer.xy if hasattr(layer, "xy") else layer.height).all()
    assert len(scene.axes[1].layers[1].xy) == STEPS + 1


def test_the_students_functions_draw_and_give_the_same_picture():
    made = session(decay_step, soft_step, **{"lambda": 12.0})
    assert made.picture().alt == session(**{"lambda": 12.0}).picture().alt
    assert "with your decay_step and soft_step" in made.experiment.function.banner


def test_an_l1_step_by_the_sign_alone_leaves_no_zero():
    by_sign = lambda W, gW, lr, lam, n: regularizers.l1_step([W], [gW], lr, lam, n)[0]  # noqa: E731
    made = session(decay_step, by_sign, **{"lambda": 12.0})
    assert made.picture().numbers["L1"].startswith("10 weights")


@pytest.mark.parametrize(
    ("decay", "soft", "sentence"),
    [
        (decay_step, lambda W, gW, lr, lam, n: W[0], "by soft_step has shapes (10,)"),
        (lambda W, b, gW, gb, lr, lam, n: W, soft_step, "by decay_step is no pair"),
        (decay_step, lambda W, gW, lr, lam, n: W * np.nan, "by soft_step is not finite"),
    ],
)
def test_wrong_steps_are_set_aside_and_named(decay, soft, sentence):
    made = session(decay, soft, **{"lambda": 12.0})
    made.picture()
    assert sentence in made.experiment.function.banner
    assert made.picture().reached


def test_the_prediction_is_right():
    asked = experiment().prediction
    assert asked.options[asked.right] == "L1"
    zeros = {
        k: np.sum(way[-1] == 0) for k, (way, _) in ways({"lambda": 30.0, "rate": 0.2}, decay_and_soft_step).items()
    }
    assert zeros["L1"] > 0 == zeros["L2"]
