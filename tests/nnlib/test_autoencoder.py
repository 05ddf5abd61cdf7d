import numpy as np
import pytest

from nnlib import autoencoder
from nnlib.datasets import digits
from nnlib.preprocessing import principal_components, project, reconstruct


def test_the_two_halves_are_the_whole_net():
    net = autoencoder.build(6, 5, 2, seed=0)
    X = np.random.default_rng(0).random((4, 6))
    encode, decode = autoencoder.split_at_waist(*autoencoder.weights(net), autoencoder.GS)
    np.testing.assert_allclose(encode(X), net.outputs_by_layer(X)[1])
    np.testing.assert_allclose(decode(encode(X)), net.predict(X))


def test_of_equally_narrow_layers_the_first_is_the_waist():
    Ws, bs = [np.ones((2, 3)), np.ones((2, 2)), np.ones((3, 2))], [np.zeros(2), np.zeros(2), np.zeros(3)]
    encode, _ = autoencoder.split_at_waist(Ws, bs, [lambda Z: Z + 1, np.tanh, np.tanh])
    assert encode(np.ones((1, 3))).tolist() == [[4.0, 4.0]]


@pytest.mark.slow
def test_two_bent_numbers_hold_more_of_a_digit_than_two_principal_components():
    net, train, test = autoencoder.of_digits()
    X, _ = digits()
    plane = principal_components(X[train], 2)
    straight = np.mean((reconstruct(project(X[test], plane), plane) - X[test]) ** 2)
    assert np.mean((net.predict(X[test]) - X[test]) ** 2) < 0.8 * straight
    assert sorted([*train, *test]) == list(range(len(X)))
