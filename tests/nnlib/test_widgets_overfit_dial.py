"""The overfit dial, over a grid of settings, without a browser."""

import numpy as np
import pytest
from scipy.special import expit

from nnlib.widgets.overfit_dial import EPOCHS, WANTED, advance, experiment, overfit_dial, start
from nnlib.widgets.session import Session


def played(steps=EPOCHS // 5, yours=None, **settings):
    session = Session(experiment(yours))
    session.change(settings)
    for _ in range(steps):
        session.advance()
    return session


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_without_brakes_the_net_learns_the_noise_and_misses_the_goal(seed):
    session = played(seed=seed)
    first, last = session.progress.losses[-1]
    assert first < 0.02
    assert last > 2 * session.progress.losses[:, 1].min()
    assert not session.picture().reached
    assert "worse than the one at the flag" in session.picture().hint


@pytest.mark.parametrize("settings", [{"lambda": 0.01}, {"lambda": 0.01, "seed": 1}, {"lambda": 0.003, "p": 0.3}])
def test_decay_alone_or_with_dropout_reaches_the_goal(settings):
    session = played(**settings)
    assert session.picture().reached
    assert session.progress.losses[-1, 1] < WANTED
    assert not played(steps=EPOCHS // 5 - 1, **settings).picture().reached  # it must last to the end


def test_other_data_do_not_reach_the_goal_by_themselves():
    assert not played(data="300-noisy").picture().reached
    assert "nothing wrong to learn" in played(data="30-clean").picture().hint
    assert "underfits" in played(**{"lambda": 0.1}).picture().hint


def test_the_training_ends_after_all_epochs():
    session = played()
    assert session.progress.epoch == EPOCHS
    assert advance(session.progress) is session.progress


def test_the_losses_are_those_of_the_net_by_the_formula():
    training = played(steps=3, width=5.0).progress
    (X, t, V, v), (W1, b1, w2, b2) = training.samples, training.params
    for A, targets, loss in ((X, t, training.losses[-1, 0]), (V, v, training.losses[-1, 1])):
        a = expit(np.tanh(A @ W1 + b1) @ w2 + b2)
        assert loss == pytest.approx(-np.mean(targets * np.log(a) + (1 - targets) * np.log(1 - a)))


def test_the_first_step_goes_down_each_slope_of_the_loss_with_decay():
    settings = experiment().settings | {"width": 4.0, "lambda": 0.1}
    begin = start(settings)
    X, t, *_ = begin.samples

    def objective(params):
        W1, b1, w2, b2 = params
        z = np.tanh(X @ W1 + b1) @ w2 + b2
        return np.mean(np.log(1 + np.exp(z)) - t * z) + 0.05 * (np.sum(W1 * W1) + np.sum(w2 * w2))

    from nnlib.widgets.overfit_dial import _epoch

    for i, (moment, _) in enumerate(_epoch(begin).moments):
        for place in np.ndindex(moment.shape):
            moved = [p.astype(complex) for p in begin.params]
            moved[i][place] += 1e-30j
            assert 10 * moment[place] == pytest.approx(objective(moved).imag / 1e-30, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("data", ["30-noisy", "30-clean", "300-noisy"])
@pytest.mark.parametrize("width", [1.0, 64.0])
@pytest.mark.parametrize(("decay", "p"), [(1e-5, 0.9), (1.0, 0.0)])
def test_every_setting_has_a_finite_picture_whose_words_name_the_losses(data, width, decay, p):
    session = played(steps=4, data=data, width=width, p=p, **{"lambda": decay})
    scene = session.picture()
    first, last = session.progress.losses[-1]
    assert np.isfinite(session.progress.losses).all()
    assert f"after epoch 20 training {first:.3f}, validation {last:.3f}" in scene.alt
    assert scene.numbers["epoch"] == f"20 of {EPOCHS}"


def test_before_the_first_step_there_is_no_flag():
    assert "no epoch yet" in played(steps=0).picture().alt


def test_the_flag_is_where_the_students_function_puts_it():
    scene = played(steps=10, yours=lambda val, patience: (2, 7)).picture()
    assert "flag at epoch 3" in scene.alt
    assert played(steps=20).picture().numbers["at the flag"].endswith("after epoch 30")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda val, patience: 3, "is no pair"),
        (lambda val, patience: (len(val), None), "names epoch 10 as the best of 10"),
        (lambda val, patience: (0, 99), "stops at epoch 99"),
        (lambda val, patience: val.index(0), "it stopped with AttributeError"),
    ],
)
def test_a_wrong_early_stop_is_set_aside_and_named(wrong, sentence):
    session = played(steps=2, yours=wrong)
    assert session.picture().alt == played(steps=2).picture().alt
    assert sentence in session.experiment.function.banner


def test_the_prediction_is_right():
    val = played().progress.losses[:, 1]
    asked = experiment().prediction
    assert asked.options[asked.right] == "fall, then rise again"
    assert val[0] > val.min() < val[-1] - 0.3


def test_where_nobody_can_play_the_training_is_over(monkeypatch):
    monkeypatch.setenv("NNLIB_STATIC", "1")
    assert f"after epoch {EPOCHS} " in overfit_dial().data
