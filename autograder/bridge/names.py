"""Which cells of the instructor's the checker has to run: those that bind or change a name it needs.

A locked cell runs in the student's process in any case. In the checker it runs only if a test, or another cell that
runs there, uses a name that the cell binds (assigns, imports, defines) or may change: by assigning to a part of it, or
in a call that is a statement of its own, ``name.…(…)`` or ``function(name)``. So imports, data and helper functions are
there, ``np.random.seed(0)`` counts, and ``ax.plot(x, f(x))``, the picture made from the student's function, does not.
"""

import ast
import symtable
from collections.abc import Sequence
from functools import lru_cache

from autograder.bridge.definitions import DEFINITIONS, parse

ALWAYS = {"sys", "os", "importlib"}  # where later imports come from
COMPOUND = (ast.For, ast.While, ast.If, ast.With, ast.Try)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)
FOR_LATER = (*DEFINITIONS, ast.Lambda, ast.GeneratorExp)  # code that reads its names when it is called
PLAIN_CALLS = {"print", "display"}


def checker_sources(cells: Sequence[tuple[str, str]]) -> list[str | None]:
    """Return what the checker runs of each cell, None where it runs nothing.

    Of a cell that it runs, import statements are blanked out if nothing that runs there uses their names: pictures
    take half a second to import, torch two.

    Parameters
    ----------
    cells : sequence of (str, str)
        The kind, "student", "locked" or "test", and the source of each cell, in order.
    """
    return list(_checker_sources(tuple((kind, "" if kind == "student" else source) for kind, source in cells)))


@lru_cache(maxsize=16)  # the same for a whole class
def _checker_sources(cells: Sequence[tuple[str, str]]) -> list[str | None]:
    trees = [parse(source) or ast.Module([], []) for _, source in cells]
    changes = Changes([tree for (kind, _), tree in zip(cells, trees, strict=True) if kind == "locked"])
    sources: list[str | None] = []
    live = set(ALWAYS)
    for (kind, source), tree in reversed(list(zip(cells, trees, strict=True))):
        if kind == "test" or (kind == "locked" and not live.isdisjoint(bound(tree) | changes.of(tree))):
            unused, live = _backwards(tree, live)
            sources.append(_blanked(source, tree, unused))
        else:
            sources.append(None)
    return sources[::-1]


def _backwards(tree: ast.Module, live: set[str]) -> tuple[list[ast.stmt], set[str]]:
    """Return the imports of a cell after which nobody uses their names, and the names that the cell needs before it."""
    unused: list[ast.stmt] = []
    for statement in reversed(tree.body):
        kept = getattr(statement, "module", "") == "__future__" or "*" in bound(statement)
        if isinstance(statement, ast.Import | ast.ImportFrom) and live.isdisjoint(bound(statement)) and not kept:
            unused.append(statement)
        else:
            alone = ast.Module([statement], [])
            live = (live - certainly_bound(alone)) | free_names(alone)
    return unused, live


def _blanked(source: str, tree: ast.Module, unused: Sequence[ast.stmt]) -> str:
    """Return a source without these statements, every other line where it was."""
    lines = source.split("\n")
    kept = {number for other in tree.body if other not in unused for number in _lines(other)}
    for statement in unused:
        if kept.isdisjoint(_lines(statement)):  # none beside it, behind a semicolon
            first, *more = _lines(statement)
            lines[first - 1 : first + len(more)] = ["pass"] + [""] * len(more)
    return "\n".join(lines)


def _lines(statement: ast.stmt) -> range:
    return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)


def free_names(tree: ast.Module) -> set[str]:
    """Return the names that a cell uses and has not bound itself before."""
    return _free(tree.body, set())


def _free(statements: Sequence[ast.stmt], own: set[str]) -> set[str]:
    free: set[str] = set()
    own = set(own)
    for statement in statements:
        if isinstance(statement, COMPOUND):
            free |= set().union(*map(_read, _heads(statement))) - own
            inside = own | set().union(*map(bound, _targets(statement)))
            free |= set().union(*(_free(block, inside) for block in _blocks(statement)))
        else:
            free |= _read(statement) - own
        own |= certainly_bound(ast.Module([statement], []))
    return free


def _heads(statement: ast.stmt) -> list[ast.expr]:
    """Return what a compound statement evaluates before it enters its blocks."""
    if isinstance(statement, ast.With):
        return [item.context_expr for item in statement.items]
    handled = [handler.type for handler in getattr(statement, "handlers", ())]
    return [head for head in (getattr(statement, "iter", None), getattr(statement, "test", None), *handled) if head]


