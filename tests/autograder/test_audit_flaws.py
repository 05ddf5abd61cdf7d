"""One audit of a course in which each exercise has a flaw of its own: each is found, and nothing else is."""

import pytest

from tests.autograder import audited
from tests.autograder.audited import ADD, ADD_TEST, exercise, solution
from tests.autograder.tiny import cell

COUNT = solution("n = 0\nwhile a > 0:\n    a = a - 1\n    n = n + 1\nreturn n", "a")
LOCKED = """import os, pathlib, random, warnings
copy = random.Random()
copy.setstate(random.getstate())
next_number = copy.getrandbits(64)"""


def and_hidden(condition):
    """Return a good test for `add`, with a further condition that has nothing to do with it."""
    return ADD_TEST.replace("### END", f"assert {condition}\n### END")


EXERCISES = [
    exercise("good", ADD, ADD_TEST, off_limits=["math"]),
    exercise("flaky", ADD, and_hidden("random.getrandbits(64) == next_number")),
    exercise(
        "blind", ADD, "assert add(0, 0) == 0\n### BEGIN HIDDEN TESTS\nassert add(2, 0) == 2\n### END HIDDEN TESTS"
    ),
    exercise("free", ADD, "assert True"),
    exercise("copied", ADD, "assert add(1, 2) == 3\nassert add(2, 5) == 7"),
    exercise("unlucky", ADD, and_hidden("os.environ['AUTOGRADER_SEED'] != '7'")),
    exercise("lenient", ADD, "assert os.environ['AUTOGRADER_SEED'] != '0' or add(1, 2) == 3 == add(2, 1)"),
    exercise("warns", ADD, and_hidden("warnings.warn('careful', PendingDeprecationWarning) is None")),
    exercise("threads", ADD, and_hidden("os.environ['OMP_NUM_THREADS'] == '1'")),
    exercise("wrong", ADD.replace("+", "-"), ADD_TEST),
    exercise("loop", COUNT, "assert f(3) == 3\n### BEGIN HIDDEN TESTS\nassert f(5) == 5\n### END HIDDEN TESTS"),
    exercise("magic", f"%matplotlib inline\n{ADD}", ADD_TEST),
    exercise("file", ADD, and_hidden("pathlib.Path('data.txt').read_text() == 'beside'")),
    exercise(
        "partial",
        ADD,
        "second = 0\n"
        "### BEGIN HIDDEN TESTS\n"
        "second = add(2, 5) == 7\n"
        "### END HIDDEN TESTS\n"
        "1.0 * (add(1, 2) == 3) + second",
    ),
    exercise("practice", ADD, ADD_TEST, points=0),
    exercise("idle", ADD, "assert True", points=0),
    [cell(ADD, "untested", solution=True)],
]
BANK = {
    "right_commuted": "def add(a, b):\n    return b + a",
    "right_slow": "def add(a, b):\n    import math\n    return math.fsum([a, b])",
    "right_fails": "def add(a, b):\n    return 3",
    "wrong_told": "# says: AssertionError\ndef add(a, b):\n    return a - b",
    "wrong_difference": "# says: a test of this exercise failed\ndef add(a, b):\n    return a - b",
    "wrong_passes": "# says: no\ndef add(a, b):\n    return b + a",
    "wrong_memory": "# says: MemoryError\ndef add(a, b):\n    return bytearray(2**40)",
    "wrong_dies": "# says: its process died\ndef add(a, b):\n    import os\n    os._exit(0)",
}

