import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.annealing import Estimate
from nnlib.plots import dreams


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def test_each_row_has_its_name_inside_the_figure(backend):
    V = np.zeros((3, 4))
    V[1, 2] = 1
    ax = dreams.rows({"a rather long name": backend(V), "two": backend(1 - V)})
    assert [text.get_text() for text in ax.texts] == ["a rather long name", "two"]
    ax.figure.canvas.draw()
    assert all(text.get_window_extent().x0 >= 0 for text in ax.texts)
    sheet = np.ma.filled(ax.images[0].get_array(), np.nan)
    assert np.nanmean(sheet) == pytest.approx(0.5)


def test_divergences_are_drawn_from_the_first_step_on():
    fig = dreams.divergences({"one": [9.0, 4.0, 2.0], "two": np.array([3.0, 1.0])}, np.eye(4))
    np.testing.assert_array_equal(fig.axes[1].lines[0].get_xydata(), [[1, 4], [2, 2]])
    assert fig.axes[1].get_xscale() == fig.axes[1].get_yscale() == "log"
    assert [text.get_text() for text in fig.axes[1].get_legend().get_texts()] == ["one", "two"]


def test_training_shows_errors_and_filters():
    fig = dreams.training([0.5, 0.25, 0.125], np.arange(8.0).reshape(2, 4))
    np.testing.assert_array_equal(fig.axes[0].lines[0].get_xydata(), [[0, 0.5], [1, 0.25], [2, 0.125]])
    assert fig.axes[1].images


def test_estimates_have_bars_from_low_to_high():
    found = [Estimate(5.0, 3.0, 6.0, None), Estimate(4.5, 4.0, 5.5, None)]
    ax = dreams.estimates([10, 1000], found, 4.6)
    bars = ax.collections[0].get_segments()
    np.testing.assert_allclose(bars, [[[10, 3], [10, 6]], [[1000, 4], [1000, 5.5]]])
    assert list(ax.lines[0].get_ydata()) == [4.6, 4.6]


def test_two_measures_stand_side_by_side():
    fig = dreams.two_measures([5, 10], {"a": ([-3.0, -2.0], [0.2, 0.1])}, best=-1.5)
    np.testing.assert_array_equal(fig.axes[0].lines[-1].get_xydata(), [[5, 0.2], [10, 0.1]])
    np.testing.assert_array_equal(fig.axes[1].lines[-1].get_xydata(), [[5, -3], [10, -2]])
    assert list(fig.axes[1].lines[0].get_ydata()) == [-1.5, -1.5]
