"""Lessons → what in them is alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.similar.answers import Lesson, read_lesson
from autograder.similar.clusters import Cluster, clusters
from autograder.similar.pairs import FEWEST, SHARE, pairs
from autograder.similar.suspects import Suspect, read_files, suspects, the_source


@dataclass(frozen=True)
class Found:
    """What was found in a lesson.

    Attributes
    ----------
    lesson : str
    students : int
        Whose answers were compared.
    clusters : tuple of Cluster
    problems : tuple of str
        What could not be read or compared, as sentences.
    """

    lesson: str
    students: int
    clusters: tuple[Cluster, ...]
    problems: tuple[str, ...]


def similar(
    course: Course,
    lessons: list[str] | None = None,
    *,
    folders: Sequence[Path] = (),
    source: bool = False,
    threshold: float = SHARE,
) -> list[Found]:
    """Return what is alike among the answers of each lesson that somebody handed in.

    Parameters
    ----------
    course : Course
    lessons : list of str, optional
        By default all.
    folders : sequence of Path
        Public solutions.
    source : bool
        Compare with the instructor's solutions, too.
    threshold : float
        The share from which on a pair counts, between 0 and 1.

    Raises
    ------
    AutograderError
        If an option has no meaning, or nobody handed in anything.
    """
    if not 0 < threshold <= 1:
        raise AutograderError(f"--threshold must be above 0 and at most 1, got {threshold:g}")
    others = suspects(course, folders)
    found = [
        compare(read_lesson(course, name), others, source=source, threshold=threshold)
        for name in course.lessons(lessons)
        if course.students(name)
    ]
    if not found:
        folder = course.folder("submitted", "STUDENT", "LESSON")
        raise AutograderError(f"there is no submission to compare; submissions belong in {folder}")
    return found


def compare(lesson: Lesson, others: Sequence[Suspect] = (), *, source: bool = False, threshold: float = SHARE) -> Found:
    """Return what is alike in a lesson."""
    every = [*others, the_source(lesson)] if source else others
    files = {each.name: read_files(each, lesson.read) for each in every}
    students = sum(any(answer.prints for answer in answers.values()) for answers in lesson.students.values())
    few = [f"{students} with answers: from {FEWEST} on it can be told what is rare"] if students < FEWEST else []
    return Found(lesson.name, students, tuple(clusters(pairs(lesson, files, threshold))), (*lesson.problems, *few))
