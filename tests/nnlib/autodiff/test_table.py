"""One law for every row of the table: forward mode, reverse mode, differences, the complex step and torch agree."""

import math

import numpy as np
import pytest

from nnlib import autodiff
from nnlib.autodiff import check_grads, complex_step, grad, hvp, jvp
from nnlib.autodiff import primitives as p
from nnlib.autodiff.rules import TABLE

torch = pytest.importorskip("torch")
functional = torch.nn.functional

# name in the table → our function, the same in torch, where to draw its inputs from: (shape, low, high)
MATRIX, POSITIVE = ((3, 4), -2.0, 2.0), ((3, 4), 0.5, 2.0)
ROW, COLUMN, SMALL = ((4,), 0.5, 2.0), ((3, 1), -2.0, -0.5), ((3, 4), -0.9, 0.9)
IMAGES, KERNELS, BIAS = ((2, 3, 6, 5), -1.0, 1.0), ((4, 3, 3, 2), -1.0, 1.0), ((4,), -1.0, 1.0)
APART = ((2, 3, 6, 5), None, None)  # no two numbers near each other, where a maximum has its kinks
MASK = np.arange(12).reshape(3, 4) % 3 == 0
PLACES = np.asarray([2, 0, 2])


def same(f):
    return f, f


def like(values, x):
    """The constant ``values`` in the library of ``x``, traced or not."""
    plain = autodiff.detach(x)
    return torch.asarray(values, device=plain.device) if isinstance(plain, torch.Tensor) else values


