"""What crosses the wall arrives as the same data, and bytes that no honest side sends arrive as nothing."""

import contextlib
import pickle
import struct

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.bridge.codec import CannotCrossError, Codec, MalformedError

codec = Codec()
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text()
    | st.binary()
    | st.just(...)
    | st.builds(range, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 3))
)
keys = st.recursive(scalars, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=4)
values = st.recursive(
    scalars | st.sets(keys, max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


def crossed(value):
    return codec.decode(codec.encode(value))


def shape_of(value):
    """The types of a value and of everything in it."""
    if isinstance(value, dict):
        return [(shape_of(key), shape_of(item)) for key, item in value.items()]
    return type(value), [shape_of(item) for item in value] if isinstance(value, (list, tuple)) else None


@given(values)
def test_plain_data_arrives_equal_and_of_the_same_types(value):
    assert crossed(value) == value
    assert shape_of(crossed(value)) == shape_of(value)


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "u8", ">i4", "f2", "f4", "f8", "c8", "c16", "U5", "S3", "M8[D]", "m8[ns]"]
)
@pytest.mark.parametrize("shape", [(), (0, 3), (2, 3)])
def test_an_array_keeps_dtype_shape_and_content(dtype, shape, rng):
    array = rng.integers(0, 2, shape).astype("i8").astype(dtype)
    got = crossed(array)
    assert (type(got), got.dtype, got.shape) == (np.ndarray, array.dtype, array.shape)
    assert got.tobytes() == array.tobytes()


def test_what_arrives_can_be_written_and_is_not_shared():
    array = np.zeros(3)
    got = crossed(array)
    got[0] = 1
    assert array[0] == 0


def test_numpy_scalars_dtypes_and_object_arrays_keep_their_types():
    assert type(crossed(np.float32(2.5))) is np.float32
    assert crossed(np.dtype("f4")) == np.dtype("float32")
    mixed = np.array([None, "a", [1, 2]], dtype=object)
    assert crossed(mixed).tolist() == mixed.tolist()


def test_a_random_generator_goes_on_where_it_was():
    generator = np.random.default_rng(3)
    generator.random(5)
    copy = crossed(generator)
    assert copy.random() == generator.random()


def test_tensors_arrive_as_tensors():
    torch = pytest.importorskip("torch")
    for tensor in (
        torch.arange(6.0).reshape(2, 3),
        torch.tensor([True, False]),
        torch.tensor(1.5, dtype=torch.bfloat16),
        torch.zeros(0, 2),
        torch.arange(6).reshape(2, 3).T,
        torch.tensor([1 + 2j]).conj(),
    ):
        got = crossed(tensor)
        assert got.dtype == tensor.dtype
        assert torch.equal(got, tensor)
    assert crossed(torch.zeros(2, requires_grad=True)).requires_grad
    assert crossed(torch.float32) is torch.float32


def test_tables_arrive_as_tables():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": ["x", None], "b": [1.5, np.nan], 3: [True, False]}, index=["p", "q"])
    pandas.testing.assert_frame_equal(crossed(frame), frame)
    pandas.testing.assert_series_equal(crossed(frame["b"]), frame["b"])
    grouped = pandas.Series([1, 2], index=pandas.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["k", "n"]))
    pandas.testing.assert_series_equal(crossed(grouped), grouped)


class Always(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_a_librarys_subclass_of_a_number_arrives_as_the_plain_number():
    got = crossed(Always(2.5))
    assert type(got) is float
    assert got == 2.5
    assert got != 3


def test_what_is_no_data_is_refused_without_references():
    with pytest.raises(CannotCrossError, match="function objects cannot cross"):
        codec.encode({"f": crossed})


def test_a_value_that_contains_itself_is_a_sentence():
    loop: list = []
    loop.append(loop)
    knot: tuple = ([],)
    knot[0].append(knot)
    for value in (loop, knot):
        with pytest.raises(ValueError, match="contains itself"):
            codec.encode(value)


def extension(code, *fields):
    return msgpack.packb(msgpack.ExtType(code, msgpack.packb(list(fields))))


NESTED = b"\x91" * 100_000 + b"\xc0"
DEEP = msgpack.packb(None)
for _ in range(200):
    DEEP = msgpack.packb(msgpack.ExtType(3, b"\x91" + DEEP))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        b"\x91",
        pickle.dumps([1]),
        NESTED,
        DEEP,
        b"\xdd\xff\xff\xff\xff",  # a list of 4 billion elements
        extension(0, "yours", 3),
        extension(2, "x", 1),
        extension(77, 1),
        msgpack.packb(msgpack.ExtType(1, b"\xc0")),
        extension(20, "<f8", [2], b"\0" * 8),
        extension(20, "<f8", [-1], b""),
        extension(20, "<f8", [2**62, 2**62], b""),
        extension(20, "O", [1], b"\0" * 8),
        extension(20, "V8", [1], b"\0" * 8),
        extension(20, "f8,f8", [1], b"\0" * 16),
        extension(22, "Tensor", [1], b"\0" * 8, False),
        extension(26, "MT19937", {"bit_generator": "MT19937", "state": {"pos": 10**6, "key": []}}),
        extension(26, "__class__", {}),
        extension(6, 0, 1, 0),
    ],
)
def test_malformed_messages_are_refused(data):
    with pytest.raises(MalformedError):
        codec.decode(data)


@settings(max_examples=300)
@given(values.map(codec.encode), st.data())
def test_a_damaged_message_is_refused_or_decodes_to_other_data(message, data):
    position = data.draw(st.integers(0, len(message) - 1))
    damaged = message[:position] + bytes([data.draw(st.integers(0, 255))]) + message[position + 1 :]
    with contextlib.suppress(MalformedError):
        codec.decode(damaged)


def test_a_truth_value_that_is_neither_true_nor_false_becomes_true():
    got = codec.decode(extension(20, "|b1", [2], b"\x02\x00"))
    assert got.tobytes() == b"\x01\x00"


def test_the_fields_of_an_array_must_hold_what_its_shape_says():
    with pytest.raises(MalformedError, match="no array of shape"):
        codec.decode(extension(20, "<i4", [3], struct.pack("<2i", 1, 2)))


def test_a_value_can_be_encoded_while_another_is():
    """A reference is made by asking an object of the student's for its name, which may call back into the test."""

    class Asked:
        pass

    codec = Codec(lambda value: [codec.encode([(1, 2), {3}])], lambda fields: fields)
    first, (inner,), last = codec.decode(codec.encode([(1,), Asked(), (2,)]))
    assert (first, last) == ((1,), (2,))
    assert Codec().decode(inner) == [(1, 2), {3}]
