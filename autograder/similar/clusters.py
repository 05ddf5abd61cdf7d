"""Pairs → clusters: all who hang together through pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.similar.pairs import Pair


@dataclass(frozen=True)
class Cluster:
    """Students, and suspects, that hang together.

    Attributes
    ----------
    members : tuple of str
    pairs : tuple of Pair
        The most alike first.
    """

    members: tuple[str, ...]
    pairs: tuple[Pair, ...]


def clusters(pairs: Sequence[Pair]) -> list[Cluster]:
    """Return the clusters, the one with the most alike pair first."""
    groups: dict[str, set[str]] = {}
    for pair in pairs:
        joined = groups.get(pair.left, {pair.left}) | groups.get(pair.right, {pair.right})
        groups |= dict.fromkeys(joined, joined)
    distinct = dict.fromkeys(tuple(sorted(groups[pair.left], key=_students_first)) for pair in pairs)
    return [Cluster(members, tuple(pair for pair in pairs if pair.left in members)) for members in distinct]


def _students_first(name: str) -> tuple[bool, str]:
    return name.endswith("/"), name
