import numpy as np
import pytest
from scipy.special import expit

from nnlib.logistic import train_neuron
from nnlib.widgets.slow_learner import experiment, picture


def settings(w=0.6, b=0.9, eta=0.15):
    return {"w": w, "b": b, "eta": eta}


def test_the_goal_is_reached_from_a_saturated_start_and_not_at_first():
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached
    assert picture(settings(2.0, 2.0), train_neuron).reached
    assert not picture(settings(-1.0, 0.0), train_neuron).reached
    assert not picture(settings(2.0, 2.0, eta=0.005), train_neuron).reached  # neither has learned


def test_a_large_rate_frees_the_neuron_and_the_hint_says_at_what_price():
    scene = picture(settings(2.0, 2.0, eta=3.0), train_neuron)
    assert not scene.reached
    assert "the weights that are not saturated must" in scene.hint


@pytest.mark.parametrize("w", [-4.0, 0.0, 4.0])
@pytest.mark.parametrize("b", [-4.0, 0.3, 4.0])
@pytest.mark.parametrize("eta", [0.005, 0.5, 10.0])
def test_every_setting_has_a_picture_whose_words_agree_with_the_slopes(w, b, eta):
    scene = picture(settings(w, b, eta), train_neuron)
    a = expit(w + b)
    assert scene.numbers["output at the start"] == f"{a:.4f}"
    assert f"quadratic {a * a * (1 - a):.4f}, cross-entropy {a:.4f}" in scene.alt
    marks = [layer.xy[0] for layer in scene.axes[1].layers if hasattr(layer, "marker")]
    np.testing.assert_allclose(marks, [[w + b, a * a * (1 - a)], [w + b, a]], rtol=1e-4, atol=1e-6)
    assert all(np.isfinite(layer.xy).all() for axes in scene.axes for layer in axes.layers)


def test_the_prediction_is_right():
    slope = lambda a: a * a * (1 - a)  # noqa: E731
    asked = experiment().prediction
    assert asked.options[asked.right] == "slower"
    assert slope(0.98) < slope(0.82)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda cost, w0, b0, eta, epochs: 0.5, "has shape (), expected (301,)"),
        (lambda cost, w0, b0, eta, epochs: [np.nan] * epochs, "is not finite"),
        (lambda cost, w0, b0, eta, epochs: 1 / 0, "it stopped with ZeroDivisionError"),
    ],
)
def test_a_wrong_training_is_set_aside_and_named(wrong, sentence):
    tried = experiment(wrong)
    assert picture(settings(2.0, 2.0), tried.function).reached
    assert sentence in tried.function.banner


def test_the_marks_of_the_start_lie_on_their_curves():
    layers = picture(settings(1.0, 1.3), train_neuron).axes[1].layers
    for curve, mark in zip(layers[:2], layers[2:], strict=True):
        assert np.interp(2.3, *curve.xy.T) == pytest.approx(mark.xy[0, 1], abs=1e-3)
