"""Staged checks: each stage has its sentence, in order, and what is right passes whatever its style."""

import inspect
import warnings

import numpy as np
import pytest

from autograder import checks
from autograder.checks.compare import difference
from autograder.checks.show import show_call

torch = pytest.importorskip("torch")


def solution(X, c=2.0):
    return X * c


def failure(answer, run=lambda check: check.example([1.0, 3.0], expect=[2.0, 6.0])):
    with pytest.raises(checks.CheckFailed) as caught:
        run(checks.Check(answer, "X, c=2.0", name="scale"))
    return str(caught.value)


def unwritten(X, c=2.0):
    raise NotImplementedError()


def no_return(X, c=2.0):
    X * c


def divides(X, c=2.0):
    return 1 / 0


def in_place(X, c=2.0):
    X *= c
    return X


STAGES = [
    (5, "scale is 'int' now, expected a function; run the cell that defines it again."),
    (lambda X: X, "scale must take the arguments (X, c=2.0); yours takes (X)."),
    (lambda X, c, extra: X, "scale must take the arguments (X, c=2.0); yours takes (X, c, extra)."),
    (unwritten, "scale is not written yet; replace the line `raise NotImplementedError()` with your code."),
    (divides, "scale([1., 3.]) stopped with ZeroDivisionError: division by zero."),
    (in_place, "scale changes its argument `X` in place; make a new array, or work on `X.copy()`."),
    (no_return, "scale([1., 3.]) returned None; is its `return` missing?"),
    (lambda X, c=2.0: "six", "scale([1., 3.]) returned a str, expected an array of shape (2,)."),
    (
        lambda X, c=2.0: float(np.sum(X)),
        "scale([1., 3.]) returned one number, expected an array of shape (2,); has a sum or a mean swallowed an axis?",
    ),
    (
        lambda X, c=2.0: X / 0,
        "scale([1., 3.]) returned inf at index 0; a number grew too large on the way, or something was divided by 0.",
    ),
    (lambda X, c=2.0: X + 1, "scale([1., 3.]) returned [2., 4.], expected [2., 6.]."),
]


@pytest.mark.parametrize(("answer", "sentence"), STAGES, ids=[s[6:40] for _, s in STAGES])
def test_each_stage_has_its_sentence(answer, sentence):
    assert failure(answer) == sentence


def test_an_argument_whose_name_ends_a_later_one_is_still_required():
    assert checks.Check(lambda x, approx=False: x, "x, approx=False").call(3) == 3


GUESSES = [
    (np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]), "it looks transposed"),
    (np.array([[1.0, 2.0, 3.0]]), "off by one"),
    (np.array([1.0, 2.0, 3.0]), "has a sum or a mean swallowed an axis"),
    (np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]), "an axis of length 1 too many"),
    (-np.arange(1.0, 7).reshape(2, 3), "the sign is wrong everywhere"),
    (2.5 * np.arange(1.0, 7).reshape(2, 3), "it is 2.5 times what it should be"),
    (np.arange(1.0, 7).reshape(2, 3) + 0.5, "off by the same amount everywhere"),
    (np.arange(1.0, 7).reshape(2, 3) * [1, 1.002, 0.998], "it is close, but not the same"),
    (np.arange(1.0, 7).reshape(2, 3) * 1j, "complex numbers"),
]


@pytest.mark.parametrize(("got", "guess"), GUESSES, ids=[g for _, g in GUESSES])
def test_the_difference_is_recognized(got, guess):
    assert guess in difference(got, np.arange(1.0, 7).reshape(2, 3), rtol=1e-6, atol=1e-9)


def test_square_arrays_transposed_and_vectors_reversed_are_recognized():
    square = np.array([[1.0, 2.0], [3.0, 4.5]])
    assert "transposed" in difference(square.T, square, rtol=1e-6, atol=1e-9)
    assert "reversed" in difference([3.0, 2.0, 1.5], [1.5, 2.0, 3.0], rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    "got",
    [
        [2.0, 6.0],
        (2, 6),
        np.array([2.0, 6.0], dtype=np.float32) * np.float32(1 + 1e-6),
        torch.tensor([2.0, 6.0], requires_grad=True),
        np.array([2, 6], dtype=np.int8),
        np.ma.array([2.0, 6.0]),
    ],
)
def test_any_array_with_the_right_values_will_do(got):
    assert difference(got, np.array([2.0, 6.0]), rtol=1e-6, atol=1e-9) is None


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        ((1, 2), (1, 2, 3), "returned 2 values, expected 3"),
        (7, (np.zeros(2), 1), "expected 2 values"),
        ((1,), (1, 2), "returned 1 value, expected 2"),
        (np.zeros((3, 4)), (1, 2), "returned an array of shape (3, 4), expected 2 values; return them separated by"),
        (np.float64(1.0), (1, 2), "expected 2 values; return them separated by commas"),
        ((1, np.zeros(3)), (1, np.ones(3)), "(in the second of its 2 returned values)"),
        (
            (1, (2, (3, 4))),
            (1, (2, (5, 4))),
            "(in the second of its 2 returned values, there in the second of 2, there in",
        ),
        (np.array(["a", "b"]), np.ones(2), "returned an array that does not hold numbers, expected an array of"),
        ((1, None), (1, np.ones(3)), "returned None (in the second of its 2 returned values)"),
        ({"a": 1}, {"a": 1, "b": 2}, "returned the keys ['a'], expected ['a', 'b']"),
        ({"a": 1}, {"a": 3}, "(under the key 'a')"),
        ("AND", "OR", "returned 'AND', expected 'OR'"),
        (0, True, "returned 0, expected True"),
        (float("nan"), 1.0, "returned nan"),
    ],
)
def test_values_of_other_kinds_are_compared_part_by_part(got, expected, says):
    assert says in difference(got, expected, rtol=1e-6, atol=1e-9)