EXAMPLES = {
    "add": (*same(lambda x, y: x + y), MATRIX, ROW),
    "sub": (*same(lambda x, y: x - y), MATRIX, COLUMN),
    "mul": (*same(lambda x, y: x * y), COLUMN, ROW),
    "truediv": (*same(lambda x, y: x / y), MATRIX, ROW),
    "neg": (*same(lambda x: -x), MATRIX),
    "pos": (*same(lambda x: +x), MATRIX),
    "pow": (*same(lambda x, y: x**y), POSITIVE, COLUMN),
    "exp": (p.exp, torch.exp, MATRIX),
    "expm1": (p.expm1, torch.expm1, MATRIX),
    "log": (p.log, torch.log, POSITIVE),
    "log1p": (p.log1p, torch.log1p, POSITIVE),
    "sqrt": (p.sqrt, torch.sqrt, POSITIVE),
    "square": (p.square, torch.square, MATRIX),
    "sin": (p.sin, torch.sin, MATRIX),
    "cos": (p.cos, torch.cos, MATRIX),
    "tan": (p.tan, torch.tan, SMALL),
    "sinh": (p.sinh, torch.sinh, MATRIX),
    "cosh": (p.cosh, torch.cosh, MATRIX),
    "tanh": (p.tanh, torch.tanh, MATRIX),
    "sigmoid": (p.sigmoid, torch.sigmoid, MATRIX),
    "softplus": (p.softplus, functional.softplus, MATRIX),
    "logaddexp": (p.logaddexp, torch.logaddexp, MATRIX, ROW),
    "erf": (p.erf, torch.erf, MATRIX),
    "abs": (p.abs, torch.abs, MATRIX),
    "sign": (lambda x: x * p.sign(x), lambda x: x * torch.sign(x), MATRIX),
    "relu": (p.relu, torch.relu, MATRIX),
    "maximum": (p.maximum, torch.maximum, MATRIX, ROW),
    "minimum": (p.minimum, torch.minimum, MATRIX, COLUMN),
    "sum": (lambda x: p.sum(x, axis=(0, 2)), lambda x: x.sum((0, 2)), IMAGES),
    "broadcast_to": (lambda x: p.broadcast_to(x, (2, 3, 4)), lambda x: x.expand(2, 3, 4), COLUMN),
    "_astype": (lambda x: p.astype(x, x.dtype), lambda x: x, MATRIX),
    "reshape": (lambda x: p.reshape(x, (2, -1)), lambda x: x.reshape(2, -1), MATRIX),
    "permute_dims": (lambda x: p.permute_dims(x, (2, 0, 3, 1)), lambda x: x.permute(2, 0, 3, 1), IMAGES),
    "matrix_transpose": (*same(lambda x: x.mT), IMAGES),
    "flip": (lambda x: p.flip(x, 1), lambda x: x.flip(1), MATRIX),
    "tril": (lambda x: p.tril(x, k=1), lambda x: x.tril(1), MATRIX),
    "triu": (lambda x: p.triu(x), torch.triu, MATRIX),
    "where": (
        lambda x, y: p.where(like(MASK, x), x, y),
        lambda x, y: torch.where(torch.asarray(MASK), x, y),
        MATRIX,
        ROW,
    ),
    "_concat": (lambda x, y: p.concat([x, y, x], axis=-1), lambda x, y: torch.cat([x, y, x], -1), MATRIX, COLUMN),
    "matmul": (*same(lambda x, y: x @ y), ((2, 1, 3, 4), -1.0, 1.0), ((5, 4, 2), -1.0, 1.0)),
    "getitem": (*same(lambda x: x[1:, [0, 2, 2]] * x[0, ..., None, 1]), MATRIX),
    "_add_at": (lambda x: p.pad(x, (1, 2)), lambda x: functional.pad(x, (2, 2, 1, 1)), IMAGES),
    "logsumexp": (lambda x: p.logsumexp(x, axis=1), lambda x: x.logsumexp(1), MATRIX),
    "softmax": (p.softmax, lambda x: x.softmax(-1), MATRIX),
    "log_softmax": (lambda x: p.log_softmax(x, axis=0), lambda x: x.log_softmax(0), MATRIX),
    "_dense": (
        lambda X, W, b: p.dense(X, W, b, p.tanh),
        lambda X, W, b: torch.tanh(functional.linear(X, W, b)),
        MATRIX,
        ((5, 4), -1.0, 1.0),
        ((5,), -1.0, 1.0),
    ),
    "_cost_of_classes": (
        lambda Z: p.softmax_cross_entropy(Z, like(PLACES, Z)),
        lambda Z: functional.cross_entropy(Z, torch.asarray(PLACES)),
        MATRIX,
    ),
    "_cost_of_distributions": (p.softmax_cross_entropy, functional.cross_entropy, MATRIX, ((3, 4), 0.1, 0.3)),
    "sigmoid_cross_entropy": (
        p.sigmoid_cross_entropy,
        lambda z, t: functional.binary_cross_entropy_with_logits(z, t, reduction="sum") / 3,
        MATRIX,
        ((3, 4), 0.1, 0.9),
    ),
    "_normalize": (
        p.batch_norm,
        lambda x, g, b: functional.batch_norm(x, None, None, g, b, training=True),
        ((4, 3, 2, 2), -1.0, 1.0),
        ((3,), 0.5, 2.0),
        ((3,), -1.0, 1.0),
    ),
    "windows": (
        lambda x: p.windows(x, (3, 2), (1, 2)),
        lambda x: functional.unfold(x, (3, 2), stride=(1, 2)).reshape(2, 3, 6, 4, 2),
        IMAGES,
    ),
    "fold": (
        lambda x: p.fold(x, (3, 2), (1, 2), (2, 1, 6, 5)),
        lambda x: functional.fold(x.reshape(2, 6, 8), (6, 5), (3, 2), stride=(1, 2)),
        ((2, 1, 6, 4, 2), -1.0, 1.0),
    ),
    "_convolve": (
        lambda x, w, b: p.conv2d(x, w, b, stride=2, padding=(1, 0)),
        lambda x, w, b: functional.conv2d(x, w, b, 2, (1, 0)),
        IMAGES,
        KERNELS,
        BIAS,
    ),
    "_max_pool": (lambda x: p.max_pool2d(x, 3, 1), lambda x: functional.max_pool2d(x, 3, 1), APART),
}
NOT_ANALYTIC = {"abs", "sign", "relu", "maximum", "minimum", "_max_pool"}
REAL_ONLY = {  # conversions, orders and functions that are of real numbers
    "_astype", "_cost_of_classes", "_cost_of_distributions", "log_softmax", "logaddexp", "logsumexp",
    "sigmoid_cross_entropy", "softmax", "softplus",
}  # fmt: skip


def drawn(name, dtype=np.float64):
    rng = np.random.default_rng(len(name))

    def draw(shape, low, high):
        if low is None:
            return 0.1 * rng.permutation(math.prod(shape)).reshape(shape)
        return rng.uniform(low, high, shape)

    return [draw(*ranges).astype(dtype) for ranges in EXAMPLES[name][2:]]


def projected(f, dtype=np.float64):
    """One number from the outputs of ``f``, in any library: the mean of their sines."""

    def number(*inputs):
        y = f(*inputs)
        return p.mean(p.sin(y)) if not isinstance(y, torch.Tensor) else torch.sin(y).mean()

    return number


def test_every_row_of_the_table_has_an_example():
    rows = {name for module, name in TABLE if module.startswith("nnlib.autodiff.") or module == "_operator"}
    assert rows == set(EXAMPLES)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_modes_agree(name, dtype, backend):
    check_grads(EXAMPLES[name][0], tuple(map(backend, drawn(name, dtype))))


