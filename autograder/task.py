"""One notebook of one student → its verdicts and the executed notebook; the database is not touched.

Whatever state the submission is in, there is a result with a reason.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from nbformat import NotebookNode

from autograder.course.conversion import Conversion
from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.errors import AutograderError
from autograder.execution.imports import KERNEL, imported_modules
from autograder.execution.sandbox import choose
from autograder.execution.scratch import Scratch
from autograder.execution.strategy import Run, strategy
from autograder.execution.warm import Template, template
from autograder.execution.workdir import companions, fill
from autograder.marks import autograded, records
from autograder.marks.records import Record
from autograder.marks.verdicts import Verdict, find_violations, judge, nothing, unanswered
from autograder.submissions.notebook import UnreadableNotebookError, read_submission
from autograder.submissions.submission import code_cells, repair


@dataclass(frozen=True)
class Task:
    """One notebook of one student, and all that grading it takes: it can be sent to another process.

    Attributes
    ----------
    student, lesson : str
    conversion : Conversion
    settings : Settings
    source, submitted : Path
        The folders of the source and of the submission.
    ignore : tuple of str
        File patterns that nbgrader ignores in this course.
    kept : frozenset of str
        Files of which the student's is taken.
    seed : str
    """

    student: str
    lesson: str
    conversion: Conversion
    settings: Settings
    source: Path
    submitted: Path
    ignore: tuple[str, ...]
    kept: frozenset[str]
    seed: str

    @property
    def names(self) -> tuple[str, str, str]:
        """Student, lesson and notebook."""
        return self.student, self.lesson, self.conversion.name

    @property
    def path(self) -> Path:
        """Where the submitted notebook is, if it is."""
        return self.submitted / f"{self.conversion.name}.ipynb"


@dataclass
class Result:
    """A record, and the notebook that goes with it; none where nothing is to be written."""

    record: Record
    notebook: NotebookNode | None = None
    unanswered: set[str] = field(default_factory=set)


def task_of(course: Course, student: str, lesson: str, conversion: Conversion, settings: Settings) -> Task:
    """Return the task to grade a notebook of a student of a course."""
    return Task(
        student,
        lesson,
        conversion,
        settings,
        source=course.folder("source", ".", lesson),
        submitted=course.folder("submitted", student, lesson),
        ignore=tuple(course.directory.ignore),
        kept=frozenset(course.kept_files(lesson)),
        seed=records.seed(course, student, lesson),
    )


def task_key(task: Task) -> str:
    """Return a hash of everything that decides about the result of a task."""
    files = [path for folder in (task.source, task.submitted) for path, _ in companions(folder, list(task.ignore))]
    settings = (task.settings.limits, task.settings.isolation, task.settings.pictures, task.seed)
    return records.content_key(task.conversion, [*files, task.path], settings)


def execute(task: Task) -> Result:
    """Run and judge one notebook; whatever goes wrong becomes a result."""
    start = time.monotonic()
    try:
        result = _judged(task)
    except UnreadableNotebookError as error:
        result = _without_marks(task, "unreadable", str(error))
    except Exception as error:  # one submission must not stop the class
        name = "" if isinstance(error, AutograderError) else f"{type(error).__name__}: "
        result = Result(Record(*task.names, status="failed", message=f"{name}{error}"))
    result.record.seconds = round(time.monotonic() - start, 3)
    return result


def _judged(task: Task) -> Result:
    if not task.path.exists() and not task.path.is_symlink():
        return _without_marks(task, "missing", _instead(task.path))
    conversion = task.conversion
    repaired = repair(conversion.master, conversion.release, read_submission(task.path))
    cells = code_cells(repaired, conversion.source)
    with Scratch("submission") as workdir, ThreadPoolExecutor(1) as meanwhile:
        violations = meanwhile.submit(find_violations, repaired)  # while the processes start
        left_out = fill(
            workdir,
            task.source,
            task.submitted,
            ignore=list(task.ignore),
            kept=set(task.kept),
            limit=task.settings.limits.disk,
        )
        outcomes = _strategy(task)(
            [cell for _, cell in cells],
            limits=task.settings.limits,
            sandbox=choose(task.settings.sandbox),
            workdir=workdir,
            environment={"NBGRADER_EXECUTION": "autograde"},
            seed=task.seed,
        )
    named = {cell.grade_id: outcome for (_, cell), outcome in zip(cells, outcomes, strict=True) if cell.grade_id}
    verdicts = judge(repaired, named, violations.result())
    times = [(cell.grade_id or "", round(each.seconds, 3)) for (_, cell), each in zip(cells, outcomes, strict=True)]
    record = Record(
        *task.names,
        message=summary(verdicts),
        verdicts=verdicts,
        repairs=repaired.repairs + left_out,
        seed=task.seed,
        cell_seconds=times,
    )
    blank = unanswered(repaired.notebook)
    return Result(record, autograded.with_outputs(repaired, outcomes), blank)


def _instead(path: Path) -> str:
    """Return that a notebook was not handed in, and what notebooks there are in its place."""
    others = ", ".join(sorted(other.name for other in path.parent.glob("*.ipynb")))
    return f"{path.name} was not handed in" + (f"; there is {others}: rename it if it is this one" if others else "")


def _strategy(task: Task) -> Run:
    """Return the function that runs the notebook of a task, told what it needs to know of the source."""
    kernel = task.conversion.source.metadata.get("kernelspec", {})
    run = partial(strategy(task.settings.isolation), template=_template(task))
    if task.settings.isolation == "kernel":
        return partial(run, kernel_name=kernel.get("name", "python3"))
    if kernel.get("language", "python") != "python":
        raise AutograderError(f"only Python goes through the wall, this is {kernel.language}; say --isolation kernel")
    return partial(run, handed_out=task.source, pictures=task.settings.pictures)


def _template(task: Task) -> Template | None:
    """Return what the processes of a task are forked from."""
    if task.settings.sandbox == "none":
        return None
    code = [cell.source for cell in task.conversion.source.cells if cell.cell_type == "code"]
    return template(imported_modules(code) | (KERNEL if task.settings.isolation == "kernel" else frozenset()))


def _without_marks(task: Task, status: str, reason: str) -> Result:
    verdicts = nothing(task.conversion.master, reason)
    record = Record(*task.names, status=status, message=reason, verdicts=verdicts)
    notebook = autograded.with_notice(task.conversion.master, reason) if status == "unreadable" else None
    return Result(record, notebook, unanswered(task.conversion.master))


def summary(verdicts: list[Verdict]) -> str:
    """Return one line about what is wrong: the first sentence, and how many more there are."""
    wrong = [f"{verdict.exercise}: {verdict.message}" for verdict in verdicts if verdict.message]
    more = f" (+{len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return f"{wrong[0]}{more}" if wrong else ""
