"""The complex step: exact to rounding for every step, and refused where it cannot hold."""

import cmath
import math

import numpy as np
import pytest

from nnlib.autodiff import complex_step
from nnlib.autodiff.finite_difference import error_curve


def test_the_slides_function_is_exact_to_rounding_however_small_the_step():
    steps = [10.0**-k for k in range(9, 301)]
    errors = error_curve(lambda x: x**2 + 3 / x + 4, lambda x: -299.8, 0.1, steps, complex_step.derivative)
    assert max(errors) <= 2 * math.ulp(299.8) / 299.8


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (cmath.exp, 1.0, math.e),
        (np.exp, 1.0, math.e),
        (lambda x: 1 / (2 - x) - x, 1.5, 3.0),
        (lambda x: -(x**3), 2.0, -12.0),
    ],
)
def test_analytic_functions_of_numbers(function, x, expected):
    assert complex_step.derivative(function, x) == pytest.approx(expected, rel=1e-15)


def test_the_gradient_of_arrays(backend):
    x = backend([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_allclose(
        np.asarray(complex_step.gradient(lambda x: (x**3).sum(), x)), 3 * np.asarray(x) ** 2, rtol=1e-15
    )


def test_arrays_changed_in_place_are_followed():
    def f(x):
        y = x * 1.0
        y += 1
        y *= y
        return y[0] * y[1]  # (x+1)² (y+1)²

    np.testing.assert_allclose(complex_step.gradient(f, np.asarray([1.0, 2.0])), [36, 24])


@pytest.mark.parametrize("x", [-0.3, 0.3, np.asarray([-0.3, 0.3])], ids=str)
def test_the_safe_functions_have_the_derivative_of_the_real_ones(x):
    step = np.heaviside(x, 1.0)
    np.testing.assert_array_equal(complex_step.derivative(complex_step.abs, x), np.sign(x))
    np.testing.assert_array_equal(complex_step.derivative(lambda z: complex_step.max(z, 0.0), x), step)


def test_the_safe_log_sum_exp_does_not_overflow(backend):
    x = backend([[1000.0, 1001.0], [-1000.0, -999.0]])
    found = complex_step.gradient(lambda z: complex_step.logsumexp(z, axis=1).sum(), x)
    share = 1 / (1 + math.e)  # softmax of (0, 1)
    np.testing.assert_allclose(np.asarray(found), [[share, 1 - share]] * 2, rtol=1e-14)


@pytest.mark.parametrize(
    "function",
    [
        abs,
        lambda x: abs(x) + x,  # complex all the same, and wrong
        lambda x: x * x.conjugate(),
        lambda x: x.real**2 + x,
        lambda x: x if x > 0 else -x,
        lambda x: float(x) ** 2,
        math.exp,
    ],
    ids=["abs", "abs plus x", "conjugate", "real", "comparison", "float", "math.exp"],
)
def test_what_is_not_analytic_is_refused_for_numbers(function):
    with pytest.raises(TypeError, match=r"nnlib\.autodiff"):
        complex_step.derivative(function, -0.3)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.abs(x) + x,
        lambda x: np.conj(x) * x,
        lambda x: x.real + x,
        lambda x: np.sign(x) * x,
        lambda x: np.abs(np.where(np.arange(2) > 0, x, 0.0)) + x,
        lambda x: np.concatenate([x, x]).imag,
    ],
    ids=["abs", "conj", "real", "sign", "abs after where", "imag"],
)
def test_what_is_not_analytic_is_refused_for_arrays(function):
    with pytest.raises(TypeError, match="is not analytic"):
        complex_step.derivative(function, np.asarray([-0.3, 0.4]))


def test_a_complex_argument_is_refused():
    with pytest.raises(TypeError, match="functions of real numbers, got a complex argument"):
        complex_step.derivative(cmath.exp, 1j)
