"""Difference quotients: the slides' numbers, and the V of the error curve."""

import numpy as np
import pytest

from nnlib.autodiff import finite_difference
from nnlib.autodiff.finite_difference import error_curve, gradient

STEPS = [10.0**-k for k in range(2, 16)]


def slides(x):
    return x**2 + 3 / x + 4


def slope(x):
    return 2 * x - 3 / x**2


@pytest.mark.parametrize(("method", "best", "at"), [("forward", 2.3e-8, 1e-9), ("central", 2.5e-11, 1e-7)])
def test_the_slides_function_is_best_at_the_measured_step(method, best, at):
    errors = dict(zip(STEPS, error_curve(slides, slope, 0.1, STEPS, method), strict=True))
    assert min(errors.values()) == pytest.approx(best, rel=0.03)
    assert errors[at] == pytest.approx(best, rel=0.03)


@pytest.mark.parametrize(("method", "order"), [("forward", 1), ("central", 2)])
def test_truncation_falls_with_the_order_of_the_method(method, order):
    coarse, fine = error_curve(np.exp, np.exp, 1.0, [1e-2, 1e-3], method)
    assert np.log10(coarse / fine) == pytest.approx(order, abs=0.02)


@pytest.mark.parametrize("method", ["forward", "central"])
def test_the_gradient_of_a_cubic_is_found(method, backend):
    x = backend([[1.0, -2.0], [3.0, 0.5]])
    found = gradient(lambda x: (x**3).sum(), x, method=method)
    np.testing.assert_allclose(np.asarray(found), 3 * np.asarray(x) ** 2, rtol=1e-6)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="one of forward, central, got 'backward'"):
        error_curve(slides, slope, 0.1, [0.1], "backward")


def test_the_methods_are_the_two_of_the_lesson():
    assert finite_difference.forward(lambda x: x * x, 3.0, 1.0) == 7
    assert finite_difference.central(lambda x: x * x, 3.0, 1.0) == 6
