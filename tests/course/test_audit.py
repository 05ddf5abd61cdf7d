"""The course's own tests are graded: lesson 02 from scratch, every lesson as far as it has changed since its audit.

``tests/answers/LESSON/audited.json`` says which exercises have passed, and as what; ``autograder audit LESSON`` writes
it. What is not in there as it stands now is audited here.
"""

import shutil
from dataclasses import replace

import pytest

from autograder.audit.audit import audit, options
from autograder.audit.report import is_good
from autograder.course.directory import Course
from tests.course.lessons import ANSWERS, SOURCE, exercises, graded_names

AUDITED = graded_names()


def audited(lesson, ledger, *, changed):
    """Audit a lesson; what is found out goes into another ledger than the course's."""
    course = Course(SOURCE.parent)
    return audit(course, [lesson], replace(options(course, jobs=2, changed=changed), ledger=ledger))


def told(findings):
    """Return everything that is wrong."""
    survivors = [(v.mutant.before, v.mutant.after) for f in findings for v in f.verdicts if v.fate == "survived"]
    return [f"{f.exercise}: {problem}" for f in findings for problem in f.problems] + survivors


@pytest.mark.slow
def test_the_tests_of_lesson_02_stand_a_whole_audit(tmp_path):
    findings = audited("02-perceptron", tmp_path, changed=False)
    assert told(findings) == []
    assert is_good(findings)
    assert [each.exercise for each in findings] == list(exercises("02-perceptron"))
    assert all(each.counts["killed"] >= 3 and each.bank >= 5 for each in findings)
    assert sum(each.counts["killed"] for each in findings) > 100


@pytest.mark.slow
@pytest.mark.parametrize("lesson", AUDITED)
def test_a_lesson_has_not_changed_since_its_audit_or_stands_another(lesson, tmp_path):
    (tmp_path / lesson).mkdir()
    shutil.copy(ANSWERS / lesson / "audited.json", tmp_path / lesson)
    findings = audited(lesson, tmp_path, changed=True)
    assert told(findings) == []
    assert is_good(findings)
