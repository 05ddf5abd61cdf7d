"""Answers → pairs that have much in common that few others have.

A fingerprint that ``k`` of ``n`` students have is worth ``log2(n / k)`` bits, nothing if more than half have it: right
short answers coincide honestly. A pair's evidence is what the fingerprints in common are worth, over all exercises of
the lesson, and its share is that by all that the smaller of the two lessons is worth.

References
----------
Spärck Jones, A statistical interpretation of term specificity, J. Documentation 28, 1972 (rarity as a logarithm).
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from autograder.similar.answers import Answer, Answers, Lesson

SHARE = 0.5  # 280 classes of honest answers from the banks stay below 0.44, disguised copies reach 0.59 and more
ENOUGH = 30.0  # bits: about eight fingerprints that only two of thirty students have
FEWEST = 4  # students: in a smaller class nothing that two have is rare
Rarity = dict[str, dict[int, float]]


@dataclass(frozen=True)
class Part:
    """What a pair has in common in one exercise.

    Attributes
    ----------
    exercise : str
    evidence : float
        In bits.
    share : float
        Of all that the smaller of the two answers is worth.
    left, right : Answer
    shared : frozenset of int
        The fingerprints in common that are worth something.
    """

    exercise: str
    evidence: float
    share: float
    left: Answer
    right: Answer
    shared: frozenset[int]


@dataclass(frozen=True)
class Pair:
    """Two that have much in common; the second may be a suspect, whose name ends with a slash.

    Attributes
    ----------
    left, right : str
    evidence : float
        In bits.
    share : float
    parts : tuple of Part
        Those with evidence, the strongest first.
    """

    left: str
    right: str
    evidence: float
    share: float
    parts: tuple[Part, ...]


def rarity(students: Iterable[Answers]) -> Rarity:
    """Return what each fingerprint is worth, by exercise, in bits."""
    counts: dict[str, Counter[int]] = {}
    authors: Counter[str] = Counter()
    for answers in students:
        for exercise, answer in answers.items():
            authors[exercise] += bool(answer.prints)
            counts.setdefault(exercise, Counter()).update(answer.prints.keys())
    return {
        exercise: {
            each: math.log2(authors[exercise] / k) if 2 * k <= authors[exercise] else 0.0 for each, k in own.items()
        }
        for exercise, own in counts.items()
    }


def pairs(lesson: Lesson, others: dict[str, list[Answer]], threshold: float = SHARE) -> list[Pair]:
    """Return the pairs of a lesson that are worth a look, the most alike first.

    Parameters
    ----------
    lesson : Lesson
    others : mapping of str to list of Answer
        The files of the suspects.
    threshold : float
        The share from which on a pair counts.
    """
    bits = rarity(lesson.students.values())
    found = [_students(one, other, lesson, bits) for one, other in itertools.combinations(sorted(lesson.students), 2)]
    found += [
        _suspect(student, name, lesson, files, bits) for student in lesson.students for name, files in others.items()
    ]
    good = [pair for pair in found if pair.share >= threshold and pair.evidence >= ENOUGH]
    return sorted(good, key=lambda pair: (-pair.share, pair.left, pair.right))


def _students(one: str, other: str, lesson: Lesson, bits: Rarity) -> Pair:
    left, right = lesson.students[one], lesson.students[other]
    parts = [_part(key, left[key], right[key], bits[key]) for key in left if key in right]
    return _pair(one, other, parts, min(_worth(left, bits), _worth(right, bits)))


def _suspect(student: str, name: str, lesson: Lesson, files: Sequence[Answer], bits: Rarity) -> Pair:
    """Compare each answer with the file that it resembles most."""
    answers = lesson.students[student]
    parts = []
    for key, answer in answers.items() if files else ():
        best = max(files, key=partial(_evidence, answer, bits=bits[key]))
        parts.append(_part(key, answer, best, bits[key]))
    return _pair(student, name, parts, _worth(answers, bits))


def _pair(left: str, right: str, parts: Sequence[Part], worth: float) -> Pair:
    evidence = sum(part.evidence for part in parts)
    strongest = sorted((part for part in parts if part.evidence), key=lambda part: -part.evidence)
    return Pair(left, right, evidence, evidence / worth if worth else 0.0, tuple(strongest))


def _part(exercise: str, left: Answer, right: Answer, bits: dict[int, float]) -> Part:
    shared = frozenset(each for each in left.prints.keys() & right.prints.keys() if bits[each])
    evidence = _evidence(left, right, bits)
    worth = min(sum(bits.get(each, 0.0) for each in answer.prints) for answer in (left, right))
    return Part(exercise, evidence, evidence / worth if worth else 0.0, left, right, shared)


def _evidence(left: Answer, right: Answer, bits: dict[int, float]) -> float:
    return sum(bits[each] for each in left.prints.keys() & right.prints.keys())


def _worth(answers: Answers, bits: Rarity) -> float:
    return sum(bits[exercise][each] for exercise, answer in answers.items() for each in answer.prints)
