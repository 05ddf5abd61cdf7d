"""When a submission arrived, by what the machine that collects has seen: not by what the student's own files say.

nbgrader believes ``timestamp.txt``, which the student's computer writes and anybody can edit. What counts here is, in
this order,

1. what was noted when this content was first seen, in DIR/.autograder/arrivals: it moves along with the course;
2. in nbgrader's exchange, when a folder with this content appeared among those handed in;
3. when the notebook was put into ``submitted/``: the time of collecting.

The operating system keeps the times of 2 and 3 (``st_ctime``: the last change of the file's entry, which no program
can set back). Where whoever collects writes ``timestamp.txt``, as ``nbgrader zip_collect`` can from the names that a
learning platform gives files, ``c.Autograder.believe_timestamps = True`` in the course's settings lets it count first.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from nbgrader.exchange.default import Exchange
from nbgrader.utils import parse_utc

from autograder.course.directory import Course
from autograder.submissions.notebook import write_atomically


def arrived(course: Course, student: str, lesson: str) -> datetime | None:
    """Return when what lies in ``submitted/`` arrived, in UTC; note it if it is seen for the first time.

    None where there is no notebook.
    """
    folder = course.folder("submitted", student, lesson)
    claimed = claimed_time(folder)
    if claimed is not None and course.config.Autograder.get("believe_timestamps", False):
        return claimed
    content = _content(folder)
    if content is None:
        return None
    noted = _noted(course, student, lesson)
    if noted.get("content") == content:
        return datetime.fromisoformat(noted["arrived"])
    handed_in = [place for place in _inbound(course, student, lesson) if _content(place) == content]
    seconds = min(map(_changed, handed_in or [folder]))
    when = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    note(course, student, lesson, when)
    return when


def note(course: Course, student: str, lesson: str, when: datetime) -> None:
    """Note that what lies in ``submitted/`` arrived at ``when``, in UTC."""
    content = _content(course.folder("submitted", student, lesson))
    text = json.dumps({"content": content, "arrived": when.isoformat()})
    write_atomically(_path(course, student, lesson), text)


def claimed_time(folder: Path) -> datetime | None:
    """Return the time in the folder's ``timestamp.txt`` in UTC, None where there is none that can be read."""
    path = folder / "timestamp.txt"
    try:
        return parse_utc(path.read_text().strip()) if path.is_file() and not path.is_symlink() else None
    except (OSError, ValueError, OverflowError):
        return None


def _noted(course: Course, student: str, lesson: str) -> dict:
    try:
        return json.loads(_path(course, student, lesson).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _path(course: Course, student: str, lesson: str) -> Path:
    return course.private.joinpath("arrivals", quote(lesson, safe=""), f"{quote(student, safe='')}.json")


def _inbound(course: Course, student: str, lesson: str) -> Iterable[Path]:
    """Yield the folders of the exchange in which the student handed in this lesson."""
    exchange = Exchange(config=course.config)
    if course.directory.course_id:
        inbound = Path(exchange.root, course.directory.course_id, "inbound")
        yield from (place for place in inbound.glob("*") if place.name.startswith(f"{student}+{lesson}+"))


def _notebooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.ipynb") if path.is_file() and not path.is_symlink())


def _content(folder: Path) -> str | None:
    """Return a hash of the notebooks of a folder, None where it has none that can be read."""
    digest, found = hashlib.sha256(), _notebooks(folder)
    try:
        for path in found:
            digest.update(f"{path.name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError:
        return None
    return digest.hexdigest() if found else None


def _changed(folder: Path) -> float:
    return max(path.lstat().st_ctime for path in _notebooks(folder))
