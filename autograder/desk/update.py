"""A lesson brought to the newest release under the student's answers, or made fresh. The file before is always kept.

Killed at any moment, the student's notebook is the old one or the new one, whole; the copy is on the disk before.
"""

import filecmp
import os
from collections.abc import Iterator
from pathlib import Path

import nbformat

from autograder.course.directory import Course
from autograder.desk.folder import Desk, not_writable, read_own
from autograder.desk.merge import merge
from autograder.release import Released, release
from autograder.submissions.notebook import UnreadableNotebookError, read_source


def update(course: Course, desk: Desk, wanted: list[str] | None = None) -> Iterator[str]:
    """Bring lessons to the course's newest release; yield a line per lesson.

    Raises
    ------
    AutograderError
        If the release is refused, or the folder cannot be written.
    """
    desk.prepare()
    for released in release(course, wanted):
        yield f"{released.lesson}: {'; '.join(update_lesson(desk, released)) or 'up to date'}"


def reset(course: Course, desk: Desk, wanted: list[str]) -> Iterator[str]:
    """Make lessons fresh and keep what was there; yield a line per lesson.

    Raises
    ------
    AutograderError
        If the release is refused, or the folder cannot be written.
    """
    desk.prepare()
    for released in release(course, wanted):
        kept = [name for path in sorted(released.folder.glob("*.ipynb")) if (name := _reset(desk, released, path))]
        add_lesson(desk, released)
        yield f"{released.lesson}: fresh" + (f"; your work is in {', '.join(kept)}" if kept else "")


def update_lesson(desk: Desk, released: Released) -> list[str]:
    """Bring one lesson to a release; return what changed, a sentence per file."""
    sentences = []
    try:
        for source in _files(released.folder):
            name = source.relative_to(released.folder)
            target = desk.root / released.lesson / name
            base = desk.released(released.lesson) / name
            if not os.path.lexists(target):
                _write_new(target, source.read_bytes())
                sentences.append(f"{name} added")
            elif source.suffix == ".ipynb":
                sentence, understood = _update_notebook(target, source, base)
                sentences += [sentence] if sentence else []
                if not understood:
                    continue
            elif not target.is_symlink() and not _same(target, source) and base.exists() and not _same(base, source):
                kept = "" if _same(target, base) else f", yours is kept as {keep(target, 'update').name}"
                _replace(target, source.read_bytes())
                sentences.append(f"{name} new{kept}")
            _replace(base, source.read_bytes())
    except OSError as error:
        raise not_writable(desk.root / released.lesson, error) from error
    return sentences


def add_lesson(desk: Desk, released: Released) -> int:
    """Copy the files of a release that the student does not have yet; return how many.

    What is the release's to the last byte is noted as what a later update starts from.

    Raises
    ------
    AutograderError
        If the folder cannot be written.
    """
    added = 0
    try:
        for source in _files(released.folder):
            name = source.relative_to(released.folder)
            target = desk.root / released.lesson / name
            if not os.path.lexists(target):
                _write_new(target, source.read_bytes())
                added += 1
            base = desk.released(released.lesson) / name
            if not base.exists() and _same(target, source):
                _write_new(base, source.read_bytes())
    except OSError as error:
        raise not_writable(desk.root / released.lesson, error) from error
    return added


def is_behind(desk: Desk, released: Released) -> bool:
    """Return whether a lesson came from an older release, as far as is known."""
    bases = ((desk.released(released.lesson) / f.relative_to(released.folder), f) for f in _files(released.folder))
    return any(base.exists() and not _same(base, source) for base, source in bases)


def keep(path: Path, why: str) -> Path:
    """Copy a file to a new name beside it, ``NAME.before-WHY-1.ipynb`` or the next free number, and return that."""
    data, number = path.read_bytes(), 1
    while True:
        copy = path.with_name(f"{path.stem}.before-{why}-{number}{path.suffix}")
        try:
            _write_new(copy, data)
        except FileExistsError:
            number += 1
        else:
            return copy


def _reset(desk: Desk, released: Released, source: Path) -> str:
    """Put the released notebook in place; return the name of the copy of what was there."""
    target = desk.root / released.lesson / source.name
    try:
        kept = keep(target, "reset").name if target.exists() and not _same(target, source) else ""
        _replace(target, source.read_bytes())
        _replace(desk.released(released.lesson) / source.name, source.read_bytes())
    except OSError as error:
        raise not_writable(target, error) from error
    return kept


def _update_notebook(target: Path, source: Path, base: Path) -> tuple[str, bool]:
    """Merge a notebook; return a sentence, empty if nothing changed, and whether it could be read."""
    lesson = target.parent.name
    try:
        old = read_own(target)
        before = read_source(base) if base.exists() else None
    except UnreadableNotebookError as error:
        return f"left alone, {error}; `autograder reset {lesson}` gives a fresh one and keeps this file", False
    merged = merge(old, read_source(source), before)
    if not merged.changed:
        return "", True
    kept = keep(target, "update")
    _replace(target, nbformat.writes(merged.notebook).encode())
    return f"{merged.news or 'cells in order again'}; the notebook before is kept as {kept.name}", True


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _write_new(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # x: rather an error than an overwritten file
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks sees the old one or the new one, whole."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write_new(temporary, data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
