"""Stating a derivative: what the three declarations give, and how a primitive is called."""

import copy
import inspect
import pickle

import numpy as np
import pytest

from nnlib import autodiff
from nnlib.autodiff import check_grads, elementwise, fused, grad, jvp, linear
from nnlib.autodiff import primitives as p


@elementwise(
    lambda out, x, slope: p.sigmoid(slope * x) + slope * out * (1 - p.sigmoid(slope * x)),
    lambda out, x, slope: x * out * (1 - p.sigmoid(slope * x)),
)
def swish(x, slope=1.0):
    """x σ(slope x)."""
    return x * p.sigmoid(slope * x)


def test_a_function_declared_by_its_partials_has_every_derivative(rng):
    check_grads(swish, (rng.normal(size=(3, 4)), rng.normal(size=4)), order=3)
    check_grads(swish, (rng.normal(size=(3, 4)),), order=3)


def test_a_wrong_partial_is_found(rng):
    @elementwise(lambda out, x: 2 * x + 1)
    def square(x):
        return x * x

    with pytest.raises(AssertionError, match=r"derivative 1 of square: forward mode .* central differences"):
        check_grads(square, (rng.normal(size=3),))


def test_a_wrong_second_derivative_is_found(rng):
    @elementwise(lambda out, x: 3 * autodiff.detach(x) ** 2)
    def cube(x):
        return x**3

    check_grads(cube, (rng.normal(size=3),), order=1)
    with pytest.raises(AssertionError, match="derivative 2 of cube"):
        check_grads(cube, (rng.normal(size=3),))


def test_a_wrong_transpose_is_found(rng):
    @linear(lambda cotangent, x, n: p.flip(cotangent, 0))
    def shifted(x, n):
        return np.roll(x, n)

    with pytest.raises(AssertionError, match="derivative 1 of"):
        check_grads(lambda x: shifted(x, 1), (rng.normal(size=4),))


def test_a_function_declared_by_its_transpose_has_every_derivative(rng):
    @linear(lambda cotangent, x, n: rolled(cotangent, -n))
    def rolled(x, n=1):
        return np.roll(x, n)

    check_grads(lambda x: rolled(x) * rolled(x, n=2), (rng.normal(size=5),), order=3)


def test_a_fused_function_takes_its_fast_pass_once_and_its_definition_for_more(rng):
    passes = []

    def fast(wanted, x):
        passes.append(wanted)
        return np.sum(x**3), lambda cotangent: [cotangent * 3 * x**2]

    @fused(fast)
    def sum_of_cubes(x):
        return p.sum(x**3)

    x = rng.normal(size=4)
    np.testing.assert_allclose(grad(sum_of_cubes)(x), 3 * x**2)
    assert passes == [[0]]
    check_grads(sum_of_cubes, (x,), order=3)


def test_arguments_may_be_given_by_name():
    one = np.ones((2, 3))
    by_name = grad(lambda W: p.sum(p.dense(one, b=np.ones(4), W=W)))(np.ones((4, 3)))
    np.testing.assert_array_equal(by_name, np.full((4, 3), 2.0))
    assert jvp(lambda x: swish(slope=x, x=2.0), (1.0,), (1.0,))[1] == jvp(lambda x: swish(2.0, x), (1.0,), (1.0,))[1]


@pytest.mark.parametrize(
    ("arguments", "named", "sentence"),
    [((), {}, "missing a required argument: 'x'"), ((1.0,), {"slop": 2.0}, "unexpected keyword argument 'slop'")],
)
def test_a_wrong_call_is_refused_as_python_does(arguments, named, sentence):
    with pytest.raises(TypeError, match=sentence):
        swish(*arguments, **named)


def test_a_primitive_keeps_its_name_text_and_signature():
    assert (swish.__name__, swish.__doc__, repr(swish)) == ("swish", "x σ(slope x).", "<elementwise function swish>")
    assert str(inspect.signature(swish)) == "(x, slope=1.0)"


@pytest.mark.parametrize("name", ["sigmoid", "multiply", "sum", "softmax"])
def test_primitives_are_copied_and_pickled_by_name_as_functions_are(name):
    primitive = getattr(p, name)
    assert pickle.loads(pickle.dumps(primitive)) is primitive
    assert copy.deepcopy([primitive])[0] is primitive


def test_a_function_without_derivative_is_a_constant_on_the_tape():
    assert isinstance(p.sign(np.ones(2)), np.ndarray)
    np.testing.assert_array_equal(grad(lambda x: p.sum(p.sign(x)))(np.ones(2)), [0, 0])
    assert jvp(p.sign, (2.0,), (1.0,))[1] == 0


@pytest.mark.parametrize(
    "module",
    ["", ".dual", ".gradients", ".matrices", ".check", ".value", ".symbolic", ".complex_step", ".finite_difference"],
)
def test_the_examples_in_the_documentation_hold(module):
    import doctest
    import importlib

    result = doctest.testmod(importlib.import_module(f"nnlib.autodiff{module}"))
    assert result.attempted > 0
    assert result.failed == 0
