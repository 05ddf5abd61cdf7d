"""The wall as the grader uses it: cells in, outcomes out, nothing left behind."""

import os
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from autograder.errors import AutograderError
from autograder.execution import sandbox, wall
from autograder.execution.strategy import Cell, Limits, strategy

LIMITS = Limits(cell_seconds=5, notebook_seconds=60, memory=512 * 2**20)
pytestmark = pytest.mark.usefixtures("bubblewrap")


def locked(source):
    return Cell("locked", source, "locked")


def student(source, *, off_limits=()):
    return Cell("answer", source, "student", off_limits=off_limits)


def scratch(source):
    return Cell(None, source, "student")


def case(source, points=1.0):
    return Cell("test", source, "test", points)


@pytest.fixture
def run(tmp_path):
    def run(*cells, limits=LIMITS, box=sandbox.bubblewrap, **more):
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        environment = {"NBGRADER_EXECUTION": "autograde"}
        how = {"sandbox": box, "workdir": work, "environment": environment, "seed": "s3cret", **more}
        return wall.run(list(cells), limits=limits, **how)

    return run


def text(outcome):
    return "".join(output.get("text", "") for output in outcome.outputs)


def test_it_is_the_strategy_called_wall():
    assert strategy("wall") is wall.run


def test_every_cell_has_an_outcome_with_evidence_outputs_and_a_sentence(run):
    outcomes = run(
        locked("import numpy as np\nlimit = 1e-9"),
        scratch("1 / 0"),
        student("def f(x):\n    print('f of', x)\n    return 2 * x\n'shown'"),
        case("assert f(2) == 4\nprint('checked')"),
        case("assert abs(f(2) - 5) < limit, 'f(2) should be 5'"),
        case("score = 0.5 * (f(1) == 2)\nscore"),
        case("assert g(1)"),
        student("def g(x):\n    raise NotImplementedError"),
        case("assert g(1) == 1"),
        student("def g(x):\n    return [x][1]"),
        case("assert g(1) == 1"),
        case("f(1).missing"),
    )
    assert [outcome.ended for outcome in outcomes] == [
        True,
        False,
        True,
        True,
        False,
        True,
        *[False, True] * 2,
        *[False] * 2,
    ]
    messages = {number: outcome.message for number, outcome in enumerate(outcomes) if outcome.message}
    assert messages == {
        1: "ZeroDivisionError: division by zero, in a cell of yours, line 1",
        4: "f(2) should be 5",
        6: "NameError: name 'g' is not defined",
        8: "NotImplementedError: this exercise has no answer yet",
        10: "IndexError: list index out of range, in your cell answer, line 2",
        11: "AttributeError: 'int' object has no attribute 'missing'",
    }
    assert outcomes[2].outputs[0]["data"]["text/plain"] == "'shown'"
    assert text(outcomes[3]) == "f of 2\nchecked\n"
    assert [outcome.partial for outcome in outcomes if outcome.partial is not None] == [0.5]
    assert all(outcome.seconds > 0 for outcome in outcomes)


def test_partial_credit_stays_between_nothing_and_the_points(run):
    outcomes = run(case("7.0", points=2.0), case("-1"), case("True"), case("'3'"))
    assert [outcome.partial for outcome in outcomes] == [2.0, 0.0, None, None]


def test_the_checker_alone_has_the_seed(run):
    ask = "import os\nprint(os.environ.get('AUTOGRADER_SEED'), os.environ.get('NBGRADER_EXECUTION'))"
    outcomes = run(scratch(ask), case(ask))
    assert [text(outcome) for outcome in outcomes] == ["None autograde\n", "s3cret autograde\n"]


def test_pictures_are_in_the_outputs(run):
    (outcome,) = run(scratch("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"), limits=Limits())
    assert outcome.outputs[0]["data"]["image/png"].startswith("iVBOR")


def test_hidden_tests_appear_by_name_only(run):
    hidden = "### BEGIN HIDDEN TESTS\nassert f(12345) == 54321, 'not 54321'\n### END HIDDEN TESTS"
    failed, raised, open_part = run(
        student("def f(x):\n    print('called with', x)\n    if x == 2: raise ValueError(f'x is {x}')\n    return x"),
        case(f"assert f(1) == 1\n{hidden}"),
        case("### BEGIN HIDDEN TESTS\nf(2)\n### END HIDDEN TESTS"),
        case(f"assert f(1) == 2, 'f(1) should be 2'\n{hidden}"),
    )[1:]
    assert failed.message == "a hidden test failed"
    assert "a hidden test failed" in raised.message
    assert open_part.message == "f(1) should be 2"
    shown = str([failed, raised, open_part])
    assert not any(secret in shown for secret in ("12345", "54321", "called with", "x is 2"))


def test_a_cell_over_its_time_costs_itself_and_no_other(run):
    limits = Limits(cell_seconds=0.6, memory=512 * 2**20)
    outcomes = run(
        scratch("while True: pass"),
        student("def f(x):\n    while x: pass\n    return 0"),
        case("f(1)"),
        case("assert f(0) == 0"),
        case("while f(0) == 0: pass"),
        case("assert f(0) == 0"),
        limits=limits,
    )
    assert [outcome.ended for outcome in outcomes] == [False, True, False, True, False, True]
    assert ["stopped after" in outcome.message for outcome in outcomes] == [True, False, True, False, True, False]


def test_after_the_notebooks_time_nothing_is_run(run):
    limits = Limits(cell_seconds=5, notebook_seconds=1)
    outcomes = run(scratch("import time; time.sleep(2)"), case("assert True"), limits=limits)
    assert [outcome.ended for outcome in outcomes] == [False, False]
    assert outcomes[1].message == "this was not run: the notebook ran longer than 1 s"


