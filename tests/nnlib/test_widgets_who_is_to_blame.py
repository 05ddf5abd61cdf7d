"""Who is to blame, over a grid of settings, without a browser."""

import numpy as np
import pytest

from nnlib.datasets import digits
from nnlib.widgets.session import Session
from nnlib.widgets.who_is_to_blame import SAMPLES, experiment, network


def drawn(bp2=None, **settings):
    session = Session(experiment(bp2))
    session.change(settings)
    return session.picture()


def cost(sample, unit, push):
    """The cost with a push, complex or real, by the formulas written out."""
    net, (X, t) = network(), digits()
    z = X[sample] @ net.Ws[0].T + net.bs[0] + push * (np.arange(30) == unit)
    a = 1 / (1 + np.exp(-(1 / (1 + np.exp(-z)) @ net.Ws[1].T + net.bs[1])))
    return ((a - np.eye(10)[t[sample]]) ** 2).sum() / 2


@pytest.mark.parametrize(("digit", "sample"), SAMPLES.items())
def test_each_digit_is_one_of_its_kind_that_the_network_misreads(digit, sample):
    X, t = digits()
    assert t[sample] == int(digit)
    assert network().predict(X[[sample]]).argmax() != t[sample]
    assert not drawn(digit=digit).reached


@pytest.mark.parametrize(("digit", "sample"), SAMPLES.items())
def test_the_blame_is_the_slope_of_the_cost(digit, sample):
    bars = drawn(digit=digit, unit=7.0).axes[0].layers
    heights = {int(x): h for bar in bars for x, h in zip(bar.x, bar.height, strict=True)}
    slopes = [cost(sample, unit, 1e-30j).imag / 1e-30 for unit in range(30)]
    assert [heights[unit] for unit in range(30)] == pytest.approx(slopes, rel=1e-4, abs=1e-7)
    assert np.abs(slopes).max() < drawn().axes[0].ylim[1]


@pytest.mark.parametrize("digit", SAMPLES)
def test_a_push_of_at_most_two_reaches_the_goal_and_always_against_the_blame(digit):
    pushes = np.arange(-4, 4.1, 0.5)
    scenes = {(unit, push): drawn(digit=digit, unit=float(unit), push=push) for unit in range(30) for push in pushes}
    mended = {(unit, push) for (unit, push), scene in scenes.items() if scene.reached}
    assert mended
    assert all(abs(push) <= 2 for _, push in mended)
    assert all(float(scenes[u, p].numbers["blame of the unit"]) * p < 0 for u, p in mended)


def test_the_numbers_compare_the_slope_with_the_truth():
    scene = drawn(digit="0", unit=11.0, push=0.5)
    sample = SAMPLES["0"]
    slope = cost(sample, 11, 1e-30j).imag / 1e-30
    assert scene.numbers["cost, by δ Δz"] == f"{slope * 0.5:+.3f}"
    assert scene.numbers["cost, in truth"] == f"{cost(sample, 11, 0.5) - cost(sample, 11, 0.0):+.3f}"


def test_hints_name_the_wrong_way_and_too_long_a_push():
    assert "The cost has risen" in drawn(digit="0", unit=11.0, push=-1.0).hint
    assert (
        "Is there a unit that does it with less?"
        in drawn(digit="0", unit=0.0, push=-4.0).hint + drawn(digit="0", unit=0.0, push=4.0).hint
    )
    assert drawn(digit="0").hint == ""


@pytest.mark.parametrize("push", [-4.0, 0.0, 4.0])
@pytest.mark.parametrize("unit", [0.0, 29.0])
def test_every_setting_has_a_picture_with_words(unit, push):
    scene = drawn(unit=unit, push=push)
    assert all(len(axes.alt) > 30 for axes in scene.axes)
    assert f"Chosen is unit {unit:g}" in scene.alt


@pytest.mark.parametrize(
    ("bp2", "sentence"),
    [
        (lambda delta, W, dgZ: delta, "has shape (1, 10), expected (1, 30)"),
        (lambda delta, W, dgZ: delta @ W * np.nan, "not finite"),
        (lambda delta, W, dgZ: delta @ W.T * dgZ, "it stopped with ValueError"),
    ],
)
def test_a_wrong_equation_is_set_aside_and_named(bp2, sentence):
    session = Session(experiment(bp2))
    assert session.picture().numbers["blame of the unit"] == drawn().numbers["blame of the unit"]
    assert sentence in session.experiment.function.banner


def test_the_blame_is_that_of_the_students_function():
    scene = drawn(lambda delta, W, dgZ: np.full(dgZ.shape, 0.05))
    assert scene.numbers["blame of the unit"] == "0.050"
