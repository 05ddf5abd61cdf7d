"""Many calls in one request: a check's random cases, each answered as if it had been asked for alone."""

import re

import pytest

from autograder.bridge import codec, peer
from autograder.bridge.channel import ChannelClosedError
from tests.autograder.bridged import Bridge


@pytest.fixture
def bridge():
    bridge = Bridge()
    yield bridge
    bridge.peer.channel.close()


@pytest.fixture
def requests(bridge, monkeypatch):
    """The names of the operations that the test's side asks for."""
    asked, request = [], bridge.peer.request
    monkeypatch.setattr(
        bridge.peer, "request", lambda name, *more, **how: asked.append(name) or request(name, *more, **how)
    )
    return asked


RANDOM = """
import numpy as np
from autograder.checks import Check
check = Check(f, "x", name="f")
check.random(lambda rng: (rng.normal(size=3),), lambda x: 2 * x, n=6)
"""


def test_random_calls_are_made_in_two_requests(bridge, requests):
    bridge.define("calls = 0\ndef f(x):\n    global calls\n    calls += 1\n    return 2 * x")
    bridge.test(RANDOM)
    assert bridge.student["calls"] == 6
    assert requests.count("call") == requests.count("each") == 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("return 3 * x", "it is 1.5 times what it should be"),
        ("return 2 * x if calls < 4 else 3 * x", "it is 1.5 times what it should be"),
        ("return 2 * x if calls < 4 else 1 / 0", "stopped with ZeroDivisionError: division by zero"),
        ("return 2 * x if calls < 4 else exit()", "stopped with RuntimeError: SystemExit"),
        ("return 2 * x if calls < 4 else [x, lambda: 0, object()][:calls]", "expected an array of shape (3,)"),
        ("x *= 2\n    return x", "changes its argument `x` in place"),
        ("x[calls == 4] *= 1 + (calls == 4)\n    return 2 * x", "changes its argument `x` in place"),
    ],
)
def test_a_mistake_at_any_random_case_has_its_sentence(bridge, answer, sentence):
    bridge.define(f"calls = 0\ndef f(x):\n    global calls\n    calls += 1\n    {answer}")
    with pytest.raises(AssertionError, match=re.escape(sentence)):
        bridge.test(RANDOM)


def test_one_array_that_every_call_returns_is_read_after_every_call(bridge):
    bridge.define("import numpy as np\nkept = np.zeros(3)\ndef f(x):\n    np.multiply(2, x, out=kept)\n    return kept")
    bridge.test(RANDOM)


def test_functions_of_random_cases_are_called_back(bridge, requests):
    bridge.define("def f(g, x): return g(x) + g(0)")
    bridge.test(
        "from autograder.checks import Check\n"
        "draw = lambda rng: ((lambda a, n=rng.integers(9): int(a + n)), int(rng.integers(9)))\n"
        "Check(f, 'g, x', name='f').random(draw, lambda g, x: g(x) + g(0), n=4)"
    )
    assert requests.count("each") == 1


def test_what_is_too_large_at_once_is_asked_for_case_by_case(bridge, requests, monkeypatch):
    monkeypatch.setattr(codec, "MESSAGE_BYTES", 300)
    monkeypatch.setattr(peer, "MESSAGE_BYTES", 120)
    bridge.define("calls = 0\ndef f(x):\n    global calls\n    calls += 1\n    return 2 * x")
    bridge.test(RANDOM)
    assert bridge.student["calls"] == 6
    assert requests.count("call") > 1


@pytest.mark.parametrize(
    "answer",
    [
        "None",
        "[]",
        "[1, None]",
        "[[1], None]",
        "[[b''], None]",
        "[[], 7]",
        "[[], [None, [], 1, '']]",
        "[[b'\\x00'] * 9, None]",
    ],
)
def test_malformed_answers_to_many_calls_cost_the_test(bridge, answer):
    bridge.define("def f(x): return 2 * x")
    bridge.operations["each"] = lambda *_: eval(answer)
    with pytest.raises(ChannelClosedError, match="malformed"):
        bridge.test(RANDOM)


def test_student_code_cannot_ask_the_checker_for_many_calls(bridge):
    bridge.student["request"] = bridge.other.request
    bridge.define("def f(g): return request('each', g, [[1]])")
    with pytest.raises(ChannelClosedError, match="a request is malformed"):
        bridge.test("f(lambda x: x)")
