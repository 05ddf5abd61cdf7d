"""Tokens → fingerprints by winnowing: of every window of hashes of neighboring tokens the smallest one is kept.

Two answers that have ``WINDOW + GRAM - 1`` tokens in a row in common have a fingerprint in common, wherever they stand.
Within a run of ``GRAM`` tokens the variables are numbered as they come, so that ``w = w + x`` and ``a = a + b`` are the
same and ``a = b + a`` is not.

References
----------
Schleimer, Wilkerson and Aiken, Winnowing: local algorithms for document fingerprinting, SIGMOD 2003.
Baker, On finding duplication and near-duplication in large software systems, WCRE 1995 (numbered variables).
"""

import hashlib
from collections.abc import Sequence

from autograder.similar.tokens import Token

GRAM = 6  # tokens: shorter runs coincide by chance
WINDOW = 3  # hashes
Span = tuple[int, int]
Fingerprints = dict[int, list[Span]]


def fingerprints(tokens: Sequence[Token]) -> Fingerprints:
    """Return the fingerprints of a piece of code, each with where it stands, in characters."""
    hashes = grams(tokens)
    chosen = set()
    for first in range(max(1, len(hashes) - WINDOW + 1)):
        window = range(first, min(first + WINDOW, len(hashes)))
        if window:
            chosen.add(min(window, key=lambda number: (hashes[number], -number)))  # the last of equals
    found: Fingerprints = {}
    for number in sorted(chosen):
        span = tokens[number].start, tokens[number + GRAM - 1].end
        found.setdefault(hashes[number], []).append(span)
    return found


def grams(tokens: Sequence[Token]) -> list[int]:
    """Return the hash of each run of ``GRAM`` tokens."""
    return [_hash(tokens[first : first + GRAM]) for first in range(len(tokens) - GRAM + 1)]


def _hash(run: Sequence[Token]) -> int:
    numbers: dict[str, int] = {}
    words = [f"${numbers.setdefault(token.text, len(numbers))}" if token.variable else token.text for token in run]
    return int.from_bytes(hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest())