def test_a_process_that_dies_is_replaced_until_it_has_died_too_often(run):
    ends = case("crash(5)")
    outcomes = run(
        locked("base = 10"),
        student("import os\nstate = [base]\ndef f(x): return state[0] + x\ncrash = os._exit"),
        *[ends, case("assert f(1) == 11")] * 4,
    )
    assert [outcome.ended for outcome in outcomes[2:]] == [False, True] * 3 + [False, False]
    assert outcomes[2].message == "the test got no answer from your code: its process ended"
    assert "restarted too often" in outcomes[-1].message


def test_the_checker_has_the_data_and_modules_that_were_handed_out_and_no_other(run, tmp_path):
    source, work = tmp_path / "source", tmp_path / "work"
    for folder in (source, work):
        folder.mkdir()
        (folder / "helper.py").write_text("value = 1\n")
        (folder / "data.txt").write_text("1")
    (work / "mine.py").write_text("value = 2\n")
    outcomes = run(
        student(
            "import mine\nopen('data.txt', 'w').write('3')\nopen('helper.py', 'w').write('value = 3')\nf = mine.value"
        ),
        case("import helper\nassert (f, helper.value, open('data.txt').read()) == (2, 1, '1')"),
        case("import mine"),
        handed_out=source,
    )
    assert [outcome.ended for outcome in outcomes] == [True, True, False]


def test_what_is_off_limits_is_seen_while_the_answer_runs(run):
    (_, _, called, allowed, _, free) = run(
        scratch("import statistics\nm = getattr(statistics, 'me' + 'an')"),
        student(
            "def f(x):\n    try: return m(x)\n    except Exception: return 0\ndef g(x): return 1",
            off_limits=("statistics.mean",),
        ),
        case("try: f([1, 2])\nexcept Exception: pass"),
        case("assert g(0) == 1"),
        student("def h(x): return m(x)"),
        case("assert h([1, 2]) == 1.5"),
    )
    assert not called.ended
    assert "statistics.mean is off limits" in called.message
    assert (allowed.ended, free.ended) == (True, True)


def test_a_failed_locked_cell_in_the_checker_costs_nothing_by_itself(run):
    outcomes = run(
        locked("table = {}"),
        locked("table['x'] = later(1)"),
        student("def later(x): return x"),
        case("assert later(3) == 3 and table == {}"),
    )
    assert [outcome.ended for outcome in outcomes] == [True, False, True, True]


def test_locked_cells_see_the_students_functions_from_both_sides(run):
    outcomes = run(
        student("def f(x): return x + 1"),
        locked("results = [f(x) for x in range(3)]\nprint(results)"),
        case("assert results == [1, 2, 3]"),
    )
    assert text(outcomes[1]) == "[1, 2, 3]\n"
    assert outcomes[2].ended


def test_nothing_is_left_behind(run, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", os.fspath(tmp_path / "tmp"))
    Path(tmp_path / "tmp").mkdir()
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    run(scratch("import subprocess; subprocess.Popen(['sleep', '60'])"), case("assert 1"))
    assert {process.pid for process in psutil.Process().children(recursive=True)} == before
    assert list((tmp_path / "tmp").iterdir()) == []


def test_it_runs_without_a_sandbox_where_that_is_asked_for(run):
    outcomes = run(student("def f(): return 1"), case("assert f() == 1"), box=sandbox.none)
    assert [outcome.ended for outcome in outcomes] == [True, True]


def test_a_sandbox_that_does_not_start_is_trouble_of_the_grader_and_no_mark(run):
    with pytest.raises(AutograderError, match="do not start"):
        run(case("assert 1"), box=lambda command, **_: ["false"])


def answer(source, *names):
    return Cell("answer", source, "student", defines=frozenset(names))


def test_a_name_that_a_test_used_for_itself_is_the_students_once_an_answer_defines_it(run):
    outcomes = run(
        answer("def f(x): return x", "f"),
        case("g = 3\nassert f(g) == 3"),
        answer("def g(x): return 2 * x", "g"),
        case("assert g(2) == 4"),
        case("g = [5]\nassert g == [5]"),
        case("assert g == [5]"),
    )
    assert [outcome.ended for outcome in outcomes] == [True] * 6, [outcome.message for outcome in outcomes]


def test_a_name_of_the_instructors_stays_his_whatever_an_answer_defines(run):
    outcomes = run(
        locked("limit = 1"),
        answer("limit = 9", "limit"),  # expected here, but the locked cell has it
        case("assert limit == 1\nexpected = 2"),
        answer("def expected(): pass", "other"),  # not expected here
        case("assert expected == 2"),
    )
    assert [outcome.ended for outcome in outcomes] == [True] * 5, [outcome.message for outcome in outcomes]


def test_a_loop_that_ends_at_no_later_random_case_is_named_with_its_arguments_and_costs_its_test_only(run):
    *_, endless, next_one = run(
        student(
            "calls = 0\ndef f(x):\n    global calls\n    calls += 1\n    while calls > 3:\n        pass\n    return x"
        ),
        case(
            "from autograder.checks import Check\n"
            "numbers = iter(range(10))\n"
            "Check(f, 'x').random(lambda rng: (next(numbers),), lambda x: x, n=6)"
        ),
        case("assert calls >= 4"),
        limits=replace(LIMITS, cell_seconds=1.5),
    )
    assert not endless.ended
    assert "f(3) stopped with TimeoutError: stopped after" in endless.message
    assert "is there a loop that never ends?" in endless.message
    assert next_one.ended
