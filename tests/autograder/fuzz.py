"""Notebooks with random damage: to the bytes of the file, to the JSON, to the cells.

Nothing here writes an answer, so a notebook made from the unanswered release earns nothing, whatever becomes of it.
"""

import copy
import json

TEXTS = [
    "",
    "\x00",
    "\ud800",  # half of a pair: valid in JSON, in no encoding of text
    "é" * 300,
    "%%bash\nexit 1",
    "%%javascript\nalert(1)",
    "%run nowhere.ipynb",
    "!kill -9 $PPID",
    "def",
    "'''",
    "(" * 300,
    "raise SystemExit",
    "assert double(2) == 4",
    "### BEGIN SOLUTION",
    "<script>1</script>",
    "../../etc/passwd",
]
VALUES = [None, True, 0, -1, 1.5, 1e400, 10**400, [], {}, [[[]]], {"": {"": []}}, *TEXTS]
GRADE_IDS = ["double", "double-test", "parts", "parts-test", "why", "imports", "nobody", "a/b", "../double"]


def damaged(notebook, rng):
    """Return the bytes of a notebook with one to four random kinds of damage.

    Parameters
    ----------
    notebook : dict
    rng : random.Random
    """
    notebook = copy.deepcopy(notebook)
    for _ in range(rng.randint(1, 4)):
        rng.choice([_change_json, *CELLS])(notebook, rng)
    data = json.dumps(notebook).encode("utf-8", "surrogatepass")
    return rng.choice(BYTES)(data, rng) if rng.random() < 0.2 else data


def _places(tree):
    """Yield every (container, key) of a JSON tree."""
    for key in list(tree if isinstance(tree, dict) else range(len(tree))):
        yield tree, key
        if isinstance(tree[key], (dict, list)):
            yield from _places(tree[key])


def _change_json(notebook, rng):
    container, key = rng.choice(list(_places(notebook)))
    kind = rng.randrange(4)
    if kind == 0:
        del container[key]
    elif kind == 1:
        container[key] = rng.choice(VALUES)
    elif kind == 2 and isinstance(container, dict):
        container[rng.choice(TEXTS)] = container.pop(key)
    else:
        container[key] = [container[key]] * rng.randint(0, 3)


def _cells(notebook):
    """Return the cells that are still cells."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells) else []


def _shuffle(notebook, rng):
    rng.shuffle(_cells(notebook))


def _delete(notebook, rng):
    cells = _cells(notebook)
    if cells:
        del cells[rng.randrange(len(cells))]


def _duplicate(notebook, rng):
    cells = _cells(notebook)
    if cells:
        cells.insert(rng.randrange(len(cells)), copy.deepcopy(rng.choice(cells)))


def _split(notebook, rng):
    cells = _cells(notebook)
    if not cells:
        return
    number = rng.randrange(len(cells))
    source = cells[number].get("source")
    if isinstance(source, str):
        cut = rng.randint(0, len(source))
        cells[number : number + 1] = [{**cells[number], "source": part} for part in (source[:cut], source[cut:])]


def _merge(notebook, rng):
    cells = _cells(notebook)
    if len(cells) > 1:
        number = rng.randrange(len(cells) - 1)
        parts = [str(cell.get("source")) for cell in cells[number : number + 2]]
        cells[number : number + 2] = [{**cells[number], "source": "\n".join(parts)}]


def _retype(notebook, rng):
    for cell in _cells(notebook)[rng.randrange(3) :: 3]:
        cell["cell_type"] = rng.choice(["code", "markdown", "raw", "heading", "", None])


def _rename(notebook, rng):
    for cell in _cells(notebook)[rng.randrange(3) :: 3]:
        marks = rng.choice([{}, {"grade": True, "solution": True, "points": 1e9, "locked": False}])
        cell["metadata"] = {"nbgrader": {**marks, "grade_id": rng.choice(GRADE_IDS), "schema_version": 3}}


def _insert(notebook, rng):
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": rng.choice(TEXTS), "execution_count": None}
    cells = _cells(notebook)
    cells.insert(rng.randint(0, len(cells)), cell)


def _strip(notebook, rng):
    for cell in _cells(notebook):
        cell["metadata"] = {}
        cell.pop("id", None)


CELLS = [_shuffle, _delete, _duplicate, _split, _merge, _retype, _rename, _insert, _strip]


def _cut(data, rng):
    return data[: rng.randint(0, len(data))]


def _flip(data, rng):
    data = bytearray(data)
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _wrap(data, rng):
    depth = rng.choice([1, 50, 100_000])
    return b"[" * depth + data + b"]" * depth


BYTES = [_cut, _flip, _wrap, lambda data, rng: data.decode("utf-8", "replace").encode("utf-16"), lambda *_: b"\x80\x00"]
