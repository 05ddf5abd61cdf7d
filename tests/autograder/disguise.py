"""What a student does to somebody else's code before handing it in, done to its syntax tree."""

import ast
import builtins

COMMENTS = ["# first", "# my own way", "# the sum", "# see the lesson", "# checked by hand"]


def disguise(code):
    """Return the code with other variables, comments, blanks and strings, in another order, with ``while`` loops."""
    tree = _Loops().visit(ast.parse(code))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = _swapped(node.body)
            node.body.insert(0, ast.Expr(ast.Constant("A docstring of my own.")))
    tree = _Names(tree).visit(tree)
    if all(isinstance(statement, ast.FunctionDef) for statement in tree.body):
        tree.body.reverse()
    lines = ast.unparse(ast.fix_missing_locations(tree)).split("\n")
    return "\n".join(f"{line}  {COMMENTS[n % len(COMMENTS)]}\n" for n, line in enumerate(lines))


class _Loops(ast.NodeTransformer):
    """``for i in range(n)`` → ``while``; ``a += b`` stays."""

    def visit_For(self, node):
        self.generic_visit(node)
        head = node.iter
        counts = isinstance(head, ast.Call) and ast.unparse(head.func) == "range" and len(head.args) == 1
        if not counts or any(isinstance(part, ast.Continue) for part in ast.walk(node)):
            return node
        name = ast.unparse(node.target)
        start = ast.parse(f"{name} = 0").body[0]
        loop = ast.parse(f"while {name} < {ast.unparse(head.args[0])}:\n    {name} += 1").body[0]
        loop.body = [*node.body, *loop.body]
        return [start, loop]


class _Names(ast.NodeTransformer):
    """Every name that functions bind gets another one, arguments too."""

    def __init__(self, tree):
        nodes = list(ast.walk(tree))
        bound = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        self.new = {name: f"my_{name[::-1]}" for name in bound - set(dir(builtins)) - {"self"}}

    def visit_Name(self, node):
        node.id = self.new.get(node.id, node.id)
        return node

    def visit_arg(self, node):
        node.arg, node.annotation = self.new.get(node.arg, node.arg), None
        return node

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            node.value = f"{node.value}!"
        return node


def _swapped(body):
    """Swap the first two neighboring assignments of which neither needs the other."""
    body = list(body)
    for k in range(len(body) - 1):
        first, second = body[k : k + 2]
        if isinstance(first, ast.Assign) and isinstance(second, ast.Assign) and not _names(first) & _names(second):
            body[k : k + 2] = [second, first]
            break
    return body


def _names(statement):
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)} - {"np"}
