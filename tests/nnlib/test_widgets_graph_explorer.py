import cmath

import numpy as np
import pytest

from nnlib.autodiff.value import Value
from nnlib.widgets.graph_explorer import GRAPHS, advance, experiment, start

FORMULAS = {
    "x·y + tanh y": lambda x, y: x * y + cmath.tanh(y),
    "(x + y)·(x·y)": lambda x, y: (x + y) * (x * y),
    "y·y + x·y": lambda x, y: y * y + x * y,
}


def walked(graph="x·y + tanh y", x=2.0, y=1.0, begin=None):
    """The last picture of a walk, and its experiment."""
    begin = begin or experiment()
    settings = begin.settings | {"graph": graph, "x": x, "y": y}
    walk = begin.start(settings, None)
    while begin.advance(walk) is not walk:
        walk = begin.advance(walk)
    return begin.picture(settings, walk), walk, begin


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize(("x", "y"), [(2.0, 1.0), (-3.0, 0.25), (0.0, 0.0), (3.0, -3.0)])
def test_the_contributions_add_up_to_the_derivative(graph, x, y):
    scene, walk, _ = walked(graph, x, y)
    f = FORMULAS[graph]
    slopes = [f(x + 1e-30j, y).imag / 1e-30, f(x, y + 1e-30j).imag / 1e-30]
    assert [sum(walk.arrived[walk.names[name]]) for name in ("x", "y")] == pytest.approx(slopes)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    assert scene.numbers["(∂f/∂x, ∂f/∂y)"] == f"({slopes[0]:.3g}, {slopes[1]:.3g})"


def test_two_uses_by_one_product_arrive_as_two_contributions():
    _, walk, _ = walked("y·y + x·y", 2.0, 1.0)
    assert sorted(walk.arrived[walk.names["y"]]) == [1, 1, 2]


@pytest.mark.parametrize("graph", GRAPHS)
def test_the_goal_is_reached_only_where_the_contributions_cancel_and_at_the_end(graph):
    x, y = {"x·y + tanh y": (-1.0, 0.0), "(x + y)·(x·y)": (2.0, -1.0), "y·y + x·y": (2.0, -1.0)}[graph]
    scene, _, begin = walked(graph, x, y)
    assert scene.reached
    settings = begin.settings | {"graph": graph, "x": x, "y": y}
    assert not begin.picture(settings, start(settings)).reached
    assert not walked(graph)[0].reached


def test_a_node_hands_back_only_when_all_that_it_was_used_for_has():
    walk = start(experiment().settings)
    order = list(walk.names.values())
    while walk.waiting:
        before, walk = walk, advance(walk)
        later = [node for node in order if any(parent is walk.current for parent, _ in node.parents)]
        assert not set(later) & set(before.waiting)


def test_another_speed_does_not_start_anew():
    settings = experiment().settings
    walk = advance(start(settings))
    assert start(settings | {"speed": 5.0}, walk) is walk
    assert start(settings | {"x": 0.0}, walk) is not walk


def test_the_students_walk_back_is_used_and_one_that_goes_wrong_is_set_aside():
    def doubling(node):
        Value.backward(node)
        for parent, _ in node.parents:
            for leaf, _ in parent.parents:
                leaf.grad *= 2

    scene, _, begin = walked("y·y + x·y", begin=experiment(doubling))
    assert "drawn with your backward" in begin.function.banner
    assert scene.numbers != walked("y·y + x·y")[0].numbers
    scene, _, begin = walked(begin=experiment(lambda node: node.nothing))
    assert "Yours was set aside: it stopped with AttributeError" in begin.function.banner
    assert scene.numbers == walked()[0].numbers


def test_an_endless_gradient_is_set_aside():
    def infinite(node):
        node.parents[0][0].parents[0][0].grad = np.inf

    _, _, begin = walked(begin=experiment(infinite))
    assert "expected finite numbers" in begin.function.banner
