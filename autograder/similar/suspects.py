"""Where else an answer may come from: a library with the solutions, folders of public ones, the instructor's source.

Files are read as text, never imported or run. An answer is compared with the file of a suspect that is most like it.
"""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.similar.answers import Answer, Lesson
from autograder.submissions.notebook import UnreadableNotebookError, read_submission

LARGEST = 4_000_000  # bytes of a module


@dataclass(frozen=True)
class Suspect:
    """Code that is compared with the answers of every student.

    Attributes
    ----------
    name : str
        With a slash at the end, as no student has.
    files : mapping of str to str
        Code by name.
    """

    name: str
    files: dict[str, str]


def suspects(course: Course, folders: Sequence[Path]) -> list[Suspect]:
    """Return the suspects of a course: the folders, and what its settings name in ``c.Similar.suspects``.

    A name there is a folder, relative to the course directory, or a package that is installed.

    Raises
    ------
    AutograderError
        If one is neither.
    """
    named = [_locate(course, name) for name in course.config.Similar.get("suspects", [])]
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        raise AutograderError(f"--suspects: there is no folder {missing[0]}")
    places = {folder.resolve(): f"{name}/" for name, folder in named} | {f.resolve(): f"{f}/" for f in folders}
    return [Suspect(name, dict(_files(folder))) for folder, name in places.items()]


def the_source(lesson: Lesson) -> Suspect:
    """Return the instructor's own answers as a suspect."""
    return Suspect("source/", {answer.name: answer.code for answer in lesson.source.values()})


def read_files(suspect: Suspect, read: Callable[[str, str], Answer]) -> list[Answer]:
    """Return the files of a suspect as answers, those without a fingerprint left out."""
    return [answer for name, code in suspect.files.items() if (answer := read(name, code)).prints]


def _locate(course: Course, name: str) -> tuple[str, Path]:
    folder = course.root / name
    if folder.is_dir():
        return name, folder
    found = importlib.util.find_spec(name) if name.isidentifier() else None  # of a package without a dot: not imported
    if found is None or not found.submodule_search_locations:
        raise AutograderError(f"c.Similar.suspects names {name}, which is neither a folder nor a package; correct it")
    return name, Path(next(iter(found.submodule_search_locations)))


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.is_symlink() or ".ipynb_checkpoints" in name:
            continue
        if path.suffix == ".py" and path.stat().st_size <= LARGEST:
            yield name, path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".ipynb":
            try:
                cells = read_submission(path)
            except UnreadableNotebookError:  # a folder of public solutions holds what it holds
                continue
            yield name, "\n\n".join(cell.source for cell in cells if cell.cell_type == "code")
