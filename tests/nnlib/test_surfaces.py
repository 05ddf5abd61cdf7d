import numpy as np
import pytest
import scipy.optimize

from nnlib import optimizers
from nnlib.arrays import to_numpy
from nnlib.autodiff import grad
from nnlib.surfaces import SURFACES, beale, bowl, ravine, two_basins


@pytest.mark.parametrize("name", SURFACES)
def test_the_minima_are_where_scipy_finds_them(name):
    function, domain, _, minima = SURFACES[name]
    for minimum in minima:
        start = np.add(minimum, (0.05, -0.03))
        found = scipy.optimize.minimize(function, start, jac=grad(function), tol=1e-12).x
        np.testing.assert_allclose(found, minimum, atol=1e-5)
        assert domain[0] < minimum[0] < domain[1]
        assert domain[2] < minimum[1] < domain[3]


@pytest.mark.parametrize("name", SURFACES)
def test_a_grid_of_points_has_the_heights_of_its_points(name, backend, rng):
    function = SURFACES[name].function
    points = rng.normal(size=(4, 3, 2))
    heights = to_numpy(function(backend(points)))
    assert heights.shape == (4, 3)
    for i, j in np.ndindex(4, 3):
        assert heights[i, j] == pytest.approx(float(function(points[i, j])))


def test_known_heights(rng):
    p = rng.normal(size=(5, 2))
    np.testing.assert_allclose(ravine(p), [scipy.optimize.rosen(row) for row in p])
    assert float(beale(np.array([0.0, 7.0]))) == pytest.approx(1.5**2 + 2.25**2 + 2.625**2)
    assert float(bowl(np.array([2.0, 3.0]), 10)) == 47
    assert float(two_basins(np.array([-1.0, 0]))) < float(two_basins(np.array([1.0, 0])))


@pytest.mark.parametrize("name", SURFACES)
def test_adam_gets_down_from_the_start(name):
    function, _, start, minima = SURFACES[name]
    path = optimizers.descend(grad(function), np.array(start), optimizers.adam(0.1), 600)
    distance = min(np.linalg.norm(path[-1] - minimum) for minimum in minima)
    assert distance < 0.15
    assert function(path[-1]) < function(path[0])


def test_points_must_have_two_coordinates():
    with pytest.raises(ValueError, match=r"points must have shape \(\.\.\., 2\), got \(2, 5\)"):
        bowl(np.ones((2, 5)))
