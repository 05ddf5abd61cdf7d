"""A newer release under a student's answers: three versions in, the student's notebook as it should be now out.

*old* is the student's notebook, *base* the release it came from, *new* the release of today. Answers are the
student's; texts, checks and read-only cells are the new release's; cells of the student's own stay behind the cell
that they followed. Which cell is which is told as in grading (``submissions.matching``).
"""

import uuid
from copy import deepcopy
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.utils import is_solution

from autograder.bridge.definitions import defined_names
from autograder.marks.verdicts import unanswered
from autograder.submissions.matching import match
from autograder.submissions.notebook import SubmittedCell, submitted_cell
from autograder.submissions.submission import is_protected, is_test

REMOVED = "*This exercise is no longer part of the lesson. Your answer to it stays here.*"


@dataclass(frozen=True)
class Merged:
    """What became of a notebook.

    Attributes
    ----------
    notebook : NotebookNode
    changed : bool
        It differs from the student's.
    news : str
        What is new, as the end of a sentence.
    """

    notebook: NotebookNode
    changed: bool
    news: str


@dataclass(frozen=True)
class _Theirs:
    """A cell of the student's and the cell that it was when it was handed out."""

    place: int
    cell: NotebookNode
    before: NotebookNode
    answered: bool


def merge(old: NotebookNode, new: NotebookNode, base: NotebookNode | None = None) -> Merged:
    """Put a new release under a student's answers.

    Parameters
    ----------
    old : NotebookNode
        The student's notebook.
    new : NotebookNode
        The new release.
    base : NotebookNode, optional
        The release that the student's notebook came from. Without it, a text that is not the new release's counts as
        an older one of the release, not as the student's.
    """
    known = base or new
    submitted = [submitted_cell(cell) for cell in old.cells]
    theirs = _handed_out(old, submitted, known, new)
    heirs = _heirs(known, new)
    pairs = {heirs[number]: each for number, each in theirs.items() if number in heirs}
    gone = [each for number, each in theirs.items() if number not in heirs]
    own = _own_cells(old, submitted, {each.place for each in pairs.values()}, gone)
    cells = own.pop(None, [])
    for number, cell in enumerate(new.cells):
        each = pairs.get(number)
        cells += _combined(cell, each, base is not None) if each else [deepcopy(cell)]
        cells += own.pop(each.place, []) if each else []
    removed = [each.cell for each in gone if each.answered]
    cells += [part for cell in removed for part in (new_markdown_cell(REMOVED), _as_own(cell))]
    notebook = deepcopy(new)
    notebook.cells = _with_own_ids(cells)
    notebook.metadata = NotebookNode({**old.metadata, **new.metadata})
    return Merged(notebook, _content(notebook) != _content(old), _news(new, pairs, removed, base is not None))


def _handed_out(
    old: NotebookNode, submitted: list[SubmittedCell], known: NotebookNode, new: NotebookNode
) -> dict[int, _Theirs]:
    """Return, for each cell of the known release that the student still has, what became of it."""
    protected = [number for number, cell in enumerate(known.cells) if is_protected(cell)]
    plain = {cell.source.strip() for book in (known, new) for cell in book.cells if not is_protected(cell)} - {""}
    found = match([known.cells[number] for number in protected], plain, submitted)
    places = {protected[k]: place for k, place in found.items()}
    places = {k: place for k, place in places.items() if _is_sure(known.cells[k], submitted[place])}
    for number, cell in enumerate(known.cells):
        if not is_protected(cell):
            free = [k for k, other in enumerate(submitted) if k not in places.values() and not other.grade_id]
            same = [k for k in free if submitted[k].cell_id == cell.get("id")]
            same += [k for k in free if submitted[k].source.strip() == cell.source.strip() != ""]
            places |= {number: same[0]} if same else {}
    blank = unanswered(old)
    return {
        number: _Theirs(
            place, old.cells[place], known.cells[number], _is_answered(old.cells[place], known.cells[number], blank)
        )
        for number, place in places.items()
    }


def _is_sure(cell: NotebookNode, other: SubmittedCell) -> bool:
    """Return whether more than its place speaks for a cell: a scratch cell must not become an answer."""
    return (
        other.grade_id == cell.metadata.nbgrader.grade_id
        or other.cell_id == cell.get("id")
        or other.source.strip() == cell.source.strip()
        or bool(defined_names(cell.source) & defined_names(other.source))
    )


def _is_answered(theirs: NotebookNode, before: NotebookNode, blank: set[str]) -> bool:
    if not (is_protected(before) and is_solution(before)) or theirs.source.strip() == before.source.strip():
        return False
    return theirs.metadata.get("nbgrader", {}).get("grade_id") not in blank


