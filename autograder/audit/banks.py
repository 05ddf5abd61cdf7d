"""Answers kept to be judged: right ones of every style, wrong ones with what they must be told, and equivalent mutants.

    BANK/LESSON/EXERCISE/right_loop.py     must earn everything
    BANK/LESSON/EXERCISE/wrong_sign.py     must not; its first line is "# says: part of the sentence"
    BANK/LESSON/EXERCISE/equivalent.txt    mutants that are no errors: a reason, then changes as the audit prints them

An ``equivalent.txt``::

    # the start is below every count
    - best = 0
    + best = -1

A reason holds for all the changes up to the next one; changes are set apart by empty lines. Indentation and line
numbers do not count, so an edit elsewhere in the solution does not unsettle the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.audit.mutants import Lines
from autograder.errors import AutograderError

SAYS = "# says:"
EQUIVALENT = "equivalent.txt"
Change = tuple[Lines, Lines]


@dataclass(frozen=True)
class Answer:
    """One answer of a bank.

    Attributes
    ----------
    name : str
        Of its file.
    source : str
    right : bool
    says : str
        For a wrong one: a part of the sentence it must be told; empty where any will do.
    """

    name: str
    source: str
    right: bool
    says: str = ""


def read_bank(folder: Path) -> list[Answer]:
    """Return the answers in the folder of an exercise; none where there is no folder."""
    right = [Answer(path.name, path.read_text(encoding="utf-8"), True) for path in sorted(folder.glob("right_*.py"))]
    wrong = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("wrong_*.py"))]
    return right + [Answer(name, text, False, _says(text)) for name, text in wrong]


def _says(text: str) -> str:
    first = text.partition("\n")[0]
    return first.removeprefix(SAYS).strip() if first.startswith(SAYS) else ""


def read_equivalent(folder: Path) -> dict[Change, str]:
    """Return the changes that are no errors, each with its reason.

    Raises
    ------
    AutograderError
        If a line of the list is neither a reason nor a change, or a change has no reason.
    """
    path = folder / EQUIVALENT
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = {}
    for reason, before, after, number in _changes(text, path):
        if not reason:
            raise AutograderError(f"{path}, line {number}: say why this change is no error, in a line `# …` before it")
        found[before, after] = reason
    return found


def _changes(text: str, path: Path) -> Iterator[tuple[str, Lines, Lines, int]]:
    reason, fresh = "", True
    lines: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.startswith(("- ", "+ ", "-\n", "+\n")) or line in ("-", "+"):
            lines.append(line)
            fresh = True
            continue
        if lines:
            yield reason, *_sides(lines), number - len(lines)
            lines = []
        if line.startswith("#"):
            reason, fresh = (line[1:].strip() if fresh else f"{reason} {line[1:].strip()}"), False
        elif line.strip():
            raise AutograderError(f"{path}, line {number}: a line begins with `# `, `- ` or `+ `, got {line!r}")


def _sides(lines: list[str]) -> Change:
    sides = (tuple(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return next(sides), next(sides)
