"""What a grading run leaves for later runs and for feedback: one JSON file per notebook in DIR/.autograder/results.

A record is written last, after the autograded notebook and the gradebook: where it is and its key fits, all is done.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import nbformat

from autograder.course.conversion import Conversion
from autograder.course.directory import Course
from autograder.marks.verdicts import Verdict
from autograder.submissions.notebook import write_atomically


@dataclass
class Record:
    """The result of grading one notebook of one student.

    Attributes
    ----------
    student, assignment, notebook : str
    status : {"graded", "manual", "missing", "unreadable", "failed"}
        "manual": some marks wait for a person; "failed": the grader's own trouble, no marks were changed.
    score, max_score : float or None
        As in the gradebook, late penalty taken off.
    seconds : float
        What grading took.
    message : str
        One line for the instructor.
    verdicts : list of Verdict
    repairs : list of str
        What was put right in the submission.
    isolation : str
        How tests and student code were kept apart.
    seed : str
        Random cases come from it.
    versions : dict of str to str
        Of the packages that decide about marks.
    key : str
        Hash of all that went into the result.
    cell_seconds : list of (str, float)
        The grade_id of each code cell, "" where it has none, and what it took.
    """

    student: str
    assignment: str
    notebook: str
    status: str = "graded"
    score: float | None = None
    max_score: float | None = None
    seconds: float = 0.0
    message: str = ""
    verdicts: list[Verdict] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    isolation: str = ""
    seed: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    key: str = ""
    cell_seconds: list[tuple[str, float]] = field(default_factory=list)

    def row(self) -> dict:
        """Return the row of the ``--json`` file."""
        names = ("student", "assignment", "notebook", "status", "score", "max_score", "seconds", "message", "isolation")
        return {name: getattr(self, name) for name in names}


def save(course: Course, record: Record) -> None:
    """Write a record."""
    text = json.dumps(asdict(record), indent=1, ensure_ascii=False)
    write_atomically(_path(course, record.student, record.assignment, record.notebook), text)


def load(course: Course, student: str, lesson: str, notebook: str) -> Record | None:
    """Return a record, None where there is none, or one of another version of this program."""
    try:
        fields = json.loads(_path(course, student, lesson, notebook).read_text(encoding="utf-8"))
        cell_seconds = [tuple(pair) for pair in fields["cell_seconds"]]
        verdicts = [Verdict(**verdict) for verdict in fields["verdicts"]]
        return Record(**{**fields, "verdicts": verdicts, "cell_seconds": cell_seconds})
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def seed(course: Course, student: str, lesson: str) -> str:
    """Return the seed of a student's random cases: nobody can guess it, and a regrade has the same."""
    return hmac.new(course.secret().encode(), f"{student}\0{lesson}".encode(), hashlib.sha256).hexdigest()[:16]


def content_key(conversion: Conversion, files: Iterable[Path], settings: object) -> str:
    """Return a hash that changes with anything that could change a mark."""
    key = hashlib.sha256(nbformat.writes(conversion.master).encode())
    for path in sorted(files):
        key.update(str(path).encode())
        key.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"missing")
    key.update(repr((settings, versions(), program_key())).encode())
    return key.hexdigest()


@cache
def versions() -> dict[str, str]:
    """Return the versions of the packages that decide about marks."""
    return {name: version(name) for name in ("nbgrader", "numpy", "ipykernel")}


@cache
def program_key() -> str:
    """Return a hash of the grader's and the course library's own code."""
    key = hashlib.sha256()
    for spec in filter(None, (find_spec(name) for name in ("autograder", "nnlib"))):
        for place in spec.submodule_search_locations or ():
            for path in sorted(Path(place).rglob("*.py")):
                key.update(path.read_bytes())
    return key.hexdigest()


def _path(course: Course, student: str, lesson: str, notebook: str) -> Path:
    names = [quote(name, safe="") for name in (lesson, student, notebook)]
    return course.private.joinpath("results", *names[:2], f"{names[2]}.json")
