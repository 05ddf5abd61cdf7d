import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy.special import expit

from nnlib.plots import activations, confusion, filters, surfaces, training
from nnlib.plots.style import CYCLE


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_learning_curves_show_training_solid_and_validation_dashed_from_epoch_1():
    history = {"loss": [3.0, 2, 1], "val_loss": [3.5, 2.5, 2], "accuracy": [0.1, 0.5, 0.9]}
    drawn = lines(training.learning_curves(history, names=["loss", "accuracy"], log=True))
    assert set(drawn) == {"loss, training", "loss, validation", "accuracy, training"}
    np.testing.assert_array_equal(drawn["loss, validation"].get_xydata(), [[1, 3.5], [2, 2.5], [3, 2]])
    assert drawn["loss, training"].get_linestyle() == "-"
    assert drawn["loss, validation"].get_linestyle() == "--"
    assert drawn["loss, training"].get_color() == drawn["loss, validation"].get_color()


def test_the_spread_of_runs_is_drawn_about_their_median():
    runs = [[3.0, 1.0], [5.0, 2.0], [4.0, 9.0]]
    ax = training.spread(runs, label="seeds")
    np.testing.assert_array_equal(lines(ax)["seeds"].get_ydata(), [4, 2])
    band = ax.collections[0].get_paths()[0].vertices
    assert (band[:, 1].min(), band[:, 1].max()) == (1, 9)
    with pytest.raises(ValueError, match=r"shape \(runs, epochs\), got \(2,\)"):
        training.spread([1.0, 2.0])


def test_an_activation_is_drawn_with_its_derivative():
    drawn = lines(activations.activation("sigmoid", k=2.0))
    x = drawn["$f$"].get_xdata()
    np.testing.assert_allclose(drawn["$f$"].get_ydata(), expit(2 * x), rtol=1e-12)
    np.testing.assert_allclose(drawn["$f'$"].get_ydata(), 2 * expit(2 * x) * expit(-2 * x), rtol=1e-9)


def test_a_gallery_has_a_panel_for_each_name():
    figure = activations.gallery(["relu", "tanh", "elu"], columns=2)
    assert [ax.get_title() for ax in figure.axes if ax.get_visible()] == ["relu", "tanh", "elu"]


def test_histograms_count_every_number_and_state_the_spread(rng):
    layers = [rng.normal(0, s, (40, 5)) for s in (1, 0.1)]
    figure = activations.histograms(layers)
    for ax, values, name in zip(figure.axes, layers, ("layer 1", "layer 2"), strict=True):
        assert sum(bar.get_height() for bar in ax.patches) == 200
        assert ax.get_title() == f"{name}\nstd {values.std():.2g}"


def test_norms_by_layer_are_drawn_on_a_logarithmic_axis():
    ax = activations.by_layer([1e-6, 1e-3, 1.0], label="sigmoid")
    assert ax.get_yscale() == "log"
    np.testing.assert_array_equal(lines(ax)["sigmoid"].get_xydata(), [[1, 1e-6], [2, 1e-3], [3, 1]])


@pytest.mark.parametrize("log", [False, True])
def test_height_lines_lie_at_their_height(log):
    ax = surfaces.contours(lambda x, y: x**2 + y**2, (-1, 1), (-1, 1), levels=7, log=log)
    levels = ax.collections[0].levels
    for level, path in zip(levels, ax.collections[0].get_paths(), strict=True):
        if 0.01 < level < 1:
            np.testing.assert_allclose(np.sum(path.vertices**2, axis=1), level, rtol=0.01)
    ratios = levels[2:] / levels[1:-1]
    assert (np.ptp(ratios) < 0.05 * ratios.mean()) == log


def test_every_way_has_a_color_and_a_marker_of_its_own():
    way = np.array([[0.0, 1], [1, 2], [3, 5]])
    ax = surfaces.paths({"SGD": way, "Adam": way + 1})
    drawn = lines(ax)
    np.testing.assert_array_equal(drawn["Adam"].get_xydata(), way + 1)
    assert drawn["SGD"].get_color() != drawn["Adam"].get_color()
    assert drawn["SGD"].get_marker() != drawn["Adam"].get_marker()


def test_filters_share_one_scale_about_zero_and_stand_row_by_row(backend):
    W = np.arange(24.0).reshape(6, 4) - 5
    image = filters.filters(backend(W), columns=3).get_images()[0]
    assert image.get_clim() == (-18, 18)
    board = np.ma.filled(image.get_array(), np.nan)
    assert board.shape == (5, 8)
    np.testing.assert_array_equal(board[3:5, 3:5], W[4].reshape(2, 2))
    assert np.isnan(board[2]).all()


@pytest.mark.parametrize("shape", [(3, 8), (3, 2, 4), (3, 1, 2, 4)])
def test_pictures_are_taken_as_rows_or_with_their_shape(shape):
    X = np.arange(24.0)
    board = filters.images(X.reshape(shape), (2, 4), columns=3).get_images()[0].get_array()
    np.testing.assert_array_equal(board[:, 5:9], X[8:16].reshape(2, 4))


def test_numbers_that_make_no_picture_are_refused():
    with pytest.raises(ValueError, match=r"8 numbers make no picture of shape \(2, 2\); pass shape="):
        filters.filters(np.ones((3, 8)))
    with pytest.raises(ValueError, match=r"got \(3, 2, 4, 4\)"):
        filters.filters(np.ones((3, 2, 4, 4)))


def test_a_confusion_matrix_shows_counts_colored_by_their_share_of_the_row():
    ax = confusion.confusion_matrix(np.array([[8, 2], [0, 1]]), labels=["cat", "dog"])
    np.testing.assert_allclose(ax.get_images()[0].get_array(), [[0.8, 0.2], [0, 1]])
    assert {(t.get_position(), t.get_text()) for t in ax.texts} == {((0, 0), "8"), ((1, 0), "2"), ((1, 1), "1")}
    assert [t.get_text() for t in ax.get_xticklabels()] == ["cat", "dog"]
    assert ax.get_ylabel() == "true class"
    with pytest.raises(ValueError, match=r"shape \(k, k\), got \(2, 3\)"):
        confusion.confusion_matrix(np.ones((2, 3)))


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: training.learning_curves({"loss": [1.0]}, ax=ax),
        lambda ax: training.spread([[1.0]], ax=ax),
        lambda ax: activations.activation("relu", ax=ax),
        lambda ax: activations.by_layer([1.0], ax=ax),
        lambda ax: surfaces.contours(lambda x, y: x + y, (0, 1), (0, 1), ax=ax),
        lambda ax: surfaces.paths({"a": np.zeros((2, 2))}, ax=ax),
        lambda ax: filters.filters(np.ones((2, 4)), ax=ax),
        lambda ax: confusion.confusion_matrix(np.eye(2, dtype=int), ax=ax),
    ],
)
def test_a_plot_draws_on_the_axes_it_is_given_and_returns_them(draw):
    _, ax = plt.subplots()
    assert draw(ax) is ax
    assert len(plt.get_fignums()) == 1


def test_the_colors_are_those_of_the_course():
    assert lines(training.learning_curves({"loss": [1.0]}))["loss, training"].get_color() == CYCLE[0]
