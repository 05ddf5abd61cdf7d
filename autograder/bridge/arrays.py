"""Arrays, tensors and tables as bytes: dtype, shape and content, each checked on arrival.

A tensor arrives as a tensor and a data frame as a data frame; a tensor's history of derivatives stays where it is.
Arrays of dtype object cross element by element, so that a stand-in in one is a stand-in on the other side too.
"""

import math
import re
from typing import Any

import numpy as np

from autograder.bridge.codec import ARRAY_CODES, CannotCrossError, Kind

DTYPE = re.compile(r"[<>|][biufcSUmM]\d{1,6}(\[\d{0,4}[a-zA-Zμ]{1,2}\])?")
TORCH_DTYPE = re.compile(r"(bool|u?int\d{1,2}|float\d{2}|bfloat16|complex\d{2,3})")
PANDAS_DTYPE = re.compile(r"(object|str|string|category|boolean|U?Int\d{1,2}|Float\d{2})")


def _array_fields(array: np.ndarray) -> list:
    array = np.asarray(array)
    if array.dtype.kind == "O":
        return [None, list(array.shape), array.ravel().tolist()]
    if not DTYPE.fullmatch(array.dtype.str):
        raise CannotCrossError(f"arrays of dtype {array.dtype} cannot cross; use plain numbers, text or objects")
    return [array.dtype.str, list(array.shape), array.tobytes()]


def _array(fields: list) -> np.ndarray:
    dtype, shape, content = fields
    shape = _checked_shape(shape)
    if dtype is None:
        return _object_array(shape, content)
    if not DTYPE.fullmatch(dtype):
        raise ValueError(f"{dtype!r} is no dtype that can cross")
    dtype = np.dtype(dtype)
    if dtype.itemsize * math.prod(shape) != len(content):
        raise ValueError(f"{len(content)} bytes are no array of shape {shape} and dtype {dtype}")
    if dtype.kind == "b":  # a byte that is neither 0 nor 1 would be a truth value of its own kind
        return (np.frombuffer(content, np.uint8) != 0).reshape(shape)
    return np.frombuffer(content, dtype).reshape(shape).copy()


def _object_array(shape: tuple, elements: list) -> np.ndarray:
    array = np.empty(math.prod(shape), dtype=object)
    if len(elements) != array.size:
        raise ValueError(f"{len(elements)} elements are no array of shape {shape}")
    for position, element in enumerate(elements):  # one at a time: a slice would take lists apart
        array[position] = element
    return array.reshape(shape)


def _checked_shape(shape: Any) -> tuple[int, ...]:
    if not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise ValueError(f"{shape!r} is no shape")
    return tuple(shape)


def _tensor_fields(tensor: Any) -> list:
    import torch

    if tensor.layout != torch.strided or tensor.device.type == "meta":
        raise CannotCrossError(f"{tensor.layout} tensors on {tensor.device} cannot cross; use dense ones with values")
    flat = tensor.detach().resolve_conj().resolve_neg().cpu().contiguous().reshape(-1)
    content = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
    tracked = tensor.requires_grad and tensor.is_leaf
    return [str(tensor.dtype).removeprefix("torch."), list(tensor.shape), content, tracked]


def _tensor(fields: list) -> Any:
    import torch

    name, shape, content, tracked = fields
    if not TORCH_DTYPE.fullmatch(name) or not isinstance(getattr(torch, name, None), torch.dtype):
        raise ValueError(f"{name!r} is no dtype that can cross")
    dtype, shape = getattr(torch, name), _checked_shape(shape)
    if dtype.itemsize * math.prod(shape) != len(content):
        raise ValueError(f"{len(content)} bytes are no tensor of shape {shape} and dtype {dtype}")
    tensor = torch.empty(0, dtype=dtype)
    if content and dtype == torch.bool:
        tensor = torch.frombuffer(bytearray(content), dtype=torch.uint8) != 0
    elif content:
        tensor = torch.frombuffer(bytearray(content), dtype=dtype)
    return tensor.reshape(shape).requires_grad_(bool(tracked) and dtype.is_floating_point)


