"""A test and the student's code on two sides of a bridge: calls, stand-ins, callbacks, and who decides what."""

import copy
import inspect
from dataclasses import dataclass

import numpy as np
import pytest

from autograder.bridge.channel import ChannelClosedError
from autograder.bridge.standins import StandIn
from tests.autograder.bridged import Bridge


@pytest.fixture
def bridge():
    bridge = Bridge()
    yield bridge
    bridge.peer.channel.close()


VALUE = '''
class Value:
    """A number that remembers."""

    def __init__(self, data):
        self.data, self.grad = data, 0.0

    def __add__(self, other):
        return Value(self.data + (other.data if isinstance(other, Value) else other))

    __radd__ = __add__

    def __neg__(self):
        return Value(-self.data)

    def __eq__(self, other):
        return True

    __hash__ = None

    def __bool__(self):
        return False

    def __len__(self):
        return 3

    def __getitem__(self, index):
        return [10, 20, 30][index]

    def __iter__(self):
        yield from (10, 20, 30)

    def __enter__(self):
        self.data += 1
        return self

    def __exit__(self, *error):
        self.data -= 1
        return True

    def __repr__(self):
        return f"Value({self.data})"

    def __float__(self):
        return float(self.data)

    def __lt__(self, other):
        return True
'''


def test_calls_bring_data_back(bridge):
    bridge.define("import numpy as np\ndef f(x, *, scale=2): return {'x': x * scale, 'n': (1, None)}")
    bridge.test("out = f(3, scale=5)\nassert out == {'x': 15, 'n': (1, None)}, out")


def test_functions_of_a_test_reach_the_student_by_name_and_by_eval(bridge):
    bridge.define("def f(x): return x + 1")
    bridge.test("def helper(x): return f(x)\nassert helper(1) == eval('f(1)') == globals()['f'](1) == 2")


def test_a_signature_is_known_without_a_call(bridge):
    bridge.define("def f(w, *xs, eta=0.1, rng, **more):\n    'Doc.'\n")
    bridge.test("import inspect\nsignature = inspect.signature(f)\nname, doc = f.__name__, f.__doc__")
    parameters = bridge.names["signature"].parameters
    assert list(parameters) == ["w", "xs", "eta", "rng", "more"]
    assert parameters["eta"].default == 0.1
    assert parameters["rng"].kind is inspect.Parameter.KEYWORD_ONLY
    assert parameters["rng"].default is inspect.Parameter.empty
    assert (bridge.names["name"], bridge.names["doc"]) == ("f", "Doc.")


def test_objects_have_their_attributes_methods_operators_and_protocols(bridge):
    bridge.define(VALUE)
    bridge.test(
        "a = Value(2)\n"
        "assert (a + 1).data == (1 + a).data == 3\n"
        "assert (a + a).data == 4 and (-a).data == -2\n"
        "a.grad = 7\n"
        "assert a.grad == 7 and a[1] == 20 and len(a) == 3 and list(a) == [10, 20, 30]\n"
        "assert repr(a) == 'Value(2)' and type(a).__name__ == 'Value' and 'grad' in dir(a)\n"
        "assert isinstance(a, Value) and not isinstance(3, Value) and not callable(a)\n"
        "with a as same:\n    assert same is a and a.data == 3\n"
        "assert a.data == 2\n"
    )


def test_a_failing_block_is_not_swallowed_by_a_context_manager(bridge):
    bridge.define(VALUE)
    with pytest.raises(AssertionError):
        bridge.test("with Value(2): assert False")


def test_what_a_stand_in_equals_is_decided_here(bridge):
    bridge.define(VALUE)
    bridge.test("a, b = Value(2), Value(2)")
    a, b = bridge.names["a"], bridge.names["b"]
    assert a == a
    assert a != b
    assert a != 2
    assert a not in [2, b]
    assert hash(a) == hash(a)
    assert (np.arange(3) == a) is False
    for conversion in (float, int, complex, round, np.array([1.0]).__float__ and (lambda x: 1.0 * np.sin(x))):
        with pytest.raises(TypeError):
            conversion(a)
    with pytest.raises(TypeError):
        a < 3  # noqa: B015
    with pytest.raises(TypeError, match="expected an array, got an object of the class Value"):
        np.asarray(a)


CLOSE = """
class Close:
    def __sub__(self, other): return 0.0
    __rsub__ = __mul__ = __abs__ = __sub__
    def __len__(self): return 3
    def __getitem__(self, index): return 0.0
    def __iter__(self): return iter([0.0])
    def max(self): return 0.0
    all = item = sum = max
class Sly(Close):
    def __sub__(self, other): return Sly()
    __rsub__ = __sub__
def f(x): return Close()
def g(x): return Sly()
"""


