"""Shapes: broadcasting is undone, products of any ranks, reductions over any axes; drawn by hypothesis."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, basic_indices, mutually_broadcastable_shapes

from nnlib.autodiff import check_grads, grad, vjp
from nnlib.autodiff import primitives as p

torch = pytest.importorskip("torch")
quick = settings(max_examples=60, deadline=None, derandomize=True)
operators = st.sampled_from([lambda x, y: x + y, lambda x, y: x - y, lambda x, y: x * y, lambda x, y: x / y])


def drawn(*shapes):
    rng = np.random.default_rng(0)
    return tuple(rng.uniform(0.5, 1.5, shape) for shape in shapes)


@quick
@given(mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3), operators)
def test_gradients_of_broadcast_inputs_have_their_shapes_and_values(shapes, operator):
    x, y = drawn(*shapes.input_shapes)
    output, pullback = vjp(operator, x, y)
    cotangent = np.sin(np.arange(output.size)).reshape(output.shape)
    theirs = [torch.tensor(a, requires_grad=True) for a in (x, y)]
    operator(*theirs).backward(torch.asarray(cotangent))
    for ours, leaf in zip(pullback(cotangent), theirs, strict=True):
        assert ours.shape == leaf.shape
        np.testing.assert_allclose(ours, leaf.grad, rtol=1e-12)


@quick
@given(mutually_broadcastable_shapes(signature="(m?,n),(n,p?)->(m?,p?)", max_dims=2, max_side=3))
def test_products_of_vectors_matrices_and_stacks_have_the_gradients_of_torch(shapes):
    x, y = drawn(*shapes.input_shapes)
    output, pullback = vjp(lambda x, y: x @ y, x, y)
    cotangent = np.sin(1.0 + np.arange(np.size(output))).reshape(np.shape(output))
    theirs = [torch.tensor(a, requires_grad=True) for a in (x, y)]
    (theirs[0] @ theirs[1]).backward(torch.asarray(cotangent))
    for ours, leaf in zip(pullback(cotangent), theirs, strict=True):
        assert ours.shape == leaf.shape
        np.testing.assert_allclose(ours, leaf.grad, rtol=1e-12)


@st.composite
def shapes_and_axes(draw):
    shape = draw(array_shapes(max_dims=4, max_side=3))
    axes = st.integers(-len(shape), len(shape) - 1)
    several = st.lists(st.integers(0, len(shape) - 1), min_size=1, unique=True).map(tuple)
    return shape, draw(st.none() | axes | several)


@quick
@given(shapes_and_axes(), st.booleans(), st.sampled_from([p.sum, p.mean, p.max, p.min, p.var, p.std, p.logsumexp]))
def test_reductions_agree_in_all_modes_over_any_axes(shape_and_axis, keepdims, reduce):
    shape, axis = shape_and_axis
    n = int(np.prod(shape))
    x = (np.random.default_rng(1).permutation(n) / n).reshape(shape) + 0.5  # no ties
    counted = n if axis is None else int(np.prod([shape[a] for a in np.atleast_1d(axis)]))
    if reduce is p.std and counted == 1:
        return  # the square root of a variance of 0 has no derivative
    check_grads(lambda x: reduce(x, axis=axis, keepdims=keepdims), (x,), order=1)


@quick
@given(st.data(), array_shapes(max_dims=3, max_side=4))
def test_an_index_returns_its_cotangent_to_where_it_took_from(data, shape):
    key = data.draw(basic_indices(shape))
    x = drawn(shape)[0]
    expected = np.zeros(shape)
    expected[key] = 1
    np.testing.assert_array_equal(grad(lambda x: p.sum(x[key]))(x), expected)


@pytest.mark.parametrize(
    "key",
    [
        [0, 0, 2],
        (slice(None), [1, 1]),
        ([0, 1], [2, 2]),
        np.asarray([[True, False, True, True]] * 3),
        (np.asarray([0, 2]), slice(1, 3)),
    ],
    ids=str,
)
def test_integer_arrays_and_masks_add_up_where_they_take_twice(key, backend):
    x = np.arange(12.0).reshape(3, 4)
    expected = np.zeros_like(x)
    np.add.at(expected, key, 2 * x[key])
    found = grad(lambda x: p.sum(x[key] ** 2))(backend(x))
    np.testing.assert_array_equal(np.asarray(found), expected)


@pytest.mark.parametrize(("which", "place"), [(p.max, (0, 1)), (p.min, (0, 0))])
def test_at_ties_the_first_has_the_whole_derivative(which, place, backend):
    expected = np.zeros((2, 3))
    expected[place] = 1
    gradient = grad(which)(backend([[1.0, 2.0, 2.0], [2.0, 1.0, 1.0]]))
    np.testing.assert_array_equal(np.asarray(gradient), expected)


def test_take_and_take_along_axis_are_those_of_numpy(backend, rng):
    x = rng.normal(size=(3, 4))
    along = np.asarray([[2, 0], [1, 1], [3, 0]])
    taken = p.take(backend(x), backend(np.asarray([2, 0, 2])), axis=1)
    np.testing.assert_array_equal(np.asarray(taken), np.take(x, [2, 0, 2], 1))
    taken = p.take_along_axis(backend(x), backend(along), axis=1)
    np.testing.assert_array_equal(np.asarray(taken), np.take_along_axis(x, along, 1))


@pytest.mark.parametrize("correction", [0, 1])
def test_the_spread_is_that_of_numpy(correction, rng, backend):
    x = rng.normal(size=(3, 4))
    for ours, theirs in ((p.var, np.var), (p.std, np.std)):
        found = ours(backend(x), axis=1, correction=correction)
        np.testing.assert_allclose(np.asarray(found), theirs(x, axis=1, ddof=correction), rtol=1e-14)


def test_shape_functions_are_those_of_numpy(rng):
    x = rng.normal(size=(2, 1, 3))
    np.testing.assert_array_equal(p.moveaxis(x, 0, -1), np.moveaxis(x, 0, -1))
    np.testing.assert_array_equal(p.expand_dims(x, -2), np.expand_dims(x, -2))
    np.testing.assert_array_equal(p.squeeze(x, 1), np.squeeze(x, 1))
    np.testing.assert_array_equal(p.stack([x, x], -1), np.stack([x, x], -1))
    np.testing.assert_array_equal(p.concat([x, x], None), np.concatenate([x, x], None))
    np.testing.assert_array_equal(p.vecdot(x, 2 * x), np.vecdot(x, 2 * x))


def test_squeezing_a_longer_axis_is_refused():
    with pytest.raises(ValueError, match=r"axes of length 1, got axis 0 of shape \(2, 3\)"):
        p.squeeze(np.ones((2, 3)), 0)


def test_a_change_of_type_is_undone_on_the_way_back(backend):
    x = backend(np.ones(2, np.float32))
    double = backend(np.ones(2)).dtype
    assert grad(lambda x: p.sum(p.astype(x, double)))(x).dtype == x.dtype
    whole = backend(np.ones(2, np.int64)).dtype
    assert grad(lambda x: p.sum(x * p.astype(x, whole)))(3 * x).tolist() == [3, 3]
    assert grad(lambda x: p.sum(x * backend(np.ones(2))))(x).dtype == x.dtype
