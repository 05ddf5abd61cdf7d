"""One writer per course: a second ``grade`` on the same course refuses instead of mixing its marks with the first's."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from autograder.course.directory import Course
from autograder.errors import AutograderError


@contextmanager
def course_lock(course: Course) -> Iterator[None]:
    """Hold the course; the operating system lets go of it when the process ends, however it ends.

    Raises
    ------
    AutograderError
        If another process holds it, or the course directory cannot be written.
    """
    path = course.private / "lock"
    try:
        course.private.mkdir(mode=0o700, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise AutograderError(
            f"{course.root} cannot be written ({error.strerror}); results go there: make it writable or grade a copy"
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AutograderError(f"{course.root} is being graded by {file.read()}; wait until it is done") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now():%H:%M}")
        file.flush()
        yield
