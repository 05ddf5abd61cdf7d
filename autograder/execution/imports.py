"""Which modules a lesson needs: what a template imports before any submission of the lesson comes."""

import ast
from collections.abc import Iterable, Iterator

from autograder.bridge.definitions import parse

KERNEL = frozenset({"ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.pylab.backend_inline"})


def imported_modules(sources: Iterable[str]) -> frozenset[str]:
    """Return the modules that cells import at their top level.

    Of ``from a import b`` both ``a`` and ``a.b`` are named, because ``b`` may be a module; whoever imports them leaves
    out what there is not. Cells that are no Python count as empty.
    """
    trees = filter(None, map(parse, sources))
    return frozenset(name for tree in trees for statement in tree.body for name in _modules(statement))


def _modules(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        yield statement.module
        yield from (f"{statement.module}.{alias.name}" for alias in statement.names if alias.name != "*")
