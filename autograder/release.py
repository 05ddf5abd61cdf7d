"""Source → what students get, refused if a solution or a hidden test would go along.

The conversion is nbgrader's own (``autograder.course.conversion``). A lesson's release folder is built aside and put in
place as a whole; where nothing changed it is not touched.
"""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.course.conversion import Conversion, convert
from autograder.course.directory import Course
from autograder.course.leaks import Markers, find_marker_errors, find_survivors, markers
from autograder.errors import AutograderError
from autograder.execution.workdir import companions
from autograder.submissions.notebook import UnreadableNotebookError, read_source


@dataclass(frozen=True)
class Released:
    """What happened to one lesson.

    Attributes
    ----------
    lesson : str
    folder : Path
        Where its release is.
    notebooks : int
    changed : bool
        The folder is another one than before.
    """

    lesson: str
    folder: Path
    notebooks: int
    changed: bool


def release(course: Course, lessons: list[str] | None = None) -> list[Released]:
    """Make the student version of some lessons, by default of all.

    Raises
    ------
    AutograderError
        If something that students must not see would be released (every such cell is named), or the folder cannot be
        written. Then no lesson is released.
    """
    pairs = markers(course.config)
    names = course.lessons(lessons)
    problems = [problem for lesson in names for problem in marker_problems(course, lesson, pairs)]
    refuse(problems)
    converted = {lesson: [convert(course, lesson, path) for path in course.notebooks(lesson)] for lesson in names}
    refuse([problem for lesson, each in converted.items() for problem in survivors(lesson, each, pairs)])
    return [put_in_place(course, lesson, conversions) for lesson, conversions in converted.items()]


def marker_problems(course: Course, lesson: str, pairs: list[Markers]) -> Iterator[str]:
    """Yield what is wrong with the markers in a lesson's notebooks and in the files beside them."""
    for path in course.notebooks(lesson):
        try:
            notebook = read_source(path)
        except UnreadableNotebookError as error:
            raise AutograderError(f"{error}; restore it from version control") from error
        yield from (f"{lesson}/{path.name}, {error}" for error in find_marker_errors(notebook, pairs))
    for path, name in companions(course.folder("source", ".", lesson), course.directory.ignore):
        data = path.read_bytes()
        if any(pair.begin.encode() in data for pair in pairs):
            yield f"{lesson}/{name}: it has markers, but only notebooks are cleared of what lies between them"


def survivors(lesson: str, conversions: list[Conversion], pairs: list[Markers]) -> Iterator[str]:
    """Yield what of a lesson's solutions and hidden tests is left in its release."""
    for each in conversions:
        found = find_survivors(each.source, each.release, pairs)
        yield from (f"{lesson}/{each.name}.ipynb, {problem}" for problem in found)


def refuse(problems: list[str]) -> None:
    """Raise an AutograderError that lists the problems, if there are any."""
    if problems:
        raise AutograderError("nothing was released:\n" + "\n".join(f"  {problem}" for problem in problems))


def put_in_place(course: Course, lesson: str, conversions: list[Conversion]) -> Released:
    """Write a lesson's release folder if it would differ from the one that is there."""
    target = course.folder("release", ".", lesson)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{lesson}-", dir=target.parent))
        try:
            _write(course, lesson, conversions, new)
            changed = not same_files(new, target)
            if changed:
                shutil.rmtree(target, ignore_errors=True)
                new.rename(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise AutograderError(f"{target} cannot be written ({error.strerror}); make the folder writable") from error
    return Released(lesson, target, len(conversions), changed)


def same_files(one: Path, other: Path) -> bool:
    """Return whether two folders have the same files with the same bytes."""
    trees = [{path.relative_to(root) for path in root.rglob("*") if path.is_file()} for root in (one, other)]
    return trees[0] == trees[1] and all(filecmp.cmp(one / name, other / name, shallow=False) for name in trees[0])


def _write(course: Course, lesson: str, conversions: list[Conversion], folder: Path) -> None:
    os.chmod(folder, 0o755)  # mkdtemp makes it private
    for path, name in companions(course.folder("source", ".", lesson), course.directory.ignore):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
    for conversion in conversions:
        nbformat.write(conversion.release, folder / f"{conversion.name}.ipynb")
