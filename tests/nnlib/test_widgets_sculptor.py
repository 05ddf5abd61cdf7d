import numpy as np
import pytest

from nnlib.approximation import bumps
from nnlib.widgets.sculptor import GOAL, experiment
from nnlib.widgets.session import Session
from nnlib.widgets.static import figure


def at(made=None, **settings):
    session = Session(made or experiment())
    session.change(settings)
    return session.picture()


def target(x):
    return 0.2 + 0.4 * x**2 + 0.3 * x * np.sin(15 * x) + 0.05 * np.cos(50 * x)


def mean_error(n, k):
    x, total = np.linspace(0, 1, 401), 0
    for j in range(n):
        up, down = (0.5 + 0.5 * np.tanh(k / 2 * (x - edge)) for edge in (j / n, (j + 1) / n))
        total = total + target((j + 0.5) / n) * (up - down)
    return np.abs(total - target(x)).mean()


def shown(scene):
    return float(scene.numbers["mean |error|"])


def test_the_start_is_not_the_goal_and_soft_edges_reach_it():
    assert not Session(experiment()).picture().reached
    assert at(n=22, k=200).reached
    assert not at(n=22, k=5000).reached
    assert not at(n=23, k=200).reached  # one too many
    assert not at(n=22, k=50).reached
    assert not at(n=22, units="ReLU").reached  # the goal is about bumps


@pytest.mark.parametrize("n", [1, 2, 7, 22, 50])
@pytest.mark.parametrize("k", [10, 200, 5000])
def test_the_error_is_that_of_the_formula_at_every_setting(n, k):
    scene = at(n=n, k=k)
    assert shown(scene) == pytest.approx(mean_error(n, k), abs=6e-5)
    assert scene.numbers["hidden units"] == f"{2 * n} sigmoid"
    assert len(scene.axes[1].layers[0].height) == n
    assert f"{n} bumps of steepness {k:.3g}" in scene.alt


def test_the_bars_are_the_mean_errors_over_the_pieces():
    x = np.linspace(0, 1, 401)
    error = np.abs(np.interp(x, [0, 0.5, 1], target(np.array([0, 0.5, 1]))) - target(x))
    bars = at(n=2, units="ReLU").axes[1].layers[0]
    np.testing.assert_allclose(bars.height, [error[x < 0.5].mean(), error[x >= 0.5].mean()], rtol=1e-5)


@pytest.mark.parametrize("n", [1, 5, 50])
def test_relus_draw_the_polygon_through_equally_distant_points(n):
    scene = at(n=n, units="ReLU")
    x, knots = np.linspace(0, 1, 401), np.linspace(0, 1, n + 1)
    np.testing.assert_allclose(scene.axes[0].layers[1].xy[:, 1], np.interp(x, knots, target(knots)), atol=1e-5)
    assert scene.numbers["hidden units"] == f"{n} ReLU"


def test_the_right_option_and_the_numbers_of_the_prediction_are_measured():
    asked = experiment().prediction
    assert "shrinks" in asked.options[asked.right]
    assert "0.023" in asked.question
    assert round(mean_error(22, 5000), 3) == 0.023
    assert "0.041" in asked.because
    assert round(mean_error(22, 50), 3) == 0.041
    assert mean_error(22, 200) < GOAL


def test_the_student_s_bumps_draw_and_wrong_ones_are_set_aside():
    made = experiment(lambda f, n, k: lambda x: bumps(f, n, k)(x) / 2)
    assert not np.isclose(shown(at(made, n=22, k=200)), mean_error(22, 200), atol=0.01)
    assert made.function.banner == "▶ drawn with your bumps"
    values = experiment(lambda f, n, k: f(np.linspace(0, 1, n)))
    assert shown(at(values, n=22, k=200)) == pytest.approx(mean_error(22, 200), abs=6e-5)
    assert "set aside: what it returned is not a function" in values.function.banner
    one = experiment(lambda f, n, k: lambda x: 0.0)
    at(one, n=22)
    assert "gives shape (), expected (401,)" in one.function.banner
    endless = experiment(lambda f, n, k: lambda x: x * np.inf)
    at(endless, n=22)
    assert "not finite" in endless.function.banner


def test_melted_bumps_and_steep_edges_get_a_hint_and_all_can_be_drawn_by_matplotlib():
    assert "melted" in at(n=22, k=50).hint
    assert "edges" in at(n=22, k=5000).hint
    assert "no steepness" in at(units="ReLU").hint
    assert at(n=22, k=200).hint == ""
    assert len(figure(at(n=3)).axes) == 2
