"""Code → the tokens that are compared: what is easily changed without changing the program is gone.

Read with a pattern, not with Python's parser: an answer with an error in it is compared like any other. Comments,
strings, blanks, commas, colons, closing brackets and parentheses that only group are dropped, numbers are written one
way, and every name except Python's own, an attribute's, and those that the lesson defines becomes a variable.
"""

import builtins
import keyword
import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from autograder.bridge.definitions import DEFINITIONS, parse

STRING = r"""[rRbBuUfF]{0,2}(?:'''.*?(?:'''|\Z)|\"\"\".*?(?:\"\"\"|\Z)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?)"""
NUMBER = r"0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?"
OPERATOR = r"(?:\*\*|//|>>|<<|[-+*/%&|^@<>=!:])=|\*\*|//|>>|<<|[-+*/%&|^~@<>=(\[{]"
KINDS = {
    "skip": rf"\#[^\n]*|{STRING}",
    "attribute": r"\.\s*[^\W\d]\w*",
    "number": NUMBER,
    "name": r"[^\W\d]\w*",
    "operator": OPERATOR,
}
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()), re.DOTALL)
LONGEST = 100_000  # characters of an answer that are read
KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))


@dataclass(frozen=True)
class Token:
    """One token and where it stands.

    Attributes
    ----------
    text : str
        As it is compared; for a variable its name.
    variable : bool
        The name does not count.
    start, end : int
        Its place in the code, in characters.
    """

    text: str
    variable: bool
    start: int
    end: int


def tokens(code: str, known: Set[str] = frozenset()) -> list[Token]:
    """Return the tokens of a piece of code, whose ``known`` names count as they are."""
    found = []
    for match in TOKEN.finditer(code[:LONGEST]):
        kind, text = match.lastgroup, match[0]
        if kind != "skip" and not (text == "(" and _groups(code, match.start())):
            variable = kind == "name" and text not in KEPT and text not in known
            found.append(Token(_spelled(text, kind), variable, match.start(), match.end()))
    return found


def known_names(sources: Iterable[str]) -> set[str]:
    """Return the names of the functions, classes and modules that cells define or import at their top level."""
    bodies = [tree.body for tree in map(parse, sources) if tree]
    names = set()
    for statement in (each for body in bodies for each in body):
        if isinstance(statement, DEFINITIONS):
            names.add(statement.name)
        for alias in getattr(statement, "names", ()):
            names.add(getattr(alias, "asname", None) or getattr(alias, "name", alias))
    return names


def _groups(code: str, start: int) -> bool:
    """Return whether a parenthesis only groups: one that calls or indexes stands right behind a value."""
    before = re.search(r"[\w)\]]*\Z", code[max(0, start - 40) : start])
    return not before or not before[0] or keyword.iskeyword(before[0])


def _spelled(text: str, kind: str | None) -> str:
    if kind == "attribute":
        return f".{text[1:].strip()}"
    if kind == "number":
        try:
            return repr(float(text.replace("_", "")))
        except ValueError:
            return text
    return text
