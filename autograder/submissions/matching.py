"""Which submitted cell is which cell of the assignment.

Tried in turn, each only for what the one before left open: nbgrader's grade_id, the notebook format's cell id, the same
text, likeness, and being the only candidate at the right place. Colab and VS Code drop the first two.
"""

from collections.abc import Callable

from nbformat import NotebookNode
from nbgrader.utils import is_solution
from rapidfuzz import fuzz

from autograder.bridge.definitions import defined_names
from autograder.submissions.notebook import SubmittedCell

LIKE = 0.6  # of the characters agree
LONGEST_COMPARED = 10_000  # characters


def match(protected: list[NotebookNode], plain: set[str], submitted: list[SubmittedCell]) -> dict[int, int]:
    """Return, for each cell of the assignment that was found, its number in the submission.

    Parameters
    ----------
    protected : list of NotebookNode
        The cells that nbgrader knows, as they were handed out.
    plain : set of str
        The texts of the other cells that were handed out.
    submitted : list of SubmittedCell
    """
    places = _by_grade_id(protected, submitted)
    names = {cell.metadata.nbgrader.grade_id for cell in protected}
    free = [
        number
        for number, cell in enumerate(submitted)
        if number not in set(places.values()) and cell.grade_id not in names and cell.source.strip() not in plain
    ]
    for likeness in (_same_id, _same_text, _alike):
        _take_best(likeness, protected, submitted, places, free)
    _take_only_candidates(protected, submitted, places, free)
    return places


def _by_grade_id(protected: list[NotebookNode], submitted: list[SubmittedCell]) -> dict[int, int]:
    """Match by name; of several cells of one name the first that is not locked is the answer."""
    numbers: dict[str | None, list[int]] = {}
    for number, other in enumerate(submitted):
        numbers.setdefault(other.grade_id, []).append(number)
    places = {}
    for number, cell in enumerate(protected):
        same = numbers.get(cell.metadata.nbgrader.grade_id, [])
        if same:
            unlocked = [k for k in same if not submitted[k].locked]
            places[number] = (unlocked or same)[0] if is_solution(cell) else same[0]
    return places


def _take_best(
    likeness: Callable[[NotebookNode, SubmittedCell], float],
    protected: list[NotebookNode],
    submitted: list[SubmittedCell],
    places: dict[int, int],
    free: list[int],
) -> None:
    """Give each open cell the free submitted cell that is most like it, if any is."""
    for number, cell in enumerate(protected):
        if number in places or not free:
            continue
        scores = {k: likeness(cell, submitted[k]) for k in free}
        best = max(free, key=scores.__getitem__)  # the first of equals
        if scores[best] > 0:
            places[number] = best
            free.remove(best)


def _take_only_candidates(
    protected: list[NotebookNode], submitted: list[SubmittedCell], places: dict[int, int], free: list[int]
) -> None:
    """Give an open answer the one free cell of its type between its neighbors, if there is exactly one."""
    for number, cell in enumerate(protected):
        if number in places or not is_solution(cell):
            continue
        before = max((places[k] for k in places if k < number), default=-1)
        after = min((places[k] for k in places if k > number), default=len(submitted))
        between = [k for k in free if before < k < after and submitted[k].cell_type == cell.cell_type]
        if len(between) == 1:
            places[number] = between[0]
            free.remove(between[0])


def _same_id(cell: NotebookNode, other: SubmittedCell) -> float:
    return float(other.cell_id is not None and other.cell_id == cell.get("id"))


def _same_text(cell: NotebookNode, other: SubmittedCell) -> float:
    return float(bool(cell.source.strip()) and other.source.strip() == cell.source.strip())


def _alike(cell: NotebookNode, other: SubmittedCell) -> float:
    """Return how alike two cells are, 0 below what could be chance; defining the same function counts most."""
    if not other.source.strip():
        return 0.0
    shared = is_solution(cell) and bool(defined_names(cell.source) & defined_names(other.source))
    cut = slice(LONGEST_COMPARED)
    ratio = fuzz.ratio(cell.source[cut], other.source[cut], score_cutoff=100 * LIKE) / 100
    return shared + ratio
