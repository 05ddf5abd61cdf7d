import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib import plots
from nnlib.plots.neuron_race import neuron_race
from nnlib.plots.softmax import jacobian, temperatures
from nnlib.plots.with_slopes import with_slopes


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_every_function_is_drawn_with_its_own_slope():
    figure = with_slopes({"cube": (lambda x: x**3, lambda x: 3 * x**2), "sine": (np.sin, np.cos)}, columns=3)
    assert [ax.get_title() for ax in figure.axes if ax.get_visible()] == ["cube", "sine"]
    curves = {line.get_label(): line.get_xydata() for line in figure.axes[0].get_lines()}
    np.testing.assert_allclose(curves["$f$"][:, 1], curves["$f$"][:, 0] ** 3)
    np.testing.assert_allclose(curves["$f'$"][:, 1], 3 * curves["$f'$"][:, 0] ** 2)


def test_bars_are_the_probabilities_of_each_temperature():
    softmax = lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)  # noqa: E731
    ax = temperatures(softmax, [1.0, 0.0, -2.0], [0.5, 2.0], ax=plots.new_axes())
    heights = [[bar.get_height() for bar in group] for group in ax.containers]
    np.testing.assert_allclose(heights, [softmax(np.array([[2.0, 0, -4]]))[0], softmax(np.array([[0.5, 0, -1]]))[0]])


def test_the_numbers_of_a_jacobian_stand_row_by_row():
    ax = jacobian([[0.25, -0.1, 0.0], [-0.25, 0.1, 0.3]], ax=plots.new_axes())
    assert {t.get_position(): t.get_text() for t in ax.texts}[(2, 1)] == "+0.300"
    assert ax.get_images()[0].get_clim() == (-0.3, 0.3)


def test_each_training_is_a_curve_from_epoch_0():
    ax = neuron_race({"fast": [0.9, 0.1], "slow": [0.9, 0.8]}, ax=plots.new_axes())
    assert {line.get_label(): line.get_ydata().tolist() for line in ax.get_lines()} == {
        "fast": [0.9, 0.1],
        "slow": [0.9, 0.8],
    }
    assert ax.get_lines()[0].get_xdata().tolist() == [0, 1]
