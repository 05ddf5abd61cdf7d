"""Traced arrays are one more array library: a function written with ``xp`` serves them all."""

import subprocess
import sys

import array_api_strict
import numpy as np
import pytest

from nnlib import arrays
from nnlib.autodiff import Dual, check_grads, detach, grad, jvp, value_and_grad
from nnlib.autodiff import primitives as p
from nnlib.autodiff.reverse import Node

torch = pytest.importorskip("torch")


def network(parameters, X):
    """Every kind of function of the standard that a model uses, in any library."""
    xp = arrays.namespace(X, *parameters)
    W, b = parameters
    Z = X @ W.T + b
    Z = xp.where(Z > 0, Z, 0.1 * xp.expm1(Z)) - xp.mean(Z, axis=0, keepdims=True)
    Z = Z - xp.max(Z, axis=1, keepdims=True)
    Z = xp.concat([xp.exp(Z), xp.zeros_like(Z[:, :1])], axis=1)
    return xp.sum(xp.log1p(Z) ** 2) / Z.shape[0] + xp.sum(xp.abs(W)) * xp.asarray(0.5, dtype=Z.dtype)


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=(4, 3)), rng.normal(size=4)], rng.normal(size=(5, 3))


def test_one_function_serves_arrays_dual_numbers_and_the_tape_of_every_library(inputs):
    parameters, X = inputs
    expected = network(parameters, X)
    leaves = [torch.tensor(a, requires_grad=True) for a in (*parameters, X)]
    network(leaves[:2], leaves[2]).backward()
    for convert in (np.asarray, torch.asarray, array_api_strict.asarray):
        converted = [convert(w) for w in parameters], convert(X)
        value, (gradient, slope) = value_and_grad(network, (0, 1))(*converted)
        assert float(value) == pytest.approx(expected, rel=1e-14)
        for g, leaf in zip((*gradient, slope), leaves, strict=True):
            np.testing.assert_allclose(np.asarray(g), leaf.grad, rtol=1e-12)


def test_the_modes_agree_under_the_strict_standard(inputs):
    parameters, X = inputs
    arguments = [array_api_strict.asarray(w) for w in parameters], array_api_strict.asarray(X)
    check_grads(network, arguments, order=1)  # a second one has plain arrays on the left, which strict arrays refuse


def test_a_traced_array_takes_plain_ones_of_its_library_along():
    traced = Node(np.ones(3), 1)
    xp = arrays.namespace(traced)
    assert arrays.namespace(np.ones(3), traced) is xp
    assert arrays.namespace(traced, np.ones(3), 2.0, Dual(np.ones(3), np.ones(3))) is xp
    with pytest.raises(TypeError, match="two libraries"):
        arrays.namespace(traced, torch.ones(3))


def test_the_library_has_the_types_and_constants_of_the_one_it_traces():
    assert arrays.namespace(Node(torch.ones(3), 1)).float32 is torch.float32
    xp = arrays.namespace(Node(np.ones(3), 1))
    assert (xp.float32, xp.pi) == (np.float32, np.pi)
    assert repr(xp) == "<array library nnlib.autodiff over array_api_compat.numpy>"


def test_functions_without_derivative_see_the_plain_arrays(backend):
    traced = Node(backend([[3.0, 1.0]]), 1)
    xp = arrays.namespace(traced)
    assert int(xp.argmax(traced)) == 0
    assert type(xp.isfinite(traced)) is type(traced.value)
    assert xp.ones_like(traced).shape == (1, 2)


def test_a_function_outside_the_table_is_refused_in_a_sentence():
    with pytest.raises(TypeError, match=r"cumulative_sum has no derivative in nnlib's table; write it with functions"):
        grad(lambda x: arrays.namespace(x).cumulative_sum(x)[0])(np.ones(3))


@pytest.mark.parametrize("plain", [np.asarray([1.0, 2.0]), np.float64(2.0), 2.0, 2, torch.tensor([1.0, 2.0])], ids=str)
@pytest.mark.parametrize("name", ["add", "sub", "mul", "truediv", "pow"])
def test_operators_work_with_plain_values_on_either_side(plain, name):
    import operator

    apply = getattr(operator, name)
    one = torch.tensor([3.0, 0.5]) if isinstance(plain, torch.Tensor) else np.asarray([3.0, 0.5])
    for f in (lambda x: apply(x, plain), lambda x: apply(plain, x)):
        value, tangent = jvp(f, (one,), (one,))
        np.testing.assert_array_equal(value, f(one))
        assert tangent.shape == (2,)


