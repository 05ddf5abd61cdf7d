import itertools

import numpy as np
import pytest

from nnlib import backprop as bp


def slope(function, *arguments, k):
    """The derivative by the k-th argument, by complex step."""
    moved = [a + 1e-30j * (i == k) for i, a in enumerate(arguments)]
    return function(*moved).imag / 1e-30


@pytest.mark.parametrize(
    ("back", "function"), [(bp.add_back, lambda x, y: x + y), (bp.multiply_back, lambda x, y: x * y)]
)
def test_sum_and_product_hand_back_their_derivatives(back, function, rng):
    for _ in range(5):
        x, y, g = rng.standard_normal(3)
        assert back(x, y, g) == pytest.approx([g * slope(function, x, y, k=k) for k in range(2)])


@pytest.mark.parametrize(("x", "y", "expected"), [(2.0, 1.0, (3, 0)), (1.0, 2.0, (0, 3)), (1.0, 1.0, (3, 0))])
def test_max_hands_everything_to_the_larger_and_at_a_tie_to_the_first(x, y, expected):
    assert bp.max_back(x, y, 3.0) == expected


@pytest.mark.parametrize(("x", "expected"), [(2.0, 3), (-2.0, 0), (0.0, 0)])
def test_relu_lets_through_what_is_positive(x, expected):
    assert bp.relu_back(x, 3.0) == expected


def test_a_value_used_several_times_adds_up():
    assert bp.branch_back([1.0, -2.5, 4.0]) == 2.5


def test_the_graph_has_the_numbers_of_the_slides():
    assert bp.graph_xyz(2.0, 3.0, 2.0) == (5.0, (1.0, 6.0, -5.0))


def test_the_gradient_of_the_graph_is_its_derivative():
    def f(x, y, z):
        return (x + y) * (y - z)

    for point in itertools.product([-1.5, 0.5, 2.0], repeat=3):
        value, gradient = bp.graph_xyz(*point)
        assert value == f(*point)
        assert gradient == pytest.approx([slope(f, *point, k=k) for k in range(3)])


def cubic(params):
    return sum(float((p**3).sum()) for p in params)


def test_errors_of_a_cubic_are_those_of_the_formula(backend, rng):
    """Central differences of x³ are 3x² + h²."""
    params = [rng.uniform(1, 2, (2, 3)), rng.uniform(1, 2, 4)]
    h = 0.1
    errors = bp.grad_errors(cubic, [backend(p) for p in params], [backend(3 * p**2) for p in params], h)
    for p, error in zip(params, errors, strict=True):
        np.testing.assert_allclose(np.asarray(error), h**2 / (3 * p**2 + h**2), rtol=1e-9)


def test_one_wrong_number_is_found_where_it_is(rng):
    params = [rng.uniform(1, 2, (2, 3)), rng.uniform(1, 2, 4)]
    grads = [3 * p**2 for p in params]
    assert bp.grad_check(cubic, params, grads) < 1e-7
    grads[0][1, 2] *= 1.01
    errors = bp.grad_errors(cubic, params, grads)
    assert np.unravel_index(errors[0].argmax(), (2, 3)) == (1, 2)
    assert bp.grad_check(cubic, params, grads) == pytest.approx(0.01 / 1.01, rel=1e-4)


def test_slopes_that_are_all_zero_agree():
    assert bp.grad_check(lambda params: 0.0, [np.ones(3)], [np.zeros(3)]) == 0


def test_stochastic_descent_is_a_step_against_each_batch_gradient(rng):
    X, Y = rng.standard_normal((7, 3)), rng.random((7, 2))
    Ws, bs = [rng.standard_normal((2, 3))], [rng.standard_normal(2)]
    order = rng.permutation(7)
    W, b = Ws[0].copy(), bs[0].copy()
    for batch in (order[:4], order[4:]):
        A = 1 / (1 + np.exp(-(X[batch] @ W.T + b)))
        delta = (A - Y[batch]) * A * (1 - A) / len(batch)
        W, b = 0.9 * W - 2 * delta.T @ X[batch], b - 2 * delta.sum(axis=0)
    (found_W,), (found_b,) = bp.sgd(X, Y, Ws, bs, [order], 4, 2.0, decay=0.9)
    np.testing.assert_allclose(found_W, W, rtol=1e-12)
    np.testing.assert_allclose(found_b, b, rtol=1e-12)
