# ruff: noqa: E741 -- I is the current, as in the formula
import numpy as np
import pytest

from nnlib import neurons
from nnlib.widgets.lif_bench import experiment, lif_run, picture


def settings(exc=5.0, inh=0.0, tau=10.0, threshold=-50.0, seed=0):
    return {"exc": exc, "inh": inh, "tau": tau, "threshold": threshold, "seed": seed}


def test_the_cell_in_plain_numbers_is_that_of_the_library(rng):
    I = rng.normal(2.5, 6, 3000)
    expected = neurons.lif_run(I, 0.25, 7.0, t_ref=1.5, v_reset=-65.0)
    v, spikes = lif_run(I, 0.25, 7.0, 10.0, -70.0, -50.0, -65.0, 1.5)
    assert spikes.sum() > 20
    np.testing.assert_array_equal(spikes, expected.spikes)
    np.testing.assert_allclose(v, expected.v)


@pytest.mark.parametrize("seed", range(4))
def test_balanced_input_reaches_the_goal_and_excitation_alone_does_not(seed):
    def lamp(inh, differences):
        return any(picture(settings(inh + d, inh, seed=seed), lif_run).reached for d in differences)

    assert lamp(11.0, np.arange(3.5, 4.2, 0.1))
    assert not lamp(0.0, np.arange(3.5, 5.5, 0.1))


def test_the_start_is_not_the_goal_already():
    begin = experiment()
    scene = picture(begin.settings, begin.function)
    assert not scene.reached
    assert float(scene.numbers["CV of the intervals"]) < 0.5


@pytest.mark.parametrize("exc", [0.5, 6.0, 16.0])
@pytest.mark.parametrize("inh", [0.0, 5.0, 16.0])
@pytest.mark.parametrize(("tau", "threshold"), [(5.0, -40.0), (10.0, -65.0), (40.0, -50.0), (40.0, -40.0)])
def test_every_setting_has_a_picture_that_counts_its_spikes(exc, inh, tau, threshold):
    scene = picture(settings(exc, inh, tau, threshold), lif_run)
    count = scene.numbers["spikes in 1 s"]
    assert all(f"{count} spikes in the second" in axes.alt for axes in scene.axes)
    assert scene.axes[1].layers[2].xy.tolist() == [[exc, float(count)]]
    curves = [scene.axes[0].layers[1].xy, scene.axes[1].layers[1].xy]
    assert all(np.isfinite(curve).all() for curve in curves)


def test_the_counted_rate_lies_near_the_formula():
    """Steps of 0.25 ms miss some crossings, so the count of ten seconds is a little lower (measured: 7 %)."""
    counts = [int(picture(settings(13.0, 9.0, seed=s), lif_run).numbers["spikes in 1 s"]) for s in range(10)]
    mean, sigma = neurons.input_moments(13_000, 9_000)
    assert np.mean(counts) == pytest.approx(float(neurons.noisy_rate(mean, sigma)), rel=0.15)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (lambda I: I, "is not the pair"),
        (lambda I: (I[1:], I[1:] > 0), "has shapes (3999,) and (3999,), expected (4000,) twice"),
        (lambda I: (I, 0 * I), "not True or False"),
        (lambda I: (I + np.inf, I > 0), "not finite"),
    ],
)
def test_a_cell_that_answers_something_else_is_set_aside(answer, problem):
    guarded = experiment(lambda I, *neuron: answer(I)).function
    picture(settings(), guarded)
    assert problem in guarded.banner
