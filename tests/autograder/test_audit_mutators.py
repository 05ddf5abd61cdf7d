"""Every kind of mutator by what it makes of a line, all of it and nothing else."""

import pytest

from autograder.audit.mutants import mutants, program
from autograder.audit.mutators import MUTATORS

PAIRS = [
    ("operator", "a + b", ["a - b"]),
    ("operator", "a * b / c", ["a * b * c", "a / b / c"]),
    ("operator", "a @ b", ["a * b"]),
    ("operator", "a ** 2", ["a * 2"]),
    ("operator", "a and b", ["a or b"]),
    ("operator", "a // b % c", ["a // b // c", "a / b % c"]),
    ("comparison", "a < b", ["a <= b", "a > b"]),
    ("comparison", "a == b", ["a != b"]),
    ("comparison", "a is None", ["a is not None"]),
    ("comparison", "a in b", ["a not in b"]),
    ("condition", "a if b else c", ["a if not b else c"]),
    ("condition", "not a", ["a"]),
    ("condition", "a if b > 0 else c", []),
    ("constant", "3", ["4", "2"]),
    ("constant", "0", ["1"]),
    ("constant", "0.5", ["1.0"]),
    ("constant", "0.0", ["1.0"]),
    ("constant", "True", ["False"]),
    ("constant", "'mean'", ["'mean?'"]),
    ("off by one", "a[1:]", ["a[:]"]),
    ("off by one", "a[i:j]", ["a[:j]", "a[i + 1:j]", "a[i:]", "a[i:j + 1]"]),
    ("off by one", "a[i]", ["a[i - 1]"]),
    ("off by one", "a[0]", []),
    ("off by one", "range(n)", ["range(n + 1)", "range(n - 1)"]),
    ("off by one", "range(0, n, 2)", ["range(0, n + 1, 2)", "range(0, n - 1, 2)"]),
    ("off by one", "len(a)", ["(len(a) - 1)"]),
    ("off by one", "range(len(a))", ["range(len(a) + 1)", "range(len(a) - 1)"]),
    ("axis", "a.sum(axis=0)", ["a.sum(axis=1)", "a.sum()"]),
    (
        "axis",
        "np.max(a, axis=1, keepdims=True)",
        ["np.max(a, axis=0, keepdims=True)", "np.max(a, keepdims=True)", "np.max(a, axis=1)"],
    ),
    ("axis", "np.max(a, axis=-1)", ["np.max(a, axis=0)", "np.max(a)"]),
    ("sign", "-a", ["a"]),
    ("sign", "a + b", ["-(a + b)"]),
    ("sign", "f(a)", ["-f(a)"]),
    ("sign", "f(a), b", ["-f(a), b", "f(a), -b"]),
    ("sign", "a > b", []),
    ("transposition", "a.T @ b", ["a @ b"]),
    ("transposition", "np.transpose(a)", ["a"]),
    ("transposition", "a.transpose()", ["a"]),
    ("dropped term", "a + b", ["a", "b"]),
    ("dropped term", "(a + b) * c", ["(a + b)", "c", "a * c", "b * c"]),
    ("dropped term", "a / b", ["a"]),
    ("dropped term", "a or b", ["a", "b"]),
    ("dropped call", "np.abs(a)", ["a"]),
    ("dropped call", "a.mean(axis=0)", ["a"]),
    ("dropped call", "len(a)", []),
    ("swapped", "f(a, b, c)", ["f(b, a, c)", "f(a, c, b)"]),
    ("swapped", "np.maximum(a, b)", []),
    ("swapped", "np.where(a, b, c)", ["np.where(a, c, b)"]),
    ("swapped", "a - b", ["b - a"]),
    ("swapped", "a - b - c", ["c - (a - b)", "b - a - c"]),
    ("swapped", "a @ b.T", ["b.T @ a"]),
    ("swapped", "(a - b) ** 2", ["2 ** (a - b)"]),
    ("swapped", "a, b", ["b, a"]),
    ("swapped", "a if b else c", ["c if b else a"]),
    ("other function", "np.sum(a)", ["np.mean(a)"]),
    ("other function", "a.mean()", ["a.sum()"]),
    ("other function", "max(a, b)", ["min(a, b)"]),
    ("other function", "sum(a)", []),
    ("missing copy", "a.copy()", ["a"]),
    ("missing copy", "list(a)", ["a"]),
    ("missing copy", "np.array(a)", ["np.asarray(a)"]),
    ("missing copy", "np.array([a])", []),
    ("missing copy", "a[:]", ["a"]),
    ("dtype", "np.zeros(3)", ["np.zeros(3, dtype=int)"]),
    ("dtype", "np.array([1.0, 2.0])", []),
    ("dtype", "np.array([1.0, 2.5])", ["np.array([1.0, 2.5], dtype=int)"]),
    ("dtype", "np.asarray(a, dtype=float)", ["np.asarray(a, dtype=int)", "np.asarray(a)"]),
    ("dtype", "a.astype(int)", ["a"]),
    ("dtype", "float(a)", ["int(a)"]),
    ("in place", "g(np.exp(z))", []),
]

