import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.plots import derivatives


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def named(ax, label):
    return next(line for line in ax.get_lines() if line.get_label() == label)


def test_a_secant_meets_the_graph_twice_and_the_tangent_once():
    ax = derivatives.secants(np.square, 2.0, 1.0, [0.5])
    x, secant = named(ax, "secant, h = 0.5").get_data()
    assert np.interp([1.0, 1.5], x, secant) == pytest.approx([1.0, 2.25])
    x, tangent = named(ax, "tangent").get_data()
    assert np.interp([1.0, 1.5], x, tangent) == pytest.approx([1.0, 2.0])


def test_right_digits_are_the_logarithm_of_the_error():
    ax = derivatives.right_digits([1e-1, 1e-8, 1e-16], [0.5, 1e-7, 3.0])
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([-np.log10(0.5), 7, 0])
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["$10^{-1}$", "$10^{-8}$", "$10^{-16}$"]


def test_an_error_of_zero_is_drawn_and_an_infinite_one_is_not():
    ax = derivatives.error_curves(np.array([1e-1, 1e-2, 1e-3]), {"complex step": np.array([0.0, np.inf, 1e-5])})
    drawn = named(ax, "complex step").get_ydata()
    assert drawn[[0, 2]].tolist() == [1e-17, 1e-5]
    assert np.isnan(drawn[1])


def test_the_theory_is_drawn_beside_the_errors():
    steps = np.array([1e-1, 1e-2])
    ax = derivatives.error_curves(steps, {"forward": steps}, {"bound": 2 * steps})
    assert named(ax, "bound").get_ydata() == pytest.approx([0.2, 0.02])


def test_the_size_of_the_function_itself_stands_at_order_zero():
    line = named(derivatives.swell({"x eˣ": [4, 7, 10]}), "x eˣ")
    assert line.get_xydata().tolist() == [[0, 4], [1, 7], [2, 10]]


def test_an_arrow_leaves_each_dual_number_along_its_tangent():
    ax = derivatives.pushed_forward(np.square, [(1.0, 0.5)], [(1.0, 1.0)], (-2, 2))
    ends = [(note.xyann, note.xy) for note in ax.texts]
    assert ends[1] == ((1.0, 1.0), (1.5, 2.0))
    assert ends[0][1][0] - ends[0][0][0] == pytest.approx(0.5)


def test_costs_are_drawn_by_inputs():
    line = named(derivatives.costs([1, 10], {"central differences": [2, 20]}), "central differences")
    assert line.get_xydata().tolist() == [[1, 2], [10, 20]]
