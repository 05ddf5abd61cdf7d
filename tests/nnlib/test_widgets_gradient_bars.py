import numpy as np
import pytest
import torch

from nnlib import signals
from nnlib.widgets.gradient_bars import experiment, picture

SWITCHES = [("off", "off"), ("off", "on"), ("on", "off"), ("on", "on")]
RATIO = "gradient at the input / at the top"


def settings(g="sigmoid", scale=1.0, skip="off", norm="off", seed=0):
    return {"g": g, "scale": scale, "skip": skip, "norm": norm, "seed": seed}


def shown(*arguments, **keywords):
    return picture(settings(*arguments, **keywords), signals.residual_back)


def test_the_goal_is_reached_by_either_switch_and_not_at_first():
    begin = experiment()
    assert begin.settings == settings()
    assert not picture(begin.settings, begin.function).reached
    assert shown(skip="on").reached
    assert shown(norm="on").reached
    assert not shown(skip="on", scale=10.0).reached
    assert not shown(scale=10.0).reached
    assert not shown("relu", scale=2**0.5).reached


@pytest.mark.parametrize(("skip", "norm"), SWITCHES)
@pytest.mark.parametrize("g", ["sigmoid", "tanh", "relu"])
def test_the_bars_are_the_gradients_of_torch(g, skip, norm):
    rng = np.random.default_rng(3)
    X, z, G = rng.standard_normal((64, 50)), rng.standard_normal((20, 50, 50)), rng.standard_normal((64, 50))
    H = torch.tensor(X, requires_grad=True)
    Hs = [H]
    for W in z:
        Z = H @ torch.tensor(0.8 * W / 50**0.5).T
        Z = torch.nn.functional.batch_norm(Z, None, None, training=True) if norm == "on" else Z
        H = getattr(torch, g)(Z) + (H if skip == "on" else 0)
        H.retain_grad()
        Hs.append(H)
    H.backward(torch.tensor(G))
    sizes = np.array([float(H.grad.pow(2).mean().sqrt()) for H in Hs])
    scene = shown(g, 0.8, skip, norm, seed=3)
    np.testing.assert_allclose(scene.axes[0].layers[0].height, np.log10(sizes / sizes[-1]), atol=1e-4)
    forward = [float(H.detach().pow(2).mean().sqrt()) for H in Hs]
    np.testing.assert_allclose(scene.axes[1].layers[0].xy[:, 1], np.log10(forward), atol=1e-5)


@pytest.mark.parametrize(("skip", "norm"), SWITCHES)
@pytest.mark.parametrize("g", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("scale", [0.1, 1.0, 10.0])
def test_every_setting_has_a_picture_that_its_words_describe(g, scale, skip, norm):
    scene = shown(g, scale, skip, norm)
    assert np.isfinite(scene.axes[0].layers[0].height).all()
    assert f"skips {skip}, batch norm {norm}: at the input {scene.numbers[RATIO]} times" in scene.alt


def test_batch_norm_alone_lets_relu_gradients_grow_by_the_root_of_pi_over_pi_minus_one():
    ratios = [float(shown("relu", norm="on", seed=seed).numbers[RATIO]) for seed in range(8)]
    growth = np.exp(np.mean(np.log(ratios)) / 20)
    assert growth == pytest.approx((np.pi / (np.pi - 1)) ** 0.5, abs=0.03)


def test_the_prediction_is_right():
    asked = experiment().prediction
    assert asked.options[asked.right] == "a million million"
    assert 1e-14 < float(shown().numbers[RATIO]) < 1e-11


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda G, X, W, dg: G[0], "has shape (50,), expected (64, 50)"),
        (lambda G, X, W, dg: G * np.nan, "is not finite"),
        (lambda G, X, W, dg: 1 / 0, "it stopped with ZeroDivisionError"),
    ],
)
def test_a_wrong_function_is_set_aside_and_named(wrong, sentence):
    tried = experiment(wrong)
    assert picture(settings(skip="on"), tried.function).reached
    assert sentence in tried.function.banner