def test_products_and_comparisons_work_with_plain_values_on_either_side(backend):
    x = Node(backend([1.0, 2.0]), 1)
    plain = backend([2.0, 2.0])
    assert float(detach(plain @ x)) == float(detach(x @ plain)) == 6
    assert (plain > x).tolist() == (x < plain).tolist() == [True, False]
    assert (x == plain).tolist() == (plain == x).tolist() == [False, True]


def test_a_traced_array_has_the_attributes_of_its_array(backend):
    x = Node(backend([[1.0, 2.0, 3.0]]), 1)
    plain = x.value
    assert (x.shape, x.ndim, x.size, len(x), x.dtype, x.device) == (plain.shape, 2, 3, 1, plain.dtype, plain.device)
    assert x.T.shape == x.mT.shape == (3, 1)
    assert [row.shape for row in x] == [(3,)]
    assert arrays.to_numpy(x).tolist() == [[1, 2, 3]]
    assert isinstance(repr(x), str)


def test_control_flow_follows_the_numbers():
    def f(x):
        for _ in range(3):
            x = x * x if x > 1 else -x
        return x

    assert grad(f)(1.5) == pytest.approx(8 * 1.5**7)
    assert grad(f)(0.5) == -1


def test_changing_a_traced_array_in_place_is_refused():
    def f(x):
        x[0] = 1.0
        return p.sum(x)

    with pytest.raises(TypeError, match=r"cannot be changed in place; use xp\.where"):
        grad(f)(np.ones(3))


def in_numpy(x, y):
    """A function that knows nothing of derivatives."""
    z = np.concatenate([np.exp(x), np.maximum(x, 0.0) @ y], axis=1) - np.mean(x, axis=0)[:1]
    z = np.where(z > 0, np.sqrt(np.absolute(z)), np.power(z, 2)) + np.transpose(np.sum(z, axis=1, keepdims=True))[0, 0]
    return np.sum(np.log1p(np.square(z)) / np.max(z)) * np.float64(2.0)


def test_importing_derivatives_loads_neither_torch_nor_scipy_nor_matplotlib():
    heavy = "torch", "matplotlib", "scipy", "graphviz", "IPython"
    code = f"import sys, nnlib.autodiff; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_function_written_in_numpy_is_differentiated_as_it_stands(rng):
    check_grads(in_numpy, (rng.normal(size=(3, 4)), rng.normal(size=(4, 2))))


def test_methods_of_numpy_arrays_work_on_traced_ones(rng):
    def f(x):
        z = x.reshape(2, 6).dot(x.ravel()[:6] * x.std()) + x.max(axis=0).mean() - x.clip(-1, 1).sum(0)[:2]
        return (z.transpose() * x.take([0, 1], axis=1).var(axis=0) + x.T.flatten()[3] + x[:, :1].squeeze(1)[0]).sum()

    check_grads(f, (rng.normal(size=(3, 4)),))


def test_scipy_special_functions_of_the_table_are_too():
    from scipy import special

    check_grads(lambda x: special.erf(x) * special.expit(x), (np.asarray([0.3, -1.0]),))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (np.linalg.norm, "norm has no derivative in nnlib's table"),
        (lambda x: np.floor_divide(x, 2), "floor_divide has no derivative in nnlib's table"),
        (lambda x: np.add.reduce(x), r"np\.add\.reduce has no derivative in nnlib's table; use sum"),
        (lambda x: np.array([x[0], x[1]]), r"use xp\.stack in place of np\.array"),
    ],
)
def test_what_numpy_would_do_without_derivative_is_refused(spoil, sentence):
    with pytest.raises(TypeError, match=sentence):
        grad(lambda x: p.sum(spoil(x)))(np.ones(3))


def test_a_plain_array_takes_up_no_traced_one_in_place():
    def f(x):
        total = np.zeros(3)
        total += x
        return p.sum(total)

    with pytest.raises(TypeError, match=r"write y = y \+ x in place of y \+= x"):
        grad(f)(np.ones(3))
