"""``autograder check`` on a student's desk: what it found is written down, and the start page tells it."""

from collections.abc import Iterator
from pathlib import Path

from autograder.check import Exercise, check_notebook, read
from autograder.desk.folder import Desk, desk_of
from autograder.desk.page import write_page
from autograder.desk.progress import OPEN, describe, lessons


def check(path: Path, *, timeout: float = 60.0) -> list[Exercise]:
    """Check a notebook; where it lies on a desk, write down what was found, for the start page.

    Raises
    ------
    AutograderError
        If the notebook cannot be read, has no checks, or the kernel does not start; or the desk cannot be written.
    """
    document = read(path)
    found = check_notebook(document, path, timeout=timeout)
    desk = desk_of(path)
    if desk and path.absolute() in desk.notebooks():
        lesson = describe(path, document)  # as it was read, whatever has been saved since
        texts = {exercise.name: exercise.text for exercise in lesson.exercises}
        exercises = {
            each.name: {"text": texts[each.name], "solved": each.solved, "message": each.message}
            for each in found
            if each.name in texts
        }
        desk.keep_checked(path.absolute(), {"text": lesson.text, "exercises": exercises})
        write_page(desk)
    return found


def check_changed(desk: Desk, *, timeout: float = 60.0) -> Iterator[tuple[Path, list[Exercise]]]:
    """Check the notebooks on a desk that were begun and have changed since their last check."""
    checked = desk.checked()
    for lesson, standings in lessons(desk):
        begun = any(standing.state != OPEN for standing in standings)
        if begun and checked.get(desk.name(lesson.path), {}).get("text") != lesson.text:
            yield lesson.path, check(lesson.path, timeout=timeout)
    write_page(desk)
