"""The report's numbers, against scipy, NumPy and counting by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from scipy.stats import pearsonr

from autograder.course.directory import Course
from autograder.marks.results import Answer, Exercise, Results, Student, Submission, read
from autograder.report import statistics
from tests.autograder import classbook


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    course = Course(classbook.make_class(tmp_path_factory.mktemp("class") / "course"))
    with Gradebook(course.db_url) as gradebook:
        return read(gradebook, course)


def made(scores, sentences=(), points=4.0):
    """Return results of students "0", "1", … in lessons of one notebook: {lesson: rows of scores, None for nothing}."""
    lessons = {name: len(next(row for row in rows if row)) for name, rows in scores.items()}
    items = [Exercise(name, name, f"e{j}", points) for name, k in lessons.items() for j in range(k)]
    count = len(next(iter(scores.values())))
    submissions = {}
    for name, rows in scores.items():
        own = [each for each in items if each.lesson == name]
        for i, row in enumerate(rows):
            if row:
                answers = {each: Answer(s, "") for each, s in zip(own, row, strict=True)}
                total = sum(s or 0.0 for s in row)
                submissions[str(i), name] = Submission(total, 0.0, None, 0.0, None in row, answers, None)
    students = [Student(str(i), "", "", "", "") for i in range(count)]
    return Results(students, {name: k * points for name, k in lessons.items()}, items, submissions)


@given(st.integers(0, 2**32 - 1), st.integers(3, 30), st.integers(2, 6))
def test_discrimination_is_pearsons_correlation_with_the_points_for_the_other_exercises(seed, n, k):
    points = np.random.default_rng(seed).uniform(0, 5, (n, k))
    expected = [pearsonr(points[:, i], np.delete(points, i, axis=1).sum(axis=1))[0] for i in range(k)]
    np.testing.assert_allclose(statistics.item_rest_correlations(points), expected, rtol=1e-7, atol=1e-9)


def test_discrimination_needs_three_students_and_spread_on_both_sides():
    assert np.isnan(statistics.item_rest_correlations(np.array([[0.0, 1.0], [1.0, 0.0]]))).all()
    constant = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    assert np.isnan(statistics.item_rest_correlations(constant)).all()  # one has no spread, the other's rest has none
    assert np.isnan(statistics.item_rest_correlations(np.array([[0.0], [1.0], [2.0]]))).all()


def test_an_exercise_that_waits_for_a_person_is_left_out_of_the_others_totals():
    rows = [[0.0, 1.0, None], [1.0, 0.0, 4.0], [4.0, 4.0, 0.0], [2.0, 3.0, 0.0]]
    first, second, third = statistics.exercises(made({"a": rows}))
    r = pearsonr([0, 1, 4, 2], [1, 0, 4, 3])[0]
    assert (first.discrimination, second.discrimination) == (pytest.approx(r), pytest.approx(r))
    assert (third.discrimination, third.marked, third.waiting) == (None, 3, 1)
    assert third.difficulty == pytest.approx(np.mean([4, 0, 0]) / 4)


def test_difficulty_is_the_mean_fraction_among_those_who_handed_in(results):
    easy, hard, *_ = statistics.exercises(results)
    assert (easy.exercise.name, hard.exercise.name) == ("easy", "hard")
    assert easy.difficulty == pytest.approx((1 + 1 + 0 + 1) / 4)
    assert hard.difficulty == pytest.approx(np.mean([6, 1 / 3, 0, 3]) / 6)
    assert (easy.solved, hard.solved) == (3 / 4, 1 / 4)


def test_an_exercise_that_nobody_has_a_mark_for_has_no_difficulty():
    (only,) = statistics.exercises(made({"a": [[None], [None]]}))
    assert (only.difficulty, only.solved, only.discrimination) == (None, None, None)


def test_a_mark_is_points_less_penalties_over_all_lessons_begun(results):
    assert statistics.marks(results) == {
        "ada": pytest.approx(15 / 20),
        "bob": pytest.approx((4 + 1 / 3 - 0.25) / 20),
        "eve": 0.0,
        "小明": pytest.approx(7 / 20),
        "gone": 0.0,
    }


def test_a_lesson_that_nobody_handed_in_counts_for_nothing():
    results = made({"a": [[4.0]]})
    later = Results(results.students, {**results.lessons, "b": 10.0}, results.exercises, results.submissions)
    assert statistics.lessons_begun(later) == ["a"]
    assert statistics.marks(later) == {"0": 1.0}


def test_lessons_have_numpys_quartiles_and_count_the_late_and_the_waiting(results):
    one, two = statistics.lessons(results)
    fractions = [1.0, (4 + 1 / 3 - 0.25) / 10, 0.0, 0.7]
    assert one.quartiles == pytest.approx(np.quantile(fractions, [0.25, 0.5, 0.75]))
    assert (one.handed_in, one.late, one.waiting) == (4, 1, 0)
    assert (two.handed_in, two.late, two.waiting) == (2, 0, 1)
    assert one.seconds == [2.0] * 4


def test_sentences_count_students_not_exercises(results):
    told = statistics.sentences(results)
    assert (told[0].text, told[0].students, told[0].exercises) == ("the sign is wrong", 2, ["hard"])
    assert [each.students for each in told[1:]] == [1] * 4
    assert statistics.commonest(results)[results.exercises[1]] == ("the sign is wrong", 2)


def test_who_handed_nothing_in_or_fails_three_in_a_row_is_stuck_and_the_longest_run_is_found():
    rows = {"a": [[0.0, 1.9, 2.0], [0.0, 0.0, 4.0], [0.0, None, 1.0], None], "b": [[1.0, 1.0, 1.0]] * 3 + [[4.0] * 3]}
    found = {each.student.id: each for each in statistics.stuck(made(rows))}
    assert {name: len(each.run) for name, each in found.items()} == {"0": 3, "1": 3, "2": 5, "3": 0}
    assert found["3"].missing == ["a"]
    assert [each.name for each in found["0"].run] == ["e0", "e1", "e2"]
    assert {each.lesson for each in found["0"].run} == {"b"}  # 2 of 4 points is not failing
    assert list(found) == ["3", "2", "0", "1"]


def test_two_failing_exercises_are_not_stuck():
    assert statistics.stuck(made({"a": [[0.0, 0.0, 4.0, 0.0]]})) == []


def test_a_run_that_ended_still_counts():
    (found,) = statistics.stuck(made({"a": [[0.0, 0.0, 0.0, 4.0]]}))
    assert [each.name for each in found.run] == ["e0", "e1", "e2"]


def test_one_student_told_twice_is_one_student():
    results = made({"a": [[0.0, 1.0]]})
    told = {exercise: Answer(0.0, "no") for exercise in results.exercises}
    submission = Submission(0.0, 0.0, None, 0.0, False, told, None)
    again = Results(results.students, results.lessons, results.exercises, {("0", "a"): submission})
    (sentence,) = statistics.sentences(again)
    assert (sentence.students, sentence.exercises) == (1, ["e0", "e1"])