@pytest.mark.parametrize("name", EXAMPLES)
def test_values_gradients_and_second_derivatives_are_those_of_torch(name, backend):
    ours, theirs, *_ = EXAMPLES[name]
    inputs = drawn(name)
    every = tuple(range(len(inputs)))
    leaves = [torch.tensor(x, requires_grad=True) for x in inputs]
    output = theirs(*leaves)
    number = torch.sin(output).mean()
    expected = torch.autograd.grad(number, leaves, create_graph=True)
    slope = sum((g * torch.sin(torch.asarray(x))).sum() for g, x in zip(expected, inputs, strict=True))
    second = torch.autograd.grad(slope, leaves, allow_unused=True, materialize_grads=True)

    arrays = [backend(x) for x in inputs]
    directions = tuple(backend(np.sin(x)) for x in inputs)
    f = projected(ours)
    np.testing.assert_allclose(np.asarray(ours(*arrays)), output.detach(), rtol=1e-12, atol=1e-14)
    for ours_, expected_ in (
        (grad(f, every)(*arrays), expected),
        ([jvp(f, tuple(arrays), directions)[1]], [slope]),
        (hvp(f, tuple(arrays), directions), second),
        (grad(lambda *xs: jvp(f, xs, directions)[1], every)(*arrays), second),
    ):
        for a, b in zip(ours_, expected_, strict=True):
            np.testing.assert_allclose(np.asarray(a), b.detach(), rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - NOT_ANALYTIC - REAL_ONLY))
def test_analytic_rows_agree_with_the_complex_step(name):
    inputs = drawn(name)
    f = EXAMPLES[name][0]

    def number(*xs):
        y = f(*xs)
        return (y * y).sum()

    for i, x in enumerate(inputs):
        stepped = complex_step.gradient(lambda z, i=i: number(*inputs[:i], z, *inputs[i + 1 :]), x)
        ours = grad(lambda *xs: p.sum(f(*xs) ** 2), i)(*inputs)
        np.testing.assert_allclose(ours, stepped, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", EXAMPLES)
def test_single_precision_stays_single(name, backend):
    inputs = tuple(map(backend, drawn(name, np.float32)))
    output, pullback = autodiff.vjp(EXAMPLES[name][0], *inputs)
    dtypes = {output.dtype, *(g.dtype for g in pullback(output)), jvp(EXAMPLES[name][0], inputs, inputs)[1].dtype}
    assert dtypes == {inputs[0].dtype}


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys()))
def test_no_row_looks_at_a_number(name):
    """On torch's "meta" device arrays have shapes and no numbers: looking at one would raise."""
    inputs = tuple(torch.tensor(x, device="meta") for x in drawn(name))

    def on_device(*xs):
        return EXAMPLES[name][0](*xs)

    if name in {"where", "getitem", "_cost_of_classes"}:
        pytest.skip("the example's own mask or indices lie on the host")
    output, pullback = autodiff.vjp(on_device, *inputs)
    assert [g.shape for g in pullback(output)] == [x.shape for x in inputs]


@pytest.mark.parametrize("x", [-800.0, -30.0, 0.0, 30.0, 800.0])
def test_sigmoid_is_accurate_in_its_tails_and_silent(x, backend):
    expected = 1 / (1 + math.exp(-x)) if x > -700 else 0.0
    assert float(p.sigmoid(backend(x))) == pytest.approx(expected, rel=1e-14, abs=0)


def test_a_power_has_a_derivative_at_zero():
    assert grad(lambda x: x**2)(0.0) == 0
    assert grad(lambda x: x**0)(0.0) == 0
    assert grad(lambda x: x**1)(0.0) == 1
    np.testing.assert_array_equal(grad(lambda x: p.sum(x ** np.asarray([0.0, 1.0, 2.0])))(np.zeros(3)), [0, 1, 0])
    assert grad(lambda y: 0.0**y)(2.0) == 0


def test_kinks_take_the_side_that_is_stated():
    assert grad(p.abs)(0.0) == 0
    assert grad(p.relu)(0.0) == 0
    assert grad(p.maximum, (0, 1))(1.0, 1.0) == (1, 0)
    assert grad(p.minimum, (0, 1))(1.0, 1.0) == (1, 0)
    assert grad(lambda x: p.clip(x, 0.0, 1.0))(1.0) == 1


def test_where_passes_no_derivative_from_what_is_not_taken(backend):
    x = backend([0.0, 4.0])
    gradient = grad(lambda x: p.sum(p.where(x > 0, p.sqrt(p.where(x > 0, x, 1.0)), 0.0)))(x)
    np.testing.assert_array_equal(np.asarray(gradient), [0, 0.25])
