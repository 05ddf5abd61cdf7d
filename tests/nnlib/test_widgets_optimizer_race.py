"""The race without a browser: runners against torch, the goal, restarts from a place, steps of students."""

import numpy as np
import pytest

from nnlib import optimizers
from nnlib.widgets.optimizer_race import experiment, optimizer_race
from nnlib.widgets.optimizer_race.controls import Spot, Ticks
from nnlib.widgets.optimizer_race.race import SURFACES
from nnlib.widgets.optimizer_race.runners import METHODS
from nnlib.widgets.session import Session


def race(steps=0, yours=None, **settings):
    session = Session(experiment(**yours or {}))
    session.change(settings)
    for _ in range(steps):
        session.advance()
    return session


TORCH = {
    "descent": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.8}),
    "adagrad": ("Adagrad", {"eps": 1e-10}),
    "rmsprop": ("RMSprop", {"alpha": 0.9}),
    "adam": ("Adam", {"betas": (0.8, 0.999)}),
}


@pytest.mark.parametrize("name", TORCH)
def test_runners_go_where_torch_goes(name):
    torch = pytest.importorskip("torch")
    kind, settings = TORCH[name]
    w = torch.tensor(SURFACES["two_basins"].start, dtype=torch.float64, requires_grad=True)
    optimizer, places = getattr(torch.optim, kind)([w], lr=0.05, **settings), [w.detach().numpy().copy()]
    for _ in range(30):
        optimizer.zero_grad()
        (w[0] ** 4 / 4 - w[0] ** 2 / 2 + w[0] / 10 + w[1] ** 2 / 2).backward()
        optimizer.step()
        places.append(w.detach().numpy().copy())
    ours = race(30, surface="two_basins", rate=0.05, beta=0.8).progress.paths[name]
    np.testing.assert_allclose(ours, places, rtol=1e-6, atol=1e-9)


def test_nesterov_asks_for_the_gradient_ahead():
    path = race(2, surface="saddle", rate=0.1, beta=0.5).progress.paths["nesterov"]
    w, v = np.array(SURFACES["saddle"].start), np.zeros(2)
    for place in path[1:]:
        x, y = w + 0.5 * v
        v = 0.5 * v - 0.1 * np.array([x, -y + y**3])
        w = w + v
        np.testing.assert_allclose(place, w)


def test_without_bias_correction_adam_s_first_step_is_too_long():
    with_, without = (race(1, rate=0.1, adam=adam).progress.paths["adam"] for adam in ("bias_correction", "none"))
    np.testing.assert_allclose(np.abs(with_[1] - with_[0]), 0.1, rtol=1e-6)
    np.testing.assert_allclose(np.abs(without[1] - without[0]), 0.1 * 0.1 / np.sqrt(0.001), rtol=1e-6)


def test_the_start_is_not_the_goal_and_adam_with_rate_1_reaches_it():
    assert not race(40).picture().reached
    made = race(40, rate=1.0).picture()
    assert made.reached
    assert made.numbers["first"] == "adam, after 26 steps"
    assert made.numbers["gone"] == "descent, momentum, nesterov"
    assert "Descent's steps are η times the gradient" in made.hint


def test_the_goal_counts_only_on_its_surface_from_its_own_start():
    assert not race(1, start="beale@3.00,0.50").picture().reached
    assert not race(40, surface="two_basins", rate=0.3).picture().reached


def test_a_click_starts_elsewhere_and_holds_for_its_surface_only():
    made = race(5, start="beale@-2.00,1.50")
    np.testing.assert_array_equal(made.progress.paths["adam"][0], [-2.0, 1.5])
    made.change({"surface": "ravine"})
    assert made.steps == 0
    np.testing.assert_array_equal(made.progress.paths["adam"][0], SURFACES["ravine"].start)


def test_what_is_shown_changes_no_number():
    made = race(7)
    made.change({"show": "none", "runners": "adam", "speed": 50.0})
    assert made.steps == 7
    assert {layer.label for layer in made.picture().axes[1].layers} == {"adam"}
    made.change({"rate": 0.1})
    assert made.steps == 0


def test_a_line_brings_the_race_back():
    made = race(12, surface="plateau", rate=0.3, show="box_of_√s", start="plateau@-1.50,2.00")
    other = race()
    other.paste(made.line)
    np.testing.assert_array_equal(other.progress.paths["rmsprop"], made.progress.paths["rmsprop"])
    assert other.line == made.line


