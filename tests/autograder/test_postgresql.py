"""The gradebook on a real PostgreSQL server: the same marks as in SQLite, and nothing lost when the grader is killed.

The server is Debian's package postgresql, started for this module in a directory of its own.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.directory import Course
from autograder.course.settings import Settings
from autograder.execution.strategy import Limits
from autograder.grade import grade
from autograder.marks.gradebook import CourseGradebook
from tests.autograder import tiny

psycopg = pytest.importorskip("psycopg")
SETTINGS = Settings(limits=Limits(cell_seconds=20.0), jobs=2)


def programs():
    """Return the folder of PostgreSQL's programs, None where it is not installed."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a database on a server over a Unix socket."""
    folder = programs()
    if folder is None:
        reason = "needs PostgreSQL; on Debian: apt-get install postgresql"
        (pytest.fail if os.environ.get("REQUIRE_SYSTEM_PACKAGES") else pytest.skip)(reason)
    place = Path(tmp_path_factory.mktemp("pg"))
    who = {}
    if os.geteuid() == 0:  # the server refuses to be run by root
        account = pwd.getpwnam("postgres")
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        place = Path("/tmp") / f"autograder-postgresql-{os.getpid()}"
        place.mkdir()
        os.chown(place, account.pw_uid, account.pw_gid)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", "check": True, **who}
    data, options = place / "data", f"-c listen_addresses='' -k {place} -c fsync=off"
    subprocess.run([folder / "initdb", "-D", data, "-U", "teacher", "-A", "trust", "-E", "UTF8"], **quiet)
    subprocess.run([folder / "pg_ctl", "-D", data, "-l", place / "log", "-o", options, "-w", "start"], **quiet)
    yield place
    subprocess.run([folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(place)


@pytest.fixture
def course(server, tmp_path, bubblewrap):
    """A course whose gradebook is a new database on the server."""
    name = f"gradebook_{tmp_path.name.replace('-', '_')}"[:60]
    with psycopg.connect(f"host={server} user=teacher dbname=postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    path = tiny.make_course(tmp_path / "course")
    url = f"postgresql+psycopg://teacher@/{name}?host={server}"
    (path / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.db_url = {url!r}\n")
    for student, notebook in {
        "ada": tiny.solved(why="Because."),
        "blank": tiny.as_released(),
        "half": tiny.solved(parts="def parts(n):\n    return n, 0"),
        "torn": b"{",
    }.items():
        tiny.hand_in(path, student, notebook)
    return path


def marks(records):
    return {record.student: (record.status, record.score) for record in records}


EXPECTED = {"ada": ("manual", 6.0), "blank": ("graded", 0.0), "half": ("graded", 3.5), "torn": ("unreadable", 0.0)}


def test_a_class_is_graded_into_postgresql(course):
    first = grade(Course(course), settings=SETTINGS)
    assert marks(first) == EXPECTED
    assert not (course / "gradebook.db").exists()
    again = grade(Course(course), settings=SETTINGS)
    assert again == first
    with CourseGradebook(Course(course)) as gradebook:
        assert len(gradebook.nbgrader.students) == 4
        grades = gradebook.nbgrader.find_submission_notebook(tiny.LESSON, tiny.LESSON, "half").grades
        assert {each.name: each.auto_score for each in grades} == {"double-test": 2.0, "parts-test": 1.5, "why": 0.0}


def test_what_a_person_entered_there_survives_a_regrade(course):
    grade(Course(course), settings=SETTINGS)
    with CourseGradebook(Course(course)) as gradebook:
        gradebook.nbgrader.find_grade("why", tiny.LESSON, tiny.LESSON, "ada").manual_score = 3.0
        gradebook.nbgrader.db.commit()
    assert marks(grade(Course(course), settings=replace(SETTINGS, force=True)))["ada"] == (
        "manual",
        9.0,
    )  # as in nbgrader: look at it again


@pytest.mark.parametrize("after", [3.0, 6.0])
def test_a_killed_run_is_completed_by_the_next_without_duplicates(course, after):
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(course), "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert marks(grade(Course(course), settings=SETTINGS)) == EXPECTED
    with CourseGradebook(Course(course)) as gradebook:
        submissions = gradebook.nbgrader.assignment_submissions(tiny.LESSON)
        assert sorted(each.student.id for each in submissions) == sorted(EXPECTED)
        assert [len(each.notebooks) for each in submissions] == [1] * 4


def test_a_server_that_is_not_there_is_one_sentence(course):
    wrong = "postgresql+psycopg://teacher@/gradebook?host=/nowhere"
    (course / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.db_url = {wrong!r}\n")
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(course)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("autograder: the gradebook postgresql+psycopg://teacher@/gradebook")
    assert "Traceback" not in done.stderr
