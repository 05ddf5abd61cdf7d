import numpy as np
import pytest

from nnlib.widgets.momentum_map import CONDITIONS, GOAL, experiment
from nnlib.widgets.session import Session


def at(made=None, **settings):
    session = Session(made or experiment())
    session.change(settings)
    return session.picture()


def eigenvalues(lr, beta, h):
    return np.abs(np.linalg.eigvals([[1 + beta - lr * h, -beta], [1, 0]])).max()


def test_the_start_is_not_the_goal_and_a_place_near_the_best_pair_is():
    assert not Session(experiment()).picture().reached
    best = (2 / (1 + 0.1)) ** 2, ((1 - 0.1) / (1 + 0.1)) ** 2  # curvatures 1 and 1/100
    assert at(rate=best[0], beta=best[1] + 0.01).reached
    assert not at(rate=best[0], beta=best[1] + 0.01, kappa="25").reached  # the goal is about κ = 100


def test_plain_descent_needs_the_steps_of_the_theory():
    # at rate 1.9 the flat direction shrinks by 1 - 0.019 a step, the steep one by 0.9
    distance = np.hypot(0.981 ** np.arange(1500), 0.9 ** np.arange(1500))
    expected = int(np.flatnonzero(distance > 1e-6 * distance[0])[-1]) + 1
    assert at(rate=1.9, beta=0.0).numbers["to a millionth"] == f"{expected} steps"


@pytest.mark.parametrize(
    ("rate", "beta", "manner"),
    [
        (0.5, 0.0, "creeps, creeps"),
        (1.5, 0.0, "zigzags, creeps"),
        (1.0, 0.9, "swings, swings"),
        (3.9, 0.1, "flies away"),
    ],
)
def test_the_manner_of_the_walk_is_named(rate, beta, manner):
    assert at(rate=rate, beta=beta).numbers["across, along"].startswith(manner)


def test_the_map_is_lightest_blue_where_descent_is_slow_and_orange_where_it_flies():
    shades = at().axes[0].layers[0].values
    rows, columns = shades.shape
    for i, j in [(2, 3), (12, 20), (20, 30), (3, 35), (24, 1)]:
        lr, beta = (j + 0.5) / columns * 4, (i + 0.5) / rows
        radius = max(eigenvalues(lr, beta, 1.0), eigenvalues(lr, beta, 0.01))
        assert (shades[i, j] > 0.5) == (radius > 1)
    assert shades[16, 31] < shades[2, 3] < 0.5  # near the best pair, and near plain descent


@pytest.mark.parametrize("kappa", CONDITIONS)
@pytest.mark.parametrize("rate", [0.01, 2.0, 4.0])
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.99])
def test_every_setting_has_a_picture_with_words(kappa, rate, beta):
    scene = at(kappa=kappa, rate=rate, beta=beta)
    assert all(len(axes.alt) > 60 for axes in scene.axes)
    assert f"rate {rate:.2f} and β {beta:.2f}" in scene.alt
    assert all(np.isfinite(layer.xy).all() for layer in scene.axes[1].layers)


def test_the_student_s_radius_draws_the_map_and_a_complex_one_is_set_aside():
    made = experiment(eigenvalues)
    at(made)
    assert made.function.banner == "▶ drawn with your spectral_radius"
    wrong = experiment(lambda lr, beta, h: np.linalg.eigvals([[1 + beta - lr * h, -beta], [1, 0]]))
    at(wrong)
    assert "set aside: what it returned is 'ndarray', expected a number" in wrong.function.banner


def test_a_click_sets_rate_and_momentum():
    assert at().axes[0].picks == ("rate", "beta")
    assert {"rate", "beta"} <= {control.name for control in experiment().controls}


def test_the_right_option_is_where_the_goal_is():
    asked = experiment().prediction
    assert "beyond 2" in asked.options[asked.right]
    assert at(rate=3.25, beta=0.68).numbers["to a millionth"] == f"{78} steps"
    assert GOAL > 78
