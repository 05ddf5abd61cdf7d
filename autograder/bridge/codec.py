"""Values ↔ bytes, as plain data: what crosses the wall is rebuilt from numbers and text, never unpickled.

MessagePack carries None, bool, int, float, str, bytes, list and dict natively. Every further type is one row of a
table: a code, a function from a value to the fields that describe it, and one from received fields to a value.
Objects that are no data become references, which the two ends of a bridge make and resolve.

References
----------
MessagePack specification, "Extension types", https://github.com/msgpack/msgpack/blob/master/spec.md
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgpack

from autograder.bridge.limits import CONTAINER_ITEMS, DEPTH, MESSAGE_BYTES

REFERENCE = 0  # the code of a reference to an object of either side
ARRAY_CODES = 20  # this code and higher ones are those of autograder.bridge.arrays
ARRAY_LIBRARIES = ("numpy", "torch", "pandas")
MALFORMED = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
TOO_DEEP = f"it contains itself, or more than {DEPTH} containers inside each other"


class CannotCrossError(TypeError):
    """A value is neither data nor an object that the other side may hold."""


class MalformedError(ValueError):
    """A message is not what an honest sender sends."""


@dataclass(frozen=True)
class Kind:
    """How the values of one type cross: ``pack(value)`` gives fields, ``unpack(fields)`` checks them, gives a value."""

    code: int
    pack: Callable[[Any], Iterable]
    unpack: Callable[[list], Any]


def _integer_fields(value: int) -> list:
    return [value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)]


KINDS: dict[type, Kind] = {
    int: Kind(1, _integer_fields, lambda fields: int.from_bytes(fields[0], "little", signed=True)),  # beyond 64 bits
    complex: Kind(2, lambda z: [z.real, z.imag], lambda fields: complex(*fields)),
    tuple: Kind(3, tuple.__iter__, tuple),
    set: Kind(4, set.__iter__, set),
    frozenset: Kind(5, frozenset.__iter__, frozenset),
    range: Kind(6, lambda r: [r.start, r.stop, r.step], lambda fields: range(*fields)),
    slice: Kind(7, lambda s: [s.start, s.stop, s.step], lambda fields: slice(*fields)),
    type(...): Kind(8, lambda _: [], lambda _: ...),
}
UNPACKERS = {kind.code: kind.unpack for kind in KINDS.values()}

# A library's subclass of a native type crosses as that type, by methods which it cannot override.
NATIVE: dict[type, Callable[[Any], Any]] = {
    bool: bool,
    int: lambda value: int.__add__(value, 0),
    float: lambda value: float.__add__(value, 0.0),
    str: lambda value: str.__str__(value)[:],
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    list: lambda value: list(list.__iter__(value)),
    dict: lambda value: dict(dict.items(value)),
}


class Codec:
    """Encode and decode the values at one end of a bridge.

    Parameters
    ----------
    refer : callable, optional
        ``refer(value)`` returns the fields of a reference to a value that is no data, or raises CannotCrossError.
    resolve : callable, optional
        ``resolve(fields)`` returns what a received reference stands for.
    unsent : callable, optional
        Called when a value could not be encoded, so that the references made for it will never arrive.
    """

    def __init__(
        self,
        refer: Callable[[Any], list] | None = None,
        resolve: Callable[[list], Any] | None = None,
        unsent: Callable[[], None] = lambda: None,
    ):
        self._refer, self._resolve, self._unsent = refer, resolve, unsent
        self._packing = self._unpacking = 0  # how deep inside each other
        self._packers: list[msgpack.Packer] = []  # by depth, for each is busy while it asks what its parts are

    def encode(self, value: Any) -> bytes:
        """Return the bytes of a value.

        Raises
        ------
        CannotCrossError
            If a part of it is no data and cannot be referred to.
        ValueError
            If it is too large, too deep, or contains itself.
        """
        try:
            data = self._pack(value)
            if len(data) > MESSAGE_BYTES:
                raise ValueError(f"a value of {len(data):,} bytes is too large to cross; at most {MESSAGE_BYTES:,} can")
        except ValueError as error:
            self._unsent()
            raise ValueError(TOO_DEEP if "recursion limit" in str(error) else str(error)) from None
        except BaseException:
            self._unsent()
            raise
        return data

    def decode(self, data: bytes) -> Any:
        """Return the value of bytes that anybody may have sent.

        Raises
        ------
        MalformedError
            If they are not what ``encode`` makes.
        """
        self._unpacking = 0
        try:
            return self._unpack(data)
        except (*MALFORMED, msgpack.exceptions.UnpackException) as error:
            raise MalformedError(f"the message is malformed ({type(error).__name__}: {error})"[:500]) from None

    def _pack(self, value: Any) -> bytes:
        if len(self._packers) == self._packing:
            kinds = {"default": self._default, "strict_types": True, "unicode_errors": "surrogatepass"}
            self._packers.append(msgpack.Packer(**kinds))
        return self._packers[self._packing].pack(value)

    def _default(self, value: Any) -> Any:
        self._packing += 1
        try:
            if self._packing > DEPTH:
                raise ValueError(TOO_DEEP)
            return self._as_data(value)
        finally:
            self._packing -= 1

    def _as_data(self, value: Any) -> Any:
        for base in type(value).__mro__:
            if base.__module__ == "__main__":
                break  # an instance of a class of the notebook is an object, whatever it inherits from
            if base in NATIVE and base is not type(value):
                return NATIVE[base](value)
            kind = KINDS.get(base) or _array_kind(base)
            if kind:
                return msgpack.ExtType(kind.code, self._pack(list(kind.pack(value))))
        if self._refer is None:
            raise CannotCrossError(f"{type(value).__name__} objects cannot cross, only data can")
        return msgpack.ExtType(REFERENCE, self._pack(self._refer(value)))

    def _unpack(self, data: bytes) -> Any:
        return msgpack.unpackb(
            data,
            ext_hook=self._extension,
            strict_map_key=False,
            unicode_errors="surrogatepass",
            max_array_len=CONTAINER_ITEMS,
            max_map_len=CONTAINER_ITEMS,
        )

    def _extension(self, code: int, data: bytes) -> Any:
        self._unpacking += 1
        if self._unpacking > DEPTH:
            raise ValueError(TOO_DEEP)
        fields = self._unpack(data)
        self._unpacking -= 1
        if not isinstance(fields, list):
            raise ValueError(f"the fields of type code {code} are no list")
        if code == REFERENCE and self._resolve is not None:
            return self._resolve(fields)
        return _unpacker(code)(fields)


def _array_kind(base: type) -> Kind | None:
    library = base.__module__.partition(".")[0]
    if library not in ARRAY_LIBRARIES:
        return None
    from autograder.bridge import arrays

    return arrays.KINDS.get(f"{library}.{base.__qualname__}")


def _unpacker(code: int) -> Callable[[list], Any]:
    if code < ARRAY_CODES:
        return UNPACKERS[code]
    from autograder.bridge import arrays

    return arrays.UNPACKERS[code]
