"""Reverse mode: gradients against torch, formulas, and what it must not keep or compute."""

import gc
import math
import weakref

import numpy as np
import pytest

from nnlib import arrays
from nnlib.autodiff import Dual, detach, elementwise, grad, jvp, value_and_grad, vjp
from nnlib.autodiff import primitives as p


def two_layers(parameters, X):
    xp = arrays.namespace(X, *parameters)
    W, b, V = parameters
    return xp.mean((xp.tanh(X @ W.T + b) @ V.T) ** 2)


@pytest.fixture
def parameters(rng):
    return [rng.normal(size=shape) for shape in ((4, 3), (4,), (2, 4))]


def test_the_slides_function_has_the_slides_derivative():
    assert grad(lambda x: x**2 + 3 / x + 4)(0.1) == pytest.approx(-299.8, rel=1e-15)


def test_the_slides_graph_has_the_slides_gradient():
    value, gradient = value_and_grad(lambda x, y, z: (x + y) * (y - z), (0, 1, 2))(2.0, 3.0, 2.0)
    assert value == 5
    assert gradient == (1, 6, -5)


def test_a_network_has_the_gradient_that_torch_finds(parameters, rng, backend):
    torch = pytest.importorskip("torch")
    X = rng.normal(size=(5, 3))
    theirs = [torch.tensor(w, requires_grad=True) for w in parameters]
    two_layers(theirs, torch.tensor(X)).backward()
    ours = grad(two_layers)([backend(w) for w in parameters], backend(X))
    for g, w in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(np.asarray(g), w.grad.numpy(), rtol=1e-12)


def test_gradients_keep_single_precision(parameters, rng, backend):
    single = [backend(w.astype(np.float32)) for w in parameters]
    X = backend(rng.normal(size=(5, 3)).astype(np.float32))
    value, gradients = value_and_grad(two_layers)(single, X)
    assert {value.dtype, *(g.dtype for g in gradients)} == {X.dtype}


def test_a_gradient_of_a_gradient_is_the_second_derivative():
    assert grad(grad(lambda x: x**3))(2.0) == 12
    assert jvp(grad(lambda x: x**3), (2.0,), (1.0,))[1] == 12
    assert grad(lambda x: jvp(lambda y: y**3, (x,), (1.0,))[1])(2.0) == 12


@pytest.mark.parametrize(
    "derivative", [lambda f, x: grad(f)(x), lambda f, x: jvp(f, (x,), (1.0,))[1]], ids=["grad", "jvp"]
)
def test_an_outer_variable_is_not_mistaken_for_an_inner_one(derivative):
    assert derivative(lambda x: x * derivative(lambda y: x + y, 1.0), 1.0) == 1  # Siskind & Pearlmutter's example


def test_a_chain_of_twenty_thousand_operations_works(backend):
    def chain(x):
        for _ in range(20_000):
            x = x * 1.0001
        return x

    assert float(grad(chain)(backend(1.0))) == pytest.approx(1.0001**20_000)


def test_the_way_back_goes_through_each_node_once():
    visited = []

    @elementwise(lambda out, x, y: visited.append("node") or 1.0, 1)
    def total(x, y):
        return x + y

    def fibonacci(x):
        before, now = x, x
        for _ in range(15):
            before, now = now, total(before, now)
        return now

    assert grad(fibonacci)(1.0) == 1597  # the 17th Fibonacci number
    assert len(visited) == 15


def test_the_tape_is_freed_without_the_garbage_collector():
    died = []

    def f(x):
        y = p.tanh(x) * x
        weakref.finalize(y, died.append, "y")
        return p.sum(y)

    gc.disable()
    try:
        value_and_grad(f)(np.ones(3))
        assert died == ["y"]
    finally:
        gc.enable()


def test_no_row_of_a_network_leaves_a_reference_cycle(rng):
    images, kernels = rng.normal(size=(2, 1, 6, 6)), rng.normal(size=(3, 1, 3, 3))
    W, b, gamma = rng.normal(size=(4, 12)), np.zeros(4), np.ones(3)

    def cost(kernels, W, b, gamma):
        maps = p.max_pool2d(p.batch_norm(p.conv2d(images, kernels), gamma, 0 * gamma), 2)
        Z = p.dense(p.reshape(maps, (2, -1)), W, b, p.relu)
        return p.softmax_cross_entropy(Z, np.asarray([0, 3])) + p.mean(p.max(Z, axis=1)) + p.var(p.concat([W, W]))

    value_and_grad(cost, (0, 1, 2, 3))(kernels, W, b, gamma)  # imports happen here
    gc.collect()
    gc.disable()
    try:
        value_and_grad(cost, (0, 1, 2, 3))(kernels, W, b, gamma)
        jvp(grad(cost), (kernels, W, b, gamma), (kernels, W, b, gamma))
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_nothing_is_computed_on_the_way_back_for_inputs_nobody_asked_for():
    asked = []

    @elementwise(lambda out, x, y: asked.append("x") or y, lambda out, x, y: asked.append("y") or x)
    def product(x, y):
        return x * y

    assert grad(product, 1)(2.0, 5.0) == 2
    assert asked == ["y"]


