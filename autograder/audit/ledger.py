"""Which exercises have passed an audit, and as what: ``--changed`` runs only those that are another thing by now.

    LEDGER/LESSON/audited.json      {"NOTEBOOK/EXERCISE": {"key": "…", "killed": 21, …}, "NOTEBOOK": {"key": "…"}}

The file belongs into version control, beside the bank, so that a build on another machine need not audit everything.
A key is a hash of all that decides: the answer, its tests, its bank and list of equivalent mutants, the cells before it
that they need, the files beside the notebook, the audit's own code and the checks', comments and docstrings left out.
The libraries that a course uses do not count: their own tests watch over them.
"""

import ast
import hashlib
import io
import json
import tokenize
from functools import cache
from pathlib import Path

from autograder.submissions.notebook import write_atomically

PACKAGE = Path(__file__).parent
FILE = "audited.json"
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
Entry = dict[str, str | int]


def read(folder: Path) -> dict[str, Entry]:
    """Return the entries of a lesson; none where there is no file, or one of another version."""
    try:
        entries = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {name: entry for name, entry in entries.items() if isinstance(entry, dict) and "key" in entry}


def write(folder: Path, entries: dict[str, Entry]) -> None:
    """Write the entries of a lesson if they are others than before."""
    if entries != read(folder):
        write_atomically(folder / FILE, json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def key(folder: Path, *parts: object) -> str:
    """Return the hash of some parts, the files beside a notebook and the audit's own code."""
    return hashlib.sha256(repr((_program(), _files(folder), parts)).encode()).hexdigest()[:32]


def _files(folder: Path) -> list[tuple[str, str]]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".ipynb"]
    found = [path for path in paths if "checkpoint" not in str(path)]
    return [(str(path.relative_to(folder)), _hash(path.read_bytes())) for path in found]


@cache
def _program() -> str:
    paths = [path for place in (PACKAGE, PACKAGE.parent / "checks") for path in sorted(place.rglob("*.py"))]
    texts = (path.read_text(encoding="utf-8") for path in paths if path.name not in ("report.py", "page.py"))
    return _hash("\0".join(map(code, texts)).encode())


def code(module: str) -> str:
    """Return the lines of a module without comments and docstrings, which decide nothing."""
    lines = module.splitlines()
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            text = node.body[0]
            last = text.end_lineno or text.lineno
            lines[text.lineno - 1 : last] = [""] * (last - text.lineno + 1)
    for token in tokenize.generate_tokens(io.StringIO(module).readline):
        if token.type == tokenize.COMMENT:
            line, column = token.start
            lines[line - 1] = lines[line - 1][:column]
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
