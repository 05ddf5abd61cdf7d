"""Which names a cell binds and uses: static looks at code that may not even be Python."""

import ast
from collections.abc import Iterator

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, IPython's magics and shell lines blanked out; None if it has an error."""
    lines = ["pass" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n")]
    indents = [line[: len(line) - len(line.lstrip())] for line in source.split("\n")]
    code = "\n".join(indent + line if line == "pass" else line for indent, line in zip(indents, lines, strict=True))
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def defined_names(source: str) -> set[str]:
    """Return the names of the functions and classes that a cell defines at its top level."""
    tree = parse(source)
    return {node.name for node in tree.body if isinstance(node, DEFINITIONS)} if tree else set()


def bound_names(statement: ast.stmt) -> set[str]:
    """Return the names that one top-level statement binds: definitions, imports, assignments."""
    if isinstance(statement, DEFINITIONS):
        return {statement.name}
    return set(_bindings(statement))


def used_names(node: ast.AST) -> set[str]:
    """Return the names that are read anywhere in a piece of code."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}


def _bindings(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
        elif isinstance(node, DEFINITIONS):
            yield node.name
