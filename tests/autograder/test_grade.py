"""From submissions to the gradebook: marks, rows, grading again, and what happens when things break."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook, get_alembic_version

from autograder.course.directory import Course
from autograder.course.lock import course_lock
from autograder.course.settings import Settings
from autograder.errors import AutograderError
from autograder.execution.strategy import Limits
from autograder.grade import grade
from autograder.marks import records
from autograder.marks.gradebook import CourseGradebook
from tests.autograder import tiny

SETTINGS = Settings(limits=Limits(cell_seconds=20.0), isolation="kernel", jobs=2)


@pytest.fixture
def course(tmp_path, bubblewrap):
    return tiny.make_course(tmp_path / "course")


def rows(course, **options):
    return {record.student: record for record in grade(Course(course), settings=SETTINGS, **options)}


def gradebook_marks(course, student):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(tiny.LESSON, tiny.LESSON, student).grades
        return {each.name: (each.auto_score, each.manual_score, each.needs_manual_grade) for each in grades}


def test_a_class_gets_its_marks_and_every_submission_a_row(course):
    stolen = tiny.solved(double="import numpy as np\n\n\ndef double(x):\n    return np.add(x, x)")
    retagged = tiny.as_released()
    tiny.find(retagged, "double-test")["metadata"] = {"tags": ["skip-execution"]}
    for student, notebook in {
        "ada": tiny.solved(why="Because x + x is 2 x."),
        "blank": tiny.as_released(),
        "half": tiny.solved(parts="def parts(n):\n    return n, 0"),
        "memory": tiny.solved(double="def double(x):\n    return 4"),
        "noisy": tiny.solved(double="def double(x):\n    print('x', file=sys.stderr)\n    return 2 * x"),
        "quit": tiny.solved(double="import os\nos._exit(0)"),
        "stolen": stolen,
        "tagged": retagged,
        "torn": b'{"cells": [',
    }.items():
        tiny.hand_in(course, student, notebook)
    (course / "submitted" / "absent" / tiny.LESSON).mkdir(parents=True)
    result = rows(course)
    assert {name: (record.score, record.status) for name, record in result.items()} == {
        "absent": (0.0, "missing"),
        "ada": (6.0, "manual"),
        "blank": (0.0, "graded"),
        "half": (1.5 + 2.0, "graded"),
        "memory": (4.0, "graded"),
        "noisy": (6.0, "graded"),
        "quit": (0.0, "graded"),
        "stolen": (4.0, "graded"),
        "tagged": (0.0, "graded"),
        "torn": (0.0, "unreadable"),
    }
    assert {record.max_score for record in result.values()} == {9.0}
    assert result["memory"].message == "doubling: double fails for another number (+1 more)"
    assert result["half"].message == "parts-test: 1.5 of 4 points for the parts that are right (+1 more)"
    assert "numpy is off limits in this exercise, and line 1" in result["stolen"].message
    assert gradebook_marks(course, "ada") == {
        "double-test": (2.0, None, False),
        "parts-test": (4.0, None, False),
        "why": (None, None, True),
    }
    assert gradebook_marks(course, "absent")["why"] == (0.0, None, False)


def test_the_autograded_notebook_is_where_formgrader_looks_and_valid(course):
    (course / "source" / tiny.LESSON / "data.csv").write_text("the instructor's")
    notebook = tiny.solved(
        double="from IPython.display import HTML\ndouble = lambda x: 2 * x\nHTML('<script>1</script>ok')"
    )
    path = tiny.hand_in(course, "ada", notebook)
    (path.parent / "data.csv").write_text("forged")
    (path.parent / "numpy.py").write_text("raise SystemExit")
    (path.parent / "notes.txt").write_text("mine")
    record = rows(course)["ada"]
    folder = course / "autograded" / "ada" / tiny.LESSON
    graded = nbformat.read(folder / f"{tiny.LESSON}.ipynb", as_version=4)
    nbformat.validate(graded)
    assert (folder / "data.csv").read_text() == "the instructor's"
    assert (folder / "notes.txt").read_text() == "mine"
    answer = next(cell for cell in graded.cells if cell.id == "id-double")
    assert answer.outputs[0].data["text/html"] == "ok"
    assert record.repairs == ["files that hide a library, left out: numpy.py"]


def test_what_did_not_change_is_not_run_again(course):
    tiny.hand_in(course, "ada", tiny.solved())
    tiny.hand_in(course, "bob", tiny.solved())
    first = rows(course)
    tiny.hand_in(course, "bob", tiny.as_released())
    second = rows(course)
    assert second["ada"] == first["ada"]
    assert (first["bob"].score, second["bob"].score) == (6.0, 0.0)
    third = rows(course, student="ada")
    assert list(third) == ["ada"]
    forced = {r.student: r for r in grade(Course(course), settings=replace(SETTINGS, force=True))}
    assert forced["ada"].seconds != first["ada"].seconds
    assert forced["ada"].seed == first["ada"].seed != forced["bob"].seed


def test_a_changed_test_or_a_lost_gradebook_is_graded_anew(course):
    tiny.hand_in(course, "ada", tiny.solved())
    assert rows(course)["ada"].score == 6.0
    notebook = tiny.source()
    notebook.cells[3].source = "assert double(1) == 3"
    nbformat.write(notebook, course / "source" / tiny.LESSON / f"{tiny.LESSON}.ipynb")
    assert rows(course)["ada"].score == 4.0
    (course / "gradebook.db").unlink()
    assert rows(course)["ada"].score == 4.0
    assert gradebook_marks(course, "ada")["double-test"] == (0.0, None, False)


def test_marks_and_comments_of_people_survive_a_regrade(course):
    tiny.hand_in(course, "ada", tiny.solved(why="Because."))
    rows(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("why", tiny.LESSON, tiny.LESSON, "ada").manual_score = 2.5
        gradebook.find_grade("double-test", tiny.LESSON, tiny.LESSON, "ada").manual_score = 1.0
        gradebook.find_comment("why", tiny.LESSON, tiny.LESSON, "ada").manual_comment = "well said"
        gradebook.db.commit()
    tiny.hand_in(course, "ada", tiny.solved(why="Because.", double="def double(x):\n    return 0"))
    record = rows(course)["ada"]
    assert record.score == 1.0 + 4.0 + 2.5
    assert gradebook_marks(course, "ada")["double-test"] == (0.0, 1.0, True)  # as in nbgrader: look at it again
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade("why", tiny.LESSON, tiny.LESSON, "ada").manual_score == 2.5
        assert gradebook.find_comment("why", tiny.LESSON, tiny.LESSON, "ada").comment == "well said"
        assert len(gradebook.assignment_submissions(tiny.LESSON)) == 1


LATE_IS_NOTHING = "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


def due(course, when):
    with CourseGradebook(Course(course)) as gradebook:
        gradebook.nbgrader.add_assignment(tiny.LESSON, duedate=when)


def test_late_work_costs_what_the_courses_plugin_says_and_a_timestamp_of_its_own_does_not_help(course):
    (course / "nbgrader_config.py").write_text(LATE_IS_NOTHING)
    for student, claim in {"late": "2019-12-31 00:00:00 UTC", "odd": "soon"}.items():
        tiny.hand_in(course, student, tiny.solved()).with_name("timestamp.txt").write_text(claim)
    due(course, "2020-01-01 00:00:00 UTC")
    found = rows(course)
    assert {name: record.score for name, record in found.items()} == {"late": 0.0, "odd": 0.0}
    assert any("timestamp.txt says 2019-12-31" in repair for repair in found["late"].repairs)
    assert not any("timestamp.txt" in repair for repair in found["odd"].repairs)


def test_work_in_time_stays_so_when_the_course_is_moved_and_graded_after_the_deadline(course, tmp_path):
    (course / "nbgrader_config.py").write_text(LATE_IS_NOTHING)
    tiny.hand_in(course, "ada", tiny.solved())
    soon = datetime.now(UTC) + timedelta(seconds=1)
    due(course, f"{soon:%Y-%m-%d %H:%M:%S.%f} UTC")
    assert rows(course)["ada"].score == 6.0
    time.sleep(1.5)
    shutil.copytree(course, tmp_path / "moved")
    (record,) = grade(Course(tmp_path / "moved"), settings=replace(SETTINGS, force=True))
    assert record.score == 6.0


def test_timestamps_count_where_the_settings_say_that_whoever_collects_writes_them(course):
    (course / "nbgrader_config.py").write_text(LATE_IS_NOTHING + "c.Autograder.believe_timestamps = True\n")
    for student, when in {"late": "2030-01-02 00:00:00 UTC", "early": "2019-12-31 00:00:00 UTC"}.items():
        tiny.hand_in(course, student, tiny.solved()).with_name("timestamp.txt").write_text(when)
    due(course, "2020-01-01 00:00:00 UTC")
    assert {name: record.score for name, record in rows(course).items()} == {"late": 0.0, "early": 6.0}


@pytest.mark.slow
def test_nbgrader_goes_on_from_our_results_and_gives_the_same_marks(course, monkeypatch):
    monkeypatch.setenv("PATH", os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]))
    students = {
        "ada": tiny.solved(),
        "blank": tiny.as_released(),
        "half": tiny.solved(parts="parts = lambda n: (n, 0)"),
    }
    for student, notebook in students.items():
        tiny.hand_in(course, student, notebook)
    rows(course)
    ours = {student: gradebook_marks(course, student) for student in students}
    for command in (["generate_feedback", tiny.LESSON], ["autograde", tiny.LESSON, "--force"]):
        subprocess.run([sys.executable, "-m", "nbgrader", *command], cwd=course, check=True, capture_output=True)
    assert {student: gradebook_marks(course, student) for student in students} == ours
    assert (course / "feedback" / "ada" / tiny.LESSON / f"{tiny.LESSON}.html").exists()
    (record,) = grade(Course(course), student="half", settings=replace(SETTINGS, force=True))
    assert record.score == 3.5


def test_a_new_gradebook_is_stamped_without_the_program_alembic(course, monkeypatch):
    monkeypatch.setenv("PATH", os.pathsep.join([os.path.dirname(sys.executable), "/usr/bin:/bin"]))
    expected = get_alembic_version()
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    CourseGradebook(Course(course)).nbgrader.close()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        version = gradebook.db.connection().exec_driver_sql("select version_num from alembic_version").scalar()
    assert version == expected


def test_a_gradebook_of_another_nbgrader_is_refused_unchanged(course):
    CourseGradebook(Course(course)).nbgrader.close()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.db.connection().exec_driver_sql("update alembic_version set version_num = '50a4d84c131a'")
        gradebook.db.commit()
    before = (course / "gradebook.db").read_bytes()
    with pytest.raises(AutograderError, match=r"another nbgrader version.*nbgrader db upgrade"):
        CourseGradebook(Course(course))
    assert (course / "gradebook.db").read_bytes() == before


def test_cells_that_changed_after_grading_are_refused_with_the_way_out(course):
    tiny.hand_in(course, "ada", tiny.solved())
    rows(course)
    notebook = tiny.source()
    notebook.cells.append(tiny.cell("pass", "new-test", grade=True, locked=True, points=1))
    nbformat.write(notebook, course / "source" / tiny.LESSON / f"{tiny.LESSON}.ipynb")
    with pytest.raises(AutograderError, match=r"the cells of 01-tiny/01-tiny changed .*`nbgrader db assignment remove"):
        rows(course)


def test_a_second_grade_on_the_same_course_refuses(course):
    tiny.hand_in(course, "ada", tiny.solved())
    with course_lock(Course(course)), pytest.raises(AutograderError, match=rf"graded by process {os.getpid()} since"):
        grade(Course(course), settings=SETTINGS)


def test_trouble_of_the_grader_changes_no_marks_and_is_tried_again(course):
    tiny.hand_in(course, "ada", tiny.solved())
    assert rows(course)["ada"].score == 6.0
    notebook = tiny.source()
    notebook.metadata.kernelspec.name = "fortran"
    path = course / "source" / tiny.LESSON / f"{tiny.LESSON}.ipynb"
    nbformat.write(notebook, path)
    record = rows(course)["ada"]
    assert (record.status, record.score) == ("failed", None)
    assert "asks for the kernel 'fortran'" in record.message
    assert gradebook_marks(course, "ada")["double-test"][0] == 2.0
    nbformat.write(tiny.source(), path)
    assert rows(course)["ada"].score == 6.0


def test_a_notebook_of_another_name_is_missing_but_named(course):
    path = tiny.hand_in(course, "ada", tiny.solved())
    path.rename(path.with_name("Untitled.ipynb"))
    assert rows(course)["ada"].message == (
        "01-tiny.ipynb was not handed in; there is Untitled.ipynb: rename it if it is this one"
    )


def test_files_that_students_may_change_are_theirs(course):
    (course / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Autograde.exclude_overwriting = {{{tiny.LESSON!r}: ['helper.py']}}\n"
    )
    (course / "source" / tiny.LESSON / "helper.py").write_text("factor = 0")
    path = tiny.hand_in(course, "ada", tiny.solved(double="from helper import factor\n\ndouble = lambda x: factor * x"))
    tiny.hand_in(course, "bob", tiny.solved(double="from helper import factor\n\ndouble = lambda x: factor * x"))
    path.with_name("helper.py").write_text("factor = 2")
    assert {name: record.score for name, record in rows(course).items()} == {"ada": 6.0, "bob": 4.0}
    assert (course / "autograded" / "ada" / tiny.LESSON / "helper.py").read_text() == "factor = 2"


def test_a_gradebook_in_use_elsewhere_is_one_sentence_and_the_next_run_completes(course, monkeypatch):
    tiny.hand_in(course, "ada", tiny.solved())
    rows(course)
    tiny.hand_in(course, "ada", tiny.as_released())
    other = sqlite3.connect(course / "gradebook.db")
    other.execute("begin exclusive")
    with pytest.raises(AutograderError, match=r"database is locked"):
        rows(course)
    other.close()
    assert rows(course)["ada"].score == 0.0


def names_below(pid):
    """Yield the names of all descendants that still live, and their command lines."""
    for child in psutil.Process(pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            yield " ".join([child.name(), *child.cmdline()])


def test_an_interrupt_ends_what_is_running_at_once(course):
    tiny.hand_in(course, "ada", tiny.solved(double="import time\ntime.sleep(60)"))
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(course), "--isolation", "kernel"]
    heeded = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a test that runs in the background ignores it
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heeded)
    while not any("ipykernel" in name or "autograder:kern" in name for name in names_below(process.pid)):
        assert process.poll() is None
        time.sleep(0.1)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate()
    assert time.monotonic() - start < 20  # a cell may run for 30
    assert stderr.endswith("autograder: interrupted; what was done is kept, the same command goes on from here\n")
    assert process.returncode == 1


def test_the_secret_is_readable_by_its_owner_only_and_stays(course):
    first = Course(course).secret()
    assert len(first) == 64
    assert Course(course).secret() == first
    assert (course / ".autograder" / "secret").stat().st_mode & 0o777 == 0o600
    seeds = {records.seed(Course(course), *names) for names in [("a", "1"), ("b", "1"), ("a", "2"), ("a", "1")]}
    assert len(seeds) == 3


@pytest.mark.parametrize("after", [1.0, 2.5])
def test_a_killed_run_is_completed_by_the_next_without_duplicates(course, after):
    for student in ("ada", "bob", "eve"):
        tiny.hand_in(course, student, tiny.solved())
    command = [
        sys.executable,
        "-m",
        "autograder",
        "grade",
        "--course",
        str(course),
        "--jobs",
        "2",
        "--isolation",
        "kernel",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert {name: record.score for name, record in rows(course).items()} == dict.fromkeys(("ada", "bob", "eve"), 6.0)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert len(gradebook.students) == 3
        assert [len(each.notebooks) for each in gradebook.assignment_submissions(tiny.LESSON)] == [1, 1, 1]
        assert [len(each.grades) for each in gradebook.notebook_submissions(tiny.LESSON, tiny.LESSON)] == [3, 3, 3]


def test_rows_are_json(course, tmp_path):
    from autograder.table import write_rows

    tiny.hand_in(course, "ada", tiny.solved())
    write_rows(tmp_path / "rows.json", list(rows(course).values()))
    (row,) = json.loads((tmp_path / "rows.json").read_text())
    assert list(row) == [
        "student",
        "assignment",
        "notebook",
        "status",
        "score",
        "max_score",
        "seconds",
        "message",
        "isolation",
    ]
