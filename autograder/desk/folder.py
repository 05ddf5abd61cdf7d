"""Where things lie in a student's folder, and how to find it from wherever a command is typed.

student/START.md                          the start page
        02-perceptron/02-perceptron.ipynb the student's own; …before-update-1.ipynb, …before-reset-1.ipynb kept
        .autograder/released/LESSON/      each lesson as it was handed out last: what an update starts from
                    passed.txt            answers that passed their checks in a notebook (``checks.passed``)
                    checked.json          what ``autograder check`` found
"""

import json
import os
import warnings
from pathlib import Path

from nbformat import NotebookNode

from autograder.checks.passed import FILE
from autograder.errors import AutograderError
from autograder.submissions.notebook import read_source, write_atomically

STUDENT_FOLDER = "student"


class Desk:
    """A student's folder.

    Parameters
    ----------
    root : Path
        The folder that holds the lessons' folders.
    """

    def __init__(self, root: Path):
        self.root = root
        self.page = root / "START.md"
        self.passed_file = root / FILE
        self.checked_file = root / FILE.parent / "checked.json"
        self._released = root / FILE.parent / "released"

    def prepare(self) -> None:
        """Make the folder for notes, where there is none.

        Raises
        ------
        AutograderError
            If it cannot be written.
        """
        try:
            self.passed_file.parent.mkdir(parents=True, exist_ok=True)
            self.passed_file.touch()
        except OSError as error:
            raise not_writable(self.root, error) from error

    def released(self, lesson: str) -> Path:
        """Return where a lesson lies as it was handed out last."""
        return self._released / lesson

    def notebooks(self) -> list[Path]:
        """Return the notebooks of all lessons, without those that an update or a reset kept."""
        found = sorted(path for path in self.root.glob("*/*.ipynb") if not path.parent.name.startswith("."))
        return [p for p in found if p.stem == p.parent.name or (self.released(p.parent.name) / p.name).exists()]

    def name(self, notebook: Path) -> str:
        """Return a notebook's name on this desk: its path below the folder."""
        return notebook.relative_to(self.root).as_posix()

    def passed(self) -> set[str]:
        """Return the lines "answer check" of fingerprints that passed in a notebook."""
        return set(self.passed_file.read_text(errors="replace").splitlines()) if self.passed_file.exists() else set()

    def checked(self) -> dict[str, dict]:
        """Return what the last check of each notebook found; what cannot be read is checked again."""
        try:
            notes = json.loads(self.checked_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return notes if isinstance(notes, dict) else {}

    def keep_checked(self, notebook: Path, found: dict) -> None:
        """Write down what a check of one notebook found.

        Raises
        ------
        AutograderError
            If it cannot be written.
        """
        notes = {**self.checked(), self.name(notebook): found}
        try:
            write_atomically(self.checked_file, json.dumps(notes, indent=1, ensure_ascii=False, sort_keys=True))
        except OSError as error:
            raise not_writable(self.checked_file, error) from error


def not_writable(path: Path, error: OSError) -> AutograderError:
    """Return the error that says that something in a student's folder cannot be written."""
    way_out = "make it writable, or copy the course to a folder of yours"
    return AutograderError(f"{path} cannot be written ({error.strerror}); {way_out}")


def find(course: Path | str = "course") -> Desk:
    """Return the desk of a course directory, or the one around the current folder.

    Raises
    ------
    AutograderError
        If there is none.
    """
    here = Path.cwd()
    candidates = [Path(course).absolute() / STUDENT_FOLDER, here, *here.parents]
    for folder in candidates:
        if (folder / FILE).exists():
            return Desk(folder)
    raise AutograderError(
        f"there is no student folder here ({candidates[0]}); `make lab` sets it up, --course DIR names another course"
    )


def desk_of(notebook: Path) -> Desk | None:
    """Return the desk that a notebook lies on, None for a notebook elsewhere."""
    folder = Path(os.path.abspath(notebook)).parent.parent
    return Desk(folder) if (folder / FILE).exists() else None


def read_own(path: Path) -> NotebookNode:
    """Return a student's notebook as format 4, whatever program saved it.

    Raises
    ------
    UnreadableNotebookError
        If it is not a notebook.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other programs drop the cells' ids, and nbformat warns of it
        return read_source(path)
