import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib import datasets, plots
from nnlib.plots import decision, perceptron


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def test_a_shown_figure_carries_its_text_and_is_closed():
    before = plt.get_fignums()
    ax = plots.new_axes()
    shown = plots.show(ax, 'a "quoted" <text>').data
    assert 'alt="a &quot;quoted&quot; &lt;text&gt;"' in shown
    assert "data:image/png;base64,iVBOR" in shown
    assert plt.get_fignums() == before


def test_the_line_is_where_the_weighted_sum_meets_the_threshold():
    ax = decision.samples(*datasets.truth_table("AND"))
    line = decision.decision_line([2.0, 1.0], 1.5, ax=ax).get_lines()[-1]
    assert line.get_xydata() @ [2.0, 1.0] == pytest.approx(1.5)


def test_regions_follow_the_unit():
    ax = plots.new_axes()
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    seen = []
    decision.decision_regions(lambda X: seen.append(X) or (X[:, 0] > 0), ax=ax, resolution=11)
    assert seen[0].shape == (121, 2)
    assert np.ptp(seen[0], axis=0).tolist() == [2, 2]


def test_the_sum_of_corrections_is_drawn_and_its_end_marked():
    ax = perceptron.corrections_so_far({"learned": [1, 2, 0], "cut off": [1, 1, 1]})
    assert [line.get_ydata().tolist() for line in ax.get_lines()] == [[1, 3, 3], [3], [1, 2, 3]]


@pytest.mark.parametrize("draw", [perceptron.threshold_unit, perceptron.half_adder_circuit])
def test_the_diagrams_draw_on_the_axes_given(draw):
    ax = plots.new_axes()
    assert draw(ax=ax) is ax


def test_a_learning_step_shows_both_weight_vectors():
    ax = perceptron.learning_step([1, 0], [0, 2], 1, [1, 2])
    assert {text.get_text() for text in ax.texts} >= {"$w$ before", "$w$ after"}