def test_two_gradients_never_share_memory():
    gx, gy = grad(lambda x, y: p.sum(x + y), (0, 1))(np.ones(3), np.ones(3))
    gx *= 2
    np.testing.assert_array_equal(gy, np.ones(3))


def test_a_pullback_returns_no_array_that_it_was_given():
    cotangent = np.ones(3)
    (gradient,) = vjp(lambda x: x + 1.0, np.ones(3))[1](cotangent)
    gradient *= 2
    np.testing.assert_array_equal(cotangent, np.ones(3))


def test_a_variable_that_the_output_does_not_depend_on_has_gradient_zero(backend):
    gradients = grad(lambda pair: p.sum(pair["a"]))({"a": backend([1.0, 2.0]), "b": backend([np.inf])})
    assert gradients["b"].shape == (1,)
    assert gradients["b"][0] == 0


def test_auxiliary_output_comes_back_without_history():
    (value, aux), gradient = value_and_grad(lambda x: (x * x, {"twice": 2 * x}), has_aux=True)(3.0)
    assert (value, aux, gradient) == (9, {"twice": 6}, 6)
    assert isinstance(aux["twice"], np.float64)


def test_a_pullback_may_be_called_more_than_once():
    _, pullback = vjp(lambda x: x * x, np.asarray([1.0, 2.0]))
    for cotangent in ([1.0, 0.0], [0.0, 1.0]):
        np.testing.assert_array_equal(pullback(np.asarray(cotangent))[0], [2 * cotangent[0], 4 * cotangent[1]])


def test_integers_and_complex_numbers_have_no_derivative(backend):
    with pytest.raises(TypeError, match=r"real floating-point numbers, got an array of .*int64.*as_float"):
        grad(p.sum)(backend([1, 2]))
    with pytest.raises(TypeError, match=r"real floating-point numbers, got an array of .*complex.*two arguments"):
        jvp(p.sum, (backend([1j, 2j]),), (backend([1j, 2j]),))


def test_an_argument_that_is_not_there_has_no_gradient():
    with pytest.raises(TypeError, match="asked for the gradient by argument 2, got 1 positional ones"):
        grad(lambda x: x, 2)(1.0)


def test_a_gradient_of_several_numbers_is_refused():
    with pytest.raises(ValueError, match=r"one number, got an array of shape \(3,\); take a mean"):
        grad(lambda x: x * x)(np.ones(3))


def test_arrays_of_two_libraries_are_refused():
    torch = pytest.importorskip("torch")
    with pytest.raises(TypeError, match="arrays of two libraries in one call"):
        grad(lambda W: arrays.namespace(W, torch.ones(3)).sum(W))(np.ones(3))
    with pytest.raises(TypeError, match="arrays of two libraries in one call"):
        grad(lambda W, X: p.sum(X @ W))(np.ones(3), torch.ones((2, 3)))


@pytest.mark.parametrize("spoil", [float, np.asarray, np.cumsum], ids=["float", "asarray", "cumsum"])
def test_what_would_lose_the_derivative_is_refused_in_a_sentence(spoil):
    with pytest.raises(TypeError):
        grad(lambda x: spoil(x))(1.0)


def test_a_detached_array_is_a_constant():
    assert grad(lambda x: x * detach(x))(3.0) == 3


def test_dual_numbers_follow_the_quotient_rule():
    quotient = Dual(3.0, 5.0) / Dual(2.0, 7.0)  # (a + εb) / (c + εd) = a/c + ε (bc - ad)/c²
    assert (quotient.value, quotient.tangent) == (1.5, (5 * 2 - 3 * 7) / 4)


def test_dual_numbers_take_the_functions_of_numpy_and_print_as_numbers():
    assert repr(np.exp(Dual(0.0, 2.0)) * 3) == "Dual(3.0, 6.0)"
    assert repr(2 ** Dual(3.0, 1.0)) == f"Dual(8.0, {8 * math.log(2)})"
