import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.plots import signals


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_sizes_stand_over_their_layers_with_theory_dashed():
    ax = signals.by_layer({"a": [1.0, 10.0], "b": [2.0, 3.0]}, first=0, theory={"b": [2.0, 4.0]})
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[0, 1], [1, 10]])
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), [[0, 2], [1, 4]])
    assert ax.lines[1].get_linestyle() == "--"
    assert ax.get_yscale() == "log"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b", "predicted"]


def test_histograms_count_every_activation_also_those_outside():
    Hs = [np.array([[0.0, 5.0], [-9.0, 0.5]])] * 2
    figure = signals.histograms({"one": Hs}, layers=(1, 2))
    assert len(figure.axes) == 2
    assert [sum(bar.get_height() for bar in ax.patches) for ax in figure.axes] == [4, 4]


def test_twins_have_a_line_for_each_unit():
    figure = signals.twins({"equal": np.ones((5, 3)), "random": np.arange(15.0).reshape(5, 3)})
    assert [len(ax.lines) for ax in figure.axes] == [3, 3]
    np.testing.assert_array_equal(figure.axes[1].lines[2].get_ydata(), [2, 5, 8, 11, 14])


def test_normalized_tables_print_their_numbers():
    figure = signals.normalized(np.array([[1.0, -2.0]]), np.zeros((1, 2)), np.ones((1, 2)))
    assert [[text.get_text() for text in ax.texts] for ax in figure.axes] == [["1.0", "-2.0"], ["0.0"] * 2, ["1.0"] * 2]


def test_rates_are_marked_where_they_were_tried():
    ax = signals.by_rate([0.1, 1, 10], {"with": [0.9, 0.8, 0.1], "without": [0.8, 0.1, 0.1]})
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), [[0.1, 0.8], [1, 0.1], [10, 0.1]])
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0.1", "1", "10"]
