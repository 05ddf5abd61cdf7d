"""The augmentation preview, over a grid of settings, without a browser."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from nnlib.widgets.augmentation_preview import changed, experiment, read, sample
from nnlib.widgets.session import Session


def session(yours=None, **settings):
    made = Session(experiment(yours))
    made.change(settings)
    return made


def by_slices(images, dx, dy):
    moved = np.zeros_like(images)
    for y in range(8):
        for x in range(8):
            if 0 <= y + dy < 8 and 0 <= x + dx < 8:
                moved[:, y + dy, x + dx] = images[:, y, x]
    return moved


def test_the_goal_is_not_reached_at_first_and_by_a_little_of_two_changes():
    assert not session().picture().reached
    assert session(turn=15.0, rubber=4.0).picture().reached
    assert not session(turn=180.0).picture().reached


@pytest.mark.parametrize("settings", [{}, {"turn": 40.0}, {"shift": 1.0}])
def test_the_judge_is_the_nearest_neighbor_of_scikit_learn(settings):
    made = session(**settings)
    images = changed(made.settings, made.experiment.function)
    _, _, X, t = sample()
    judge = KNeighborsClassifier(1).fit(X, t).predict(images.reshape(20, 64))
    np.testing.assert_array_equal(read(images), judge)


def test_numbers_say_how_much_ink_moved_and_how_many_are_read():
    scene = session().picture()
    assert scene.numbers["ink moved"] == "0%"
    images, t, *_ = sample()
    assert scene.numbers["still read"] == f"{np.sum(read(images) == t)} of 20"
    assert sorted(t) == sorted(2 * list(range(10)))


def test_hints_name_lost_labels_and_a_judge_that_compares_pixels():
    assert "teach nonsense" in session(turn=180.0).picture().hint
    assert "You would still read them" in session(shift=1.0).picture().hint


@pytest.mark.parametrize("shift", [0.0, 4.0])
@pytest.mark.parametrize("turn", [0.0, 180.0])
@pytest.mark.parametrize(("rubber", "blur"), [(0.0, 3.0), (20.0, 0.0)])
def test_every_setting_has_a_picture_that_says_what_is_read(shift, turn, rubber, blur):
    made = session(shift=shift, turn=turn, rubber=rubber, blur=blur)
    scene = made.picture()
    images = changed(made.settings, made.experiment.function)
    assert images.shape == (20, 8, 8)
    assert ", ".join(map(str, read(images))) in scene.alt
    assert 0 <= scene.axes[1].layers[0].values.min() <= scene.axes[1].layers[0].values.max() <= 1


def test_the_seed_changes_the_changes_and_nothing_else():
    one, two = session(turn=20.0).picture(), session(turn=20.0, seed=1).picture()
    assert not np.array_equal(one.axes[1].layers[0].values, two.axes[1].layers[0].values)
    np.testing.assert_array_equal(one.axes[0].layers[0].values, two.axes[0].layers[0].values)


def test_the_students_shift_draws():
    made = session(by_slices, shift=2.0)
    np.testing.assert_allclose(
        made.picture().axes[1].layers[0].values, session(shift=2.0).picture().axes[1].layers[0].values, atol=1e-6
    )
    assert "with your shift" in made.experiment.function.banner


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda images, dx, dy: images[0], "has shape (8, 8), expected (1, 8, 8)"),
        (lambda images, dx, dy: images * np.nan, "not finite"),
        (lambda images, dx, dy: images[9], "it stopped with IndexError"),
    ],
)
def test_a_wrong_shift_is_set_aside_and_named(wrong, sentence):
    made = session(wrong, shift=1.0)
    assert made.picture().alt == session(shift=1.0).picture().alt
    assert sentence in made.experiment.function.banner
