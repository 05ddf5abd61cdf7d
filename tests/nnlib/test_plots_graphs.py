import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.autodiff.value import Value
from nnlib.plots import graphs


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def slides_graph():
    x, y, z = Value(2.0), Value(3.0), Value(2.0)
    s, d = x + y, y - z
    f = s * d
    f.backward()
    return f, {"x": x, "y": y, "z": z, "s": s, "d": d, "f": f}


def test_the_graph_names_its_nodes_and_writes_slopes_and_gradients():
    f, names = slides_graph()
    texts = [text.get_text() for text in graphs.computation(f, names, gradients=True).texts]
    assert "y\n3\ngrad 6" in texts
    assert sorted(text for text in texts if text.startswith("×")) == ["×-1", "×1", "×1", "×1", "×1", "×5"]


def test_a_number_used_twice_by_one_operation_has_two_arrows_that_do_not_coincide():
    x = Value(3.0)
    drawn = graphs.computation(x * x, {"x": x})
    slopes = [text for text in drawn.texts if text.get_text() == "×3"]
    assert len({text.get_position() for text in slopes}) == 2


def test_a_node_is_drawn_to_the_right_of_its_parents():
    f, names = slides_graph()
    drawn = graphs.computation(f, names)
    column = {text.get_text().split("\n")[0]: text.get_position()[0] for text in drawn.texts}
    assert column["x"] < column["s"] < column["f"]
    assert column["z"] < column["d"] < column["f"]


def test_the_order_has_parents_first_and_arcs_that_run_back_are_dashed():
    f, names = slides_graph()
    order = graphs.ordered(f)
    assert {id(node) for node in order} == {id(node) for node in names.values()}
    assert all(order.index(parent) < order.index(node) for node in order for parent, _ in node.parents)
    styles = lambda order: [line.get_linestyle() for line in graphs.order_arcs(order, names).lines]  # noqa: E731
    assert "--" not in styles(order)
    assert styles(order[::-1]).count("--") == 6


def test_the_way_back_sums_over_what_was_stretched():
    a, b, G = np.array([[1.0], [2.0], [3.0]]), np.array([10.0, 20.0, 30.0, 40.0]), np.arange(1.0, 13.0).reshape(3, 4)
    figure = graphs.broadcasting(a, b, G)
    below = [[text.get_text() for text in ax.texts] for ax in figure.axes[3:5]]
    assert below == [["10", "26", "42"], ["15", "18", "21", "24"]]
