"""What is worth knowing about a class, computed from its marks.

Difficulty of an exercise is the mean fraction of its points that was earned, so 1 is easy (classical test theory's p).
Discrimination is the corrected item-total correlation: over the students who handed in a lesson, Pearson's correlation
of the points x_i for an exercise with the points for all others of the lesson,

    r_i = corr(x_i, T − x_i),  T = Σ_j x_j.

Near 0 or below, whoever does well elsewhere does not do better here: look at the exercise and its test. It needs three
students and a spread in both; an exercise of which some mark waits for a person is left out of T and has none.

References
----------
L. Crocker, J. Algina (1986), *Introduction to Classical and Modern Test Theory*, ch. 14.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograder.marks.results import Exercise, Results, Student, Submission

FAILING = 0.5  # less than this fraction of an exercise's points
STUCK = 3  # failing exercises in a row
ENOUGH_STUDENTS = 3  # two always correlate perfectly
NO_SPREAD = 1e-9


@dataclass(frozen=True)
class ExerciseStatistics:
    """How an exercise went; what cannot be computed is None.

    Attributes
    ----------
    exercise : Exercise
    marked, waiting : int
        Students who have a mark, and whose mark waits for a person.
    difficulty : float or None
        Mean fraction of the points.
    solved : float or None
        Fraction of the students with all points.
    discrimination : float or None
        Corrected item-total correlation.
    """

    exercise: Exercise
    marked: int
    waiting: int
    difficulty: float | None
    solved: float | None
    discrimination: float | None


@dataclass(frozen=True)
class LessonStatistics:
    """How a lesson went: who handed in, the marks' quartiles (fractions), and what grading took in seconds."""

    lesson: str
    handed_in: int
    late: int
    waiting: int
    quartiles: tuple[float, float, float]
    seconds: list[float]


@dataclass(frozen=True)
class Sentence:
    """A sentence about wrong answers, the exercises of a lesson it was said in, and to how many students."""

    lesson: str
    exercises: list[str]
    text: str
    students: int


@dataclass(frozen=True)
class Stuck:
    """A student, the lessons that he or she did not hand in, and the longest run of failing exercises."""

    student: Student
    missing: list[str]
    run: list[Exercise]


def lessons_begun(results: Results) -> list[str]:
    """Return the lessons for which somebody handed in something and which have points."""
    begun = {lesson for _, lesson in results.submissions}
    return [lesson for lesson, points in results.lessons.items() if lesson in begun and points > 0]


def marks(results: Results) -> dict[str, float]:
    """Return each student's mark: the fraction of the points of all lessons begun; nothing handed in counts 0."""
    lessons = lessons_begun(results)
    points = sum(results.lessons[lesson] for lesson in lessons)
    found = {(student, lesson): each.score for (student, lesson), each in results.submissions.items()}
    return {
        student.id: sum(found.get((student.id, lesson), 0.0) for lesson in lessons) / points
        for student in results.students
        if points
    }


def fraction(results: Results, student: Student, lesson: str) -> float | None:
    """Return what fraction of a lesson's points a student has; None where nothing was handed in."""
    submission = results.submissions.get((student.id, lesson))
    return submission.score / results.lessons[lesson] if submission else None


def item_rest_correlations(points: np.ndarray) -> np.ndarray:
    """Return the corrected item-total correlation of every column.

    Parameters
    ----------
    points : array, shape (n, k)
        A row per student, a column per exercise.

    Returns
    -------
    array, shape (k,)
        NaN where it is not defined.
    """
    if len(points) < ENOUGH_STUDENTS:
        return np.full(points.shape[1], np.nan)
    rest = points.sum(axis=1, keepdims=True) - points  # (n, k)
    spread = (np.ptp(points, axis=0) > NO_SPREAD) & (np.ptp(rest, axis=0) > NO_SPREAD)
    x, y = points - points.mean(axis=0), rest - rest.mean(axis=0)
    norms = np.sqrt((x**2).sum(axis=0) * (y**2).sum(axis=0))
    return np.where(spread, (x * y).sum(axis=0) / np.where(spread, norms, 1.0), np.nan)


def exercises(results: Results) -> list[ExerciseStatistics]:
    """Return how each exercise of the lessons begun went."""
    return [each for lesson in lessons_begun(results) for each in _of_lesson(results, lesson)]