def _column_fields(values: Any) -> list:
    """Return the dtype's name and the values of a pandas column or index."""
    if isinstance(values.dtype, np.dtype):
        return [None, np.asarray(values)]
    plain = [None if missing else value for value, missing in zip(values, values.isna(), strict=True)]
    return [values.dtype.name, plain]


def _column(name: str | None, values: Any) -> Any:
    import pandas

    if name is None:
        return values
    if not PANDAS_DTYPE.fullmatch(name):
        raise ValueError(f"{name!r} is no dtype that can cross")
    return pandas.array(values, dtype=name)


def _index_fields(index: Any) -> list:
    names = list(index.names)
    return [names, *(_column_fields(index) if index.nlevels == 1 else [False, index.tolist()])]


def _index(fields: list) -> Any:
    import pandas

    names, name, values = fields
    if name is False:
        return pandas.MultiIndex.from_tuples(values, names=names)
    return pandas.Index(_column(name, values), name=names[0])


def _series_fields(series: Any) -> list:
    return [series.name, _index_fields(series.index), *_column_fields(series)]


def _series(fields: list) -> Any:
    import pandas

    return pandas.Series(_column(*fields[2:]), name=fields[0], index=_index(fields[1]))


def _frame_fields(frame: Any) -> list:
    columns = [_column_fields(frame.iloc[:, position]) for position in range(frame.shape[1])]
    return [_index_fields(frame.index), _index_fields(frame.columns), columns]


def _frame(fields: list) -> Any:
    import pandas

    index, labels = _index(fields[0]), _index(fields[1])
    columns = {position: _column(*column) for position, column in enumerate(fields[2])}
    frame = pandas.DataFrame(columns, index=index)
    frame.columns = labels
    return frame


def _generator_fields(generator: Any) -> list:
    return [type(generator.bit_generator).__name__, generator.bit_generator.state]


def _generator(fields: list) -> np.random.Generator:
    name, state = fields
    if name not in ("PCG64", "PCG64DXSM", "SFC64", "MT19937"):
        raise CannotCrossError(f"random generators of the kind {name} cannot cross; use np.random.default_rng")
    if name == "MT19937" and not 0 <= state["state"]["pos"] <= 624:  # NumPy reads there unchecked
        raise ValueError("a state beyond the end of its generator")
    bits = getattr(np.random, name)(0)
    bits.state = state
    return np.random.Generator(bits)


def _dtype(fields: list) -> np.dtype:
    if not DTYPE.fullmatch(fields[0]) and fields[0] != "|O":
        raise ValueError(f"{fields[0]!r} is no dtype that can cross")
    return np.dtype(fields[0])


def _torch_dtype(fields: list) -> Any:
    import torch

    if not TORCH_DTYPE.fullmatch(fields[0]):
        raise ValueError(f"{fields[0]!r} is no dtype that can cross")
    return getattr(torch, fields[0])


_C = ARRAY_CODES
_ndarray = Kind(_C, _array_fields, _array)
_scalar = Kind(_C + 1, lambda value: _array_fields(value), lambda fields: _array(fields)[()])
_tensor_kind = Kind(_C + 2, _tensor_fields, _tensor)

# Keyed by library and class name, so that looking a type up imports nothing.
KINDS: dict[str, Kind] = {
    "numpy.ndarray": _ndarray,
    "numpy.generic": _scalar,
    "torch.Tensor": _tensor_kind,
    "pandas.Series": Kind(_C + 3, _series_fields, _series),
    "pandas.DataFrame": Kind(_C + 4, _frame_fields, _frame),
    "pandas.Index": Kind(_C + 5, _index_fields, _index),
    "numpy.Generator": Kind(_C + 6, _generator_fields, _generator),
    "numpy.dtype": Kind(_C + 7, lambda dtype: [dtype.str], _dtype),
    "torch.dtype": Kind(_C + 8, lambda dtype: [str(dtype).removeprefix("torch.")], _torch_dtype),
}
UNPACKERS = {kind.code: kind.unpack for kind in KINDS.values()}
