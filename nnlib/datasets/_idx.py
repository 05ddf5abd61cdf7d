"""The IDX format of MNIST: a header that says type and shape, then the numbers, high byte first.

    0 0 | type | number of axes | length of each axis, 4 bytes | data

References
----------
Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits*, section "file formats".
"""

import math
import struct

import numpy as np

__all__ = ["parse_idx"]

_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def parse_idx(content, name="the file"):
    """Return the array that a file in IDX format holds.

    Parameters
    ----------
    content : bytes
    name : str
        The file's name, for errors.

    Returns
    -------
    ndarray
        In the machine's byte order.

    Raises
    ------
    ValueError
        If the file is no IDX file, or shorter or longer than its header says.
    """
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in _TYPES:
        raise ValueError(f"{name} is no IDX file: it begins with {content[:4]!r}; delete it and load again")
    axes = content[3]
    start = 4 + 4 * axes
    if len(content) < start:
        raise ValueError(f"{name} ends within its header, after {len(content)} bytes; delete it and load again")
    shape = struct.unpack_from(f">{axes}I", content, 4)
    kind = np.dtype(_TYPES[content[2]])
    expected = math.prod(shape) * kind.itemsize
    if len(content) - start != expected:
        raise ValueError(
            f"{name} is damaged: shape {shape} of {kind.name} takes {expected} bytes, "
            f"there are {len(content) - start}; delete it and load again"
        )
    return np.frombuffer(content, kind, offset=start).reshape(shape).astype(kind.newbyteorder("="))
