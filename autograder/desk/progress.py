"""How far a student is: for each exercise solved, wrong, changed since its check, not checked, or open.

A ✓ belongs to a text: that of an exercise's answer and checks, known by its fingerprint. Another text has another
fingerprint, so an answer that was changed after its check is never shown as solved.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from autograder.checks.passed import fingerprint
from autograder.desk.folder import Desk, read_own
from autograder.marks.verdicts import exercise_names, find_violations, tests_of, unanswered
from autograder.submissions.notebook import UnreadableNotebookError
from autograder.submissions.submission import Repaired, is_protected, is_test

SOLVED, WRONG, CHANGED, UNCHECKED, OPEN = "solved", "wrong", "changed", "unchecked", "open"
MINUTES = re.compile(r"\b(\d+) minutes")
HEADING = re.compile(r"^#+ +(.+?)(?: *&nbsp;.*| *<.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Exercise:
    """One exercise of a student's notebook, as its text has it.

    Attributes
    ----------
    name : str
    title : str
        The heading above it, else its name.
    cell_id : str
        Where it begins in the notebook; "" where the notebook has no ids.
    pairs : frozenset of str
        "answer check": the fingerprints that passed.txt has when it was solved in the notebook.
    text : str
        The fingerprint of all its answers and checks.
    blank : bool
        Nothing was written yet.
    violation : str
        What is off limits in it.
    """

    name: str
    title: str
    cell_id: str
    pairs: frozenset[str]
    text: str
    blank: bool
    violation: str


@dataclass(frozen=True)
class Lesson:
    """One notebook of a student.

    Attributes
    ----------
    path : Path
    title : str
    minutes : int or None
        How long it takes, if its first cell says so.
    exercises : tuple of Exercise
    text : str
        The fingerprint of all its code.
    problem : str
        Why it cannot be read.
    """

    path: Path
    title: str
    minutes: int | None = None
    exercises: tuple[Exercise, ...] = ()
    text: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Standing:
    """How an exercise stands: its state, and what its check said if it is wrong."""

    exercise: Exercise
    state: str
    message: str = ""


def lessons(desk: Desk) -> list[tuple[Lesson, list[Standing]]]:
    """Return every notebook on a desk with the standing of its exercises."""
    passed, checked = desk.passed(), desk.checked()
    read = [read_lesson(path) for path in desk.notebooks()]
    return [(lesson, standings(lesson, passed, checked.get(desk.name(lesson.path), {}))) for lesson in read]


def standings(lesson: Lesson, passed: set[str], checked: dict) -> list[Standing]:
    """Return how the exercises of a lesson stand, by what passed in the notebook and what the last check found."""
    same_code = checked.get("text") == lesson.text
    found = checked.get("exercises", {})
    return [_standing(exercise, passed, found.get(exercise.name), same_code) for exercise in lesson.exercises]


def _standing(exercise: Exercise, passed: set[str], found: dict | None, same_code: bool) -> Standing:
    if exercise.blank:
        return Standing(exercise, OPEN)
    if exercise.violation:
        return Standing(exercise, WRONG, exercise.violation)
    same = found if found and found.get("text") == exercise.text else None
    wrong = Standing(exercise, WRONG, same["message"]) if same and not same["solved"] else None
    if wrong and same_code:
        return wrong
    if (same and not wrong) or (exercise.pairs and exercise.pairs <= passed):
        return Standing(exercise, SOLVED)
    return wrong or Standing(exercise, CHANGED if found else UNCHECKED)


def read_lesson(path: Path) -> Lesson:
    """Return what a student's notebook is; a file that did not change is read once."""
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except (OSError, UnreadableNotebookError) as error:
        return Lesson(path, path.stem, problem=str(error))


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> Lesson:
    return describe(path, read_own(path))


def describe(path: Path, notebook: NotebookNode) -> Lesson:
    """Return what a notebook is."""
    first = next((cell.source for cell in notebook.cells if cell.cell_type == "markdown"), "")
    title, minutes = HEADING.search(first), MINUTES.search(first)
    return Lesson(
        path,
        title[1] if title else path.stem,
        int(minutes[1]) if minutes else None,
        tuple(_exercises(notebook)),
        code_fingerprint(notebook),
    )


def code_fingerprint(notebook: NotebookNode) -> str:
    """Return the fingerprint of all code of a notebook."""
    return fingerprint(*(cell.source for cell in notebook.cells if cell.cell_type == "code"))


def _exercises(notebook: NotebookNode) -> list[Exercise]:
    cells = notebook.cells
    tests: dict[str, list[NotebookNode]] = {}
    names = exercise_names(cells)
    for cell in filter(is_test, cells):
        tests.setdefault(names[cell.metadata.nbgrader.grade_id], []).append(cell)
    answers = {id(cell): set(tests_of(cell, cells)) for cell in cells if is_protected(cell) and is_solution(cell)}
    blank, violations = unanswered(notebook), find_violations(Repaired(notebook, set(), []))
    numbers = {id(cell): number for number, cell in enumerate(cells)}
    found = []
    for name, own in tests.items():
        ids = {cell.metadata.nbgrader.grade_id for cell in own}
        parts = [cell for cell in cells if answers.get(id(cell), set()) & ids]
        first = numbers[id((parts or own)[0])]
        heading = _heading(cells[:first])
        found.append(
            Exercise(
                name,
                heading[1] if heading else name,
                (cells[heading[0]] if heading else cells[first]).get("id", ""),
                frozenset(f"{fingerprint(a.source)} {fingerprint(test.source)}" for a in parts for test in own),
                fingerprint(*(cell.source for cell in [*parts, *own])),
                bool(parts) and all(cell.metadata.nbgrader.grade_id in blank for cell in parts),
                next((violations[each] for each in ids if each in violations), ""),
            )
        )
    return found


def _heading(cells: list[NotebookNode]) -> tuple[int, str] | None:
    """Return the last heading before an exercise, if no other exercise lies between: the cell's number, the text."""
    for number in reversed(range(len(cells))):
        if cells[number].cell_type == "markdown" and (match := HEADING.search(cells[number].source)):
            return number, match[1]
        if is_test(cells[number]):
            return None
    return None