@pytest.mark.parametrize(
    "test",
    [
        "assert abs(f(3) - 9) < 1e-6",
        "assert abs(g(3) - 9) < 1e-6",
        "assert abs(9 - g(3)) < 1e-6",
        "assert max(abs(d) for d in g(3) - np.ones(3)) < 1e-6",
        "assert (g(3) - np.ones(3))[0] == 0",
        "assert (g(3) - np.ones(3)).max() < 1e-6",
        "assert (np.ones(3) - g(3)).max() < 1e-6",
        "assert np.abs(g(3) - np.ones(3)).max() < 1e-6",
        "assert np.allclose(f(3), np.ones(3))",
        "np.testing.assert_allclose(f(3), np.ones(3))",
        "assert np.array_equal(f(3), 0.0 * np.ones(3))",
        "assert math.isclose(f(3), 9)",
        "assert sum(f(3) for _ in range(2)) == 0",
    ],
)
def test_an_object_cannot_choose_its_difference_from_an_expected_value(bridge, test):
    bridge.define(CLOSE)
    bridge.names["np"], bridge.names["math"] = np, __import__("math")
    with pytest.raises((AssertionError, TypeError)):
        bridge.test(test)


def test_inputs_are_seen_changed_where_they_are_changed(bridge):
    bridge.define(
        "def grow(numbers): numbers.append(4)\n"
        "def shift(x): x += 1\n"
        "def fill(table): table['a'] = 1; del table['b']\n"
        "def nested(parameters): parameters[0][0] -= 1; parameters[1]['w'][...] = 5\n"
        "def peek(x): return x.sum()\n"
    )
    array, inner, weights = np.arange(3.0), np.ones(2), np.zeros(2)
    numbers, table = [1, 2], {"b": 2}
    bridge.names |= {"x": array, "n": numbers, "t": table, "p": [inner, {"w": weights}], "read_only": np.arange(3.0)}
    bridge.names["read_only"].flags.writeable = False
    bridge.test("grow(n)\nshift(x)\nfill(t)\nnested(p)\nassert peek(read_only) == 3")
    assert numbers == [1, 2, 4]
    assert array.tolist() == [1, 2, 3]
    assert table == {"a": 1}
    assert inner.tolist() == [0, 1]
    assert weights.tolist() == [5, 5]


def test_a_random_generator_advances_for_the_test_too(bridge):
    bridge.define("def draw(rng): return rng.normal(size=3)")
    generator, reference = np.random.default_rng(1), np.random.default_rng(1)
    bridge.names["rng"] = generator
    bridge.test("first = draw(rng)\nsecond = draw(rng)")
    assert bridge.names["first"].tolist() == reference.normal(size=3).tolist()
    assert bridge.names["second"].tolist() == reference.normal(size=3).tolist()


def test_functions_of_a_test_are_called_back_and_nest(bridge):
    bridge.define(
        "def apply(f, x, *more): return f(x, *more)\ndef again(f, n): return 0 if n == 0 else 1 + f(again, n)"
    )
    bridge.test(
        "assert apply(lambda x: x + 1, 2) == 3\n"
        "assert apply(apply, lambda x: x * 10, 4) == 40\n"
        "def down(g, n): return g(down, n - 1)\n"
        "assert again(down, 5) == 5\n"
        "assert list(apply(iter, [1, 2])) == [1, 2]\n"
        "assert apply(sum, (i for i in range(4))) == 6\n"
    )


def test_endless_mutual_recursion_is_an_error(bridge):
    bridge.define("def again(f): return f(again)")
    bridge.test("def forever(g): return g(forever)")
    with pytest.raises(RecursionError, match="calls inside each other"):
        bridge.test("again(forever)")
    bridge.test("assert again(lambda _: 3) == 3")  # and the bridge still stands


def test_library_functions_and_types_cross_by_name(bridge):
    bridge.define("import numpy as np\ndef same(f): return f is np.tanh\ndef kind(): return np.float32, float\n")
    bridge.names["np"] = np
    bridge.test("assert same(np.tanh)\nassert kind() == (np.float32, float)")


@pytest.mark.parametrize("error", [ValueError, NotImplementedError, KeyError, ZeroDivisionError, RecursionError])
def test_exceptions_arrive_as_their_type_with_text_and_place(bridge, error):
    bridge.define(f"def f():\n    raise {error.__name__}('why')")
    with pytest.raises(error) as raised:
        bridge.test("f()")
    assert str(raised.value) == "why"
    assert "Cell In[1], line 2, in f" in raised.value.remote_traceback


@pytest.mark.parametrize("end", ["SystemExit(0)", "KeyboardInterrupt()", "GeneratorExit()", "BaseException()"])
def test_what_would_end_a_process_arrives_as_an_ordinary_error(bridge, end):
    bridge.define(f"def f(): raise {end}")
    with pytest.raises(RuntimeError, match=end.partition("(")[0]):
        bridge.test("f()")


