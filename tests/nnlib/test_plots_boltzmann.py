"""Pictures of Boltzmann machines show the numbers they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy.special import expit

from nnlib import boltzmann
from nnlib.plots import boltzmann as pictures_of


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_the_curve_of_each_temperature_is_the_logistic_function():
    ax = pictures_of.p_on_curves((0.5, 2.0))
    for line, T in zip(ax.get_lines()[1:], (0.5, 2.0), strict=True):
        np.testing.assert_allclose(line.get_ydata(), expit(line.get_xdata() / T))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["T = 0.5", "T = 2"]


@pytest.mark.parametrize(("sizes", "weights"), [([3, 2], 6), ([4, 3, 2], 18)])
def test_neighboring_layers_are_fully_connected(sizes, weights):
    ax = pictures_of.layers(sizes)
    lines = ax.get_lines()
    assert sum(line.get_linestyle() == "-" for line in lines) == weights
    assert [len(line.get_xdata()) for line in lines if line.get_marker() == "o"] == sizes


def test_pixels_keep_their_places_in_the_mosaic(backend):
    V = np.arange(24).reshape(4, 6) / 24
    sheet = pictures_of.pictures(backend(V), (2, 3), columns=2).images[0].get_array()
    tile = sheet.shape[0] // 2 - 1  # two lines and a gap of two
    first, last = sheet[:tile, : sheet.shape[1] // 2 - 1], sheet[-tile:, -(sheet.shape[1] // 2 - 1) :]
    for corner, picture in ((first, V[0]), (last, V[3])):
        assert (corner[0, 0], corner[0, -1], corner[-1, 0], corner[-1, -1]) == tuple(picture[[0, 2, 3, 5]])
    assert sheet.mask[:, sheet.shape[1] // 2].all()


def test_white_pictures_at_the_edge_of_the_page_are_framed_too():
    ax = pictures_of.pictures(np.zeros((4, 9)))
    assert ax.axison
    assert all(spine.get_visible() and spine.get_linewidth() >= 1 for spine in ax.spines.values())


def test_filters_show_zero_in_the_middle_of_their_scale():
    W = np.array([[0.0, -2.0, 1.0, 0.5]])
    ax = pictures_of.filters(W, limit=2.0)
    assert ax.images[0].get_clim() == (-2.0, 2.0)
    assert len(ax.figure.axes) == 2  # the scale stands beside


def test_filters_without_any_weight_are_drawn_too():
    assert pictures_of.filters(np.zeros((3, 9))).images[0].get_clim() == (-1.0, 1.0)


def test_bars_are_exact_and_dots_are_counted(backend):
    exact, sampled = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.12, 0.19, 0.29, 0.4])
    ax = pictures_of.state_probabilities(backend(exact), backend(sampled), 100)
    assert [bar.get_height() for bar in ax.patches] == exact.tolist()
    dots, _, (bars,) = ax.containers[1]
    assert dots.get_ydata().tolist() == sampled.tolist()
    low, high = np.array(bars.get_segments())[3, :, 1]
    assert (high - low) / 2 == pytest.approx(2 * (0.4 * 0.6 / 100) ** 0.5)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["00", "01", "10", "11"]


def test_annealing_is_compared_with_descent_up_to_the_longer_one_s_end():
    annealed, greedy = np.linspace(5, 0, 6)[:, None] + np.zeros(4), np.array([[5.0] * 4, [2.0] * 4])
    figure = pictures_of.annealing_traces(annealed, greedy, ground=0.0)
    left, right = figure.axes
    assert left.get_lines()[0].get_ydata().tolist() == [5, 2, 2, 2, 2, 2]
    assert left.get_lines()[1].get_ydata().tolist() == [5, 4, 3, 2, 1, 0]
    assert sum(bar.get_width() for bar in right.patches) == 8


def test_given_axes_are_used():
    _, axes = plt.subplots(1, 2)
    assert pictures_of.pictures(boltzmann.bars_and_stripes(2), ax=axes[0]) is axes[0]
    assert pictures_of.annealing_traces(np.ones((2, 3)), np.ones((2, 3)), axes=axes) is axes[0].figure


def test_a_picture_that_is_not_square_needs_its_shape():
    with pytest.raises(ValueError, match=r"6 pixels do not make a picture of 2 × 2; give shape=\(height, width\)"):
        pictures_of.pictures(np.zeros((1, 6)))
