import numpy as np
import pytest

from nnlib import arrays
from nnlib.arrays import as_float, asarray, like, namespace, to_numpy

torch = pytest.importorskip("torch")


def test_the_namespace_is_that_of_the_first_array_and_numbers_are_passed_over(backend):
    x = backend([1.0, 2.0])
    xp = namespace(2, None, np.float32(3), x, 1j)
    assert to_numpy(xp.exp(x)) == pytest.approx(np.exp([1.0, 2.0]))


def test_numbers_of_numpy_alone_belong_to_numpy():
    assert namespace(np.float64(1)) is namespace(np.zeros(1))


def test_two_libraries_in_one_call_are_refused_with_both_names():
    with pytest.raises(TypeError, match=r"two libraries.*numpy.*torch.*asarray"):
        namespace(np.zeros(2), torch.zeros(2))


@pytest.mark.parametrize("value", [[1, 2], 3.0, "text", None])
def test_without_an_array_the_namespace_says_what_came(value):
    with pytest.raises(TypeError, match=f"got {type(value).__name__}.*np.asarray"):
        namespace(value)


def test_asarray_takes_library_type_and_device_of_like():
    x = torch.zeros(1, dtype=torch.float32, device="meta")
    moved = asarray(np.arange(3.0), like=x)
    assert (moved.dtype, moved.device.type, tuple(moved.shape)) == (torch.float32, "meta", (3,))
    assert like([1, 2], np.zeros(1, dtype=np.float32)).dtype == np.float32


def test_an_array_that_moves_between_libraries_shares_no_memory():
    x = np.zeros(3)
    asarray(x, like=torch.zeros(1, dtype=torch.float64))[0] = 5.0
    assert x.tolist() == [0, 0, 0]


def test_as_float_turns_integers_and_lists_into_the_default_type_and_keeps_the_rest():
    assert as_float([1, 2]).dtype == np.float64
    assert as_float(np.zeros(2, dtype=np.float32)).dtype == np.float32
    assert as_float(np.zeros(2, dtype=complex)).dtype == complex
    assert as_float(torch.arange(3)).dtype == torch.get_default_dtype()
    assert as_float(torch.zeros(3, dtype=torch.float64)).dtype == torch.float64
    x = np.zeros(2)
    assert as_float(x) is x


@pytest.mark.parametrize("value", [["a", "b"], [None], np.array([object()])])
def test_as_float_refuses_what_is_no_number(value):
    with pytest.raises(TypeError, match="expected numbers"):
        as_float(value)


def test_to_numpy_drops_the_history_of_derivatives():
    x = torch.ones(2, requires_grad=True)
    assert to_numpy(2 * x).tolist() == [2, 2]


def test_an_object_that_answers_for_its_own_namespace_is_asked_each_time():
    class Traced:
        __array_namespace__ = None

        def __init__(self, xp):
            self.__array_namespace__ = lambda api_version=None: xp

    first, second = arrays.namespace(np.zeros(1)), namespace(torch.zeros(1))
    assert namespace(Traced(first)) is first
    assert namespace(Traced(second)) is second


@pytest.mark.parametrize("name", ["maximum", "minimum", "logaddexp"])
def test_a_number_beside_a_tensor_is_made_on_its_device_and_not_copied_there(name, monkeypatch):
    torch = pytest.importorskip("torch")
    x = torch.zeros((2, 3), device="meta")
    xp = namespace(x)
    monkeypatch.setattr(torch, "asarray", lambda *_, **__: pytest.fail("a number was copied"))
    for found in (getattr(xp, name)(x, 0.0), getattr(xp, name)(0, x)):
        assert (found.shape, found.dtype, found.device.type) == (x.shape, x.dtype, "meta")
