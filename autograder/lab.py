"""What ``make lab`` does: the student release, copied to where students work, and JupyterLab there.

A copy is made only of what is missing, so that nothing a student wrote is ever overwritten; to have a lesson fresh
again, move its folder away.
"""

import contextlib
import importlib
import os
from collections.abc import Callable
from pathlib import Path

from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.release import release

STUDENT_FOLDER = "student"


def lab(args: list[str], root: Path | str = "course") -> None:
    """Release the course, fill the student's folder and run JupyterLab there until it is stopped.

    Parameters
    ----------
    args : list of str
        Given to JupyterLab, as ``--no-browser`` or ``--port=8890``.
    root : Path
        The course directory.

    Raises
    ------
    AutograderError
        If the release is refused, a folder cannot be written or JupyterLab is not installed.
    """
    start = jupyterlab()
    course = Course(root)
    folder = course.root / STUDENT_FOLDER
    copied = sum(add_missing(released.folder, folder / released.lesson) for released in release(course))
    print(f"Your notebooks are in {folder}: {copied} files new, all others as you left them.", flush=True)
    with contextlib.chdir(folder):  # nbgrader's extensions take the current folder for the course's
        start(arguments(folder, args))


def jupyterlab() -> Callable[[list[str]], None]:
    """Return JupyterLab's main function, which takes its command line."""
    try:
        return importlib.import_module("jupyterlab.labapp").main
    except ImportError as error:
        raise AutograderError(
            f"JupyterLab is not installed ({error}); install it with: pip install '.[lab]'"
        ) from error


def arguments(folder: Path, args: list[str]) -> list[str]:
    """Return JupyterLab's command line: the folder it shows, then ``args``."""
    return [f"--ServerApp.root_dir={folder}", *as_root(), *args]


def as_root() -> list[str]:
    """Return the option that JupyterLab wants from the superuser, where that is who starts it."""
    return ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def add_missing(source: Path, target: Path) -> int:
    """Copy the files below ``source`` that ``target`` does not have yet; return how many."""
    wanted = [path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file()]
    missing = [name for name in wanted if not os.path.lexists(target / name)]
    try:
        for name in missing:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            with open(target / name, "xb") as new:  # x: rather an error than an overwritten file
                new.write((source / name).read_bytes())
    except OSError as error:
        raise AutograderError(
            f"{target} cannot be written ({error.strerror}); make it writable, or copy the course to a folder of yours"
        ) from error
    return len(missing)
