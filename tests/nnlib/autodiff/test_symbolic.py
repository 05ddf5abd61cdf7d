"""Symbolic derivatives against SymPy, and the counts of expression swell."""

import itertools

import pytest

from nnlib.autodiff import symbolic
from nnlib.autodiff.symbolic import constant, cos, differentiate, distinct, evaluate, exp, log, sin, size, swell

x, y = symbolic.variable("x"), symbolic.variable("y")

EXPRESSIONS = [
    x**2 + 3 / x + 4,
    x * exp(x),
    sin(x * y) * cos(x) ** 3 - log(x) / y,
    -x * (2 - x) ** 0.5,
    exp(sin(x**2)),
    1 / (1 + exp(-x)),
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
@pytest.mark.parametrize("order", [1, 2, 3])
def test_derivatives_are_those_of_sympy(expression, order):
    sympy = pytest.importorskip("sympy")
    at = {"x": 0.7, "y": 1.3}
    theirs = sympy.diff(sympy.sympify(str(expression)), "x", order)
    for _ in range(order):
        expression = differentiate(expression)
    assert evaluate(expression, **at) == pytest.approx(float(theirs.subs(at)), rel=1e-10)


def test_a_derivative_is_taken_by_the_variable_named():
    assert evaluate(differentiate(x * y**2, "y"), x=3.0, y=5.0) == 30


def test_the_size_counts_every_node_and_distinct_counts_equal_ones_once():
    expression = x * x + x * x  # + over two products over four x
    assert (size(expression), distinct(expression)) == (7, 3)


def test_derivatives_of_a_product_chain_swell_while_their_distinct_parts_do_not():
    chain = x
    for k in range(1, 7):
        chain = chain * sin(k * x)
    counts = swell(chain, 3)
    sizes, parts = zip(*counts, strict=True)
    assert all(later > 3 * earlier for earlier, later in itertools.pairwise(sizes))
    assert parts[-1] < sizes[-1] / 20


def test_each_derivative_of_x_exp_x_adds_one_exponential():
    assert [n for n, _ in swell(x * exp(x), 3)] == [4, 7, 10, 13]  # x eˣ + k eˣ, never collected


def test_zeros_and_ones_are_left_out():
    assert differentiate(3 * x + 5) == constant(3)
    assert differentiate(constant(2)) == constant(0)


def test_an_exponent_that_is_no_number_is_refused():
    with pytest.raises(TypeError, match=r"exponent must be a number, got Expression; write exp\(v \* log\(u\)\)"):
        x**y


def test_an_array_is_refused():
    with pytest.raises(TypeError, match="expected an expression or a number, got list"):
        x + [1]  # noqa: RUF005
