"""Jacobians and products with the Hessian, against torch."""

import numpy as np
import pytest

from nnlib import autodiff
from nnlib.autodiff import hvp, jacobian
from nnlib.autodiff import primitives as p

torch = pytest.importorskip("torch")


@pytest.mark.parametrize("mode", ["auto", "forward", "reverse"])
def test_the_jacobian_is_that_of_torch(mode, rng, backend):
    A, x = rng.normal(size=(5, 4)), rng.normal(size=(2, 4))
    expected = torch.autograd.functional.jacobian(lambda x: torch.sin(x @ torch.asarray(A).T), torch.asarray(x))
    found = jacobian(lambda x: p.sin(x @ backend(A).T), backend(x), mode=mode)
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-12)


@pytest.mark.parametrize(("mode", "passes"), [("forward", 3), ("reverse", 2), ("auto", 2)])
def test_forward_mode_takes_a_pass_for_each_input_and_reverse_for_each_output(mode, passes):
    evaluated = []

    @autodiff.elementwise(lambda out, x: evaluated.append("partial") or 2 * x)
    def square(x):
        return x * x

    jacobian(lambda x: square(x)[:2], np.asarray([1.0, 2.0, 3.0]), mode=mode)
    assert len(evaluated) == passes


def test_a_jacobian_of_a_gradient_is_the_hessian():
    H = jacobian(autodiff.grad(lambda x: x[0] ** 2 * x[1]), np.asarray([3.0, 5.0]))
    np.testing.assert_array_equal(H, [[10, 6], [6, 0]])


def test_the_hessian_product_of_a_tree_is_that_of_torch(rng, backend):
    W, x, V, v = (rng.normal(size=shape) for shape in ((3, 4), (4,), (3, 4), (4,)))
    _, expected = torch.autograd.functional.hvp(
        lambda W, x: torch.tanh(W @ x).sum(), (torch.asarray(W), torch.asarray(x)), (torch.asarray(V), torch.asarray(v))
    )
    found = hvp(
        lambda t: p.sum(p.tanh(t["W"] @ t["x"])),
        ({"W": backend(W), "x": backend(x)},),
        ({"W": backend(V), "x": backend(v)},),
    )
    np.testing.assert_allclose(np.asarray(found[0]["W"]), expected[0], rtol=1e-10)
    np.testing.assert_allclose(np.asarray(found[0]["x"]), expected[1], rtol=1e-10)


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="mode must be one of auto, forward, reverse, got 'both'"):
        jacobian(lambda x: x, np.ones(2), mode="both")


def test_a_function_of_several_outputs_has_no_one_jacobian():
    with pytest.raises(TypeError, match="expected a function that returns one array, got a tuple; use vjp or jvp"):
        jacobian(lambda x: (x, x), np.ones(2))


def test_a_tangent_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"must have the shape of its array, \(2,\), got \(3,\)"):
        autodiff.jvp(p.exp, (np.ones(2),), (np.ones(3),))
    with pytest.raises(ValueError, match=r"must have the shape of its array, \(2,\), got \(1,\)"):
        autodiff.vjp(p.exp, np.ones(2))[1](np.ones(1))
