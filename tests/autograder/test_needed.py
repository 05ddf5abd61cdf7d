"""Which of the instructor's cells can be left out: pictures, and nothing that an answer or its test could notice."""

import pytest

from autograder.bridge.needed import needed_cells
from autograder.execution import sandbox, wall
from autograder.execution.strategy import Cell, Limits

SETUP = ("locked", "import numpy as np\nimport matplotlib.pyplot as plt")
ANSWER = ("student", "def f(x):\n    total = 0\n    total += limit * x\n    return np.float64(total)")
TEST = ("test", "x = 2\nassert f(x) == 4")
PICTURE = ("locked", "fig, ax = plt.subplots()\nX = np.linspace(0, 1)\nax.plot(X, [f(x) for x in X])\nplots.show(fig)")


def left_out(*cells):
    """Return the sources that are left out."""
    return [source for (_, source), needed in zip(cells, needed_cells(cells), strict=True) if not needed]


def test_a_picture_of_a_students_function_is_left_out():
    assert left_out(SETUP, ANSWER, TEST, PICTURE) == [TEST[1], PICTURE[1]]


@pytest.mark.parametrize(
    "source",
    [
        "limit = 2",
        "for limit in range(3): pass",
        "np.random.seed(0)",
        "np.set_printoptions(precision=3)",
        "def helper(): pass",
        "class Base: pass",
        "%matplotlib inline",
        "data = open('data.txt').read()",
        "plt.savefig('picture.png')",
        "exec('limit = 3')",
        "limit[0] = 1",
    ],
)
def test_what_an_answer_could_notice_is_run(source):
    assert left_out(SETUP, ANSWER, TEST, ("locked", source), PICTURE) == [TEST[1], PICTURE[1]]


def test_it_does_not_matter_whether_it_comes_before_or_after_the_answer():
    before = ("locked", "limit = 2")
    assert left_out(before, SETUP, ANSWER, TEST) == [TEST[1]]
    assert left_out(SETUP, ANSWER, before, TEST) == [TEST[1]]


def test_what_a_needed_cell_needs_is_needed():
    chain = [("locked", "a = 1"), ("locked", "b = a + 1"), ("locked", "limit = b"), ("locked", "c = 3")]
    assert left_out(SETUP, *chain, ANSWER) == ["c = 3"]


def test_a_variable_whose_state_could_move_on_is_left_alone():
    draws = [("locked", "rng = np.random.default_rng(0)"), ("locked", "noise = rng.normal()")]
    assert left_out(SETUP, *draws, ("student", "def f(x):\n    return x + rng.normal()")) == []
    mine = ("student", "model = Net()")
    assert left_out(mine, ("locked", "history = model.fit()")) == []


@pytest.mark.parametrize(
    "own",
    ["%time f(2)", "!ls", "?f", "f?", "files = !ls", "globals()['limit'] = 2", "exec('x = limit')", "x = eval('X')"],
)
def test_where_a_student_asks_for_names_at_run_time_everything_is_run(own):
    assert left_out(SETUP, ANSWER, PICTURE, ("student", own)) == []


def test_a_cell_that_is_no_python_changes_nothing():
    assert left_out(SETUP, ANSWER, PICTURE, ("student", "def f(:")) == [PICTURE[1]]
    assert left_out(SETUP, ANSWER, PICTURE, ("student", "global f, f\nf = 1\nglobal f")) == []
    assert left_out(SETUP, ANSWER, PICTURE, ("locked", "def f(:")) == []


def test_names_that_a_students_scratch_cell_binds_itself_need_no_picture():
    scratch = ("student", "X = [1, 2]\nprint(X, f(X[0]))")
    assert left_out(SETUP, ANSWER, scratch, PICTURE) == [PICTURE[1]]
    assert left_out(SETUP, ANSWER, PICTURE, ("student", "print(X)")) == []


def test_the_wall_runs_what_is_needed_and_says_so_of_the_rest(bubblewrap, tmp_path):
    cells = [
        Cell("setup", "import math\nlimit = 2", "locked"),
        Cell("answer", "def f(x):\n    return limit * x", "student"),
        Cell("picture", "picture = 1 / 0", "locked"),
        Cell("test", "assert f(2) == 4", "test", 1.0),
        Cell("later", "try:\n    picture\nexcept NameError as error:\n    print(error)", "student"),
    ]
    how = {"limits": Limits(), "sandbox": sandbox.bubblewrap, "workdir": tmp_path, "environment": {}, "seed": ""}
    scratch = cells[-1]
    all_but_scratch = wall.run(cells[:-1], pictures=False, **how)
    assert [outcome.ended for outcome in all_but_scratch] == [True] * 4
    assert all_but_scratch[2].outputs[0].text == "Not run while grading: no mark depends on this cell.\n"
    assert [outcome.ended for outcome in wall.run(cells[:-1], **how)] == [True, True, False, True]
    assert [outcome.ended for outcome in wall.run([*cells[:-1], scratch], pictures=False, **how)][2] is False