def _targets(statement: ast.stmt) -> list[ast.AST]:
    """Return what a compound statement binds for its blocks."""
    return [statement.target] if isinstance(statement, ast.For) else [*getattr(statement, "items", ())]


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    blocks = [getattr(statement, field, []) for field in ("body", "orelse", "finalbody")]
    return [*blocks, *(handler.body for handler in getattr(statement, "handlers", ()))]


def _read(node: ast.AST) -> set[str]:
    """Return the names that a simple statement or an expression reads, also to add to them."""
    added_to = set().union(*(_root(part.target) for part in ast.walk(node) if isinstance(part, ast.AugAssign)))
    if isinstance(node, DEFINITIONS):  # inside, names are local unless they say otherwise
        added_to &= set().union(*(part.names for part in ast.walk(node) if isinstance(part, ast.Global)))
    return _globals_read(symtable.symtable(ast.unparse(node), "cell", "exec")) | added_to


def certainly_bound(tree: ast.Module) -> set[str]:
    """Return the names that a cell binds unless it fails before: not only in one branch, or once in a loop."""
    simple = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, *DEFINITIONS)
    return set().union(*(bound(statement) for statement in tree.body if isinstance(statement, simple)))


def names_read(tree: ast.Module) -> set[str]:
    """Return the names of the notebook that a cell reads and has not bound before, or reads later in a function."""
    later = _outermost(tree, FOR_LATER)
    tables = [symtable.symtable(ast.unparse(node), "cell", "exec") for node in later]
    return free_names(tree).union(*map(_globals_read, tables))


def _outermost(tree: ast.AST, kinds: tuple) -> list[ast.AST]:
    """Return the nodes of these kinds that lie in no other one."""
    children = list(ast.iter_child_nodes(tree))
    inside = [node for child in children if not isinstance(child, kinds) for node in _outermost(child, kinds)]
    return [child for child in children if isinstance(child, kinds)] + inside


def _globals_read(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that a piece of code and the functions in it read."""
    top = table.get_type() == "module"
    names = {s.get_name() for s in table.get_symbols() if s.is_referenced() and (top or s.is_global())}
    return names.union(*map(_globals_read, table.get_children()))


def bound(tree: ast.AST) -> set[str]:
    """Return the names that the statements of a cell bind in the notebook, not those local to a comprehension."""
    if isinstance(tree, COMPREHENSIONS):
        return set()
    if isinstance(tree, DEFINITIONS):
        return {tree.name}.union(*(node.names for node in ast.walk(tree) if isinstance(node, ast.Global)))
    names: set = {getattr(tree, "id", None) if isinstance(getattr(tree, "ctx", None), ast.Store) else None}
    if isinstance(tree, ast.alias):
        names = {tree.asname or tree.name.partition(".")[0]}
    elif isinstance(tree, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        names = {tree.name}
    return names.union(*map(bound, ast.iter_child_nodes(tree))) - {None}


@lru_cache(maxsize=1024)
def instructor_names(source: str) -> frozenset[str]:
    """Return the names that a locked or test cell binds and keeps: what a student binds to them no later test sees."""
    tree = parse(source)
    nodes = ast.walk(tree) if tree else ()
    deleted = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    return frozenset(bound(tree) - deleted if tree else ())


@lru_cache(maxsize=1024)
def answered(source: str) -> frozenset[str]:
    """Return the names that an answer binds at its top level, imports apart."""
    tree = parse(source)
    statements = [each for each in tree.body if not isinstance(each, ast.Import | ast.ImportFrom)] if tree else []
    return frozenset(bound(ast.Module(statements, [])))


class Changes:
    """Which names statements may change without binding them; functions of the cells change what their bodies do."""

    def __init__(self, trees: Sequence[ast.Module]):
        functions = {node.name: node for tree in trees for node in tree.body if isinstance(node, DEFINITIONS)}
        self._by_function: dict[str, set[str]] = {}
        for name, node in functions.items():
            self._by_function[name] = self.of(node)

    def of(self, tree: ast.AST) -> set[str]:
        changed: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                changed |= _root(node)
            elif isinstance(node, ast.Global):
                changed |= set(node.names)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                changed |= self._by_call(node.value)
        return changed

    def _by_call(self, call: ast.Call) -> set[str]:
        root = _root(call.func)
        if root & PLAIN_CALLS:
            return set()
        if isinstance(call.func, ast.Attribute):
            return root
        arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
        handed_over = [argument for argument in arguments if not isinstance(argument, ast.Call)]
        return set().union(*map(_root, handed_over), *(self._by_function.get(name, set()) for name in root))


def _root(node: ast.AST) -> set[str]:
    """Return the name at the beginning of ``name.attribute[index](…)``."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()
