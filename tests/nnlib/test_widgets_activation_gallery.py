import numpy as np
import pytest
from scipy.stats import norm

import nnlib.activations
from nnlib.widgets.activation_gallery import NAMES, activations, experiment, picture


def settings(function="sigmoid", parameter=1.0, spread=5.0):
    return {"function": function, "parameter": parameter, "spread": spread}


def test_the_start_is_not_the_goal_already_and_a_narrower_tanh_is():
    begin = experiment()
    assert not picture(begin.settings, begin.function).reached
    assert picture(settings("tanh", spread=0.7), activations).reached
    assert picture(settings("selu", spread=1.0), activations).reached
    assert not picture(settings("tanh", spread=1.5), activations).reached
    assert not picture(settings("relu", spread=1.0), activations).reached


def test_straight_functions_do_not_count_and_the_hint_says_why():
    for straight in (settings("identity", spread=1.0), settings("leaky_relu", 1.0, 1.0)):
        scene = picture(straight, activations)
        assert not scene.reached
        assert "single matrix" in scene.hint


@pytest.mark.parametrize("spread", [0.5, 2.0, 5.0])
def test_the_saturated_share_of_a_sigmoid_is_that_of_the_normal_law(spread):
    edge = 2 * np.arctanh(np.sqrt(1 - 4 * 0.05))  # where σ(1 - σ) = 0.05
    expected = 2 * norm.sf(edge / spread)
    said = picture(settings(spread=spread), activations).numbers["saturated, |f′| < 0.05"]
    assert float(said.rstrip("%")) / 100 == pytest.approx(expected, abs=2e-3)


def test_the_prediction_is_right():
    begin = experiment()
    assert begin.prediction.options[begin.prediction.right] == "more than half"
    said = picture(settings(spread=5.0), activations).numbers["saturated, |f′| < 0.05"]
    assert float(said.rstrip("%")) > 50


def test_half_of_a_relu_is_dead_and_all_of_a_step():
    assert picture(settings("relu"), activations).numbers["dead, f′ = 0"] == "50.0%"
    assert picture(settings("step"), activations).numbers["dead, f′ = 0"] == "100.0%"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("parameter", [0.01, 10.0])
@pytest.mark.parametrize("spread", [0.05, 20.0])
def test_every_setting_has_a_picture_with_words(name, parameter, spread):
    scene = picture(settings(name, parameter, spread), activations)
    assert all(len(axes.alt) > 30 and name in axes.alt for axes in scene.axes)
    assert sum(np.isnan(layer.xy).sum() for axes in scene.axes for layer in axes.layers) == (name == "step")


def test_it_draws_with_the_students_functions_and_the_parameter():
    seen = []
    tried = experiment({"elu": lambda x, a: seen.append(a) or x, "gelu": lambda x: x})
    scene = picture(settings("elu", 0.3, 1.0), tried.function)
    assert scene.numbers["outputs"] == "mean 0.00, spread 1.00"
    assert set(seen) == {0.3}
    picture(settings("gelu"), tried.function)
    picture(settings("mish"), tried.function)
    assert tried.function.banner == "▶ drawn with your activations"


def test_functions_of_the_course_are_not_called_the_students():
    assert experiment({"elu": nnlib.activations.elu}).function.banner == "▷ drawn with the course's own activations"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda x, k: x[:3], "for sigmoid has shape (3,), expected (1000,)"),
        (lambda x, k: x * np.nan, "for sigmoid is not finite"),
        (lambda x: x, "it stopped with TypeError"),
    ],
)
def test_a_wrong_function_is_set_aside_and_named(wrong, sentence):
    tried = experiment({"sigmoid": wrong})
    assert picture(tried.settings, tried.function).numbers["outputs"].startswith("mean 0.50")
    assert sentence in tried.function.banner


def test_the_slope_drawn_is_the_steepness_of_the_function_drawn():
    layers = picture(settings("swish", 2.0, 1.0), activations).axes[0].layers
    x, f = layers[1].xy.T.astype(float)
    np.testing.assert_allclose(layers[2].xy[1:-1, 1], np.gradient(f, x)[1:-1], atol=2e-3)


def test_the_outline_of_the_outputs_counts_them_with_the_tallest_bin_as_one():
    scene = picture(settings("identity", spread=0.5), activations)
    outline = scene.axes[1].layers[0].xy
    assert outline[:, 1].max() == 1
    x, heights = outline[::2, 0], outline[::2, 1]
    assert np.average(x + 0.05, weights=heights) == pytest.approx(0, abs=0.01)  # bins are 0.1 wide
    assert np.sqrt(np.average((x + 0.05) ** 2, weights=heights)) == pytest.approx(0.5, abs=0.01)
