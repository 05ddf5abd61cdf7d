"""Which names a cell binds and uses: static looks at code that may not even be Python."""

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@lru_cache(maxsize=512)  # a class has the instructor's cells in common, and a tree is looked at many times
def parse(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, IPython's magics and shell lines blanked out; None if it has an error.

    Nobody may change the tree: the next one who asks gets the same.
    """
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


def local_names(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    """Return the names that Python takes for a function's own: its arguments and what its body binds, imports apart."""
    arguments = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    nodes = list(_same_scope(function.body)) if isinstance(function.body, list) else []
    bound = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    defined = {node.name for node in nodes if isinstance(node, DEFINITIONS)}
    outer = {name for node in nodes if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
    return (arguments | bound | defined) - outer


def _same_scope(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for node in nodes:
        yield node
        if not isinstance(node, (*DEFINITIONS, ast.Lambda, *COMPREHENSIONS)):
            yield from _same_scope(ast.iter_child_nodes(node))


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