def _heirs(known: NotebookNode, new: NotebookNode) -> dict[int, int]:
    """Return, for each cell of the known release, the number of the new release's cell that continues it."""
    if known is new:
        return {number: number for number in range(len(new.cells))}
    heirs: dict[int, int] = {}
    for same in (_same_name, _same_id, _same_content):
        for number, cell in enumerate(known.cells):
            open_ = (k for k, other in enumerate(new.cells) if k not in heirs.values() and same(cell, other))
            heir = None if number in heirs else next(open_, None)
            heirs |= {} if heir is None else {number: heir}
    return heirs


def _same_name(cell: NotebookNode, other: NotebookNode) -> bool:
    names = [each.metadata.nbgrader.grade_id for each in (cell, other) if is_protected(each)]
    return len(names) == 2 and names[0] == names[1]


def _same_id(cell: NotebookNode, other: NotebookNode) -> bool:
    return cell.get("id") == other.get("id") is not None and is_solution(cell) == is_solution(other)


def _same_content(cell: NotebookNode, other: NotebookNode) -> bool:
    """Return whether two cells are one: an exercise that was renamed, a text that moved."""
    if is_protected(cell) and is_protected(other) and is_solution(cell) and is_solution(other):
        return bool(defined_names(cell.source) & defined_names(other.source))
    return not is_protected(cell) and not is_protected(other) and cell.source.strip() == other.source.strip() != ""


def _combined(cell: NotebookNode, theirs: _Theirs, has_base: bool) -> list[NotebookNode]:
    """Return a cell of the new release with what is the student's in it."""
    cell = deepcopy(cell)
    edited = has_base and not is_protected(cell) and theirs.cell.source not in (theirs.before.source, cell.source)
    if edited:  # the student wrote into a text; where the release's changed too, both stay
        return [_as_own(theirs.cell)] if theirs.before.source == cell.source else [cell, _as_own(theirs.cell)]
    if is_protected(cell) and is_solution(cell) and theirs.answered:
        cell.source = theirs.cell.source
        if cell.cell_type == "markdown" and "attachments" in theirs.cell:
            cell.attachments = theirs.cell.attachments
    if cell.cell_type == theirs.cell.cell_type == "code" and cell.source == theirs.cell.source:
        cell.outputs, cell.execution_count = theirs.cell.outputs, theirs.cell.execution_count
    return [cell]


def _own_cells(
    old: NotebookNode, submitted: list[SubmittedCell], anchors: set[int], gone: list[_Theirs]
) -> dict[int | None, list[NotebookNode]]:
    """Return the student's own cells, keyed by the place of the cell that they follow; None: at the beginning."""
    left = {each.place for each in gone if is_protected(each.before) or each.cell.source == each.before.source}
    own: dict[int | None, list[NotebookNode]] = {None: []}
    last = None
    for place, cell in enumerate(old.cells):
        if place in anchors:
            last = place
        elif place not in left and not submitted[place].locked:  # a locked cell that nobody knows: an older check
            own.setdefault(last, []).append(_as_own(cell))
    return own


def _as_own(cell: NotebookNode) -> NotebookNode:
    """Return a cell without nbgrader's marks: the student's own."""
    cell = deepcopy(cell)
    for name in ("nbgrader", "autograder", "editable", "deletable"):
        cell.metadata.pop(name, None)
    return cell


def _with_own_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Give each cell that has another's id, or none, an id of its own; nbgrader's cells keep theirs."""
    taken: set[str] = set()
    for cell in sorted(cells, key=lambda each: not is_protected(each)):
        if cell.get("id") is None or cell.id in taken:
            cell.id = uuid.uuid4().hex[:8]
        taken.add(cell.id)
    return cells


def _content(notebook: NotebookNode) -> list:
    """Return what an update can change in a notebook."""
    return [(cell.cell_type, cell.source, cell.metadata.get("nbgrader"), cell.get("id")) for cell in notebook.cells]


def _news(new: NotebookNode, pairs: dict[int, _Theirs], removed: list[NotebookNode], has_base: bool) -> str:
    names: dict[str, list[str]] = {"new exercise": [], "task changed, look at your answer": [], "no longer part": []}
    texts = checks = kept = 0
    for number, cell in enumerate(new.cells):
        theirs = pairs.get(number)
        if is_protected(cell) and is_solution(cell):
            name = cell.metadata.nbgrader.grade_id
            kept += bool(theirs and theirs.answered)
            names["new exercise"] += [] if theirs else [name]
            if theirs and theirs.answered and has_base and theirs.before.source != cell.source:
                names["task changed, look at your answer"].append(name)
        elif theirs is None or theirs.cell.source != cell.source:
            texts, checks = texts + (not is_test(cell)), checks + is_test(cell)
    names["no longer part"] = [cell.metadata.get("nbgrader", {}).get("grade_id", "?") for cell in removed]
    counts = [_count(kept, "answer", "kept"), _count(texts, "text", "new"), _count(checks, "check", "new")]
    return ", ".join([*filter(None, counts), *(f"{kind}: {' '.join(each)}" for kind, each in names.items() if each)])


def _count(number: int, noun: str, what: str) -> str:
    return f"{number} {noun}{'s' * (number > 1)} {what}" if number else ""
