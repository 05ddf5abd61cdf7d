import itertools

import numpy as np
import pytest

from nnlib import approximation
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")


def test_hinges_make_the_polygon_through_the_points(backend, rng):
    xk, yk = np.sort(rng.uniform(0, 3, 9)), rng.normal(size=9)
    x = np.linspace(xk[0], xk[-1], 101)
    made = approximation.hinges(backend(x), *approximation.hinge_fit(backend(xk), backend(yk)))
    assert to_numpy(made) == pytest.approx(np.interp(x, xk, yk), abs=1e-12)


@pytest.mark.parametrize(("n", "error"), [(5, 0.093), (10, 0.056), (20, 0.024), (50, 0.009), (100, 0.004)])
def test_more_bumps_leave_less_error(n, error, backend):
    x = backend(np.linspace(0, 1, 2001)[1:-1])
    made = approximation.bumps(approximation.nielsens_function, n)(x)
    left = np.mean(np.abs(to_numpy(made - approximation.nielsens_function(x))))
    assert left == pytest.approx(error, abs=5e-4)


def test_a_tower_stands_on_its_square_alone():
    inside, outside = np.array([[0.5, 0.5], [0.6, 0.4]]), np.array([[0.5, 0.9], [0.1, 0.5], [0.0, 0.0]])
    assert approximation.tower(inside, (0.5, 0.5), 0.4) == pytest.approx(1, abs=1e-6)
    assert approximation.tower(outside, (0.5, 0.5), 0.4) == pytest.approx(0, abs=1e-6)


def test_linear_layers_collapse_to_the_product_of_their_matrices(backend, rng):
    sizes = [3, 5, 2, 4]
    Ws = [rng.normal(size=(m, n)) for n, m in itertools.pairwise(sizes)]
    bs = [rng.normal(size=m) for m in sizes[1:]]
    layers = [torch.nn.Linear(n, m, dtype=torch.float64) for n, m in itertools.pairwise(sizes)]
    for layer, W, b in zip(layers, Ws, bs, strict=True):
        layer.weight.data, layer.bias.data = torch.tensor(W), torch.tensor(b)
    M, c = approximation.collapse([backend(W) for W in Ws], [backend(b) for b in bs])
    X = rng.normal(size=(6, 3))
    expected = torch.nn.Sequential(*layers)(torch.tensor(X)).detach().numpy()
    assert X @ to_numpy(M).T + to_numpy(c) == pytest.approx(expected)


def test_bad_input_is_told_what_was_expected():
    with pytest.raises(ValueError, match="xk must increase"):
        approximation.hinge_fit([0.0, 2.0, 1.0], [1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match=r"m at least 2, got \(1,\)"):
        approximation.hinge_fit([0.0], [1.0])
    with pytest.raises(ValueError, match="n_bumps must be at least 1"):
        approximation.bumps(np.sin, 0)
    with pytest.raises(ValueError, match="as many weights as biases"):
        approximation.collapse([], [])
