"""Reads the attack range: tests/autograder/attacks/<group>/<name>.py, one small notebook each.

A file begins with the marks it must get (for the exercise ``square``, of 2, and for ``mean``, of 1) and why, perhaps
with the marks it gets where tests share the student's process, or with more seconds for a cell. Then come its cells, in
percent format: ``# %% student``, ``# %% locked`` or ``# %% test``. What a file leaves out is as below, so most attacks
consist of one cell. ``mean`` comes after the attack and is answered rightly: an attack may cost its owner the test it
is made on, and nothing else.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.execution.strategy import Cell, Limits

FOLDER = Path(__file__).parent / "attacks"
LIMITS = Limits(cell_seconds=1.5, notebook_seconds=40, memory=512 * 2**20, processes=64, disk=24 * 2**20)
SEED = "20240229"

SETUP = Cell("setup", "import os\nimport numpy as np\n", "locked")
TEST = """\
got, expected = square(3), 9
assert got == expected
assert abs(square(7) - 49) < 1e-9
assert np.allclose(square(np.array([1.0, -2.0])), [1, 4])
### BEGIN HIDDEN TESTS
seed = int(os.environ["AUTOGRADER_SEED"])
x = np.random.default_rng(seed).normal(size=20)
expected = x * x
assert np.allclose(square(x), expected)
### END HIDDEN TESTS
"""
MEAN = Cell("mean", "def mean(numbers):\n    return sum(numbers) / len(numbers)\n", "student")
MEAN_TEST = Cell("test-mean", "assert mean([1, 2, 6]) == 3\n", "test", 1.0)


@dataclass(frozen=True)
class Attack:
    """One file of the range.

    Attributes
    ----------
    name : str
        Group and file name.
    marks : tuple of float
        What the wall must give, for ``square`` and for ``mean``.
    kernel_marks : tuple of float or None
        What the file gets where tests share the student's process; None where nobody has looked.
    cells : list of Cell
    limits : Limits
    why : str
        Why it gets these marks.
    """

    name: str
    marks: tuple[float, ...]
    kernel_marks: tuple[float, ...] | None
    cells: list[Cell]
    limits: Limits
    why: str


def attacks() -> list[Attack]:
    """Return the range, without the group that needs a class (``test_attacks_pipeline``)."""
    return [read(path) for path in sorted(FOLDER.rglob("*.py")) if path.parent.name != "pipeline"]


def read(path: Path) -> Attack:
    """Return one attack from its file."""
    text = path.read_text(encoding="utf-8")
    head, *parts = re.split(r"^# %% (\w+)\n", text, flags=re.MULTILINE)
    fields = dict(re.findall(r"^# (\w+): (.*)$", head, flags=re.MULTILINE))
    own = [_cell(kind, source) for kind, source in zip(parts[::2], parts[1::2], strict=True)]
    middle = own if any(cell.kind == "test" for cell in own) else [*own, _cell("test", TEST)]
    answered = [] if any("def mean" in cell.source for cell in own) else [MEAN]
    marks, kernel = (tuple(map(float, fields.get(key, "").split())) for key in ("marks", "kernel"))
    limits = replace(LIMITS, cell_seconds=float(fields.get("seconds", LIMITS.cell_seconds)))
    cells = [SETUP, *middle, *answered, MEAN_TEST]
    return Attack(f"{path.parent.name}/{path.stem}", marks, kernel or None, cells, limits, fields["why"])


def _cell(kind: str, source: str) -> Cell:
    grade_id = {"test": "test-square", "locked": "locked-more", "student": "square"}[kind]
    return Cell(grade_id, source, kind, 2.0 if kind == "test" else 0.0)
