"""Make a course directory in which the class of students.py has handed in lesson 02."""

import json
import shutil
import subprocess
import sys

from tests.classes.students import CLASS
from tests.course.lessons import ANSWERS, SOURCE

LESSON = "02-perceptron"


def autograder(*arguments, **options):
    """Run the command line as people do."""
    return subprocess.run([sys.executable, "-m", "autograder", *map(str, arguments)], **options)


def build_class(course):
    """Copy the source, release it, and write every submission into ``course``, a path that does not exist yet."""
    shutil.copytree(SOURCE / LESSON, course / "source" / LESSON)
    shutil.copy(SOURCE.parent / "nbgrader_config.py", course)
    autograder("release", LESSON, "--course", course, check=True)
    released = (course / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    for student in CLASS:
        folder = course / "submitted" / student.name / LESSON
        folder.mkdir(parents=True)
        student.damage(solve(json.loads(released), student.answers), folder / f"{LESSON}.ipynb")


def solve(notebook, answers):
    """Write ``answers`` (bank file or code by exercise) into the released notebook's cells."""
    for cell in notebook["cells"]:
        answer = answers.get(cell["id"])
        if answer is not None:
            bank = ANSWERS / LESSON / cell["id"] / f"{answer}.py" if "\n" not in answer else None
            cell["source"] = bank.read_text() if bank else answer.lstrip("\n")
    return notebook
