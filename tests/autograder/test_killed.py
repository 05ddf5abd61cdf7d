"""Kill -9 the grader at random moments of a class: the next run completes it, with the same marks, nothing twice.

AUTOGRADER_KILLS sets how many times (default 3).
"""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.autograder import tiny

KILLS = int(os.environ.get("AUTOGRADER_KILLS", "3"))
ROWS = {"submitted_assignment": "assignment_id || ' ' || student_id", "grade": "cell_id || ' ' || notebook_id"}


def class_of_four(folder):
    course = tiny.make_course(folder / "course")
    for number in range(4):
        tiny.hand_in(course, f"student-{number}", tiny.solved() if number % 2 else tiny.as_released())
    return course


def start(course):
    command = [sys.executable, "-m", "autograder", "grade", "--course", course, "--jobs", "2"]
    return subprocess.Popen(
        [*command, "--json", course / "rows.json"], start_new_session=True, stdout=subprocess.DEVNULL
    )


def marks(course):
    rows = json.loads((course / "rows.json").read_text())
    return {row["student"]: (row["status"], row["score"]) for row in rows}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, bubblewrap):
    course, begin = class_of_four(tmp_path_factory.mktemp("undisturbed")), time.monotonic()
    assert start(course).wait() == 0
    return marks(course), time.monotonic() - begin


@pytest.mark.parametrize("moment", np.random.default_rng(0).uniform(0.05, 1, KILLS).round(3).tolist())
def test_a_killed_run_is_completed_by_the_next_with_the_same_marks(moment, undisturbed, tmp_path):
    expected, seconds = undisturbed
    course = class_of_four(tmp_path)
    killed = start(course)
    time.sleep(moment * seconds)
    with contextlib.suppress(ProcessLookupError):  # it may be done by then
        os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert start(course).wait() == 0
    assert marks(course) == expected
    with sqlite3.connect(course / "gradebook.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table, key in ROWS.items():
            rows, different = database.execute(f"SELECT COUNT(*), COUNT(DISTINCT {key}) FROM {table}").fetchone()
            assert rows == different > 0
    database.close()
