import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib import plots
from nnlib.plots import backprop, network_diagrams


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_an_answer_shows_the_outputs_and_a_target_of_one_at_the_right_place(rng):
    outputs = rng.random(10)
    digit, bars = backprop.answer(rng.random(64), outputs, 3).axes
    assert digit.images[0].get_array().shape == (8, 8)
    assert [bar.get_height() for bar in bars.patches] == pytest.approx(list(outputs))
    assert bars.lines[0].get_ydata().tolist() == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_blame_points_up_and_down_in_two_colors():
    _, hidden, output = backprop.blame(np.zeros(64), 0, [[0.5, -0.25, 0.0], np.arange(10) - 4.5]).axes
    assert [bar.get_height() for bar in hidden.patches] == [0.5, -0.25, 0.0]
    colors = [bar.get_facecolor() for bar in output.patches]
    assert len(set(colors[:5])) == len(set(colors[5:])) == 1
    assert colors[0] != colors[9]


def test_error_maps_are_logarithms_and_name_their_columns():
    errors = [np.full((2, 3), 1e-3), np.full((1, 2), 0.0), np.full(2, 1.0), np.full(1, 1e-9)]
    axes = backprop.error_maps({"A": errors, "B": errors}).axes
    assert [ax.get_title() for ax in axes[:4]] == ["$W^1$", "$W^2$", "$b^1$", "$b^2$"]
    assert [axes[0].get_ylabel(), axes[4].get_ylabel()] == ["A", "B"]
    assert [float(ax.images[0].get_array().max()) for ax in axes[:4]] == pytest.approx([-3, -12, 0, -9])


def test_errors_are_drawn_against_the_step_on_logarithmic_axes():
    ax = backprop.error_by_step([1e-2, 1e-4], {"right": [1e-4, 1e-8], "wrong": [0.1, 0.2]})
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert [line.get_ydata().tolist() for line in ax.lines] == [[1e-4, 1e-8], [0.1, 0.2]]


def test_accuracy_is_drawn_in_percent_with_the_mean_of_the_runs():
    ax = backprop.accuracy_by_epoch({"test": [[0.5, 0.9], [0.7, 0.8]]})
    assert [line.get_ydata().tolist() for line in ax.lines] == [[50, 90], [70, 80], pytest.approx([60, 85])]
    assert ax.lines[-1].get_xdata().tolist() == [1, 2]


def test_the_layer_diagram_draws_on_the_axes_given_and_names_its_letters():
    ax = plots.new_axes()
    assert network_diagrams.layer_letters(ax=ax) is ax
    assert {"$W^l_{jk}$", "$a^{l-1}_k$", "$j$", "$k$"} <= {text.get_text() for text in ax.texts}


def test_the_net_with_a_loop_has_units_without_a_place_in_the_order():
    layered, loop = network_diagrams.order_of_visit().axes
    assert {"1", "2", "3", "4", "5"} <= {text.get_text() for text in layered.texts}
    assert [text.get_text() for text in loop.texts].count("?") == 2


def test_the_shapes_of_the_equations_fit():
    back, gradient = network_diagrams.shapes(n=6, m1=4, m2=2).axes
    sizes = [[(box.get_height(), box.get_width()) for box in ax.patches] for ax in (back, gradient)]
    assert sizes == [[(6, 4), (6, 2), (2, 4), (6, 4)], [(2, 4), (2, 6), (6, 4)]]
