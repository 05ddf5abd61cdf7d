"""Grade on arrival: what lies in an inbound folder → ``submitted/``, and from there the marks, one row each.

Two kinds of arrivals are known: folders of nbgrader's exchange, ``STUDENT+LESSON+TIME``, and ZIP files as learning
platforms give them out, with one or many students' notebooks in them. What was handled is kept in
DIR/.autograder/inbound.jsonl, written after the marks: whoever stops the watch and starts it again misses nothing and
grades nothing twice.
"""

import json
import re
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.course import arrivals
from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.errors import AutograderError
from autograder.execution.workdir import companions
from autograder.grade import grade
from autograder.marks.records import Record
from autograder.submissions.notebook import LARGEST

SETTLED_SECONDS = 1.0  # what changed more recently may still be growing
MOST_FILES = 10_000  # in one ZIP file
STUDENT = r"(?P<student>[\w@][\w.@-]*?)"
IN_ZIP = (  # of a file in a ZIP file: the student, and the notebook's name
    rf"{STUDENT}_\d+_assignsubmission_file_/(?P<name>[^/]+)",  # Moodle
    rf"{STUDENT}_(?:late_|LATE_)?\d+_\d+_(?P<name>[^/]+)",  # Canvas
    rf"{STUDENT}/(?:[^/]+/)?(?P<name>[^/]+)",  # folders named for students
)
EXCHANGE = re.compile(rf"{STUDENT}\+(?P<lesson>[^+/]+)\+[^/]*")


@dataclass(frozen=True)
class Arrival:
    """One notebook that came in, as bytes, with the files beside it."""

    student: str
    lesson: str
    files: dict[str, bytes]
    when: datetime


class Inbound:
    """An inbound folder of a course.

    Parameters
    ----------
    course : Course
    folder : Path
    settings : Settings
    say : callable
        Called with a sentence about what is left alone, or put off.

    Raises
    ------
    AutograderError
        If there is no such folder.
    """

    def __init__(self, course: Course, folder: Path, settings: Settings, say: Callable[[str], None]):
        if not folder.is_dir():
            raise AutograderError(f"there is no folder {folder}; name the one that submissions arrive in")
        self._course, self._folder, self._settings, self._say = course, folder, settings, say
        self._ledger = course.private / "inbound.jsonl"
        self._handled = set(_lines(self._ledger))

    def once(self) -> list[Record]:
        """Grade what has arrived since the last time and return a record for each notebook."""
        new = [(path, stamp) for path, stamp in self._settled() if stamp not in self._handled]
        placed: dict[str, set[str]] = {}
        for path, _ in new:
            for arrival in self._opened(path):
                self._place(arrival)
                placed.setdefault(arrival.lesson, set()).add(arrival.student)
        records = []
        for lesson, students in placed.items():
            records += grade(self._course, [lesson], student=students, settings=self._settings)
        for _, stamp in new:
            self._keep(stamp)
        return records

    def watch(self, seconds: float) -> Iterator[Record]:
        """Yield the records of what arrives, for ever; trouble is told and tried again."""
        told = ""
        while True:
            try:
                yield from self.once()
                told = ""
            except AutograderError as error:
                if str(error) != told:
                    self._say(f"{error}; tried again later")
                told = str(error)
            time.sleep(seconds)

    def _settled(self) -> list[tuple[Path, str]]:
        """Return what is there and no longer changes, the oldest first, each with a text that tells it from others."""
        found = []
        for path in self._folder.iterdir():
            if path.is_symlink() or not (path.is_dir() or path.suffix.lower() == ".zip"):
                continue
            inside = [path, *path.rglob("*")] if path.is_dir() else [path]
            changed = max(each.lstat().st_ctime for each in inside)
            if time.time() - changed > SETTLED_SECONDS:
                found.append((changed, path))
        return [(path, json.dumps([path.name, changed])) for changed, path in sorted(found)]

    def _opened(self, path: Path) -> Iterator[Arrival]:
        when = datetime.fromtimestamp(path.lstat().st_ctime, UTC).replace(tzinfo=None)
        lessons = {
            source.stem: lesson for lesson in self._course.lessons() for source in self._course.notebooks(lesson)
        }
        if path.is_dir():
            match = EXCHANGE.fullmatch(path.name)
            if match and match["lesson"] in lessons.values():
                ignore = self._course.directory.ignore
                notebooks = [each for each in path.glob("*.ipynb") if each.is_file() and not each.is_symlink()]
                found = [(each, each.relative_to(path)) for each in notebooks] + list(companions(path, ignore))
                files = {str(name): each.read_bytes() for each, name in found if each.stat().st_size <= LARGEST}
                yield Arrival(match["student"], match["lesson"], files, when)
            else:
                self._say(f"{path.name} names no student and lesson of this course; left alone")
            return
        try:
            yield from _in_zip(path, lessons, when, self._say)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            self._say(f"{path.name} cannot be opened ({error}); left alone")

    def _place(self, arrival: Arrival) -> None:
        """Put an arrival into ``submitted/`` in place of what was there, whole or not at all."""
        target = self._course.folder("submitted", arrival.student, arrival.lesson)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".arriving-", dir=target.parent) as folder:
            new, old = Path(folder, "new"), Path(folder, "old")
            for name, data in arrival.files.items():
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                (new / name).write_bytes(data)
            if target.exists():
                target.rename(old)
            new.rename(target)
        arrivals.note(self._course, arrival.student, arrival.lesson, arrival.when)

    def _keep(self, stamp: str) -> None:
        self._handled.add(stamp)
        self._ledger.parent.mkdir(mode=0o700, exist_ok=True)
        with self._ledger.open("a", encoding="utf-8") as file:
            file.write(f"{stamp}\n")


def _in_zip(path: Path, lessons: dict[str, str], when: datetime, say: Callable[[str], None]) -> Iterator[Arrival]:
    """Yield the notebooks of a ZIP file whose names say whose they are and of which lesson."""
    found: dict[tuple[str, str], dict[str, bytes]] = {}
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_FILES:
            say(f"{path.name} has more than {MOST_FILES} files; left alone")
            return
        for member in members:
            match = next(filter(None, (re.fullmatch(pattern, member.filename) for pattern in IN_ZIP)), None)
            name = PurePosixPath(match["name"]) if match else None
            stem = next((stem for stem in lessons if name and name.suffix == ".ipynb" and _is(name.stem, stem)), None)
            if match is None or stem is None or member.file_size > LARGEST:
                say(f"{member.filename} in {path.name} is no notebook of a student; left alone")
                continue
            with archive.open(member) as file:
                data = file.read(LARGEST)  # its announced size may be a lie
            found.setdefault((match["student"], lessons[stem]), {})[f"{stem}.ipynb"] = data
    for (student, lesson), files in found.items():
        yield Arrival(student, lesson, files, when)


def _is(name: str, stem: str) -> bool:
    """Return whether a file is called like a notebook, perhaps with the number that a platform adds to a second one."""
    return re.fullmatch(rf"{re.escape(stem)}(?:-\d+| ?\(\d+\))?", name) is not None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