def _of_lesson(results: Results, lesson: str) -> Iterator[ExerciseStatistics]:
    items = results.of_lesson(lesson)
    scores = np.array([_scores(each, items) for each in _handed_in(results, lesson).values()])  # (n, k)
    whole = ~np.isnan(scores).any(axis=0)
    discrimination = np.full(len(items), np.nan)
    discrimination[whole] = item_rest_correlations(scores[:, whole])
    for exercise, column, r in zip(items, scores.T, discrimination, strict=True):
        given = column[~np.isnan(column)]
        known = len(given) > 0 and exercise.max_score > 0
        yield ExerciseStatistics(
            exercise,
            marked=len(given),
            waiting=len(column) - len(given),
            difficulty=float(given.mean() / exercise.max_score) if known else None,
            solved=float((given >= exercise.max_score - NO_SPREAD).mean()) if known else None,
            discrimination=None if np.isnan(r) else float(r),
        )


def _handed_in(results: Results, lesson: str) -> dict[str, Submission]:
    return {student: each for (student, name), each in results.submissions.items() if name == lesson}


def _scores(submission: Submission, items: list[Exercise]) -> list[float]:
    answers = (submission.answers.get(exercise) for exercise in items)
    return [np.nan if answer is None or answer.score is None else answer.score for answer in answers]


def lessons(results: Results) -> list[LessonStatistics]:
    """Return how each lesson begun went."""
    return [_lesson(results, lesson) for lesson in lessons_begun(results)]


def _lesson(results: Results, lesson: str) -> LessonStatistics:
    handed_in = list(_handed_in(results, lesson).values())
    low, middle, high = np.percentile([each.score / results.lessons[lesson] for each in handed_in], [25, 50, 75])
    return LessonStatistics(
        lesson,
        handed_in=len(handed_in),
        late=sum(each.seconds_late > 0 for each in handed_in),
        waiting=sum(each.waits for each in handed_in),
        quartiles=(float(low), float(middle), float(high)),
        seconds=[each.seconds for each in handed_in if each.seconds is not None],
    )


def sentences(results: Results) -> list[Sentence]:
    """Return what students with less than all points were told, the commonest first."""
    told: dict[tuple[str, str], tuple[set[str], set[Exercise]]] = defaultdict(lambda: (set(), set()))
    for student, exercise, text in _told(results):
        students, where = told[exercise.lesson, text]
        students.add(student)
        where.add(exercise)
    found = [
        Sentence(lesson, [each.name for each in results.of_lesson(lesson) if each in where], text, len(students))
        for (lesson, text), (students, where) in told.items()
    ]
    return sorted(found, key=lambda each: (-each.students, each.lesson, each.exercises, each.text))


def commonest(results: Results) -> dict[Exercise, tuple[str, int]]:
    """Return, for each exercise with wrong answers, what most were told, and how many."""
    counts: dict[Exercise, Counter[str]] = defaultdict(Counter)
    for _, exercise, text in _told(results):
        counts[exercise][text] += 1
    return {exercise: max(own.items(), key=lambda pair: (pair[1], pair[0])) for exercise, own in counts.items()}


def _told(results: Results) -> Iterator[tuple[str, Exercise, str]]:
    """Yield (student, exercise, sentence) of every wrong answer."""
    for (student, _), submission in results.submissions.items():
        for exercise, answer in submission.answers.items():
            if answer.sentence and answer.score is not None and answer.score < exercise.max_score:
                yield student, exercise, answer.sentence


def stuck(results: Results) -> list[Stuck]:
    """Return who is missing a lesson begun or fails several exercises in a row, the worst first."""
    begun = lessons_begun(results)
    found = []
    for student in results.students:
        missing = [lesson for lesson in begun if (student.id, lesson) not in results.submissions]
        run = longest_run(results, student)
        if missing or len(run) >= STUCK:
            found.append(Stuck(student, missing, run if len(run) >= STUCK else []))
    return sorted(found, key=lambda each: (-len(each.missing), -len(each.run)))


def longest_run(results: Results, student: Student) -> list[Exercise]:
    """Return the longest run of failing exercises in what a student handed in; marks that wait are passed over."""
    longest: list[Exercise] = []
    run: list[Exercise] = []
    for exercise in results.exercises:
        submission = results.submissions.get((student.id, exercise.lesson))
        answer = submission.answers.get(exercise) if submission else None
        if answer is None or answer.score is None:
            continue
        run = [*run, exercise] if answer.score < FAILING * exercise.max_score else []
        longest = max(longest, run, key=len)
    return longest
