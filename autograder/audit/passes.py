"""How a notebook is run: as it is with all trials, and again under what must not matter.

Each pass is a worker, a fresh process in a folder of its own with the files beside the notebook.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.audit.exercises import Exercise, Lesson, Step
from autograder.audit.trial import Outcome, Tested, Trial
from autograder.errors import AutograderError
from autograder.execution.workdir import fill

NO_LIMIT = 10**12
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
MAIN, WARNINGS, MORE_THREADS, BLANK = "as it is", "with all warnings shown", "with 4 BLAS threads", "blank"


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
    found = Pass(trials=[[] for _ in trials])
    for report in _reports(lesson, name, _job(steps, trials, jobs), ignore):
        if "test" in report:
            name_of_test = report.pop("test")
            found.tests[name_of_test] = Tested(**report)
        else:
            place = report["exercise"]
            trial = trials[place][1][report["trial"]]
            found.trials[place].append((trial, Outcome.from_json(report)))
            heard()
    return found


def _job(steps: list[Step], trials: Sequence[tuple[Exercise, Sequence[Trial]]], jobs: int) -> dict:
    exercises = [
        {
            "first": exercise.first,
            "last": exercise.last,
            "tests": exercise.tests,
            "visible": dict(exercise.visible),
            "seeded": exercise.seeded,
            "trials": [vars(trial) for trial in chosen],
        }
        for exercise, chosen in trials
    ]
    return {"steps": [[s.grade_id, s.source, s.points] for s in steps], "exercises": exercises, "jobs": jobs}


def _reports(lesson: Lesson, name: str, job: dict, ignore: list[str]) -> Iterator[dict]:
    with (
        tempfile.TemporaryDirectory(prefix="audit-", ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryFile() as said,
    ):
        fill(Path(folder), lesson.folder, Path(folder, "nothing"), ignore=ignore, kept=set(), limit=NO_LIMIT)
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
            with process.stdin as stdin:
                stdin.write(json.dumps(job).encode())
            with os.fdopen(reading, encoding="utf-8") as reports:
                yield from map(json.loads, reports)
        finally:
            process.kill()
            process.wait()
        said.seek(0)
        words = said.read().decode(errors="replace").strip().splitlines()
    if process.returncode not in (0, -9):
        raise AutograderError(f"{lesson.lesson}: the worker of the audit ended early ({words[-1] if words else '?'})")
