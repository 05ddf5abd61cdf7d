"""A small class, written straight into nbgrader's gradebook: no notebook is run.

Two lessons (``01-one``: easy and hard, 4 + 6 points; ``02-two``: easy, and essay, which a person marks, 5 + 5 points)
and five students, whose names are what names can be.
"""

from datetime import datetime

from nbgrader.api import Gradebook

from autograder.course.directory import Course
from autograder.marks import records
from autograder.marks.gradebook import CourseGradebook
from autograder.marks.verdicts import Verdict
from tests.autograder import tiny

DUE = datetime(2026, 10, 1, 12)
LATE = datetime(2026, 10, 2, 14, 1, 1)
CELLS = {"01-one": {"easy": 4.0, "hard": 6.0}, "02-two": {"easy": 5.0, "essay": 5.0}}
PEOPLE = {
    "ada": ("Ada", "Lovelace", "ada@example.org", "101"),
    "bob": ("Robert, Jr.", 'O"Neil', "bob@example.org", "12ab"),
    "eve": ("=HYPERLINK(1)", "@SUM(A1)", "+1@example.org", ""),
    "小明": ("小明", "王", "ming@example.org", "103"),
    "gone": (None, None, None, None),
}
MARKS = {
    ("ada", "01-one"): {"easy": 4.0, "hard": 6.0},
    ("bob", "01-one"): {"easy": 4.0, "hard": 1 / 3},
    ("eve", "01-one"): {"easy": 0.0, "hard": 0.0},
    ("小明", "01-one"): {"easy": 4.0, "hard": 3.0},
    ("ada", "02-two"): {"easy": 5.0, "essay": None},
    ("bob", "02-two"): {"easy": 0.0, "essay": 0.0},
}
SENTENCES = {
    ("bob", "01-one", "hard"): "the sign is wrong",
    ("eve", "01-one", "easy"): '=2*3 is not "six", but\nsix',
    ("eve", "01-one", "hard"): "the sign is wrong",
    ("小明", "01-one", "hard"): "3 of 6 points for the parts that are right",
    ("bob", "02-two", "easy"): "<b>swapped</b> & lost",
    ("bob", "02-two", "essay"): "this exercise has no answer",
}


def make_class(root):
    """Write the class and return its course directory."""
    course = tiny.make_course(root)
    with CourseGradebook(Course(course)) as book:
        fill(book.nbgrader)
    for student, lesson in MARKS:
        records.save(Course(course), record(student, lesson))
    return course


def fill(gradebook: Gradebook):
    """Write the students, lessons and marks; bob's first lesson came 26 h 1 min 1 s late and costs him 0.25."""
    for name, (first, last, email, number) in PEOPLE.items():
        gradebook.add_student(name, first_name=first, last_name=last, email=email, lms_user_id=number)
    for lesson, cells in CELLS.items():
        gradebook.add_assignment(lesson, duedate=DUE)
        gradebook.add_notebook(lesson, lesson)
        for cell, points in cells.items():
            kind = "markdown" if cell == "essay" else "code"
            gradebook.add_grade_cell(cell, lesson, lesson, max_score=points, cell_type=kind)
    for (student, lesson), marks in MARKS.items():
        late = (student, lesson) == ("bob", "01-one")
        with gradebook.db.no_autoflush:
            gradebook.add_submission(lesson, student, timestamp=LATE if late else DUE)
        if late:
            gradebook.find_submission_notebook(lesson, lesson, student).late_submission_penalty = 0.25
        for cell, score in marks.items():
            grade = gradebook.find_grade(cell, lesson, lesson, student)
            grade.auto_score, grade.needs_manual_grade = score, score is None
    gradebook.db.commit()


def record(student, lesson):
    """Return the record of a grading run."""
    verdicts = [
        Verdict(name, name, MARKS[student, lesson][name], points, SENTENCES.get((student, lesson, name), ""))
        for name, points in CELLS[lesson].items()
    ]
    return records.Record(student, lesson, lesson, "graded", seconds=2.0, verdicts=verdicts)
