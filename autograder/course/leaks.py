"""What must not reach students: markers that nbgrader would not understand, and solutions or tests that survive.

nbgrader removes what lies between its markers. A misspelt or lonely marker therefore publishes a solution without a
word; these functions find that before and after the conversion and name the cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from nbgrader.utils import is_grade, is_solution, is_task
from rapidfuzz import fuzz
from traitlets.config import Config

LIKE_A_MARKER = 80  # percent of the letters agree
LONG_ENOUGH = 40  # characters, blanks not counted: shorter pieces of code may well occur twice


@dataclass(frozen=True)
class Markers:
    """The two lines around something that students do not get."""

    begin: str
    end: str
    what: str


def markers(config: Config) -> list[Markers]:
    """Return the pairs of markers that the course's settings give."""
    solution, tests = ClearSolutions(config=config), ClearHiddenTests(config=config)
    scheme = ClearMarkScheme(config=config)
    return [
        Markers(solution.begin_solution_delimeter, solution.end_solution_delimeter, "solution"),
        Markers(tests.begin_test_delimeter, tests.end_test_delimeter, "hidden test"),
        Markers(scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter, "marking scheme"),
    ]


def find_marker_errors(source: NotebookNode, pairs: list[Markers]) -> Iterator[str]:
    """Yield a sentence for every marker that is misspelt, alone, nested or in a cell of the wrong kind."""
    for number, cell in enumerate(source.cells, start=1):
        name = cell_name(cell, number)
        for line_number, line in enumerate(cell.source.split("\n"), start=1):
            meant = misspelt(line, pairs) if cell.cell_type == "code" or is_solution(cell) or is_task(cell) else ""
            if meant:
                yield f"{name}, line {line_number}: {line.strip()!r} looks like {meant!r} misspelt"
        for pair in pairs:
            if not balanced(cell.source, pair):
                yield f"{name}: {pair.begin!r} and {pair.end!r} do not come in pairs"
            elif pair.begin in cell.source and not belongs(cell, pair):
                yield f"{name}: it has a {pair.what} but nbgrader does not know it as a cell that may have one"


def find_survivors(source: NotebookNode, release: NotebookNode, pairs: list[Markers]) -> Iterator[str]:
    """Yield a sentence for every solution or hidden test of the source that is still in the release."""
    texts = [(cell_name(cell, number), squeeze(cell.source)) for number, cell in enumerate(release.cells, start=1)]
    for number, cell in enumerate(source.cells, start=1):
        for pair, region in regions(cell, pairs):
            secret = squeeze(region)
            for place, text in texts if len(secret) >= LONG_ENOUGH else ():
                if secret in text:
                    yield f"{place}: it shows the {pair.what} of {cell_name(cell, number)}"
    for number, cell in enumerate(release.cells, start=1):
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            yield f"{cell_name(cell, number)}: its outputs are still there"


def regions(cell: NotebookNode, pairs: list[Markers]) -> Iterator[tuple[Markers, str]]:
    """Yield what students must not see of a cell: between markers, or all of an answer without markers."""
    found = False
    for pair in pairs:
        pattern = rf"^[^\n]*{re.escape(pair.begin)}[^\n]*\n(.*?)^[^\n]*{re.escape(pair.end)}"
        for match in re.finditer(pattern, cell.source, re.DOTALL | re.MULTILINE):
            found = found or pair is pairs[0]
            yield pair, match[1]
    if is_solution(cell) and not found and cell.cell_type == "code":
        yield pairs[0], cell.source


def misspelt(line: str, pairs: list[Markers]) -> str:
    """Return the marker that a line without one probably means, empty if none."""
    known = [word for pair in pairs for word in (pair.begin, pair.end)]
    letters = re.sub(r"[^A-Z ]", "", line.upper()).strip()
    if any(word in line for word in known) or not line.lstrip().startswith(("#", "%", "/", "<", "=", "-")):
        return ""
    scores = {word: fuzz.ratio(letters, word) for word in known}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= LIKE_A_MARKER else ""


def balanced(text: str, pair: Markers) -> bool:
    """Return whether begin and end alternate, line by line, as nbgrader reads them."""
    inside = False
    for line in text.split("\n"):
        if pair.begin in line:
            if inside:
                return False
            inside = True
        elif pair.end in line:
            if not inside:
                return False
            inside = False
    return not inside


def belongs(cell: NotebookNode, pair: Markers) -> bool:
    """Return whether a cell is of the kind in which nbgrader allows this pair of markers."""
    kinds = {"solution": is_solution(cell), "hidden test": is_grade(cell)}
    return bool(kinds.get(pair.what, is_task(cell) or is_solution(cell)))


def cell_name(cell: NotebookNode, number: int) -> str:
    """Return how an error names a cell."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return f"cell {name}" if name else f"cell number {number}"


def squeeze(code: str) -> str:
    """Return code without comments at line ends, blanks and line breaks."""
    lines = (line.partition(" #")[0] for line in code.split("\n") if not line.lstrip().startswith("#"))
    return re.sub(r"\s+", "", "".join(lines))
