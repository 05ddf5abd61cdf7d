"""Two people at one course: one grades, the other enters marks by hand or grades, too."""

import subprocess
import sys
import time

import pytest
from nbgrader.api import Gradebook

from autograder.course.directory import Course
from autograder.grade import grade
from tests.autograder import tiny

STUDENTS = [f"student-{number}" for number in range(8)]
COMMAND = [sys.executable, "-m", "autograder", "grade", "--force", "--course"]
pytestmark = pytest.mark.slow


@pytest.fixture
def course(tmp_path, bubblewrap):
    """A course that has been graded once."""
    course = tiny.make_course(tmp_path / "course")
    for student in STUDENTS:
        tiny.hand_in(course, student, tiny.solved(why="Because."))
    grade(Course(course))
    return course


def marks(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            student: (
                book.find_grade("why", tiny.LESSON, tiny.LESSON, student).manual_score,
                book.find_comment("why", tiny.LESSON, tiny.LESSON, student).comment,
                book.find_submission_notebook(tiny.LESSON, tiny.LESSON, student).score,
            )
            for student in STUDENTS
        }


def test_marks_entered_by_hand_while_a_class_is_graded_stay(course):
    grader = subprocess.Popen([*COMMAND, str(course)], stdout=subprocess.DEVNULL)
    entered = 0
    while grader.poll() is None or entered < len(STUDENTS):
        student = STUDENTS[entered % len(STUDENTS)]
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:  # as formgrader does: a session each time
            book.find_grade("why", tiny.LESSON, tiny.LESSON, student).manual_score = 1.0 + entered % len(STUDENTS) / 8
            book.find_comment("why", tiny.LESSON, tiny.LESSON, student).manual_comment = f"read by B, {student}"
            book.db.commit()
        entered += 1
        time.sleep(0.05)
    assert grader.wait() == 0
    assert entered > len(STUDENTS)  # the two did work at the same time
    wanted = {s: (1.0 + n / 8, f"read by B, {s}", 6.0 + 1.0 + n / 8) for n, s in enumerate(STUDENTS)}
    assert marks(course) == wanted


def test_the_second_to_grade_is_told_who_does_and_nothing_is_mixed(course):
    graders = [
        subprocess.Popen([*COMMAND, str(course)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ends = [grader.communicate(timeout=120) for grader in graders]
    codes = [grader.returncode for grader in graders]
    assert sorted(codes) == [0, 1]
    refused = ends[codes.index(1)][1]
    assert f"is being graded by process {graders[codes.index(0)].pid} since" in refused
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        assert len(book.assignment_submissions(tiny.LESSON)) == len(STUDENTS)
