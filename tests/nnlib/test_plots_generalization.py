import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.plots import generalization


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


@pytest.mark.parametrize("stop", [None, 3])
def test_the_flag_stands_at_the_best_epoch_counted_from_1(stop):
    _, given = plt.subplots()
    ax = generalization.where_to_stop([4.0, 3, 2, 1], [4.0, 2, 3, 5], 1, stop, ax=given)
    assert ax is given
    drawn = lines(ax)
    np.testing.assert_array_equal(drawn["best: epoch 2"].get_xydata(), [[2, 2]])
    np.testing.assert_array_equal(drawn["validation"].get_xydata()[:, 0], [1, 2, 3, 4])
    assert ("patience ends: 4" in drawn) == (stop is not None)


def test_histograms_count_all_weights_and_name_the_zeros(backend):
    sets = {"none": backend(np.array([[0.5, -1.0], [0.2, 0.1]])), "L1": backend(np.array([[0.0, 0.9], [0.0, 0.0]]))}
    figure = generalization.spread_of_weights(sets)
    assert [sum(bar.get_height() for bar in ax.patches) for ax in figure.axes] == [4, 4]
    assert [ax.get_title() for ax in figure.axes] == ["none\n0 of 4 are 0", "L1\n3 of 4 are 0"]
    assert {ax.get_xlim() for ax in figure.axes} == {figure.axes[0].get_xlim()}


def test_every_run_is_a_mark_and_the_first_method_a_line():
    results = {"nothing": {"clean": [0.8, 0.9], "noisy": [0.5, 0.7]}, "L2": {"clean": [0.9, 1.0], "noisy": [0.6, 0.8]}}
    ax = generalization.gains(results)
    drawn = lines(ax)
    np.testing.assert_array_equal(drawn["clean"].get_xdata(), [0.8, 0.9])
    means = [line.get_xdata() for line in ax.get_lines() if line.get_linestyle() == ":"]
    np.testing.assert_allclose(means, [[0.85, 0.85], [0.6, 0.6]])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["nothing", "L2"]


def test_three_panels_show_noise_with_its_theory_accuracy_and_speed():
    figure = generalization.batch_sizes([1, 4, 16], [2.0, 1.0, 0.5], {"a": [0.9, 0.8, 0.7]}, [10, 20, 30])
    first, second, third = figure.axes
    np.testing.assert_allclose(lines(first)[r"$1/\sqrt{m}$"].get_ydata(), [2, 1, 0.5])
    np.testing.assert_array_equal(lines(second)["a"].get_ydata(), [0.9, 0.8, 0.7])
    np.testing.assert_array_equal(third.get_lines()[0].get_xydata(), [[1, 10], [4, 20], [16, 30]])
    figure.draw_without_rendering()
    assert generalization.batch_sizes([1], [1], {"a": [1]}, [1]).axes[2].yaxis.get_major_formatter()(1e6) == "1,000,000"
    assert {"0.5", "1", "2"} <= {text.get_text() for text in first.get_yticklabels()}  # not one power of ten alone