def test_library_errors_keep_their_class_and_the_students_own_can_be_caught(bridge):
    bridge.define(
        "import numpy as np\nclass Mine(ValueError): pass\ndef f(): raise Mine('x')\ndef g(): np.linalg.inv([[0.]])"
    )
    bridge.test("try:\n    f()\nexcept Mine as error:\n    text = str(error)\nassert text == 'x'")
    with pytest.raises(ValueError, match="x"):
        bridge.test("f()")
    with pytest.raises(np.linalg.LinAlgError):
        bridge.test("g()")


def test_an_error_without_a_text_is_still_an_error(bridge):
    bridge.define("class Bad(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise Bad")
    with pytest.raises(Exception, match="no text"):
        bridge.test("f()")


def test_data_is_fetched_again_after_a_call(bridge):
    bridge.define("count = 0\ndef step():\n    global count\n    count += 1\n")
    bridge.test("assert count == 0\nstep()\nassert count == 1\nstep(); step()\nassert count == 3")


def test_the_instructors_and_the_builtin_names_are_never_the_students(bridge):
    bridge.define("expected = 1\nabs = len = all = lambda *x: 0\ndef f(): return -7")
    bridge.names["expected"] = 7
    bridge.test("assert abs(f()) == expected")
    bridge.names.new_cell(["tolerance"], ())
    bridge.student["tolerance"] = 100
    with pytest.raises(NameError, match="the cell that defines it has failed"):
        exec("tolerance", bridge.names)


def test_libraries_are_the_checkers_own_under_their_customary_name_only(bridge):
    allclose = np.allclose
    bridge.define("import numpy as np, math\nnp.allclose = lambda *_: True\nimport unittest.mock as torch\n")
    try:
        bridge.test("assert np.__name__ == 'numpy' and math.pi > 3")
        with pytest.raises(NameError, match="is the module unittest"):
            bridge.test("torch")
    finally:
        np.allclose = allclose  # both ends share this process here


@dataclass
class Point:
    x: float
    y: float

    def norm(self):
        return abs(complex(self.x, self.y))


def test_objects_of_the_instructors_classes_cross_as_copies(bridge, monkeypatch):
    monkeypatch.setattr(Point, "__module__", "__main__")
    bridge.names["Point"] = bridge.student["Point"] = Point
    bridge.other.instructor_classes["Point"] = Point
    bridge.define(
        "def flip(p): return Point(p.y, p.x)\n"
        "class Near(Point):\n    def norm(self): return 1.0\n"
        "def forged():\n    p = Point(3, 4)\n    p.norm = 5\n    return p\n"
    )
    bridge.test("q = flip(Point(3, 4))\nassert type(q) is Point and q == Point(4, 3) and q.norm() == 5")
    bridge.test("near = Near(3, 4)\nassert isinstance(near, Point) and near.norm() == 1.0 and near.x == 3")
    with pytest.raises(ChannelClosedError, match="overwritten"):
        bridge.test("forged()")


def test_stand_ins_are_not_copied(bridge):
    bridge.define(VALUE)
    bridge.test("a = Value(1)")
    assert copy.deepcopy(bridge.names["a"]) is bridge.names["a"]
    assert isinstance(bridge.names["a"], StandIn)


def test_student_code_gets_calls_of_a_tests_function_and_nothing_else(bridge):
    bridge.define(
        "def peek(f):\n    return [hasattr(f, name) for name in ('__globals__', '__code__', '__closure__', '__self__')]"
    )
    bridge.test("hidden = 42\ndef reference(x): return hidden\nassert peek(reference) == [False] * 4")


def test_an_object_that_is_neither_data_nor_function_does_not_reach_the_student(bridge):
    bridge.define("def f(x): return 1")
    with pytest.raises(TypeError, match="lock objects cannot cross"):
        bridge.test("import threading\nf(threading.Lock())")


def test_a_test_may_take_a_function_away_and_put_it_back(bridge):
    bridge.define("def squares(n): return n * n\ndef total(n): return sum(map(squares, range(n)))")
    bridge.test(
        "saved = squares\n"
        "del squares\n"
        "try:\n    total(3)\nexcept NameError: pass\nelse: raise AssertionError('it does not use squares')\n"
        "finally: squares = saved\n"
        "assert total(3) == 5\n"
    )
    bridge.test("assert squares(2) == 4 and total(2) == 1")


@pytest.mark.parametrize("target", ["np.memmap", "np.float64", "bytes", "Point", "test"])
def test_student_code_cannot_have_the_checker_call_anything_else(bridge, monkeypatch, target):
    monkeypatch.setattr(Point, "__module__", "__main__")
    bridge.names["Point"] = bridge.student["Point"] = Point
    bridge.other.instructor_classes["Point"] = Point
    bridge.student["request"] = bridge.other.request
    bridge.define(
        f"import numpy as np\ndef test(): pass\ndef f(callback):\n    return request('call', {target}, 'x', 'y')"
    )
    with pytest.raises((TypeError, ChannelClosedError), match=r"nothing else|malformed"):
        bridge.test("f(lambda: 0)")
