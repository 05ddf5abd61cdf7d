import matplotlib.pyplot as plt
import numpy as np

from nnlib.plots.optimizers import bands, errors, schedules


def test_an_error_that_halves_is_drawn_as_a_straight_line():
    ax = errors({"halved": 0.5 ** np.arange(20), "slower": 0.9 ** np.arange(20)})
    assert ax.get_yscale() == "log"
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), 0.5 ** np.arange(20))
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()  # told apart in gray
    plt.close("all")


def test_each_schedule_has_a_panel_with_its_rates():
    figure = schedules({str(k): lambda t, k=k: k * t for k in range(5)}, 10)
    panels = [ax for ax in figure.axes if ax.axison]
    assert [ax.get_title() for ax in panels] == ["0", "1", "2", "3", "4"]
    np.testing.assert_array_equal(panels[3].lines[0].get_ydata(), 3.0 * np.arange(11))
    plt.close("all")


def test_a_band_reaches_from_the_lowest_to_the_highest_run():
    x = np.arange(4.0)
    ax = bands(x, {"runs": (x + 1, x + 2, x + 5)})
    corners = ax.collections[0].get_paths()[0].vertices
    assert (corners[:, 1].min(), corners[:, 1].max()) == (1, 8)
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), x + 2)
    plt.close("all")
