"""Which cells of the instructor's the student's process can do without: those that no mark can depend on.

Most of what a lesson computes is pictures of what the student's functions do. A locked cell is left out only if it

- defines no function or class, has no magic, asks for no names at run time, and looks like it writes no file;
- binds or changes no name that a cell of the student's reads;
- touches no variable that a cell of the student's has assigned, nor one of its own kind that the student reads, whose
  state it could move on.

Tests add nothing to this: what they fetch from the student's process are the student's names, never the instructor's.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from autograder.bridge.definitions import DEFINITIONS, parse
from autograder.bridge.names import Changes, bound, names_read

AT_RUN_TIME = {"globals", "locals", "vars", "eval", "exec", "compile", "get_ipython", "__import__", "open"}
WRITES = {
    "save",
    "savez",
    "savefig",
    "savetxt",
    "dump",
    "write",
    "write_text",
    "write_bytes",
    "mkdir",
    "tofile",
    "system",
}
MAGIC = re.compile(r"^\s*[%!?/,;]|\?\s*$|=\s*[%!]", re.MULTILINE)


def needed_cells(cells: Sequence[tuple[str, str]]) -> list[bool]:
    """Return for each cell whether the student's process has to run it; where that is hard to say, it has.

    Parameters
    ----------
    cells : sequence of (str, str)
        The kind, "student", "locked" or "test", and the source of each cell, in order.
    """
    try:
        chosen = _chosen(cells)
    except (SyntaxError, ValueError, RecursionError):
        chosen = set(range(len(cells)))
    return [kind == "student" or (kind == "locked" and number in chosen) for number, (kind, _) in enumerate(cells)]


def _chosen(cells: Sequence[tuple[str, str]]) -> set[int]:
    """Return the numbers of the locked cells that are needed."""
    students = [source for kind, source in cells if kind == "student"]
    locked = {number: _seen(source) for number, (kind, source) in enumerate(cells) if kind == "locked"}
    own = [seen for seen in map(_seen, students) if not seen.broken]  # the others do not even start
    if any(map(MAGIC.search, students)) or any(seen.broken for seen in locked.values()) or any(s.opaque for s in own):
        return set(locked)
    changes = _changes(tuple(source for kind, source in cells if kind == "locked"))
    read, moving = set().union(*(seen.read for seen in own)), set().union(*(seen.variables for seen in own))

    def is_needed(number: int) -> bool:
        seen, source = locked[number], cells[number][1]
        return seen.kept or not (seen.bound | changes[source]).isdisjoint(read) or not seen.read.isdisjoint(moving)

    chosen: set[int] = set()
    while found := {number for number in locked if number not in chosen and is_needed(number)}:
        chosen |= found
        for number in found:
            moving |= locked[number].variables & read
            read |= locked[number].read
    return chosen


@dataclass(frozen=True)
class _Seen:
    """What a cell does, as far as its text says: is it no Python, does it find names at run time, must it run in any
    case; which names it reads, binds, and binds to values, whose state can change, unlike a function's or a module's.
    """

    broken: bool = True
    opaque: bool = False
    kept: bool = False
    read: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)  # a class has the instructor's cells in common
def _seen(source: str) -> _Seen:
    tree = parse(source)
    if tree is None:
        return _Seen()
    values = [node for node in tree.body if not isinstance(node, (*DEFINITIONS, ast.Import, ast.ImportFrom))]
    opaque = _opaque(tree)
    kept = opaque or MAGIC.search(source) is not None or any(isinstance(node, DEFINITIONS) for node in tree.body)
    sets = names_read(tree), bound(tree), bound(ast.Module(values, []))
    return _Seen(False, opaque, kept, *map(frozenset, sets))


@lru_cache(maxsize=16)
def _changes(sources: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the names that each cell may change without binding them."""
    trees = {source: tree for source in sources if (tree := parse(source))}
    changes = Changes(list(trees.values()))
    return {source: changes.of(tree) for source, tree in trees.items()}


def _opaque(tree: ast.Module) -> bool:
    """Return whether code finds names at run time, or could write a file that other cells read."""
    nodes = list(ast.walk(tree))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return not names.isdisjoint(AT_RUN_TIME) or not attributes.isdisjoint(WRITES)
