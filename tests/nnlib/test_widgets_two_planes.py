import itertools

import numpy as np
import pytest

from nnlib.widgets.two_planes import experiment, picture
from nnlib.xor import xor_net


def settings(b1=0.0, b2=-1.0, v1=1.0, v2=-2.0):
    return {"b1": b1, "b2": b2, "v1": v1, "v2": v2}


def test_the_solution_of_the_text_lights_the_lamp_and_the_start_does_not():
    scene = picture(settings(), xor_net)
    assert scene.reached
    assert scene.numbers["right"] == "4 of 4"
    start = experiment()
    assert not picture(start.settings, xor_net).reached


@pytest.mark.parametrize("b", list(itertools.product([-2, -0.5, 0, 2], repeat=2)))
def test_the_lamp_says_what_the_network_does_over_the_grid(b):
    for v in itertools.product([-3, 0, 1.5, 3], repeat=2):
        X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        H = np.maximum(X.sum(axis=1)[:, None] + b, 0)
        right = int(np.sum((H @ v > 0.5) == [0, 1, 1, 0]))
        scene = picture(settings(*b, *v), xor_net)
        assert scene.reached == (right == 4)
        assert f"{right} of 4" in scene.alt


def test_a_network_of_the_wrong_shape_is_set_aside():
    guarded = experiment(lambda X, W1, b1, w2, b2: np.zeros((4, 1))).function
    picture(settings(), guarded)
    assert "expected (4,)" in guarded.banner
