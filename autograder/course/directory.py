"""An nbgrader course directory: its settings and where its lessons, submissions and results lie.

Settings come from ``nbgrader_config.py`` there, read with traitlets as nbgrader does: renamed folders, another
database, other markers and late penalties hold here too. ``DIR/.autograder`` keeps what nbgrader has no place for.
"""

import contextlib
import glob
import os
import re
import secrets
import tempfile
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from autograder.errors import AutograderError

CONFIG_FILE = "nbgrader_config.py"
EVERYTHING = "*"


class Course:
    """One course directory.

    Parameters
    ----------
    root : Path
        The directory that holds ``source/``.

    Raises
    ------
    AutograderError
        If it is no course directory, or its settings cannot be read.
    """

    def __init__(self, root: Path | str):
        self.root = Path(root).absolute()
        if not self.root.is_dir():
            raise AutograderError(f"there is no course directory {self.root}; name one with --course DIR")
        self.config = load_settings(self.root / CONFIG_FILE)
        self.directory = CourseDirectory(config=self.config)
        self.directory.root = str(self.root)
        self.private = self.root / ".autograder"
        self.db_url = absolute_sqlite(self.directory.db_url, self.root)
        if not self.folder("source", ".", ".").is_dir():
            raise AutograderError(
                f"{self.root} is no nbgrader course: it has no folder {self.directory.source_directory}/; "
                "name the right one with --course DIR"
            )

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Return where nbgrader keeps ``assignment`` of ``student`` ("." for none) in the step source, release, …"""
        name = getattr(self.directory, f"{step}_directory")
        return Path(os.path.normpath(self.directory.format_path(name, student, assignment)))

    def lessons(self, wanted: list[str] | None = None) -> list[str]:
        """Return the names of the assignments, all or the wanted ones; a folder without notebooks is none.

        Raises
        ------
        AutograderError
            If a wanted one does not exist.
        """
        known = [name for _, name in self._find("source", ".", EVERYTHING) if self.notebooks(name)]
        unknown = sorted(set(wanted or ()) - set(known))
        if unknown:
            raise AutograderError(f"no lesson {', '.join(unknown)} in {self.root}; there are: {', '.join(known)}")
        return [name for name in known if not wanted or name in wanted]

    def notebooks(self, lesson: str) -> list[Path]:
        """Return the source notebooks of a lesson."""
        return sorted(self.folder("source", ".", lesson).glob("*.ipynb"))

    def students(self, lesson: str) -> list[str]:
        """Return who handed in something for a lesson, less those that the settings exclude."""
        excluded = self.directory.student_id_exclude.split(",")
        return [name for name, _ in self._find("submitted", EVERYTHING, lesson) if name not in excluded]

    def secret(self) -> str:
        """Return the secret from which the seeds of all students come; made once, readable by its owner only."""
        path = self.private / "secret"
        if not path.exists():
            self.private.mkdir(mode=0o700, exist_ok=True)
            new = Path(tempfile.mkstemp(prefix="secret-", dir=self.private)[1])  # mode 600
            new.write_text(secrets.token_hex(32))
            with contextlib.suppress(FileExistsError):
                os.link(new, path)  # the first one stays, whole
            new.unlink()
        return path.read_text()

    def kept_files(self, lesson: str) -> set[str]:
        """Return the files of a lesson that students may change, by ``c.Autograde.exclude_overwriting``."""
        return set(self.config.Autograde.get("exclude_overwriting", {}).get(lesson, ()))

    def _find(self, step: str, student: str, assignment: str) -> list[tuple[str, str]]:
        """Return the (student, assignment) of every folder of a step; EVERYTHING matches any."""
        name = getattr(self.directory, f"{step}_directory")
        known = {"student": student, "assignment": assignment}
        words = {key: f"(?P<{key}>[^/]+)" if word == EVERYTHING else re.escape(word) for key, word in known.items()}
        pattern = self.directory.format_path(name, words["student"], words["assignment"], escape=True)
        folders = filter(os.path.isdir, glob.glob(self.directory.format_path(name, student, assignment)))
        matches = (re.fullmatch(pattern, path) for path in folders)
        found = ({**known, **match.groupdict()} for match in matches if match)
        return sorted((words["student"], words["assignment"]) for words in found)


def load_settings(path: Path) -> Config:
    """Return the settings of a course; none where there is no file.

    Raises
    ------
    AutograderError
        If the file cannot be run.
    """
    if not path.exists():
        return Config()
    try:
        return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except Exception as error:  # the file is a program; it can fail in any way
        raise AutograderError(f"{path} cannot be read ({type(error).__name__}: {error}); correct it") from error


def absolute_sqlite(url: str, root: Path) -> str:
    """Return a database address whose file, if relative, lies in the course directory."""
    start = "sqlite:///"
    if url.startswith(start) and not url.startswith(f"{start}/") and ":memory:" not in url:
        return f"{start}{root / url.removeprefix(start)}"
    return url
