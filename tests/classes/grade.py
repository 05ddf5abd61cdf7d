"""`make grade`: build the class of students.py in tests/classes/.graded and grade it.

A class that is there already is graded again (what did not change is not run again); delete the folder to start anew.
"""

import pathlib
import sys

from tests.classes.build import LESSON, autograder, build_class

COURSE = pathlib.Path(__file__).parent / ".graded"


def main():
    if not COURSE.exists():
        build_class(COURSE)
    raise SystemExit(autograder("grade", LESSON, "--course", COURSE, "--timeout", 20, *sys.argv[1:]).returncode)


if __name__ == "__main__":
    main()
