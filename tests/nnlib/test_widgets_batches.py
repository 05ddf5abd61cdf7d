import numpy as np
import pytest

from nnlib.logistic import sgd_epoch
from nnlib.widgets.batches import GOAL, experiment, samples
from nnlib.widgets.session import Session
from nnlib.widgets.static import figure


def played(made=None, **settings):
    session = Session(made or experiment())
    session.change(settings)
    while session.advance():
        pass
    return session


def mean_loss(w):
    X, t = samples()
    p = 1 / (1 + np.exp(-X @ w))
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


def shown(session):
    return float(session.picture().numbers["loss on all samples"].split()[0])


def test_neither_the_start_nor_all_samples_reach_the_goal():
    assert not Session(experiment()).picture().reached
    for rate in (0.3, 1.0, 3.0, 10.0):
        for corner in [(-1.0, -2.0), (-3.0, -2.0), (-3.0, -3.0)]:
            session = played(rate=rate, w1=corner[0], w2=corner[1])
            assert shown(session) > GOAL
            assert not session.picture().reached


@pytest.mark.parametrize(("size", "rate"), [("10", 1.0), ("1", 0.1)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_small_batches_reach_it_and_not_before_the_last_look(size, rate, seed):
    session = played(size=size, rate=rate, seed=seed)
    assert session.picture().reached
    before = Session(experiment())
    before.change({"size": size, "rate": rate, "seed": seed})
    for _ in range(session.steps - 1):
        before.advance()
    assert not before.picture().reached


def test_an_easy_start_does_not_count():
    session = played(size="10", rate=1.0, w1=0.9, w2=2.3)
    assert shown(session) < GOAL
    assert not session.picture().reached
    assert "marked corner" in session.picture().hint


def test_the_walk_with_all_samples_is_gradient_descent():
    X, t = samples()
    w = np.array([-1.0, -2.0])
    for _ in range(3):
        w = w - 2.0 * X.T @ (1 / (1 + np.exp(-X @ w)) - t) / 100
    session = played(rate=2.0)
    np.testing.assert_allclose(session.progress.path[-1], w)
    assert shown(session) == pytest.approx(mean_loss(w), abs=6e-4)
    np.testing.assert_allclose(session.picture().axes[1].layers[0].w, w, rtol=1e-6)


@pytest.mark.parametrize(("size", "steps"), [("1", 300), ("10", 30), ("all", 3)])
def test_three_hundred_looks_use_each_sample_three_times(size, steps):
    session = played(size=size)
    assert session.steps == steps
    assert not session.advance()
    assert session.picture().numbers["looks"] == "300 of 300"
    counts = np.bincount(np.concatenate(session.progress.batches))
    assert (counts == 3).all()
    epochs = np.concatenate(session.progress.batches).reshape(3, 100)
    assert all(sorted(epoch) == list(range(100)) for epoch in epochs.tolist())


def test_the_ring_lies_where_the_gradient_is_zero():
    X, t = samples()
    ring = played().picture().axes[0].layers[-1]
    assert ring.marker == "ring"
    (w,) = ring.xy.astype(float)
    np.testing.assert_allclose(X.T @ (1 / (1 + np.exp(-X @ w)) - t) / 100, 0, atol=1e-7)
    assert f"lowest {mean_loss(w):.3f}" in played().picture().numbers["loss on all samples"]


@pytest.mark.parametrize("size", ["1", "10", "all"])
@pytest.mark.parametrize("rate", [0.01, 10.0])
def test_every_end_has_a_picture_with_words(size, rate):
    session = played(size=size, rate=rate, w1=3.5, w2=-3.0)
    scene = session.picture()
    assert all(len(axes.alt) > 60 for axes in scene.axes)
    assert f"{session.steps} steps and 300 looks" in scene.alt
    assert all(np.isfinite(layer.xy).all() for layer in scene.axes[0].layers[3:])


def test_a_click_sets_the_start_and_every_change_starts_anew():
    session = played()
    assert session.picture().axes[0].picks == ("w1", "w2")
    session.change({"w1": 1.5, "w2": -0.5})
    assert session.progress.path == ((1.5, -0.5),)
    assert session.steps == 0
    assert "Play" in session.picture().hint


def test_the_student_s_epoch_takes_the_steps_and_a_wrong_one_is_set_aside():
    lazy = experiment(lambda X, t, w, b, lr, batches: (w, b, []))
    assert played(lazy).progress.path[-1] == (-1.0, -2.0)
    assert lazy.function.banner == "▶ drawn with your sgd_epoch"
    pair = experiment(lambda X, t, w, b, lr, batches: sgd_epoch(X, t, w, b, lr, batches)[:2])
    assert played(pair).progress.path == played().progress.path
    assert "has 2 parts, expected 3" in pair.function.banner
    flat = experiment(lambda X, t, w, b, lr, batches: (w[:1], b, []))
    played(flat)
    assert "weights of shape (1,), expected (2,)" in flat.function.banner
    endless = experiment(lambda X, t, w, b, lr, batches: (w / 0, b, []))
    played(endless)
    assert "not finite" in endless.function.banner


def test_a_walk_that_flies_far_away_is_still_drawn_and_three_steps_are_called_few():
    session = played(experiment(lambda X, t, w, b, lr, batches: (w * 1e60, b, [])))
    assert np.isfinite(session.picture().axes[0].layers[3].xy).all()
    assert "Three steps are few" in session.picture().hint


def test_the_numbers_of_the_prediction_are_measured():
    asked = experiment().prediction
    assert "lower" in asked.options[asked.right]
    best = min(shown(played(rate=float(rate))) for rate in np.geomspace(0.01, 10, 31))
    assert "0.51" in asked.question
    assert best == pytest.approx(0.51, abs=0.006)
    assert "0.37;" in asked.because
    ten = [shown(played(size="10", rate=1.0, seed=seed)) for seed in range(6)]
    assert np.mean(ten) == pytest.approx(0.37, abs=0.006)
    assert "0.356" in asked.because
    assert "lowest 0.356" in played().picture().numbers["loss on all samples"]


def test_the_picture_can_be_drawn_by_matplotlib():
    assert len(figure(played(size="10").picture()).axes) == 2
