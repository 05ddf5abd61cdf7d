"""Grading a class: `autograder grade` against `nbgrader autograde` on the same submissions, in turn.

The lessons are 02 and one in PyTorch. Both programs run as whole commands, start-up included, on copies of one course;
the marks are compared before anything is reported. Submissions that nbgrader cannot grade (see tests/classes), or that
it marks differently by design (functions that are off limits, warnings), are not among them. Then come the parts of the
time of one notebook.
"""

import contextlib
import importlib.util
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from nbgrader.api import Gradebook

from autograder.course.conversion import convert
from autograder.course.directory import Course
from autograder.course.settings import settings
from autograder.execution import wall
from autograder.feedback import feedback
from autograder.marks import autograded
from autograder.marks.gradebook import CourseGradebook
from autograder.task import execute, task_of
from benchmarks import torch_lesson
from benchmarks.measure import table
from tests.classes.build import LESSON, build_class

STUDENTS = ("ada", "boris", "carla", "dmitri", "emma", "farid", "greta", "hugo")
COPIES = {LESSON: 4, torch_lesson.LESSON: 4}
REPEATS = 40  # of one notebook
ROUNDS = int(os.environ.get("GRADING_ROUNDS", "1"))
OTTER_MARKS = "otter.json"
ACCOUNT = pathlib.Path("/sys/fs/cgroup/cpuacct")


def main():
    """Print seconds a notebook of each contestant, then where the time goes."""
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        course = make_class(pathlib.Path(folder))
        compare(course, LESSON)
        split(course)
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        course = pathlib.Path(folder, "course")
        torch_lesson.make_course(course)
        copies(course, torch_lesson.LESSON)
        compare(course, torch_lesson.LESSON)


def make_class(folder):
    """Return a course in which some students of tests/classes have handed in, each several times."""
    course = folder / "course"
    build_class(course)
    for place in (course / "submitted").iterdir():
        if place.name not in STUDENTS:
            shutil.rmtree(place)
    copies(course, LESSON)
    return course


def copies(course, lesson):
    """Have each student of a course hand in several times, under further names."""
    for place in list((course / "submitted").iterdir()):
        for number in range(1, COPIES[lesson]):
            shutil.copytree(place, place.with_name(f"{place.name}-{number}"))


def compare(course, lesson):
    """Run the contestants in turn on fresh copies of the course; print their medians."""
    ours = [sys.executable, "-m", "autograder", "grade", lesson, "--course", "."]
    contestants = {
        "nbgrader autograde": [sys.executable, "-m", "nbgrader", "autograde", lesson],
        "autograder grade": ours,
        "autograder grade, one worker": [*ours, "--jobs", "1"],
        "autograder grade --pictures": [*ours, "--pictures"],
    }
    if importlib.util.find_spec("otter"):
        contestants["otter-grader"] = [sys.executable, "-m", "benchmarks.otter_run", ".", lesson, OTTER_MARKS]
    walls, processors, marks = ({name: [] for name in contestants} for _ in range(3))
    for _ in range(ROUNDS):
        for name, command in contestants.items():
            with tempfile.TemporaryDirectory(prefix="round-", dir=course.parent) as folder:
                copy = pathlib.Path(shutil.copytree(course, pathlib.Path(folder, "course")))
                run([sys.executable, "-m", "nbgrader", "generate_assignment", lesson, "--force"], copy)
                seconds, processor = run(command, copy)
                walls[name].append(seconds)
                processors[name].append(processor)
                given = copy / OTTER_MARKS
                marks[name].append(json.loads(given.read_text()) if given.exists() else scores(copy, lesson))
    first = marks["nbgrader autograde"][0]
    for name, each in marks.items():
        if any(other != first for other in each):
            raise AssertionError(f"{name} gives other marks: {different(first, each)}")
    size, base = len(first), statistics.median(walls["nbgrader autograde"])
    rows = []
    for name in contestants:
        middle = statistics.median(walls[name])
        cpu = "—" if None in processors[name] else f"{statistics.median(processors[name]) / size:.2f}"
        rows.append([name, f"{middle / size:.2f}", cpu, f"{base / middle:.1f} ×"])
    print(f"{size} notebooks of {lesson}, {ROUNDS} run(s), the marks of all equal\n")
    print(table(["", "s a notebook", "CPU s a notebook", "throughput / nbgrader's"], rows), flush=True)