LIST = """# b is 0
- return a + b
+ return a - b

# these two
# are none
- return a + b
+ return b

- x
+ y
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    root = audited.make(tmp_path_factory.mktemp("flaws") / "course", *EXERCISES, locked=LOCKED)
    (root / "source" / "01-tiny" / "data.txt").write_text("beside")
    audited.keep(root, "good", **BANK)
    audited.keep(root, "blind", equivalent=LIST)
    return audited.run(root)


def test_a_good_test_has_no_survivors_and_no_problems_but_those_of_the_bank(findings):
    good = findings["good"]
    assert audited.survivors(good) == []
    assert {verdict.mutant.after[-1] for verdict in good.verdicts} == {
        "return a - b",
        "return a",
        "return b",
        "return -(a + b)",
    }
    assert good.problems == [
        "the right answer right_fails.py fails: a test of this exercise failed",
        "the right answer right_slow.py fails: math is off limits in this exercise, and line 2 of the answer uses it; "
        "write that part yourself",
        "the wrong answer wrong_passes.py passes",
        "the wrong answer wrong_told.py is told 'a test of this exercise failed', expected 'AssertionError'",
    ]


def test_every_case_says_how_many_wrong_answers_it_is_the_first_to_fail(findings):
    visible, hidden = findings["good"].cases
    assert (visible.text, visible.line, visible.hidden) == ("assert add(1, 2) == 3", 1, False)
    assert (hidden.text, hidden.line, hidden.hidden) == ("assert add(2, 5) == 7", 3, True)
    mutants, memory_and_two_differences, hard_coded = 4, 3, 1
    assert visible.kills == mutants + memory_and_two_differences
    assert hidden.kills == hard_coded
    assert [findings["good"].idle, findings["threads"].idle] == [0, 1]
    assert {v.case for v in findings["good"].verdicts} == {"assert add(1, 2) == 3"}


def test_what_a_test_does_not_see_survives_unless_it_is_listed(findings):
    blind = findings["blind"]
    assert audited.survivors(blind) == [("return a",)]
    assert [(v.mutant.after, v.sentence) for v in blind.verdicts if v.fate == "equivalent"] == [
        (("return a - b",), "b is 0")
    ]
    assert blind.problems == [
        "listed as equivalent, but it fails: return a + b → return b",
        "listed as equivalent, but no mutant is this: x → y",
    ]
    assert (blind.counts, blind.is_good) == ({"killed": 2, "survived": 1, "equivalent": 1}, False)


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        (
            "free",
            [
                "blank, free-test gives 2 points",
                "in a blank notebook free-test gives 2 points",
            ],
        ),
        ("idle", ["blank, idle-test passes", "in a blank notebook idle-test passes"]),
        ("practice", []),
        ("copied", ["the visible cases written down pass: the hidden ones add nothing"]),
        ("unlucky", ["the source fails with the seed 7: a test of this exercise failed"]),
        (
            "warns",
            ["with all warnings shown, warns-test writes to stderr, for which plain nbgrader gives 0: "],
        ),
        ("threads", ["with 4 BLAS threads, the source fails threads-test: a test of this exercise failed"]),
        (
            "wrong",
            [
                "the source fails: a test of this exercise failed",
                "as it is, the source fails wrong-test: a test of this exercise failed",
                "with all warnings shown, the source fails wrong-test: a test of this exercise failed",
                "with 4 BLAS threads, the source fails wrong-test: a test of this exercise failed",
            ],
        ),
        ("flaky", ["the source fails in one of several repeats: ", "the source fails with the seed 1: "]),
        ("loop", []),
        ("magic", []),
        ("untested", []),
        ("file", []),
        ("partial", []),
    ],
)
def test_a_flaw_is_found(findings, name, problems):
    found = findings[name].problems
    assert len(found) == len(problems), found
    assert all(one.startswith(start) for one, start in zip(found, problems, strict=True)), found


def test_a_test_that_sees_an_error_only_by_some_seeds_has_survivors(findings):
    assert {v.sentence for v in findings["lenient"].verdicts if v.fate == "survived"} == {"seed 1"}
    assert findings["lenient"].counts["killed"] == 0


def test_a_mutant_that_never_ends_is_killed_and_the_others_go_on(findings):
    sentences = {verdict.mutant.after: verdict.sentence for verdict in findings["loop"].verdicts}
    assert sentences[("a = a + 1",)] == "it ran out of time"
    assert sentences[("n = n - 1",)] == "a test of this exercise failed"


def test_what_cannot_be_audited_is_noted(findings):
    assert findings["magic"].notes == ["the answer is not plain Python, so it has no mutants"]
    assert findings["untested"].notes == ["no test decides about this answer"]
    assert not any(each.notes for name, each in findings.items() if name not in ("magic", "untested"))


def test_partial_credit_that_is_not_all_counts_as_a_failure(findings):
    partial = findings["partial"]
    assert partial.counts["survived"] == 0
    assert "0 of 2 points in partial-test" in {verdict.sentence for verdict in partial.verdicts}


def test_a_test_without_points_is_held_to_the_same(findings):
    assert findings["practice"].counts == {"killed": 4, "survived": 0, "equivalent": 0}
    assert len(audited.survivors(findings["idle"])) == 4
