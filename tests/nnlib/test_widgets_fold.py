import itertools

import numpy as np
import pytest

from nnlib.widgets.fold import GOAL, experiment, forward
from nnlib.widgets.session import Session
from nnlib.widgets.static import figure

FOUND = {"angle": -45, "stretch": 2, "shear": 1.5, "bend": "ReLU"}


def at(made=None, **settings):
    session = Session(made or experiment())
    session.change(settings)
    return session.picture()


def gap(scene):
    return float(scene.numbers["gap"])


def corners(scene):
    """The two circles and the two triangles after the matrix."""
    circles, triangles = (layer for layer in scene.axes[1].layers if layer.__class__.__name__ == "Points")
    return circles.xy.astype(float), triangles.xy.astype(float)


def distance(p, q, r):
    """From a place to a segment."""
    way = r - q
    t = np.clip((p - q) @ way / max(way @ way, 1e-12), 0, 1)
    return np.linalg.norm(p - q - t * way)


def test_the_start_is_not_the_goal_and_a_fold_reaches_it():
    assert not Session(experiment()).picture().reached
    assert at(**FOUND).reached
    assert gap(at(**FOUND)) > GOAL
    assert not at(**{**FOUND, "bend": "none"}).reached
    assert not at(**{**FOUND, "stretch": 0.5}).reached


@pytest.mark.parametrize("angle", [-180, -70, 0, 45, 135])
def test_no_matrix_alone_parts_xor(angle):
    for stretch, shear in itertools.product([0.25, 1, 2], [-1.5, 0, 0.75]):
        scene = at(angle=angle, stretch=stretch, shear=shear)
        assert gap(scene) < 0
        assert ("diagonals still cross" in scene.hint) == ((angle, stretch, shear) != (0, 1, 0))
        assert "no cut parts them" in scene.alt


def test_a_turn_by_ninety_degrees_a_stretch_and_a_shear_move_the_corners_as_computed_by_hand():
    circles, triangles = corners(at(angle=90))
    np.testing.assert_allclose(circles, [[1, -1], [-1, 1]], atol=1e-6)
    np.testing.assert_allclose(triangles, [[-1, -1], [1, 1]], atol=1e-6)
    np.testing.assert_allclose(corners(at(stretch=2))[0], [[-2, -1], [2, 1]], atol=1e-6)
    circles, triangles = corners(at(shear=0.5, bend="ReLU"))
    np.testing.assert_allclose(circles, [[0, 0], [1.5, 1]], atol=1e-6)
    np.testing.assert_allclose(triangles, [[0, 1], [0.5, 0]], atol=1e-6)
    assert at(angle=90).numbers["matrix"] == "(0.00 -1.00 | 1.00 0.00)"


@pytest.mark.parametrize("settings", [FOUND, {**FOUND, "stretch": 1.2}, {**FOUND, "angle": -60}])
def test_the_gap_is_the_distance_of_the_two_segments_and_the_cut_parts_them(settings):
    scene = at(**settings)
    (a, b), (c, d) = corners(scene)
    shortest = min(distance(a, c, d), distance(b, c, d), distance(c, a, b), distance(d, a, b))
    assert gap(scene) == pytest.approx(shortest, abs=0.006)
    cut = scene.axes[1].layers[0]
    assert ((np.array([a, b]) @ cut.w) < cut.theta).all()
    assert ((np.array([c, d]) @ cut.w) > cut.theta).all()


@pytest.mark.parametrize("bend", ["none", "ReLU"])
@pytest.mark.parametrize("stretch", [0.25, 2])
@pytest.mark.parametrize("shear", [-1.5, 1.5])
def test_every_setting_has_a_picture_in_which_all_corners_are_seen(bend, stretch, shear):
    for angle in (-180, -100, 0, 60):
        scene = at(angle=angle, stretch=stretch, shear=shear, bend=bend)
        height = scene.axes[1].ylim[1]
        places = np.abs(np.vstack(corners(scene)))
        assert (places <= [1.4 * height, height]).all()
        assert scene.reached == (gap(scene) >= GOAL)
        assert f"{gap(scene):.2f}" in scene.alt


def test_colliding_corners_and_a_narrow_gap_get_a_hint():
    assert "fallen onto each other" in at(angle=45, bend="ReLU").hint
    narrow = at(angle=-20, shear=-1, bend="ReLU")
    assert 0 < gap(narrow) < GOAL
    assert "farther out" in narrow.hint
    assert at(**FOUND).hint == ""


def test_the_student_s_forward_moves_the_sheet_and_a_wrong_one_is_set_aside():
    made = experiment(lambda X, Ws, bs, g: [2 * layer for layer in forward(X, Ws, bs, g)])
    np.testing.assert_allclose(corners(at(made))[0], [[-2, -2], [2, 2]])
    assert made.function.banner == "▶ drawn with your forward"
    last = experiment(lambda X, Ws, bs, g: forward(X, Ws, bs, g)[-1])
    at(last)
    assert "set aside" in last.function.banner
    turned = experiment(lambda X, Ws, bs, g: [layer.T for layer in forward(X, Ws, bs, g)])
    np.testing.assert_allclose(corners(at(turned))[0], [[-1, -1], [1, 1]])
    assert "has a last layer of shape (2, 858), expected (858, 2)" in turned.function.banner


def test_the_prediction_says_none_and_the_picture_can_be_drawn_by_matplotlib():
    asked = experiment().prediction
    assert asked.options[asked.right] == "none"
    assert len(figure(at(**FOUND)).axes) == 2
