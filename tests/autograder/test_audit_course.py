"""The audit of a course as an instructor meets it: what runs again, the command, its files, its errors."""

import json
import re
import sys

import nbformat
import numpy as np
import pytest

from autograder.audit.audit import options
from autograder.audit.banks import read_equivalent
from autograder.audit.hard_coding import identity
from autograder.cli import main
from autograder.course.directory import Course
from autograder.errors import AutograderError
from tests.autograder import audited
from tests.autograder.audited import ADD, ADD_TEST, exercise, solution
from tests.autograder.tiny import LESSON, cell

BLIND_TEST = "assert add(0, 0) == 0\n### BEGIN HIDDEN TESTS\nassert add(2, 0) == 2\n### END HIDDEN TESTS"
ONE, OTHER = exercise("one", ADD, ADD_TEST), exercise("other", ADD, ADD_TEST)


class Heard:
    """Counts the trials and passes of an audit."""

    def __init__(self):
        self.total = 0

    def __call__(self, done, total):
        assert 1 <= done <= total
        self.total = total


def trials(course, *, changed=True):
    """Audit and return how many trials and passes that took, and what was found."""
    heard = Heard()
    return heard, audited.run(course, changed=changed, heard=heard)


@pytest.mark.slow
def test_only_what_has_changed_runs_again(tmp_path):
    course = audited.make(tmp_path, ONE, OTHER)
    first, found = trials(course)
    again, known = trials(course)
    assert (again.total, first.total > 20) == (0, True)
    assert {name: each.counts for name, each in known.items()} == {name: each.counts for name, each in found.items()}
    assert all(each.recorded and each.is_good for each in known.values())

    audited.change(course, ONE, exercise("other", ADD, ADD_TEST.replace("7", "7.0")))
    half, found = trials(course)
    assert (half.total, bool(found["one"].recorded), bool(found["other"].recorded)) == (
        first.total // 2 + 2,
        True,
        False,
    )

    audited.keep(course, "one", right_commuted="def add(a, b):\n    return b + a")
    assert trials(course)[0].total == half.total + 1
    assert trials(course, changed=False)[0].total == first.total + 1


@pytest.mark.slow
def test_an_exercise_that_is_not_good_runs_every_time(tmp_path):
    course = audited.make(tmp_path, exercise("blind", ADD, BLIND_TEST))
    first, found = trials(course)
    assert found["blind"].counts["survived"] == 2
    assert trials(course)[0].total == first.total
    lines = "# b is 0\n- return a + b\n+ return a\n\n- return a + b\n+ return a - b\n"
    audited.keep(course, "blind", equivalent=lines)
    assert trials(course)[1]["blind"].is_good
    assert trials(course)[0].total == 0


@pytest.mark.slow
def test_answers_that_share_tests_and_cells_between_them_are_run_together(tmp_path):
    halves = [
        cell(solution("return 2 * a", "a", "twice"), "twice", solution=True),
        cell("base = twice(3)", "base", locked=True),
        cell(solution("return a + base", "a", "above"), "above", solution=True),
        cell("assert above(1) == 7", "both", grade=True, locked=True, points=1),
        cell(
            "### BEGIN HIDDEN TESTS\nassert above(2) == 8 and twice(1) == 2\n### END HIDDEN TESTS",
            "more",
            grade=True,
            locked=True,
            points=1,
        ),
    ]
    found = audited.run(audited.make(tmp_path, halves))
    assert [found["twice"].problems, found["above"].problems] == [[], []]
    assert [found["twice"].counts["survived"], found["above"].counts["survived"]] == [0, 0]
    assert {case.test for case in found["twice"].cases} == {"both", "more"}


@pytest.mark.slow
def test_a_generator_that_an_earlier_cell_seeds_is_part_of_the_exercise(tmp_path):
    test = (
        f"{ADD_TEST}\nassert random.random() == 0.13436424411240122"  # the first number after seed 1, since Python 2.3
    )
    assert (
        audited.run(audited.make(tmp_path, exercise("seeded", ADD, test), locked="import random\nrandom.seed(1)"))[
            "seeded"
        ].problems
        == []
    )


@pytest.fixture
def autograder(monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "200")
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr().out

    return run


