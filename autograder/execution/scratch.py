"""Temporary folders of the grader's own, and the end of those that a killed grader left behind.

Whoever makes a folder holds a lock on it, and the operating system lets go of that when the process ends, however it
ends. So a folder with our kind of name and our user that nobody holds is garbage, and one that somebody holds is not,
in whatever container or process namespace that may be.
"""

import contextlib
import fcntl
import os
import re
import shutil
import tempfile
import weakref
from pathlib import Path

PURPOSES = ("audit", "checker", "kernel", "packed", "submission", "template", "trial", "wall")
NAME = re.compile(rf"autograder-({'|'.join(PURPOSES)})-[a-z0-9_]{{8}}")  # the end is what mkdtemp writes


class Scratch:
    """A new folder for this process alone; as a context manager it gives its path and leaves nothing.

    Parameters
    ----------
    purpose : str
        One of ``PURPOSES``.
    """

    def __init__(self, purpose: str):
        if purpose not in PURPOSES:
            raise ValueError(f"purpose must be one of {', '.join(PURPOSES)}, got {purpose!r}; add it there")
        self.path, held = _made(f"autograder-{purpose}-")
        self.remove = weakref.finalize(self, _remove, self.path, held)  # a second call does nothing

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()


def sweep() -> list[Path]:
    """Remove the folders whose process is gone, and return them."""
    return [path for path in sorted(Path(tempfile.gettempdir()).glob("autograder-*")) if _swept(path)]


def _made(prefix: str) -> tuple[Path, int]:
    """Return a new folder and the descriptor that holds it; again if somebody swept it before it was held."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=prefix))
        with contextlib.suppress(FileNotFoundError):
            held = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            with contextlib.suppress(OSError):  # there are file systems without locks; nothing is swept there
                fcntl.flock(held, fcntl.LOCK_EX)
            if path.exists():
                return path, held
            os.close(held)


def _swept(path: Path) -> bool:
    """Remove a folder if it is one of ours and nobody holds it; return whether that was so."""
    if not NAME.fullmatch(path.name):
        return False
    try:
        held = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # no folder, or not ours
        return False
    try:
        if os.fstat(held).st_uid != os.geteuid():
            return False
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _delete(path)
        return True
    except OSError:  # held
        return False
    finally:
        os.close(held)


def _remove(path: Path, held: int) -> None:
    _delete(path)
    os.close(held)


def _delete(path: Path) -> None:
    """Delete a folder, also where a student took away the right to look into it; what stays is swept another time."""
    shutil.rmtree(path, ignore_errors=True)
    if path.exists():
        os.chmod(path, 0o700)
        for place, folders, _ in os.walk(path):
            for folder in (os.path.join(place, name) for name in folders):
                if not os.path.islink(folder):  # the mode of what a link leads to is not ours to change
                    os.chmod(folder, 0o700)
        shutil.rmtree(path, ignore_errors=True)
