"""The scalar engine: micrograd's own tests, and the rule for calling backward twice."""

import gc
import weakref

import pytest

from nnlib.autodiff import Value
from nnlib.autodiff.value import ancestry

torch = pytest.importorskip("torch")


def sanity(x):
    """The expression of micrograd's test_sanity_check."""
    z = 2 * x + 2 + x
    q = z.relu() + z * x
    h = (z * z).relu()
    return h + q + q * x


def more_operations(a, b):
    """The expression of micrograd's test_more_ops."""
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    return g


def neuron(x, y):
    return ((2.0 - x * y).tanh() * y.exp() / (x.sigmoid() + 1) - 3 / y).exp().log() + 2.0**x + y**x


@pytest.mark.parametrize(
    ("expression", "numbers"), [(sanity, (-4.0,)), (more_operations, (-4.0, 2.0)), (neuron, (0.7, 1.3))]
)
def test_expressions_have_the_value_and_gradient_of_torch(expression, numbers):
    ours = [Value(x) for x in numbers]
    theirs = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in numbers]
    a, b = expression(*ours), expression(*theirs)
    a.backward()
    b.backward()
    assert a.data == pytest.approx(b.item(), rel=1e-14)
    assert [x.grad for x in ours] == pytest.approx([x.grad.item() for x in theirs], rel=1e-13)


def test_the_slides_graph_has_the_slides_gradient():
    x, y, z = Value(2.0), Value(3.0), Value(2.0)
    f = (x + y) * (y - z)
    f.backward()
    assert (f.data, x.grad, y.grad, z.grad) == (5, 1, 6, -5)


def test_gradients_add_where_a_number_is_used_twice():
    a = Value(3.0)
    b = a + a
    b.backward()
    assert a.grad == 2


def test_backward_twice_adds_up_at_leaves_and_starts_anew_between():
    a = Value(3.0)
    b = a * a
    c = b * 2
    for calls in (1, 2):
        c.backward()
        assert (a.grad, b.grad, c.grad) == (12 * calls, 2, 1)


def test_a_chain_of_twenty_thousand_operations_works():
    x = Value(1.0)
    y = x
    for _ in range(20_000):
        y = y * 1.0001
    y.backward()
    assert x.grad == pytest.approx(1.0001**20_000)


def test_a_graph_is_freed_without_the_garbage_collector():
    gc.disable()
    try:
        y = Value(1.0).exp() * 2
        y.backward()
        died = weakref.ref(y)
        del y
        assert died() is None
    finally:
        gc.enable()


def test_the_ancestry_names_each_value_once_after_what_was_made_from_it():
    a = Value(1.0)
    b = a * a
    c = b + a
    assert ancestry(c) == [c, b, a]


def test_an_array_is_refused():
    with pytest.raises(TypeError, match=r"expected a Value or a number, got list; a Value holds one number"):
        Value(1.0) * [1.0, 2.0]
