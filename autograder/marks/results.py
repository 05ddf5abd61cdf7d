"""What a gradebook says about a class, as plain data: for exports and reports, which never touch the database.

Scores are nbgrader's: a person's mark counts before the tests', extra credit counts, late penalties are taken off.
The sentences come from the records of grading runs, where there are any.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook

from autograder.course.directory import Course
from autograder.marks import records


@dataclass(frozen=True)
class Student:
    """A person of the class; what the gradebook does not know is empty."""

    id: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str


@dataclass(frozen=True)
class Exercise:
    """The graded cells of a notebook that go by one name, and their points."""

    lesson: str
    notebook: str
    name: str
    max_score: float


@dataclass(frozen=True)
class Answer:
    """What one student got for an exercise; a score of None waits for a person."""

    score: float | None
    sentence: str


@dataclass(frozen=True)
class Submission:
    """What one student handed in for a lesson.

    Attributes
    ----------
    score : float
        What being late costs has been taken off.
    penalty : float
        What being late costs.
    arrived : datetime or None
        In UTC.
    seconds_late : float
    waits : bool
        Whether some mark waits for a person.
    answers : dict of Exercise to Answer
    seconds : float or None
        What grading took; None where no record says.
    """

    score: float
    penalty: float
    arrived: datetime | None
    seconds_late: float
    waits: bool
    answers: dict[Exercise, Answer]
    seconds: float | None


@dataclass(frozen=True)
class Results:
    """A class: its students by name, its lessons and their points, its exercises in order, and what was handed in."""

    students: list[Student]
    lessons: dict[str, float]
    exercises: list[Exercise]
    submissions: dict[tuple[str, str], Submission]

    def of_lesson(self, lesson: str) -> list[Exercise]:
        """Return the exercises of a lesson."""
        return [exercise for exercise in self.exercises if exercise.lesson == lesson]


def read(
    gradebook: Gradebook, course: Course | None, *, students: Collection[str] = (), lessons: Collection[str] = ()
) -> Results:
    """Return what a gradebook says about some or, by default, all students and lessons.

    Parameters
    ----------
    gradebook : Gradebook
        nbgrader's.
    course : Course or None
        Where the records of grading runs lie.
    students, lessons : collection of str
        Their ids and names.
    """
    people = sorted(
        (
            Student(each.id, each.first_name or "", each.last_name or "", each.email or "", each.lms_user_id or "")
            for each in gradebook.students
            if not students or each.id in students
        ),
        key=lambda each: (each.last_name.casefold(), each.first_name.casefold(), each.id),
    )
    wanted = {each.id for each in people}
    assignments = sorted(
        (each for each in gradebook.assignments if not lessons or each.name in lessons), key=lambda each: each.name
    )
    exercises: list[Exercise] = []
    submissions = {}
    for assignment in assignments:
        handed_in = sorted(assignment.submissions, key=lambda each: each.student_id)
        found = {each.student_id: list(_records(course, each)) for each in handed_in}
        cells = _cells(assignment, [record for own in found.values() for record in own])
        exercises += dict.fromkeys(cells.values())
        for each in handed_in:
            if each.student_id in wanted:
                submissions[each.student_id, assignment.name] = _submission(each, cells, found[each.student_id])
    return Results(people, {each.name: each.max_score for each in assignments}, exercises, submissions)


def _records(course: Course | None, submission: SubmittedAssignment) -> Iterator[records.Record]:
    if course is None:
        return
    for notebook in submission.notebooks:
        record = records.load(course, submission.student_id, submission.assignment.name, notebook.name)
        if record:
            yield record


def _cells(assignment, found: list[records.Record]) -> dict[tuple[str, str], Exercise]:
    """Return the exercise of every graded cell (notebook, grade_id), in the notebook's order as far as records say."""
    verdicts = {(record.notebook, each.grade_id): each for record in found for each in record.verdicts}
    order = {key: number for number, key in enumerate(verdicts)}
    graded = {
        (notebook.name, cell.name): cell.max_score
        for notebook in assignment.notebooks
        for cell in [*notebook.grade_cells, *notebook.task_cells]
    }
    keys = sorted(graded, key=lambda key: (key[0], order.get(key, len(order)), key[1]))
    names = {key: verdicts[key].exercise if key in verdicts else key[1] for key in keys}
    points: dict[tuple[str, str], float] = {}
    for key in keys:
        points[key[0], names[key]] = points.get((key[0], names[key]), 0.0) + graded[key]
    return {key: Exercise(assignment.name, key[0], names[key], points[key[0], names[key]]) for key in keys}


def _submission(submission: SubmittedAssignment, cells, found: list[records.Record]) -> Submission:
    sentences = {(record.notebook, each.grade_id): each.message for record in found for each in record.verdicts}
    scores = {key: score for notebook in submission.notebooks for key, score in _scores(notebook)}
    answers = {}
    for exercise in dict.fromkeys(cells.values()):
        own = [key for key in cells if cells[key] == exercise and key in scores]
        if own:
            given = [score for key in own if (score := scores[key]) is not None]
            told = " ".join(dict.fromkeys(filter(None, (sentences.get(key, "") for key in own))))
            answers[exercise] = Answer(sum(given) if len(given) == len(own) else None, told)
    penalty = submission.late_submission_penalty or 0.0
    late = submission.total_seconds_late if submission.assignment.duedate else 0.0
    return Submission(
        score=max(submission.score - penalty, 0.0),
        penalty=penalty,
        arrived=submission.timestamp,
        seconds_late=late,
        waits=bool(submission.needs_manual_grade),
        answers=answers,
        seconds=sum(record.seconds for record in found) if found else None,
    )


def _scores(notebook: SubmittedNotebook) -> Iterator[tuple[tuple[str, str], float | None]]:
    for grade in notebook.grades:
        given = grade.auto_score is not None or grade.manual_score is not None
        yield (notebook.name, grade.cell.name), grade.score if given else None
