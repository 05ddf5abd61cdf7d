"""Does an answer use what the exercise asks to write? A look at the syntax tree, nothing is run.

What counts is the answer cell and, followed by name, the functions and imports of the student's other cells that it
uses. Comparing one's own answer with the library in a scratch cell is allowed.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache

from autograder.bridge.definitions import bound_names, local_names, parse, used_names


def violation(answer: str, own: Iterable[str], handed_out: Iterable[str], forbidden: Iterable[str]) -> str:
    """Return one sentence about the first use of something off limits, empty if there is none.

    Parameters
    ----------
    answer : str
        The text of the answer cell.
    own : iterable of str
        The student's other cells; what the answer uses of them counts as part of it.
    handed_out : iterable of str
        The instructor's cells; only the names that they import matter.
    forbidden : iterable of str
        Dotted names; what is below them is off limits too.
    """
    forbidden = tuple(forbidden)
    tree = parse(answer)
    if tree is None or not forbidden:
        return ""
    trees = [other for other in map(parse, own) if other]
    aliases = _aliases([*filter(None, map(parse, handed_out)), *trees, tree], forbidden)
    for statement, in_answer in _reachable(tree, trees):
        for name, line in _dotted_names(statement, aliases):
            limit = next((limit for limit in forbidden if f"{name}.".startswith(f"{limit}.")), None)
            if limit:
                where = f"line {line} of the answer" if in_answer else f"{ast.unparse(statement).splitlines()[0]!r}"
                return f"{limit} is off limits in this exercise, and {where} uses it; write that part yourself"
    return ""


def _reachable(answer: ast.Module, others: list[ast.Module]) -> Iterator[tuple[ast.stmt, bool]]:
    """Yield the statements of the answer, then those of other cells that bind what it uses, and so on."""
    binding: dict[str, list[ast.stmt]] = {}
    for statement in (statement for tree in others for statement in tree.body):
        for name in bound_names(statement):
            binding.setdefault(name, []).append(statement)
    seen: set[int] = set()
    open_names = set()
    for statement in answer.body:
        yield statement, True
        open_names |= used_names(statement)
    while open_names:
        for statement in binding.pop(open_names.pop(), ()):
            if id(statement) in seen or isinstance(statement, ast.Import | ast.ImportFrom):
                continue  # an import is no use; what is used through it has its full name
            seen.add(id(statement))
            yield statement, False
            open_names |= used_names(statement) & binding.keys()


def _aliases(trees: list[ast.Module], forbidden: tuple[str, ...]) -> dict[str, str]:
    """Return the dotted name behind every imported or renamed name."""
    aliases = {}
    for node in (node for tree in trees for node in _naming(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    aliases[alias.asname] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names = _starred(node.module, forbidden) if alias.name == "*" else [alias.name]
                aliases |= {alias.asname or name: f"{node.module}.{name}" for name in names}
        elif isinstance(node, ast.Assign) and (name := _dotted(node.value, aliases)):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id != name:
                    aliases[target.id] = name
    return aliases


@lru_cache(maxsize=512)
def _naming(tree: ast.Module) -> list[ast.stmt]:
    """Return the statements of a cell that import or rename something."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign)]


def _starred(module: str, forbidden: tuple[str, ...]) -> list[str]:
    """Return what ``from module import *`` brings of the forbidden names."""
    below = [limit.removeprefix(f"{module}.") for limit in forbidden if limit.startswith(f"{module}.")]
    return [name.partition(".")[0] for name in below]


def _dotted_names(statement: ast.stmt, aliases: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Yield the full names that a statement imports, reads or asks import functions for, with their lines."""
    for node, known in _in_scope(statement, aliases):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Attribute | ast.Name):
            name = _dotted(node, known)
            if name:
                yield name, node.lineno
        elif isinstance(node, ast.Call) and _called(node) in ("__import__", "import_module"):
            yield from ((str(word.value), node.lineno) for word in node.args if isinstance(word, ast.Constant))


def _in_scope(node: ast.AST, aliases: dict[str, str]) -> Iterator[tuple[ast.AST, dict[str, str]]]:
    """Yield every node below, with the aliases that hold there: a function's own names hide those from outside."""
    yield node, aliases
    inside = aliases
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        own = local_names(node)
        inside = {name: full for name, full in aliases.items() if name not in own}
    body = getattr(node, "body", ())
    body = body if isinstance(body, list) else [body]
    for child in ast.iter_child_nodes(node):  # defaults and decorators belong to the scope outside
        yield from _in_scope(child, inside if child in body else aliases)


def _dotted(node: ast.AST, aliases: dict[str, str]) -> str | None:
    """Return the full dotted name of ``a.b.c``, with the alias ``a`` replaced by what it stands for."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([aliases.get(node.id, node.id), *reversed(parts)])


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