@pytest.mark.slow
def test_the_command_shows_survivors_as_changes_and_ends_with_1(autograder, tmp_path):
    course = audited.make(tmp_path / "course", exercise("blind", ADD, BLIND_TEST), ONE)
    code, shown = autograder(
        "audit", LESSON, "--course", course, "--json", tmp_path / "a.json", "--html", tmp_path / "a.html"
    )
    assert code == 1
    assert re.search(r"^blind +4 +2 +2 +0 +0 ", shown, re.MULTILINE)
    assert "? 01-tiny blind, survived: line 3, operator, with seed 0\n- return a + b\n+ return a - b\n" in shown
    assert shown.rstrip().endswith("2 exercises, 0 answers of the banks, 6 of 8 mutants killed (75.0%), 0 problems")
    rows = json.loads((tmp_path / "a.json").read_text())
    assert [row["counts"] for row in rows] == [
        {"killed": 2, "survived": 2, "equivalent": 0},
        {"killed": 4, "survived": 0, "equivalent": 0},
    ]
    assert {verdict["case"] for verdict in rows[1]["verdicts"]} == {"assert add(1, 2) == 3"}
    page = (tmp_path / "a.html").read_text()
    assert "- return a + b\n+ return a - b</pre>" in page
    assert not re.search(r"(src|href)=.(?!#)", page)


@pytest.mark.slow
def test_the_command_ends_with_0_when_all_is_good(autograder, tmp_path):
    course = audited.make(tmp_path, ONE)
    assert autograder("audit", "--course", course, "--bank", course / "answers")[0] == 0
    code, shown = autograder("audit", "--course", course, "--changed", "--html", tmp_path / "a.html")
    assert (code, "unchanged" in shown) == (0, True)
    assert "Unchanged since it passed an audit." in (tmp_path / "a.html").read_text()


def test_the_bank_is_where_the_course_says(tmp_path):
    course = audited.make(tmp_path, ONE)
    assert options(Course(course)).bank == course / "answers"
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.Audit.bank = '../bank'\nc.Execute.timeout = 7\n")
    assert (options(Course(course)).bank, options(Course(course)).seconds) == (course / "../bank", 7.0)
    assert options(Course(course)).ledger == course / ".autograder" / "audit"
    with pytest.raises(AutograderError, match="--bank: there is no folder"):
        options(Course(course), bank=tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n+ b\n", "line 1: say why this change is no error"),
        ("# because\nreturn a\n", "line 2: a line begins with `# `, `- ` or `\\+ `, got 'return a'"),
    ],
)
def test_a_list_that_cannot_be_read_is_named_with_its_line(tmp_path, text, sentence):
    (tmp_path / "equivalent.txt").write_text(text)
    with pytest.raises(AutograderError, match=sentence):
        read_equivalent(tmp_path)


def test_indentation_and_blank_lines_of_a_list_do_not_count(tmp_path):
    (tmp_path / "equivalent.txt").write_text("# two\n# lines\n\n-     a = 1\n-  b\n+ c\n\n\n+ d\n# other\n- e\n")
    assert read_equivalent(tmp_path) == {
        (("a = 1", "b"), ("c",)): "two lines",
        ((), ("d",)): "two lines",
        (("e",), ()): "other",
    }


def test_a_notebook_of_another_language_is_refused(autograder, tmp_path):
    course = audited.make(tmp_path, ONE)
    path = course / "source" / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec.language = "R"
    nbformat.write(notebook, path)
    assert "only Python can be audited, this is R" in autograder("audit", "--course", course)[0]


@pytest.mark.slow
def test_a_worker_that_ends_early_says_so(autograder, tmp_path):
    course = audited.make(tmp_path, ONE, locked="import os\nif True:\n    os._exit(3)\nmath = os")
    assert "the audit's worker ended early: status 3" in autograder("audit", "--course", course)[0]


def test_arguments_are_the_same_if_their_values_are():
    assert identity(([1, 2.0], {"a": np.ones(2)})) == identity(((1, 2.0), {"a": np.ones(2)}))
    assert identity((np.ones(2),)) != identity((np.ones(2, dtype=int),))
    assert identity((lambda x: x + 1,)) == identity((lambda x: x + 1,))
    assert identity((lambda x: x + 1,)) != identity((lambda x: x + 2,))
