"""A source notebook → its exercises, each with the cells that lie between its answer and its last test.

What is run of the notebook is what the tests need: the pictures between them are left out, as in the wall's checker
(``autograder.bridge.names``).
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from autograder.audit.banks import Answer
from autograder.bridge.definitions import parse
from autograder.bridge.names import checker_sources, free_names
from autograder.course.conversion import Conversion
from autograder.course.leaks import Markers
from autograder.marks.verdicts import max_score, tests_of
from autograder.submissions.submission import is_test, off_limits

SEEDS_GLOBAL_GENERATOR = re.compile(r"\brandom\.seed\(|\bmanual_seed\(")


@dataclass(frozen=True)
class Step:
    """One cell of a notebook as it is run.

    Attributes
    ----------
    grade_id : str
        Empty where nbgrader does not know the cell.
    source : str
    points : float or None
        What a test can earn; None for any other cell.
    """

    grade_id: str
    source: str
    points: float | None = None


@dataclass(frozen=True)
class Exercise:
    """An answer and the tests that decide about it.

    Attributes
    ----------
    name : str
        As in the folder of its bank: what the answer's metadata say, else its grade_id.
    answer : str
        The source's.
    blank : str
        What students get.
    spans : tuple of (int, int)
        First and last line, from 1, of what students write.
    first, last : int
        Numbers of the steps of the answer and of the last of its tests; equal where it has none.
    tests : tuple of str
        grade_ids.
    visible : mapping of str to str
        Tests without their hidden part.
    off_limits : tuple of str
        Dotted names that the answer may not use.
    seeded : bool
        An earlier cell seeds the global random generators, so that their state is part of the exercise.
    """

    name: str
    answer: str
    blank: str
    spans: tuple[tuple[int, int], ...]
    first: int
    last: int
    tests: tuple[str, ...]
    visible: Mapping[str, str]
    off_limits: tuple[str, ...]
    seeded: bool


@dataclass(frozen=True)
class Lesson:
    """One notebook of a lesson, ready to be audited.

    Attributes
    ----------
    lesson, notebook : str
    folder : Path
        Where the source is, with the files beside it.
    steps : list of Step
        With the source's answers.
    blank : list of Step
        The same steps with the answers that students get.
    exercises : list of Exercise
    bank : mapping of str to list of Answer
    """

    lesson: str
    notebook: str
    folder: Path
    steps: list[Step]
    blank: list[Step]
    exercises: list[Exercise]
    bank: Mapping[str, list[Answer]]


def read_lesson(
    lesson: str, folder: Path, conversion: Conversion, marker: Markers, bank: Mapping[str, list[Answer]]
) -> Lesson:
    """Return a notebook's steps and exercises.

    Parameters
    ----------
    lesson : str
    folder : Path
        Of the source.
    conversion : Conversion
    marker : Markers
        Those around solutions.
    bank : mapping of str to list of Answer
        What is to be tried besides, by exercise.
    """
    steps = _steps(conversion.source, bank)
    masters = {cell.metadata.nbgrader.grade_id: cell.source for cell in filter(is_solution, conversion.master.cells)}
    blank = [Step(s.grade_id, masters.get(s.grade_id, s.source), s.points) for s in steps]
    exercises = list(_exercises(conversion, steps, marker))
    return Lesson(lesson, conversion.name, folder, steps, blank, exercises, bank)


def is_answer(cell: NotebookNode) -> bool:
    """Return whether a cell is an answer that tests decide about, and not a person."""
    return cell.cell_type == "code" and is_solution(cell) and not is_grade(cell)


def name_of(answer: NotebookNode) -> str:
    """Return how an exercise is called."""
    return answer.metadata.get("autograder", {}).get("exercise") or answer.metadata.nbgrader.grade_id


def _steps(source: NotebookNode, bank: Mapping[str, list[Answer]]) -> list[Step]:
    """Return the code cells that answers and tests, those of the bank too, need; of the others nothing is run."""
    cells = [cell for cell in source.cells if cell.cell_type == "code"]
    looked_at: list[tuple[str, str]] = []
    for cell in cells:
        wanted = "\n".join(_needs(bank.get(name_of(cell), ()))) if is_answer(cell) else ""
        looked_at += [("test", wanted), ("test" if is_solution(cell) or is_test(cell) else "locked", cell.source)]
    pruned = checker_sources(looked_at)[1::2]
    return [
        Step(
            cell.metadata.get("nbgrader", {}).get("grade_id", ""),
            cell.source if is_solution(cell) or is_test(cell) else pruned_source or "",
            max_score(cell) if is_test(cell) else None,
        )
        for cell, pruned_source in zip(cells, pruned, strict=True)
    ]


def _needs(answers: list[Answer] | tuple[()]) -> list[str]:
    trees = filter(None, (parse(answer.source) for answer in answers))
    return sorted(set().union(*map(free_names, trees)))


def _exercises(conversion: Conversion, steps: list[Step], marker: Markers) -> Iterator[Exercise]:
    numbers = {step.grade_id: number for number, step in enumerate(steps) if step.grade_id}
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in conversion.source.cells if "nbgrader" in cell.metadata}
    blank, shown = (
        {cell.metadata.nbgrader.grade_id: cell.source for cell in notebook.cells if "nbgrader" in cell.metadata}
        for notebook in (conversion.master, conversion.release)
    )
    for answer in filter(is_answer, conversion.source.cells):
        name = answer.metadata.nbgrader.grade_id
        first = numbers[name]
        tests = tests_of(answer, conversion.source.cells) or _next_tests(first, steps)
        yield Exercise(
            name=name_of(answer),
            answer=answer.source,
            blank=blank[name],
            spans=_spans(answer.source, marker),
            first=first,
            last=max([first, *(numbers[test] for test in tests)]),
            tests=tuple(tests),
            visible={test: shown[test] for test in tests},
            off_limits=off_limits(cells[name]),
            seeded=any(SEEDS_GLOBAL_GENERATOR.search(step.source) for step in steps[:first]),
        )


def _next_tests(first: int, steps: list[Step]) -> list[str]:
    """Return the first tests after an answer that other answers follow before: they test it along with those."""
    later = itertools.dropwhile(lambda step: step.points is None, steps[first + 1 :])
    return [step.grade_id for step in itertools.takewhile(lambda step: step.points is not None, later)]


def _spans(answer: str, marker: Markers) -> tuple[tuple[int, int], ...]:
    """Return the lines between the markers, or all lines of an answer without markers."""
    lines = answer.split("\n")
    begins = [number for number, line in enumerate(lines, start=1) if marker.begin in line]
    ends = [number for number, line in enumerate(lines, start=1) if marker.end in line]
    return tuple(zip(begins, ends, strict=True)) or ((1, len(lines)),)
