"""Patterns of 10 × 10 pixels in a word, so that a line can say them: a capital letter, or 25 hexadecimal digits."""

import functools
import re

import numpy as np

from nnlib.hopfield import letters

__all__ = ["ALPHABET", "SIDE", "decode", "encode", "name_of"]

SIDE = 10
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(pattern):
    """Return the 25 digits of a pattern (100,) of -1 and 1, row by row, four pixels a digit."""
    bits = "".join("1" if pixel > 0 else "0" for pixel in pattern)
    return f"{int(bits, 2):025x}"


def decode(word):
    """Return the pattern (100,) that a letter or 25 digits stand for.

    Raises
    ------
    ValueError
        If it is neither.
    """
    if re.fullmatch("[A-Z]", str(word)):
        return letters(str(word), SIDE)[0]
    if not re.fullmatch("[0-9a-f]{25}", str(word)):
        raise ValueError(f"a picture is a letter from A to Z or 25 digits from 0 to f, got {word}")
    return np.array([1.0 if bit == "1" else -1.0 for bit in f"{int(word, 16):0100b}"])


@functools.cache
def _names():
    return {encode(decode(letter)): letter for letter in ALPHABET}


def name_of(word):
    """Return the letter whose picture ``word`` is, or ``word`` itself."""
    return _names().get(word, word)
