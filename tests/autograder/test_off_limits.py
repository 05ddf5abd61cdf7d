import pytest

from autograder.submissions.off_limits import violation

FORBIDDEN = ["nnlib.perceptron", "torch.nn"]
IMPORTS = ["import nnlib\nimport torch.nn as nn\nfrom nnlib import perceptron as p\nimport math"]


@pytest.mark.parametrize(
    "answer",
    [
        "import nnlib.perceptron",
        "from nnlib.perceptron import step",
        "from nnlib import perceptron",
        "from nnlib.perceptron import *",
        "from nnlib import *\nf = lambda x: perceptron.step(x)",
        "def f(x):\n    return nnlib.perceptron.step(x)",
        "def f(x):\n    return p.step(x)",
        "def f(x):\n    import nnlib as n\n    return n.perceptron.step(x)",
        "def f(x):\n    q = p\n    return q.step(x)",
        "def f(x):\n    return nn.Linear(1, 1)(x)",
        "def f(x):\n    return __import__('nnlib.perceptron').perceptron.step(x)",
        "import importlib\nstep = importlib.import_module('nnlib.perceptron').step",
        "%matplotlib inline\nf = p.step",
        "def f(x, p=p):\n    return p.step(x)",
        "def f(x):\n    def g():\n        p = 1\n    return p.step(x)",
        "def f(x):\n    [p for p in x]\n    return p.step(x)",
        "def f(x):\n    global p\n    p = p\n    return p.step(x)",
        "def f(x):\n    from nnlib import perceptron as p\n    return p.step(x)",
    ],
)
def test_a_use_of_something_off_limits_is_found(answer):
    assert "is off limits in this exercise, and line" in violation(answer, [], IMPORTS, FORBIDDEN)


@pytest.mark.parametrize(
    "answer",
    [
        "def f(x):\n    return math.sqrt(x)",
        "def f(x):\n    return nnlib.datasets.iris()",
        "def perceptron(x):\n    return x",
        "def f(x):\n    def p(y):\n        return y\n    return p",
        "def f(p):\n    return p + 1",
        "def f(x):\n    p = x @ x\n    return p",
        "f = lambda p: p.mean()",
        "def f(x):\n    return 'nnlib.perceptron'",
        "import torch\nf = torch.tanh",
        "from nnlib import perceptron_tools",
        "def f(x:\n    not Python",
    ],
)
def test_other_answers_are_left_alone(answer):
    assert violation(answer, [], IMPORTS, FORBIDDEN) == ""


def test_the_line_is_named():
    answer = "def f(x):\n    y = x\n    return p.step(y)"
    assert violation(answer, [], IMPORTS, FORBIDDEN) == (
        "nnlib.perceptron is off limits in this exercise, and line 3 of the answer uses it; write that part yourself"
    )


def test_a_helper_in_another_cell_counts_if_the_answer_uses_it():
    helper = ["from nnlib import perceptron as q\ndef helper(x):\n    return q.step(x)"]
    assert "'def helper(x):' uses it" in violation("f = lambda x: helper(x)", helper, IMPORTS, FORBIDDEN)
    assert violation("f = lambda x: x > 0", helper, IMPORTS, FORBIDDEN) == ""


def test_comparing_ones_answer_with_the_library_elsewhere_is_allowed():
    scratch = ["from nnlib import perceptron\nassert perceptron.step(3) == f(3)"]
    assert violation("def f(x):\n    return int(x > 0)", scratch, IMPORTS, FORBIDDEN) == ""


def test_names_that_the_instructor_binds_to_the_library_are_no_use_of_it():
    fallback = ["step = choose(step, p.step)"]
    assert violation("def predict(x):\n    return step(x)", [], IMPORTS + fallback, FORBIDDEN) == ""
