"""A submission, in whatever state, → the notebook that is graded and what had to be repaired.

Cells, their order, points, metadata and the kernel come from the source. A submission contributes the text of its
answers, found by ``submissions.matching``, and the student's own cells, which stay after the cell that they followed.
"""

from copy import deepcopy
from dataclasses import dataclass
from textwrap import indent

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from autograder.bridge.names import answered
from autograder.execution.strategy import Cell
from autograder.submissions.matching import match
from autograder.submissions.notebook import SubmittedCell


@dataclass
class Repaired:
    """A notebook ready to be graded.

    Attributes
    ----------
    notebook : NotebookNode
        The source's cells with the student's answers, and the student's own cells.
    plain : set of str
        Texts of the instructor's cells that nbgrader does not know.
    repairs : list of str
        One sentence for the student per kind of thing that was put right.
    """

    notebook: NotebookNode
    plain: set[str]
    repairs: list[str]


def repair(master: NotebookNode, release: NotebookNode, submitted: list[SubmittedCell]) -> Repaired:
    """Put the answers of a submission into the source's notebook.

    Parameters
    ----------
    master : NotebookNode
        The source with blank answers and hidden tests.
    release : NotebookNode
        What the students got: the same cells without hidden tests.
    submitted : list of SubmittedCell
        What came back.
    """
    handed_out = [cell for cell in release.cells if is_protected(cell)]
    plain = {cell.source.strip() for cell in release.cells if not is_protected(cell)} - {""}
    places = match(handed_out, plain, submitted)
    notebook = deepcopy(master)
    notebook.cells = _assemble([cell for cell in notebook.cells if is_protected(cell)], places, submitted)
    return Repaired(notebook, plain, describe(handed_out, places, submitted))


def is_protected(cell: NotebookNode) -> bool:
    """Return whether nbgrader knows a cell: an answer, a test, a task or a read-only cell."""
    return is_solution(cell) or is_grade(cell) or is_locked(cell) or is_task(cell)


def is_test(cell: NotebookNode) -> bool:
    """Return whether a cell is a graded test."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def code_cells(repaired: Repaired, source: NotebookNode | None = None) -> list[tuple[NotebookNode, Cell]]:
    """Return the code cells of a repaired notebook, each with what a strategy is told about it.

    From the instructor's ``source``, if it is given, comes which names an answer is expected to bind.
    """
    answers = [cell for cell in source.cells if is_protected(cell) and is_solution(cell)] if source else []
    solutions = {cell.metadata.nbgrader.grade_id: cell.source for cell in answers}
    return [
        (cell, _execution_cell(cell, repaired.plain, solutions))
        for cell in repaired.notebook.cells
        if cell.cell_type == "code"
    ]


def off_limits(cell: NotebookNode) -> tuple[str, ...]:
    """Return the dotted names that an answer may not use, from its ``metadata.autograder.off_limits``."""
    return tuple(cell.metadata.get("autograder", {}).get("off_limits", ()))


def _execution_cell(cell: NotebookNode, plain: set[str], solutions: dict[str, str]) -> Cell:
    if not is_protected(cell):
        return Cell(None, cell.source, "locked" if cell.source.strip() in plain else "student")
    name = cell.metadata.nbgrader.grade_id
    if is_test(cell):
        return Cell(name, cell.source, "test", points=float(cell.metadata.nbgrader.points))
    if not is_solution(cell):
        return Cell(name, cell.source, "locked")
    return Cell(name, cell.source, "student", off_limits=off_limits(cell), defines=answered(solutions.get(name, "")))


def _assemble(
    protected: list[NotebookNode], places: dict[int, int], submitted: list[SubmittedCell]
) -> list[NotebookNode]:
    """Return the source's cells with the answers filled in, the student's own cells between them."""
    names = {cell.metadata.nbgrader.grade_id for cell in protected}
    extras = _extras(submitted, set(places.values()), names)
    cells = extras.pop(None, [])
    for number, cell in enumerate(protected):
        place = places.get(number)
        if place is not None and is_solution(cell):
            cell.source = submitted[place].source
            if cell.cell_type == "markdown" and submitted[place].pictures:
                cell.attachments = submitted[place].pictures
        cells += [cell, *extras.get(place, [])]
    for number, cell in enumerate(cells):
        if not is_protected(cell):
            cell.id = f"student-{number}"
    return cells


def _extras(submitted: list[SubmittedCell], taken: set[int], names: set[str]) -> dict[int | None, list[NotebookNode]]:
    """Return the student's own cells, keyed by the last matched cell before them; None: at the beginning."""
    extras: dict[int | None, list[NotebookNode]] = {None: []}
    last = None
    for number, cell in enumerate(submitted):
        if number in taken:
            last = number
        else:
            extras.setdefault(last, []).append(_own_cell(cell, names))
    return extras


def _own_cell(cell: SubmittedCell, names: set[str]) -> NotebookNode:
    # Not by `new_markdown_cell`, which validates each cell: the notebook is validated as a whole when it is written.
    if cell.grade_id in names:  # run, a copy would replace the answer
        copied = indent(f"# a copy of {cell.grade_id}, not run\n{cell.source}", "    ")
        return NotebookNode(cell_type="markdown", metadata=NotebookNode(), source=copied)
    if cell.cell_type == "code":
        return new_code_cell(cell.source)
    pictures = {"attachments": from_dict(cell.pictures)} if cell.pictures else {}
    return NotebookNode(cell_type="markdown", metadata=NotebookNode(), source=cell.source, **pictures)


def describe(handed_out: list[NotebookNode], places: dict[int, int], submitted: list[SubmittedCell]) -> list[str]:
    """Return one sentence per kind of repair, empty for a submission in good order."""
    found = {number: (cell, submitted[places[number]]) for number, cell in enumerate(handed_out) if number in places}
    lost = [cell for number, cell in enumerate(handed_out) if number not in places]
    names = [cell.grade_id for cell in submitted]
    order = [places[number] for number in sorted(places)]
    kinds = {
        "missing answers, graded as blank": [cell for cell in lost if is_solution(cell)],
        "missing cells, restored from the assignment": [cell for cell in lost if not is_solution(cell)],
        "cells that had lost their name, found by place and likeness": [
            cell for cell, other in found.values() if other.grade_id != cell.metadata.nbgrader.grade_id
        ],
        "cells that came more than once; the first is the answer": [
            cell for cell in handed_out if names.count(cell.metadata.nbgrader.grade_id) > 1
        ],
        "changed read-only cells, graded as they were handed out": [
            cell
            for cell, other in found.values()
            if not is_solution(cell) and other.source.strip() != cell.source.strip()
        ],
        "cells of another type, graded as the type that was handed out": [
            cell for cell, other in found.values() if other.cell_type != cell.cell_type
        ],
    }
    sentences = [
        f"{kind}: {', '.join(cell.metadata.nbgrader.grade_id for cell in cells)}"
        for kind, cells in kinds.items()
        if cells
    ]
    return sentences + ["cells in another order, graded in the order that was handed out"] * (order != sorted(order))