BLOCKS = [
    (
        "in place",
        "w = w - a\nreturn w",
        ["w -= a\nreturn w"],
    ),
    (
        "in place",
        "z = np.exp(a)\nz = z + 1\nreturn z",
        [
            "z = np.exp(a, out=a)\nz = z + 1\nreturn z",
            "z = np.exp(a)\nz = z + 1\nresult = z\na[...] += 1\nreturn result",
        ],
    ),
    (
        "in place",
        "y = a @ b\nreturn y",
        ["y = a @ b\nresult = y\na[...] += 1\nreturn result", "y = a @ b\nresult = y\nb[...] += 1\nreturn result"],
    ),
    ("dropped statement", "a = a + 1\nz = a\nreturn z", ["pass\nz = a\nreturn z"]),
    ("dropped statement", "z = []\nz.append(a)\nreturn z", ["z = []\npass\nreturn z"]),
    ("dropped statement", "z = 0\nz += a\nreturn z", ["z = 0\npass\nreturn z"]),
    (
        "dropped statement",
        "if a:\n    raise ValueError('no')\nreturn b",
        ["pass\nreturn b", "if a:\n    pass\nreturn b"],
    ),
    ("condition", "while f(a):\n    g(a)\nreturn a", ["while not f(a):\n    g(a)\nreturn a"]),
    ("early return", "for c in a:\n    f(c)\nreturn b", ["for c in a:\n    f(c)\n    return b\nreturn b"]),
    ("early return", "for c in a:\n    f(c)\ng(a)", ["for c in a:\n    f(c)\n    break\ng(a)"]),
    ("constant", "raise ValueError('some words')", []),
]


def made(kind, body):
    """Return the bodies of the function that the mutators of one kind make of a body."""
    indented = "\n".join(f"    {line}" for line in body.split("\n"))
    source = f"def f(a, b, w):\n{indented}"
    found = [m.source for m in mutants(source, [(2, 99)]) if m.kind == kind]
    return ["\n".join(line[4:] for line in text.split("\n")[1:]) for text in found]


@pytest.mark.parametrize(("kind", "before", "after"), PAIRS)
def test_an_expression_becomes(kind, before, after, monkeypatch):
    monkeypatch.setattr("autograder.audit.mutants.MUTATORS", {kind: MUTATORS[kind]})
    assert sorted(made(kind, f"return {before}")) == sorted(f"return {each}" for each in after)


@pytest.mark.parametrize(("kind", "before", "after"), BLOCKS)
def test_a_block_becomes(kind, before, after, monkeypatch):
    monkeypatch.setattr("autograder.audit.mutants.MUTATORS", {kind: MUTATORS[kind]})
    assert sorted(made(kind, before)) == sorted(after)


def test_every_kind_of_mutator_is_shown_here():
    assert {kind for kind, *_ in PAIRS + BLOCKS} == set(MUTATORS)


def test_only_what_students_write_is_changed():
    source = "LIMIT = 3\n\n\ndef f(a):\n    a = a + 1\n    ### BEGIN SOLUTION\n    return a - 1\n    ### END SOLUTION"
    assert {mutant.line for mutant in mutants(source, [(6, 8)])} == {7}
    assert {mutant.line for mutant in mutants(source, [(1, 8)])} == {1, 5, 7}


def test_a_mutant_says_what_it_changes():
    [mutant] = [m for m in mutants("def f(a):\n    return abs(a)  # size", [(1, 2)]) if m.kind == "dropped call"]
    assert (mutant.line, mutant.before, mutant.after) == (2, ("return abs(a)  # size",), ("return a  # size",))


def test_no_two_mutants_are_the_same_program_and_none_is_the_answer():
    source = "def f(a, b):\n    return (a + b) + 0 * len(a[1:])"
    programs = [program(mutant.source) for mutant in mutants(source, [(1, 2)])]
    assert None not in programs
    assert len({program(source), *programs}) == len(programs) + 1


def test_programs_are_compared_by_what_they_do():
    assert program("x = (1 + a)  # one") == program("x = 1 + a")
    assert program("x = 1") != program("x = 1.0")
    assert program("x = 1") != program("x = True")
    assert program("def f(): return 1") != program("def f(): return 2")
    assert program("x = = 1") is None