def run(command, folder):
    """Return the seconds that a command takes, and those of the processor where the system accounts for them."""
    environment = {**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    paths = [str(pathlib.Path.cwd()), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment |= {"MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(paths)}
    with account() as (enter, used):
        start = time.perf_counter()
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, preexec_fn=enter
        )
        seconds = time.perf_counter() - start
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
        return seconds, used()


@contextlib.contextmanager
def account():
    """Give a function that puts a process into an account of its own, and one that returns its processor's seconds."""
    place = ACCOUNT / f"benchmark-{os.getpid()}"
    try:
        place.mkdir()
    except OSError:
        yield None, lambda: None
        return
    yield (
        lambda: (place / "cgroup.procs").write_text(str(os.getpid())),
        lambda: int((place / "cpuacct.usage").read_text()) / 1e9,
    )
    for _ in range(50):
        with contextlib.suppress(OSError):  # until the last process is gone
            place.rmdir()
            return
        time.sleep(0.1)


def scores(course, lesson):
    """Return the marks of each student by cell."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            each.student.id: {grade.cell.name: grade.auto_score for grade in each.grades}
            for each in gradebook.notebook_submissions(lesson, lesson)
        }


def different(first, others):
    """Return whose marks differ, and where."""
    return [
        (student, cell, marks, other.get(student, {}).get(cell))
        for other in others
        for student, cells in first.items()
        for cell, marks in cells.items()
        if other.get(student, {}).get(cell) != marks
    ]


def split(course):
    """Print the parts of the time that a notebook takes once a worker is warm."""
    opened = Course(course)
    conversion = convert(opened, LESSON, opened.notebooks(LESSON)[0])
    how = settings(opened, jobs=1, force=True)
    for warm_up in ("ada", "boris"):
        execute(task_of(opened, warm_up, LESSON, conversion, how))
    parts = {}
    with timed(parts), CourseGradebook(opened) as gradebook:
        gradebook.record_lesson(LESSON, [conversion])
        for student in STUDENTS:
            start = time.perf_counter()
            result = execute(task_of(opened, student, LESSON, conversion, how))
            add(parts, "all of the execution", start)
            start = time.perf_counter()
            autograded.write(opened, student, LESSON, LESSON, result.notebook)
            gradebook.record(result.record, result.unanswered, None)
            add(parts, "record: notebook, gradebook", start)
    run([sys.executable, "-m", "autograder", "grade", LESSON, "--course", ".", "--force"], course)
    start = time.perf_counter()
    pages = feedback(opened, [LESSON])
    parts["HTML: feedback page"] = [(time.perf_counter() - start) / len(pages)]
    own = own_work(conversion)
    parts["of it the student's and tests' own work"] = [own]
    print(f"\nParts of the time of one notebook, mean of {len(STUDENTS)}, one worker, warm\n")
    print(table(["part", "s"], [[name, f"{statistics.mean(each):.3f}"] for name, each in parts.items()]), flush=True)
    added = [execution(task_of(opened, "ada", LESSON, conversion, how)) - own_work(conversion) for _ in range(REPEATS)]
    least, middle = min(added), statistics.median(added)
    print(f"\nOf {REPEATS} executions of a right notebook, each beside its own work, the wall adds")
    print(f"{least:.3f} s to the quickest and {middle:.3f} s at the median")


def execution(task):
    """Return the seconds that a task takes."""
    start = time.perf_counter()
    execute(task)
    return time.perf_counter() - start


def add(parts, name, start):
    """Note the seconds since ``start``."""
    parts.setdefault(name, []).append(time.perf_counter() - start)


@contextlib.contextmanager
def timed(parts):
    """Note how long the steps of the wall take."""
    steps = {
        "__init__": "start: two processes",
        "run": "execute: cells over the bridge",
        "close": "end: both processes",
    }
    before = {name: getattr(wall.Notebook, name) for name in steps}
    for name, step in steps.items():
        setattr(wall.Notebook, name, stopwatch(before[name], lambda start, step=step: add(parts, step, start)))
    yield
    for name, function in before.items():
        setattr(wall.Notebook, name, function)


def stopwatch(function, note):
    """Return a function that tells ``note`` when it began, each time it ends."""

    def timed_function(*arguments, **keywords):
        start = time.perf_counter()
        try:
            return function(*arguments, **keywords)
        finally:
            note(start)

    return timed_function


def own_work(conversion):
    """Return the seconds of the solution's cells and tests in one plain process, its imports done."""
    names = {}
    code = [cell for cell in conversion.source.cells if cell.cell_type == "code" and "nbgrader" in cell.metadata]
    seconds = 0.0
    with contextlib.redirect_stdout(None):
        for _ in range(2):
            seconds = 0.0
            for cell in code:
                marks = cell.metadata.nbgrader
                if marks.grade or marks.solution or marks.grade_id == "imports":
                    start = time.perf_counter()
                    exec(cell.source, names)
                    seconds += time.perf_counter() - start
    return seconds


if __name__ == "__main__":
    main()
