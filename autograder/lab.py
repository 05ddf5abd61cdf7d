"""What ``make lab`` does: the student release, copied to where students work, and JupyterLab there on the start page.

A copy is made only of what is missing. A lesson whose release is newer than the student's copy is updated: their
answers stay, and so does the notebook as it was, under another name (``autograder.desk.update``).
"""

import contextlib
import importlib
import os
from collections.abc import Callable
from pathlib import Path

from autograder.course.directory import Course
from autograder.desk.folder import STUDENT_FOLDER, Desk
from autograder.desk.page import write_page
from autograder.desk.update import add_lesson, is_behind, update_lesson
from autograder.errors import AutograderError
from autograder.release import release

START_PAGE = (
    "--LabApp.default_url=/lab/tree/START.md",
    "--ContentsManager.post_save_hook=autograder.desk.page.after_save",
)


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
    for line in fill(course, Desk(folder)):
        print(line, flush=True)
    run(start, folder, [*START_PAGE, *args])


def fill(course: Course, desk: Desk) -> list[str]:
    """Bring a student's folder to the newest release and write its start page; return what happened, in sentences."""
    desk.prepare()
    copied, updated, lines = 0, 0, []
    for released in release(course):
        if is_behind(desk, released):
            sentences = update_lesson(desk, released)
            updated += bool(sentences)
            lines += [f"{released.lesson}: {sentence}" for sentence in sentences]
        copied += add_lesson(desk, released)
    news = f"{copied} files new{f', {updated} lessons updated' if updated else ''}, all others as you left them"
    lines.append(f"Your notebooks are in {desk.root}: {news}.")
    if not write_page(desk):
        lines.append(f"{desk.page} is a file of yours and stays; move it away to have the start page there.")
    return lines


def jupyterlab() -> Callable[[list[str]], None]:
    """Return JupyterLab's main function, which takes its command line."""
    try:
        return importlib.import_module("jupyterlab.labapp").main
    except ImportError as error:
        raise AutograderError(
            f"JupyterLab is not installed ({error}); install it with: pip install '.[lab]'"
        ) from error


def run(start: Callable[[list[str]], None], folder: Path, args: list[str]) -> None:
    """Run JupyterLab's main function in the folder that it shows, until it is stopped."""
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with contextlib.chdir(folder):  # nbgrader's extensions take the current folder for the course's
        start([f"--ServerApp.root_dir={folder}", *as_root, *args])
