"""What counts as evidence, and what happens to code that misbehaves: real kernels in a real sandbox."""

import re

import pytest

from autograder.errors import AutograderError
from autograder.execution.kernel import partial_credit, run
from autograder.execution.sandbox import choose
from autograder.execution.strategy import MEBIBYTE, Cell, Limits


@pytest.fixture
def execute(bubblewrap, tmp_path):
    """A function that runs cells, given as kind and source, and returns their outcomes."""

    def execute(*cells, seed="7", kernel_name="python3", **limits):
        return run(
            [Cell(f"cell-{number}", source, kind, 2.0) for number, (kind, source) in enumerate(cells)],
            limits=Limits(**{"cell_seconds": 20.0, **limits}),
            sandbox=choose("auto"),
            workdir=tmp_path,
            environment={"NBGRADER_EXECUTION": "autograde"},
            seed=seed,
            kernel_name=kernel_name,
        )

    return execute


def test_a_test_that_runs_to_its_end_is_evidence_whatever_it_prints(execute):
    outcomes = execute(
        ("test", "pass"),
        ("test", "import sys, warnings\nwarnings.warn('old')\nprint('x', file=sys.stderr)"),
        ("test", "assert 1 == 2"),
        ("test", "raise SystemExit"),
        ("test", "def broken(:"),
    )
    assert [outcome.ended for outcome in outcomes] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("expression", "points"),
    [
        *[("1.5", 1.5), ("0", 0.0), ("2", 2.0), ("3.5", 2.0), ("-1", 0.0), ("float('nan')", 0.0)],
        *[("'text'", None), ("[1]", None), ("True", None), ("1.5;", None), ("None", None)],
    ],
)
def test_the_value_of_the_last_expression_is_partial_credit_if_it_is_a_number(expression, points):
    shown = None if expression in ("1.5;", "None") else repr(eval(expression))
    assert partial_credit(Cell("t", "", "test", 2.0), shown) == points
    assert partial_credit(Cell("s", "", "student"), shown) is None


def test_partial_credit_comes_from_a_real_kernel(execute):
    outcomes = execute(("student", "0.25"), ("test", "x = 1\n0.5 + x"), ("test", "'done'"))
    assert [outcome.partial for outcome in outcomes] == [None, 1.5, None]


def test_the_student_reads_one_sentence_with_the_place(execute):
    outcomes = execute(
        ("student", "def f(x):\n    return y"),
        ("test", "f(1)"),
        ("test", "assert f(1) == 3, 'f(1) must be 3'"),
        ("test", "assert 1 == 2"),
        ("test", "raise NotImplementedError"),
        ("test", "from autograder.checks import CheckFailed\nraise CheckFailed('f looks transposed.')"),
        ("student", "input()"),
        ("student", "1 / 0"),
    )
    place = ", in your cell cell-0, line 2"
    assert [outcome.message for outcome in outcomes[1:]] == [
        f"NameError: name 'y' is not defined{place}",
        f"NameError: name 'y' is not defined{place}",
        "a test of this exercise failed",
        "NotImplementedError: this exercise has no answer yet",
        "f looks transposed.",
        "input() waits for a person, and nobody is there when a notebook is graded, in your cell cell-6, line 1",
        "ZeroDivisionError: division by zero, in your cell cell-7, line 1",
    ]


def test_an_endless_loop_costs_its_cell_only(execute):
    outcomes = execute(("student", "while True:\n    pass"), ("test", "pass"), cell_seconds=1.0)
    assert [outcome.ended for outcome in outcomes] == [False, True]
    assert outcomes[0].message == "stopped after 1 s; is there a loop that never ends?"


def test_what_cannot_be_interrupted_ends_the_notebook(execute):
    stubborn = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(100)"
    outcomes = execute(("test", "pass"), ("student", stubborn), ("test", "pass"), cell_seconds=1.0)
    assert [outcome.ended for outcome in outcomes] == [True, False, False]
    assert outcomes[2].message == "this was not run: the notebook was stopped: a cell ran on after 1 s"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\nos._exit(0)", "the notebook's kernel died"),
        ("import ctypes\nctypes.string_at(0)", "the notebook's kernel died"),
        ("import os\nwhile True:\n    os.fork()", "it (used|started) more than"),
        ("import os, signal\nos.kill(1, signal.SIGKILL)\nos.kill(os.getpid(), signal.SIGKILL)", "kernel died"),
    ],
)
def test_a_dead_kernel_earns_nothing_more(execute, source, reason):
    outcomes = execute(("test", "pass"), ("student", source), ("test", "pass"), processes=30)
    assert [outcome.ended for outcome in outcomes] == [True, False, False]
    assert re.search(reason, outcomes[2].message)


def test_too_much_memory_is_the_students_own_error(execute):
    outcomes = execute(("student", "x = bytearray(10**9)"), ("test", "pass"), memory=512 * MEBIBYTE)
    assert outcomes[0].message == "MemoryError, in your cell cell-0, line 1"
    assert outcomes[1].ended


def test_a_flood_of_output_is_cut_off(execute):
    flood = "for _ in range(3000):\n    print('x' * 1000)"
    outcomes = execute(("student", flood), ("test", "pass"), output_bytes=10_000)
    assert all(outcome.ended for outcome in outcomes)
    text = "".join(output.text for output in outcomes[0].outputs)
    assert len(text) < 30_000
    assert "more output than the limit" in text


def test_the_seed_reaches_the_checks_and_nothing_else_of_the_grader_does(execute):
    code = "import os, json\nprint(os.environ['AUTOGRADER_SEED'], os.environ['NBGRADER_EXECUTION'])"
    (outcome,) = execute(("test", code), seed="42")
    assert outcome.outputs[0].text == "42 autograde\n"


def test_two_notebooks_share_nothing(execute):
    execute(("student", "open('/tmp/left', 'w').write('x')\nimport builtins\nbuiltins.left = 1"))
    outcomes = execute(("test", "import os\nassert not os.path.exists('/tmp/left')"), ("test", "assert left"))
    assert [outcome.ended for outcome in outcomes] == [True, False]


def test_an_unknown_kernel_is_named(execute):
    with pytest.raises(AutograderError, match=r"asks for the kernel 'fortran', installed here: .*python3"):
        execute(("test", "pass"), kernel_name="fortran")
    assert execute(("test", "pass"), kernel_name="python3.7-ubuntu")[0].ended


def test_a_kernel_that_cannot_start_is_the_graders_trouble_and_says_why(execute):
    with pytest.raises(AutograderError, match=r"the kernel did not start: .*"):
        execute(("test", "pass"), memory=8 * MEBIBYTE)
