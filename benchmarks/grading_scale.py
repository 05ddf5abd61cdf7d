"""A large class: 1,000 students hand in lesson 02, put together from the banks of right and wrong answers.

Time, processor and memory are sampled while one command grades them all. What grows with the class must grow in
proportion, and memory must not. ``GRADING_STUDENTS`` sets another number.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import matplotlib.pyplot as plt
import numpy as np
import psutil

from benchmarks.grading import account
from benchmarks.measure import table
from tests.classes.build import LESSON, autograder, solve
from tests.classes.students import POINTS
from tests.course.lessons import ANSWERS, SOURCE

STUDENTS = int(os.environ.get("GRADING_STUDENTS", "1000"))
RIGHT = 0.8  # of the answers
LOOK_SECONDS = 2.0
PICTURE = pathlib.Path(__file__).parent / "results" / "grading_scale.png"
MEBIBYTE = 2**20


def main():
    """Build the class, grade it, print what it took and draw how it grew."""
    with tempfile.TemporaryDirectory(prefix="class-") as folder:
        course = pathlib.Path(folder, "course")
        build(course)
        samples, processor = grade(course)
        report(course, samples, processor)


def build(course):
    """Write a course in which every student has handed in right and wrong answers at random."""
    shutil.copytree(SOURCE / LESSON, course / "source" / LESSON)
    shutil.copy(SOURCE.parent / "nbgrader_config.py", course)
    autograder("release", LESSON, "--course", course, check=True)
    released = (course / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    draw = random.Random(0)
    for number in range(STUDENTS):
        place = course / "submitted" / f"student-{number:05}" / LESSON
        place.mkdir(parents=True)
        answers = {exercise: answer(exercise, draw) for exercise in POINTS}
        (place / f"{LESSON}.ipynb").write_text(json.dumps(solve(json.loads(released), answers)))


def answer(exercise, draw):
    """Return the name of a right or a wrong answer of the exercise's bank."""
    kind = "right" if draw.random() < RIGHT else "wrong"
    return draw.choice(sorted(path.stem for path in (ANSWERS / LESSON / exercise).glob(f"{kind}_*.py")))


def grade(course):
    """Grade the class by the command; return samples of (seconds, done, bytes of memory, bytes of database)."""
    command = [sys.executable, "-m", "autograder", "grade", LESSON, "--course", str(course), "--timeout", "10"]
    environment = {**os.environ, "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}
    samples = []
    with account() as (enter, used):
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, preexec_fn=enter)
        while process.poll() is None:
            samples.append((time.perf_counter() - start, done(course), memory(process.pid), database(course)))
            time.sleep(LOOK_SECONDS)
        samples.append((time.perf_counter() - start, done(course), samples[-1][2], database(course)))
        if process.returncode:
            raise RuntimeError(f"grading ended with {process.returncode}")
        return np.array(samples, dtype=float), used()


def done(course):
    """Return how many notebooks have their record."""
    folder = course / ".autograder" / "results" / LESSON
    return sum(1 for _ in folder.iterdir()) if folder.exists() else 0


def database(course):
    """Return the size of the gradebook."""
    file = course / "gradebook.db"
    return file.stat().st_size if file.exists() else 0


def memory(pid):
    """Return the memory of a process tree, what is shared counted once."""
    total = 0
    try:
        for process in (root := psutil.Process(pid), *root.children(recursive=True)):
            try:
                lines = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()[1:]
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
            except (OSError, StopIteration):
                continue
    except psutil.Error:
        pass
    return total


def report(course, samples, processor):
    """Print the totals and draw the growth."""
    seconds, count, used, size = samples.T
    later = count > STUDENTS / 10
    slope = np.polyfit(count[later], seconds[later], 1)
    quarter, last = (
        np.median(used[(count >= a * STUDENTS) & (count <= b * STUDENTS)]) for a, b in ((0.1, 0.3), (0.8, 1))
    )
    cpu = "—" if processor is None else f"{processor:.0f} s, {processor / STUDENTS:.2f} s a notebook"
    rows = [
        ["notebooks graded", f"{int(count[-1]):,}"],
        ["wall time", f"{seconds[-1]:.0f} s, {slope[0]:.2f} s for each further notebook"],
        ["processor", cpu],
        ["memory of all processes, at 10–30 % of the class", f"{quarter / MEBIBYTE:.0f} MiB"],
        ["memory of all processes, at 80–100 % of the class", f"{last / MEBIBYTE:.0f} MiB"],
        ["gradebook", f"{size[-1] / MEBIBYTE:.1f} MiB, {size[-1] / STUDENTS / 1024:.1f} KiB a student"],
        ["largest distance from proportion", f"{np.abs(np.polyval(slope, count[later]) - seconds[later]).max():.0f} s"],
    ]
    print(table(["", "measured"], rows))
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    axes[0].plot(count, seconds / 60, color="C0")
    axes[0].plot(count, np.polyval(slope, count) / 60, "--", color="0.5", label="in proportion")
    axes[0].set(xlabel="notebooks graded", ylabel="minutes", title="Time")
    axes[0].legend(frameon=False)
    axes[1].plot(count, used / MEBIBYTE, color="C1", label="all processes")
    axes[1].plot(count, size / MEBIBYTE, color="C2", label="gradebook")
    axes[1].set(xlabel="notebooks graded", ylabel="MiB", title="Memory and gradebook", ylim=(0, None))
    axes[1].legend(frameon=False)
    fig.savefig(PICTURE, dpi=80)


if __name__ == "__main__":
    main()
