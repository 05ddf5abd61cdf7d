import math

import numpy as np
import pytest
import scipy.stats

from nnlib import initializers
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")

SHAPE = 400, 300
LAWS = {
    "normal": scipy.stats.norm(0, 1),
    "lecun": scipy.stats.norm(0, math.sqrt(1 / 300)),
    "uniform": scipy.stats.uniform(-1 / math.sqrt(300), 2 / math.sqrt(300)),
    "glorot_normal": scipy.stats.norm(0, math.sqrt(2 / 700)),
    "glorot_uniform": scipy.stats.uniform(-math.sqrt(6 / 700), 2 * math.sqrt(6 / 700)),
    "he": scipy.stats.norm(0, math.sqrt(2 / 300)),
}


@pytest.mark.parametrize("name", LAWS)
def test_weights_follow_their_law(name):
    W = initializers.get(name)(SHAPE, rng=0)
    assert W.shape == SHAPE
    assert scipy.stats.kstest(W.ravel(), LAWS[name].cdf).pvalue > 0.01


@pytest.mark.parametrize("name", [*LAWS, "zeros"])
def test_a_seed_gives_equal_weights_on_every_library(name, backend):
    like = backend(np.zeros(1, np.float32))
    W = initializers.get(name)((3, 4), rng=7, like=like)
    assert type(W) is type(like)
    assert W.dtype == like.dtype
    expected = initializers.get(name)((3, 4), rng=np.random.default_rng(7))
    np.testing.assert_allclose(to_numpy(W), expected, rtol=1e-6)


@pytest.mark.parametrize("shape", [(30, 784), (8, 3, 5, 5), (4, 6, 7), (1, 1)])
def test_fans_are_torch_s(shape):
    assert initializers.fans(shape) == torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))


def signal(draw, layers=20, width=100):
    rng = np.random.default_rng(0)
    X = rng.standard_normal((500, width))
    for _ in range(layers):
        X = np.maximum(X @ draw((width, width), rng).T, 0)
    return X.std()


def test_he_keeps_the_signal_of_twenty_relu_layers_and_the_misprints_do_not():
    assert 0.3 < signal(lambda shape, rng: initializers.he(shape, rng=rng)) < 1.5  # measured for the course: 0.67
    misread = {"variance": math.sqrt(2 / math.sqrt(100)), "standard deviation": 2 / math.sqrt(100)}
    stds = {k: signal(lambda s, rng, v=v: initializers.normal(s, std=v, rng=rng)) for k, v in misread.items()}
    assert stds["variance"] == pytest.approx(5.9e9, rel=0.9)
    assert stds["standard deviation"] == pytest.approx(8.6e2, rel=0.9)


def test_zeros_are_zeros_for_weights_and_biases():
    np.testing.assert_array_equal(initializers.zeros((2, 3)), np.zeros((2, 3)))
    assert initializers.zeros((5,)).shape == (5,)


@pytest.mark.parametrize("shape", [(5,), (), (0, 3), (3, 0)])
def test_shapes_without_fans_are_refused(shape):
    with pytest.raises(ValueError, match=r"weights must have shape \(n_out, n_in, …\)"):
        initializers.he(shape, rng=0)


def test_names_are_looked_up_and_functions_pass():
    assert initializers.get(initializers.he) is initializers.he
    with pytest.raises(ValueError, match=r"unknown initializer 'glorot_unifrom'; did you mean 'glorot_uniform'\?"):
        initializers.get("glorot_unifrom")