def test_a_hidden_case_says_neither_what_was_expected_nor_with_what():
    def run(check):
        check.hide()
        check.example([1.25, 3.0], expect=[2.5, 6.125])

    said = failure(lambda X, c=2.0: X * c, run)
    assert said.startswith("scale returned a wrong value at index 1;")
    assert "6.125" not in said
    assert "1.25" not in said


def test_the_sentence_of_a_typical_mistake_is_told():
    def run(check):
        check.example([1.0, 3.0], expect=[2.0, 6.0], wrong=[([1.0, 3.0], "c is not used")])

    assert failure(lambda X, c=2.0: X, run).endswith("or there twice? (c is not used).")
    mistakes = [(lambda X, c: X + c, "c is added, not multiplied")]

    def run(check):
        check.random(lambda rng: (rng.normal(size=3), 5.0), lambda X, c: X * c, mistakes=mistakes)

    assert failure(lambda X, c=2.0: X + c, run).endswith(": c is added, not multiplied.")


def test_what_is_said_reads_as_a_sentence(capsys):
    def stops(X, c=2.0):
        raise ValueError("no such file.")

    said = failure(stops, lambda check: check.call([np.array([[1.0], [2.0]]), 3]))
    assert said == "scale([[[1.], [2.]], 3]) stopped with ValueError: no such file."
    check = checks.Check(np.cos, "x", name="one")
    check.that(True, "is wrong")
    check.done()
    check.that(True, "is wrong")
    check.done()
    assert capsys.readouterr().out == "✓ one: 1 check passed\n✓ one: 2 checks passed\n"


def test_warnings_cost_nothing_even_where_they_are_errors():
    def warns(X, c=2.0):
        warnings.warn("noise", stacklevel=1)
        np.log(np.zeros(1))
        return X * c

    checks.Check(warns, "X, c=2.0").example([1.0], expect=[2.0])


def test_an_expected_exception_must_be_that_one():
    check = checks.Check(divides, "X, c=2.0")
    check.raises(ZeroDivisionError, [1.0])
    with pytest.raises(checks.CheckFailed, match="raised ZeroDivisionError, expected ValueError"):
        check.raises(ValueError, [1.0])
    with pytest.raises(checks.CheckFailed, match=r"returned \[2.\], expected it to raise ValueError"):
        checks.Check(solution, "X, c=2.0").raises(ValueError, [1.0])


def test_a_check_that_fails_inside_a_callback_keeps_its_own_sentence():
    def fail(check):
        check.call(lambda: check.fail("was called twice"))

    assert failure(lambda X, c=2.0: X(), fail) == "scale was called twice."


def test_an_unwritten_function_that_is_called_is_named():
    namespace = {"__name__": "__main__"}
    exec("def first(x):\n    raise NotImplementedError()\ndef scale(x):\n    return first(x)", namespace)
    with pytest.raises(checks.CheckFailed, match="scale needs `first`, which is not written yet"):
        checks.Check(namespace["scale"], "x").call(1)


def test_random_cases_follow_the_seed_of_the_student(monkeypatch):
    def draw():
        return checks.random_generator("scale").random()

    monkeypatch.setenv("AUTOGRADER_SEED", "alice")
    first = draw()
    assert draw() == first
    monkeypatch.setenv("AUTOGRADER_SEED", "bob")
    assert draw() != first
    assert checks.random_generator("other").random() != draw()


def test_a_call_shows_arrays_inside_tuples_as_short_as_others():
    arrays = np.array([[1.0, 2.0], [3.0, 4.0]]), [0.5, (np.ones(2),)]
    assert show_call("f", (arrays,), {"k": ()}) == "f(([[1., 2.], [3., 4.]], [0.5, ([1., 1.],)]), k=())"


def test_a_notebook_shows_the_sentence_and_no_traceback():
    assert checks.CheckFailed("scale is wrong.")._render_traceback_() == ["✗ scale is wrong."]
    assert issubclass(checks.CheckFailed, AssertionError)


def test_the_students_function_is_chosen_once_it_has_passed(capsys):
    def mine(X, c=2.0):
        return X * c

    assert checks.choose(mine, solution) is solution
    assert "yours has not passed its check yet" in capsys.readouterr().out
    checks.Check(mine, "X, c=2.0").done()
    assert checks.choose(mine, solution) is mine

    def mine(X, c=2.0):  # written anew, and not checked again
        return X

    assert checks.choose(mine, solution) is solution


def test_students_need_nothing_but_numpy():
    import ast

    for name in ("check", "compare", "fallback", "show"):
        module = inspect.getmodule(getattr(checks, name))
        tree = ast.parse(inspect.getsource(module))
        roots = {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        roots |= {alias.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
        assert roots <= {"autograder", "numpy", "copy", "inspect", "itertools", "os", "re", "warnings", "zlib"}
