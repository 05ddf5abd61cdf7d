import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.plots import dendrite, new_axes, plasticity


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_a_synapse_one_length_constant_away_keeps_a_part_of_one_over_e():
    ax = dendrite.attenuation([0.0, 0.5], [2.0, 3.0], reach=0.5)
    given, arrived = (line.get_ydata() for line in ax.lines[1:])
    np.testing.assert_allclose(given, [2, 3])
    np.testing.assert_allclose(arrived, [2, 3 / np.e])


def test_the_length_of_the_weights_is_drawn_for_each_rule():
    ax = plasticity.lengths({"one": np.array([[3.0, 4.0], [6.0, 8.0]]), "two": np.array([[0.0, 1.0]])})
    assert [line.get_ydata().tolist() for line in ax.lines[:2]] == [[5, 10], [1]]
    assert ax.get_yscale() == "log"


def test_the_weights_are_drawn_among_the_inputs_on_the_axes_given():
    X, path, ax = np.eye(2), np.array([[0.1, 0.2], [0.3, 0.4]]), new_axes()
    assert plasticity.directions(X, path, ax=ax) is ax
    np.testing.assert_allclose(ax.lines[0].get_xydata(), X)
    np.testing.assert_allclose(ax.lines[2].get_xydata(), path)
    assert tuple(ax.texts[0].xy) == (0.3, 0.4)
