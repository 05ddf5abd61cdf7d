"""The graph abacus over a grid of settings, without a browser."""

import itertools

import numpy as np
import pytest

from nnlib.widgets.graph_abacus import EDGES, PLACES, experiment
from nnlib.widgets.session import Session


def walked(steps=4, graph_xyz=None, **settings):
    session = Session(experiment(graph_xyz))
    session.change(settings)
    for _ in range(steps):
        session.advance()
    return session


def words(scene, kind):
    return [word for layer in scene.axes[0].layers if getattr(layer, "role", "") == kind for word in layer.words]


def test_it_starts_at_the_numbers_of_the_slides_and_not_at_the_goal():
    scene = walked().picture()
    assert words(scene, "class 0") == ["2.00", "3.00", "2.00", "5.00", "1.00", "5.00"]
    assert scene.numbers["gradient (x, y, z)"] == "(1.00, 6.00, -5.00)"
    assert not scene.reached


def test_gradients_come_back_one_node_a_step_and_y_adds_up():
    session, seen = walked(0), []
    for _ in range(5):
        seen.append(words(session.picture(), "class 1"))
        session.advance()
    assert [len(known) for known in seen] == [0, 1, 3, 5, 6]
    assert "∂f/∂y = 1.00" in seen[3]
    assert "∂f/∂y = 6.00" in seen[4]


def test_after_four_steps_there_is_no_further_one():
    session = walked()
    assert not session.advance()
    assert session.steps == 4


def test_moving_an_input_keeps_the_steps_and_reset_takes_them_back():
    session = walked(3)
    session.change({"x": -1.0})
    assert session.progress == 3
    session.restart()
    assert session.progress == 0


def by_complex_step(k, *point):
    x, y, z = (a + 1e-30j * (i == k) for i, a in enumerate(point))
    return ((x + y) * (y - z)).imag / 1e-30


@pytest.mark.parametrize("point", list(itertools.product([-4.0, -1.5, 0.0, 2.0, 4.0], repeat=3)))
def test_bars_and_words_are_the_derivatives(point):
    scene = walked(**dict(zip("xyz", point, strict=True))).picture()
    x, y, z = (by_complex_step(k, *point) for k in range(3))
    heights = scene.axes[1].layers[0].height
    assert heights[[0, 3, 4]] == pytest.approx([x, y, z])
    assert heights[1] + heights[2] == pytest.approx(y)
    assert "-0.00" not in scene.numbers["gradient (x, y, z)"]
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    assert np.all(np.abs(heights) <= scene.axes[1].ylim[1])
    f = (point[0] + point[1]) * (point[1] - point[2])
    assert scene.reached == (f == -4 and y == 0)


def test_the_goal_is_on_the_grid_of_the_sliders_and_needs_the_walk_back():
    assert walked(4, x=1.0, y=1.0, z=3.0).picture().reached
    assert not walked(3, x=1.0, y=1.0, z=3.0).picture().reached


def test_every_arrow_lies_between_the_nodes_it_joins():
    arrows = walked().picture().axes[0].layers[0]
    for (tail, head), start, vector in zip(EDGES, arrows.start, arrows.vector, strict=True):
        way = np.subtract(PLACES[head], PLACES[tail])
        assert np.cross(np.append(way, 0), np.append(vector, 0))[2] == pytest.approx(0, abs=1e-5)
        assert 0 < (start - PLACES[tail]) @ way < (start + vector - PLACES[tail]) @ way < way @ way


def test_the_prediction_is_right():
    x, y, z = (by_complex_step(k, 2.0, 3.0, 2.0) for k in range(3))
    assert experiment().prediction.options[experiment().prediction.right] == "y"
    assert max(x, y, z) == y


@pytest.mark.parametrize(
    ("graph_xyz", "sentence"),
    [
        (lambda x, y, z: (1.0, (1.0, 2.0)), "has 2 gradients, expected 3"),
        (lambda x, y, z: (1.0, (1.0, np.nan, 0.0)), "expected finite numbers"),
        (lambda x, y, z: 1.0, "it stopped with TypeError"),
        (lambda x, y: 1.0, "it stopped with TypeError"),
    ],
)
def test_a_wrong_graph_is_set_aside_and_named(graph_xyz, sentence):
    session = walked(graph_xyz=graph_xyz)
    assert session.picture().numbers["gradient (x, y, z)"] == "(1.00, 6.00, -5.00)"
    assert sentence in session.experiment.function.banner


def test_the_numbers_are_those_of_the_students_function():
    scene = walked(graph_xyz=lambda x, y, z: (7.0, (1.0, 1.0, -5.0))).picture()
    assert scene.numbers == {"f": "7.00", "gradient (x, y, z)": "(1.00, 1.00, -5.00)"}
