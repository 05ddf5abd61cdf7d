"""One row per student and exercise: points, maximum, and the sentence that the student was told.

Points are empty where nothing was handed in and where a person has yet to give them. Late penalties concern lessons,
not exercises, and are not in here.
"""

from collections.abc import Iterator

from autograder.export.exporter import Exporter
from autograder.export.table import number, text
from autograder.marks.results import Answer, Results

COLUMNS = ["student", "last_name", "first_name", "lesson", "exercise", "points", "max", "sentence"]
NOTHING = Answer(None, "nothing was handed in")
UNGRADED = Answer(None, "not graded yet")  # the exercise is newer than the marks
WAITS = "waits for a person"


class ExercisesExporter(Exporter):
    """Write a row for each exercise of each student."""

    def rows(self, results: Results) -> Iterator[list[str]]:
        """Yield the rows."""
        yield COLUMNS
        for student in results.students:
            for exercise in results.exercises:
                submission = results.submissions.get((student.id, exercise.lesson))
                answer = submission.answers.get(exercise, UNGRADED) if submission else NOTHING
                points = "" if answer.score is None else number(answer.score)
                sentence = answer.sentence or ("" if points else WAITS)
                words = [student.id, student.last_name, student.first_name, exercise.lesson, exercise.name]
                yield [*map(text, words), points, number(exercise.max_score), text(sentence)]
