import numpy as np
import pytest

from nnlib.plots import broken_runs, codes, few_labels, prepared, searches, sequences


def labels(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_each_broken_run_has_a_panel_with_its_two_curves_and_chance():
    figure = broken_runs.broken_runs({"A": ([3, 2], [3, 1]), "B": ([1, 2], [4, 5])}, 2.3)
    assert [ax.get_title() for ax in figure.axes] == ["A", "B"]
    assert [line.get_ydata().tolist() for line in figure.axes[1].lines[:2]] == [[1, 2], [4, 5]]
    assert figure.axes[0].lines[2].get_ydata() == pytest.approx([2.3, 2.3])


def test_the_best_trial_is_ringed_and_a_failed_one_is_not():
    table = np.array([[0.1, 1.0, 0.5], [0.2, 2.0, np.nan], [0.3, 3.0, 0.2]])
    figure = searches.trials(table, ("rate", "λ"))
    assert [ax.get_xlabel() for ax in figure.axes[:3]] == ["rate", "rate", "λ"]
    assert figure.axes[0].lines[0].get_xydata().tolist() == [[0.3, 3.0]]


def test_folds_are_dots_with_their_mean_as_a_line():
    ax = searches.folds({"one": [0.1, 0.3], "two": [0.4, 0.6]})
    assert [line.get_ydata()[0] for line in ax.lines[1::2]] == pytest.approx([0.2, 0.5])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["one", "two"]


def test_a_code_map_writes_each_digit_at_its_code():
    ax = codes.code_map(np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([7, 4]))
    assert [(text.get_text(), text.get_position()) for text in ax.texts] == [("7", (0, 1)), ("4", (2, 3))]


def test_decoded_pictures_lie_where_their_codes_are():
    decode = lambda Z: np.repeat(Z[:, :1] + 10 * Z[:, 1:], 4, axis=1)  # noqa: E731
    board = codes.decoded_map(decode, (0, 1), (0, 1), places=2).images[0].get_array()
    assert board.shape == (6, 6)  # 2 × 2 pictures of 2 × 2 pixels, a white line behind each
    assert board[::3, ::3].tolist() == [[10, 11], [0, 1]]
    assert not board[2::3].any()


def test_the_curve_of_each_way_to_learn_is_labeled():
    ax = few_labels.by_labels([10, 20], {"scratch": [0.5, 0.6], "frozen": [0.7, 0.8]})
    assert labels(ax) == ["scratch", "frozen"]
    assert ax.lines[1].get_ydata().tolist() == [0.7, 0.8]


def test_mended_data_are_bars_and_two_classes():
    figure = prepared.mended({"raw": 0.85, "done": 0.95}, np.arange(6.0).reshape(3, 2), np.array([0, 1, 1]), ["a", "b"])
    assert [bar.get_width() for bar in figure.axes[0].patches] == [0.85, 0.95]
    assert labels(figure.axes[1]) == ["a", "b"]
    assert figure.axes[1].lines[1].get_xdata().tolist() == [2, 4]


def test_the_unrolled_net_has_a_state_for_each_time_and_the_start():
    texts = [text.get_text() for text in sequences.unrolled(3).texts]
    assert [f"$h_{t}$" for t in range(4)] == [text for text in texts if text.startswith("$h_")]
    assert "$x_0$" not in texts


def test_slopes_stand_on_a_logarithmic_axis():
    ax = sequences.slopes_by_time({"0.5": [0.25, 0.5, 1]})
    assert ax.get_yscale() == "log"
    assert ax.lines[0].get_xydata().tolist() == [[0, 0.25], [1, 0.5], [2, 1]]


def test_learned_runs_are_smoothed_without_the_last_number():
    figure = sequences.learned({"task": {"start": [[0.5] * 10 + [1.0] * 10 + [0.0]]}})
    assert figure.axes[0].lines[1].get_ydata()[[0, -1]].tolist() == pytest.approx([0.5, 1.0])
    assert figure.axes[0].lines[1].get_xdata()[[0, -1]].tolist() == [10, 20]
