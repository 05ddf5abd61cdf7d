"""How a notebook is run: as it is with all trials, and again under what must not matter.

Each pass is a worker, a fresh process in a folder of its own with the files beside the notebook.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from autograder.audit.exercises import Exercise, Lesson
from autograder.audit.trial import Outcome, Tested, Trial
from autograder.errors import AutograderError
from autograder.execution.scratch import Scratch
from autograder.execution.watch import kill
from autograder.execution.workdir import fill

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
MAIN, WARNINGS, MORE_THREADS, BLANK = "as it is", "with all warnings shown", "with 4 BLAS threads", "blank"
ALL = (MAIN, WARNINGS, MORE_THREADS, BLANK)


@dataclass
class Pass:
    """What came out of running a notebook once.

    Attributes
    ----------
    tests : dict of str to Tested
        Of the run from top to bottom.
    trials : list of list of (Trial, Outcome)
        By exercise.
    """

    tests: dict[str, Tested] = field(default_factory=dict)
    trials: list[list[tuple[Trial, Outcome]]] = field(default_factory=list)


def environment(name: str) -> dict[str, str]:
    """Return what a pass changes in the environment."""
    threads = dict.fromkeys(THREADS, "4" if name == MORE_THREADS else "1")
    warnings = {"PYTHONWARNINGS": "always"} if name == WARNINGS else {}
    return {"MPLBACKEND": "agg", "NBGRADER_EXECUTION": "autograde", "AUTOGRADER_SEED": "0", **threads, **warnings}


def run_pass(
    lesson: Lesson,
    name: str,
    trials: Sequence[tuple[Exercise, Sequence[Trial]]] = (),
    *,
    ignore: list[str],
    seconds: float,
    jobs: int = 1,
    heard: Callable[[], None] = lambda: None,
) -> Pass:
    """Run a notebook and the trials of some of its exercises.

    Parameters
    ----------
    lesson : Lesson
    name : str
        Of the pass.
    trials : sequence of (Exercise, sequence of Trial)
        The first trial of each is the source's own answer.
    ignore : list of str
        File patterns that do not belong to the lesson.
    seconds : float
        For each cell.
    jobs : int
        Trials at the same time.
    heard : callable
        Called whenever a trial is done.

    Raises
    ------
    AutograderError
        If the worker does not come to its end.
    """
    steps = lesson.blank if name == BLANK else lesson.steps
    job = {
        "steps": [[step.grade_id, step.source, step.points] for step in steps],
        "exercises": [_exercise(exercise, chosen) for exercise, chosen in trials],
        "jobs": jobs,
        "seconds": seconds,
    }
    found = Pass(trials=[[] for _ in trials])
    for report in _reports(lesson, name, job, ignore):
        if "test" in report:
            grade_id = report.pop("test")
            found.tests[grade_id] = Tested(**report)
        else:
            place = report["exercise"]
            found.trials[place].append((trials[place][1][report["trial"]], Outcome.from_json(report)))
            heard()
    return found


def _exercise(exercise: Exercise, trials: Sequence[Trial]) -> dict:
    """Return what a worker has to know of an exercise."""
    known = {name: getattr(exercise, name) for name in ("first", "last", "tests", "seeded")}
    return {**known, "visible": dict(exercise.visible), "trials": [vars(trial) for trial in trials]}


def _reports(lesson: Lesson, name: str, job: dict, ignore: list[str]) -> Iterator[dict]:
    with (
        Scratch("audit") as folder,
        tempfile.TemporaryFile() as said,
    ):
        fill(folder, lesson.folder, folder / "nothing", ignore=ignore, kept=set(), limit=math.inf)
        reading, writing = os.pipe()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "autograder.audit.worker", str(writing)],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            pass_fds=[writing],
            cwd=folder,
            env={**os.environ, **environment(name), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        os.close(writing)
        try:
            with process.stdin as stdin:  # type: ignore[union-attr]
                stdin.write(json.dumps(job).encode())
            with os.fdopen(reading, encoding="utf-8") as reports:
                yield from map(json.loads, reports)
            process.wait()
        finally:
            kill(process.pid)
            process.wait()
        said.seek(0)
        words = said.read().decode(errors="replace").strip().splitlines() or [f"status {process.returncode}"]
    if process.returncode:
        raise AutograderError(f"{lesson.lesson}, {name}: the audit's worker ended early: {words[-1]}")
