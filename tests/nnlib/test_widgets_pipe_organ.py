import numpy as np
import pytest

from nnlib import signals
from nnlib.widgets.pipe_organ import experiment, picture
from nnlib.widgets.scene import Curve, Grid


def settings(g="relu", depth=20.0, width=100.0, scale=1.0, seed=0):
    return {"g": g, "depth": depth, "width": width, "scale": scale, "seed": seed}


def test_the_goal_is_reached_by_he_and_not_at_first():
    begin = experiment()
    assert begin.settings == settings()
    assert not picture(begin.settings, begin.function).reached
    assert picture(settings(scale=2**0.5), signals.layer_rms).reached
    assert not picture(settings(scale=2.0), signals.layer_rms).reached
    assert not picture(settings(scale=2**0.5, depth=19.0), signals.layer_rms).reached
    assert not picture(settings("tanh", scale=2**0.5), signals.layer_rms).reached


@pytest.mark.parametrize("g", ["tanh", "sigmoid", "relu"])
@pytest.mark.parametrize(("depth", "width"), [(2.0, 10.0), (30.0, 120.0)])
@pytest.mark.parametrize("scale", [0.1, 1.0, 10.0])
def test_every_setting_has_a_picture(g, depth, width, scale):
    scene = picture(settings(g, depth, width, scale), signals.layer_rms)
    grid = next(layer for layer in scene.axes[0].layers if isinstance(layer, Grid))
    assert grid.values.shape == (40, depth)
    assert np.isfinite(grid.values).all()
    np.testing.assert_allclose(grid.values.max(axis=0), 1)  # the fullest bin of each layer
    assert grid.values.min() >= 0.5
    assert f"to {scene.numbers['size in the last layer']} in layer {depth:.0f}" in scene.alt
    assert all(np.isfinite(layer.xy).all() for layer in scene.axes[1].layers)


def test_a_column_of_the_organ_is_the_histogram_of_its_layer():
    rng = np.random.default_rng(0)
    X, z = rng.standard_normal((64, 12)), rng.standard_normal((3, 12, 12))
    H = X
    for W in z:
        H = np.tanh(H @ W.T * 0.5 / 12**0.5)
    counts = np.histogram(H, 40, (-1, 1))[0]
    grid = picture(settings("tanh", 3.0, 12.0, 0.5), signals.layer_rms).axes[0].layers[0]
    np.testing.assert_allclose(grid.values[:, 2], 0.5 + 0.5 * np.sqrt(counts / counts.max()), rtol=1e-6)


def test_saturated_and_silent_units_are_counted():
    assert picture(settings("tanh", scale=10.0), signals.layer_rms).numbers["saturated in the last layer"] == "82%"
    small = picture(settings("tanh", scale=0.5), signals.layer_rms).numbers
    assert small["saturated in the last layer"] == "0%"
    assert "units of it silent for all inputs" in picture(settings(), signals.layer_rms).numbers


def test_the_prediction_is_right():
    asked = experiment().prediction
    assert asked.options[asked.right] == "1/1000"
    size = float(picture(settings(), signals.layer_rms).numbers["size in the last layer"])
    assert 1 / 3000 < size < 1 / 300
    layers = picture(settings(), signals.layer_rms).axes[1].layers
    theory = [layer for layer in layers if isinstance(layer, Curve) and layer.dashed]
    np.testing.assert_allclose(theory[0].xy[-1], [20, -10 * np.log10(2)], rtol=1e-6)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda X, Ws, g: [1.0], "has shape (1,), expected (20,)"),
        (lambda X, Ws, g: [np.nan] * len(Ws), "is not finite and positive"),
        (lambda X, Ws, g: 1 / 0, "it stopped with ZeroDivisionError"),
    ],
)
def test_a_wrong_function_is_set_aside_and_named(wrong, sentence):
    tried = experiment(wrong)
    assert picture(settings(scale=2**0.5), tried.function).reached
    assert sentence in tried.function.banner