def test_who_flies_away_stops_and_the_race_ends_when_all_have_gone():
    made = race(1000, rate=3.0, beta=0.99)
    paths = made.progress.paths
    assert len(paths["descent"]) < 10
    assert all(np.isfinite(path).all() for path in paths.values())
    assert made.steps <= 1000
    assert not made.advance()


def layers_of(made, kind, name=None):
    return [layer for layer in made.picture().axes[0].layers if type(layer).__name__ == kind]


def test_arrows_point_downhill_and_the_box_has_the_sides_of_the_roots():
    made = race(3, surface="two_basins", rate=0.01, runners="momentum", show="gradient,velocity")
    gradient, velocity = layers_of(made, "Arrows")
    x, y = made.progress.paths["momentum"][-1]
    downhill = -np.array([x**3 - x + 0.1, y])
    assert np.arctan2(*gradient.vector[0]) == pytest.approx(np.arctan2(*downhill), rel=1e-5)
    assert velocity.vector[0] @ downhill > 0
    made.change({"runners": "adagrad", "show": "box_of_√s"})
    corners = layers_of(made, "Curve")[-1].xy
    sides = np.ptp(corners, axis=0)
    assert sides[0] / sides[1] == pytest.approx(np.divide(*np.sqrt(made.progress.memories["adagrad"][0])), rel=1e-4)


def test_nesterov_s_velocity_points_downhill_too():
    made = race(3, surface="two_basins", rate=0.01, runners="nesterov", show="velocity")
    (velocity,) = layers_of(made, "Arrows")
    way = np.diff(made.progress.paths["nesterov"], axis=0)[-1]
    assert np.arctan2(*velocity.vector[0]) == pytest.approx(np.arctan2(*way), rel=1e-5)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("rate", [1e-4, 0.1, 3.0])
@pytest.mark.parametrize("show", ["none", "gradient,velocity,box_of_√s"])
def test_every_race_has_a_picture_with_words(surface, rate, show):
    scene = race(15, surface=surface, rate=rate, show=show).picture()
    assert all(len(axes.alt) > 60 for axes in scene.axes)
    assert "after 15 steps" in scene.alt
    for axes in scene.axes:
        for layer in axes.layers[2:]:
            if hasattr(layer, "xy"):
                assert np.isfinite(layer.xy).all()


def test_without_a_runner_there_is_a_picture_still():
    assert race(1, runners="none").picture().numbers["first"] == "nobody yet"


def test_steps_of_the_student_run_and_wrong_ones_are_set_aside():
    made = race(2, yours={"adam": lambda *args: optimizers.adam_step(*args)})
    assert made.experiment.function.banner == "▶ adam run with your steps, the others with the course's"
    wrong = race(2, yours={"adam": lambda w, g, m, v, t, lr, b1, b2, eps: w - lr * g})
    assert "drawn with the course's own adam_step. Yours was set aside: what it returned is not a tuple of 3" in (
        wrong.experiment.function.banner
    )
    np.testing.assert_array_equal(wrong.progress.paths["adam"], race(2).progress.paths["adam"])


def test_ticks_and_spots_refuse_what_they_do_not_know():
    ticks = Ticks("show", "show", ("a", "b"), "a")
    assert ticks.read("b,a") == "a,b"
    assert ticks.read("none") == "none"
    with pytest.raises(ValueError, match="show must be some of a,b, or none, got c"):
        ticks.read("c")
    assert Spot("start", "start").read("beale@-1.5,2") == "beale@-1.5,2"
    for bad in ("beale@1", "beale@x,1", "1,2", "beale@1e9,0"):
        with pytest.raises(ValueError, match="start must be own, or like beale"):
            Spot("start", "start").read(bad)


def test_a_still_shows_the_race_after_some_steps(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert "after 40 steps" in optimizer_race().data
    monkeypatch.delenv("NBGRADER_EXECUTION")
    window = optimizer_race()
    assert [control["kind"] for control in window.spec["controls"]][-3:] == ["ticks", "ticks", "spot"]
    window.close()


def test_methods_have_colors_of_their_own():
    layers = race(2).picture().axes[1].layers
    assert len({(layer.role, layer.dashed) for layer in layers}) == len(METHODS)
