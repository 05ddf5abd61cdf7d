"""Sizes as people write them: 2G, 512M, 1.5 GiB → bytes."""

import re

UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?\s*", re.IGNORECASE)


def parse_size(text: str) -> int:
    """Return a size in bytes.

    Raises
    ------
    ValueError
        If it is no size.
    """
    match = SIZE.fullmatch(text)
    if not match:
        raise ValueError(f"a size is a number with K, M or G, as in 2G, got {text!r}")
    return int(float(match[1]) * UNITS[match[2].upper()])
