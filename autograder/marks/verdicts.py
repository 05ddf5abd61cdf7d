"""Outcomes → marks. No evidence, no marks: a test earns points only if it ran to its end; nothing else earns any."""

from collections.abc import Mapping
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution

from autograder.execution.strategy import Cell, Outcome
from autograder.submissions.off_limits import violation
from autograder.submissions.submission import Repaired, code_cells, is_protected, is_test, off_limits

BLANK = "this exercise has no answer"


@dataclass(frozen=True)
class Verdict:
    """What one graded cell earns.

    Attributes
    ----------
    grade_id : str
    exercise : str
        How the cell is called in tables and feedback.
    score : float or None
        Points; None waits for a person.
    max_score : float
    message : str
        What is wrong, in one sentence; empty where nothing is.
    """

    grade_id: str
    exercise: str
    score: float | None
    max_score: float
    message: str = ""


def judge(repaired: Repaired, outcomes: Mapping[str, Outcome], violations: Mapping[str, str]) -> list[Verdict]:
    """Return one verdict per graded cell of a notebook.

    Parameters
    ----------
    repaired : Repaired
        The notebook as it was run.
    outcomes : dict of str to Outcome
        What became of the cells that have a grade_id.
    violations : dict of str to str
        From ``find_violations``.
    """
    exercises = exercise_names(repaired.notebook.cells)
    verdicts = []
    for cell in filter(is_grade, repaired.notebook.cells):
        name = cell.metadata.nbgrader.grade_id
        score, message = _test(cell, outcomes.get(name), violations.get(name, "")) if is_test(cell) else _manual(cell)
        verdicts.append(Verdict(name, exercises[name], score, max_score(cell), message))
    return verdicts


def nothing(master: NotebookNode, message: str) -> list[Verdict]:
    """Return the verdicts on a notebook that was not handed in or cannot be read: 0 for every graded cell."""
    exercises = exercise_names(master.cells)
    graded = [(cell, cell.metadata.nbgrader.grade_id) for cell in filter(is_grade, master.cells)]
    return [Verdict(name, exercises[name], 0.0, max_score(cell), message) for cell, name in graded]


def unanswered(notebook: NotebookNode) -> set[str]:
    """Return the grade_ids of the answers that still are what was handed out, as nbgrader tells it: by checksum."""
    answers = filter(is_solution, notebook.cells)
    return {
        cell.metadata.nbgrader.grade_id
        for cell in answers
        if cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    }


def find_violations(repaired: Repaired) -> dict[str, str]:
    """Return, for each test cell whose answer uses something off limits, the sentence about it."""
    cells: list[tuple[NotebookNode, Cell]] = code_cells(repaired)
    found: dict[str, str] = {}
    for node, cell in cells:
        if not cell.off_limits:
            continue
        own = [other.source for _, other in cells if other.kind == "student" and other is not cell]
        handed_out = [other.source for _, other in cells if other.kind == "locked"]
        sentence = violation(cell.source, own, handed_out, off_limits(node))
        if sentence:
            found |= dict.fromkeys(tests_of(node, repaired.notebook.cells), sentence)
    return found


def tests_of(answer: NotebookNode, cells: list[NotebookNode]) -> list[str]:
    """Return the grade_ids of an answer's tests: those of the same exercise, else those up to the next answer."""
    exercise = answer.metadata.get("autograder", {}).get("exercise")
    tests = [cell for cell in cells if is_test(cell)]
    named = [cell for cell in tests if exercise and cell.metadata.get("autograder", {}).get("exercise") == exercise]
    if not named:
        for cell in cells[cells.index(answer) + 1 :]:
            if is_protected(cell) and is_solution(cell):
                break
            named += [cell] if is_test(cell) else []
    return [cell.metadata.nbgrader.grade_id for cell in named]


def exercise_names(cells: list[NotebookNode]) -> dict[str, str]:
    """Return, for each graded cell, how its exercise is called: as its answer says, else by the cell's own grade_id."""
    names = {cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.grade_id for cell in filter(is_grade, cells)}
    for answer in filter(is_solution, cells):
        exercise = answer.metadata.get("autograder", {}).get("exercise")
        if exercise:
            names |= dict.fromkeys(tests_of(answer, cells), exercise)
    return names


def max_score(cell: NotebookNode) -> float:
    """Return the points of a graded cell."""
    return float(cell.metadata.nbgrader.points)


def _test(cell: NotebookNode, outcome: Outcome | None, violated: str) -> tuple[float, str]:
    points = max_score(cell)
    if violated:
        return 0.0, violated
    if outcome is None or not outcome.ended:
        return 0.0, outcome.message if outcome else "this test was not run"
    score = points if outcome.partial is None else min(max(outcome.partial, 0.0), points)
    return score, "" if score == points else f"{score:g} of {points:g} points for the parts that are right"


def _manual(cell: NotebookNode) -> tuple[float | None, str]:
    blank = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    return (0.0, BLANK) if blank else (None, "")
