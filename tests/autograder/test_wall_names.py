"""Which locked cells the checker runs, and which names are the instructor's."""

import ast

import pytest

from autograder.bridge.names import answered, bound, checker_sources, free_names, instructor_names

IMPORTS = ("locked", "import numpy as np\nimport matplotlib.pyplot as plt")
DATA = ("locked", "X = np.arange(3)")
TEST = ("test", "assert f(X) == 3")


def needed(*cells):
    return [source is not None for source in checker_sources(list(cells))]


def test_imports_that_nothing_in_the_checker_uses_are_blanked_out():
    first = (
        "locked",
        "import numpy as np; import os\nfrom torch import (\n    nn,\n    optim,\n)\nimport a.b\nX = np.arange(3)",
    )
    assert checker_sources([first, TEST])[0] == "import numpy as np; import os\npass\n\n\n\npass\nX = np.arange(3)"
    beside = ("locked", "import torch; X = 1\nimport p; import q")
    assert checker_sources([beside, TEST])[0] == "import torch; X = 1\npass"
    assert checker_sources([("locked", "from x import *"), ("locked", "X = y"), TEST])[1] == "X = y"


def test_imports_and_data_of_a_test_are_needed():
    assert needed(IMPORTS, DATA, ("student", "def f(x): return 3"), TEST) == [True, True, False, True]


def test_the_picture_made_from_the_students_function_is_not():
    figure = ("locked", "fig, ax = plt.subplots()\nax.plot(X, f(X))\nplt.show()")
    assert needed(IMPORTS, DATA, figure, TEST)[2] is False


def test_nor_is_what_a_test_binds_itself():
    first = ("locked", "X, t = load()")
    assert needed(first, ("test", "X, t = [1], 2\nassert f(X) == t"))[0] is False
    assert needed(first, ("test", "assert f(X) == 1\nX = 2"))[0] is True
    assert needed(first, ("test", "if f(1):\n    X = 2\nassert X"))[0] is True
    assert needed(first, ("locked", "X = 2"), ("test", "assert f(X) == 1"))[0] is False


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("check = Check(f, lambda x: g(x) + y)", {"Check", "f", "g", "y"}),
        ("def h(a, b=c):\n    d = a\n    return d + e\nh(1)", {"c", "e"}),
        ("values = [k(v) for v in w if v]\nvalues", {"k", "w"}),
        ("a += 1", {"a"}),
        ("for i, j in x:\n    i + j\nelse:\n    k", {"x", "k"}),
        ("with a as b:\n    b\nb", {"a", "b"}),
        ("try:\n    a\nexcept E:\n    b\nelse:\n    c\nfinally:\n    d", {"a", "b", "c", "d", "E"}),
        ("if a:\n    b = 1\n    b\nwhile c: d", {"a", "c", "d"}),
        ("class A(B):\n    c = d\n    def m(self): return n", {"B", "d", "n"}),
    ],
)
def test_free_names_are_those_that_must_be_there_before(source, names):
    assert free_names(ast.parse(source)) == names


def test_what_no_test_uses_is_not_needed():
    assert needed(("locked", "import torch\nmodel = torch.nn.Linear(3, 3)"), TEST) == [False, True]
    assert needed(IMPORTS, DATA) == [False, False]


@pytest.mark.parametrize(
    "change",
    [
        "X[0] = 5",
        "X.sort()",
        "np.random.shuffle(X)",
        "np.random.seed(0)",
        "X += 1",
        "del X[0]",
        "for i in range(2):\n    X[i] = i",
        "sys.path.append('lib')",
    ],
)
def test_a_cell_that_may_change_what_a_test_uses_is_needed(change):
    test = ("test", "assert np.all(f(X) == 3)")
    assert needed(IMPORTS, DATA, ("locked", change), test)[2] is True


def test_functions_that_change_globals_are_followed():
    setup = ("locked", "def setup():\n    global X\n    X = 3\ndef show():\n    plt.show()")
    assert needed(setup, ("locked", "setup()"), TEST)[:2] == [True, True]
    assert needed(setup, ("locked", "show()"), TEST)[1] is False


def test_names_of_magics_and_of_cells_with_errors_are_no_trouble():
    assert needed(("locked", "%matplotlib inline\nX = 1"), ("locked", "X ="), TEST) == [True, False, True]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b.c = 1; d, (e, *f) = g", {"a", "d", "e", "f"}),
        ("import p.q, r as s; from t import u as v, w", {"p", "s", "v", "w"}),
        ("def f(x):\n    global y\n    z = 1\nclass C:\n    k = 1", {"f", "y", "C"}),
        ("for i in range(3):\n    with open(x) as h: pass\ntry: pass\nexcept E as e: pass", {"i", "h", "e"}),
        ("[j for j in k]; {m: n for m, n in o}; sum(q for q in r); lambda s: s", set()),
        ("if (n := 3): pass\nmatch v:\n    case [a, *b]: pass", {"n", "a", "b"}),
        ("x[0] = 1; y.z = 2", set()),
    ],
)
def test_bound_names_are_those_of_the_notebook(source, names):
    assert bound(ast.parse(source)) == names
    assert instructor_names(source) == names


def test_a_name_that_a_test_deletes_remains_the_students():
    assert instructor_names("saved = f\ndel f\ntry: g()\nexcept NameError: pass\nf = saved") == {"saved"}


def test_an_answer_binds_what_stands_at_its_top_level_and_is_not_imported():
    assert answered("import a\nfrom b import c\ndef f():\n    g = 1\nx, y = 1, 2\nclass K: pass") == {
        "f",
        "x",
        "y",
        "K",
    }
    assert answered("not python at all") == set()
