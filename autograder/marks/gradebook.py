"""Verdicts → nbgrader's database, so that formgrader, manual grading, late penalties and exports go on as ever.

One writer per course: ``autograder.course.lock`` sees to that. What a person entered, scores and comments, is never
touched.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.api import Course as CourseRow
from nbgrader.preprocessors import AssignLatePenalties, SaveCells
from sqlalchemy.exc import SQLAlchemyError

from autograder.course.conversion import Conversion, notebook_resources
from autograder.course.directory import Course
from autograder.errors import AutograderError, first_line
from autograder.marks.records import Record
from autograder.marks.schema import stamp


@dataclass(frozen=True)
class Mark:
    """What the gradebook says about one cell; a score of None waits for a person, a maximum of None means no marks."""

    score: float | None
    max_score: float | None
    comment: str


class CourseGradebook:
    """The gradebook of a course, made if there is none; a context manager.

    Parameters
    ----------
    course : Course

    Raises
    ------
    AutograderError
        If the database cannot be opened or is of another nbgrader version.
    """

    def __init__(self, course: Course):
        self.course = course
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)  # what it would log is raised, too
        try:
            stamp(course.db_url)
            self.nbgrader = Gradebook(course.db_url, course.directory.course_id)
            self._enter_course()
        except SQLAlchemyError as error:
            raise AutograderError(f"the gradebook {course.db_url} cannot be used: {first_line(error)}") from error

    def _enter_course(self) -> None:
        """Enter a course without an id, which nbgrader does not; SQLite lets rows refer to it, PostgreSQL does not."""
        name = self.course.directory.course_id
        if self.nbgrader.db.get(CourseRow, name) is None:
            self.nbgrader.db.add(CourseRow(id=name))
            self.nbgrader.db.commit()

    def __enter__(self) -> "CourseGradebook":
        return self

    def __exit__(self, *_) -> None:
        self.nbgrader.close()

    def record_lesson(self, lesson: str, conversions: list[Conversion]) -> None:
        """Create or update a lesson with its notebooks, cells and points, as ``nbgrader generate_assignment`` does.

        Raises
        ------
        AutograderError
            If submissions were graded with other cells than the source now has.
        """
        assignment = self.nbgrader.update_or_create_assignment(lesson)
        for stale in {notebook.name for notebook in assignment.notebooks} - {each.name for each in conversions}:
            if assignment.submissions:
                raise AutograderError(_changed(f"the notebook {stale} of {lesson}", self.course))
            self.nbgrader.remove_notebook(stale, lesson)
        for conversion in conversions:
            if not self._knows(lesson, conversion):
                self._save_cells(lesson, conversion)

    def record(self, record: Record, unanswered: set[str], arrived: datetime | None) -> None:
        """Write the marks of one notebook in one transaction.

        Parameters
        ----------
        record : Record
            With one verdict per graded cell.
        unanswered : set of str
            The grade_ids of blank answers, which get nbgrader's comment "No response.".
        arrived : datetime or None
            When it was handed in, in UTC.
        """
        self.nbgrader.update_or_create_student(record.student)
        times = {} if arrived is None else {"timestamp": arrived}
        with self.nbgrader.db.no_autoflush:  # nbgrader makes the rows before they belong to the session
            self.nbgrader.update_or_create_submission(record.assignment, record.student, **times)
        submitted = self._submitted(record.student, record.assignment, record.notebook)
        scores = {verdict.grade_id: verdict.score for verdict in record.verdicts}
        for grade in submitted.grades:
            if grade.cell.name in scores:
                grade.auto_score = scores[grade.cell.name]
                grade.needs_manual_grade = grade.auto_score is None or grade.manual_score is not None
        for comment in submitted.comments:
            comment.auto_comment = "No response." if comment.cell.name in unanswered else None
        self.nbgrader.db.flush()
        self._penalize(submitted)
        self.nbgrader.db.commit()

    def due(self, lesson: str) -> datetime | None:
        """Return until when a lesson may be handed in, in UTC; None where that was never said."""
        return self.nbgrader.find_assignment(lesson).duedate

    def agrees(self, record: Record) -> bool:
        """Return whether the gradebook has the marks of a record."""
        try:
            submitted = self.nbgrader.find_submission_notebook(record.notebook, record.assignment, record.student)
        except MissingEntry:
            return False
        scores = {grade.cell.name: grade.auto_score for grade in submitted.grades}
        return all(scores.get(verdict.grade_id, -1.0) == verdict.score for verdict in record.verdicts)

    def score(self, student: str, lesson: str, notebook: str) -> tuple[float, float, float]:
        """Return the score of a graded notebook, less what being late costs, the maximum, and that cost."""
        submitted = self.nbgrader.find_submission_notebook(notebook, lesson, student)
        self.nbgrader.db.refresh(submitted, ["score", "max_score", "late_submission_penalty"])
        penalty = submitted.late_submission_penalty or 0.0
        return submitted.score - penalty, submitted.max_score, penalty

    def marks(self, record: Record) -> dict[str, Mark]:
        """Return the marks and comments of all cells of a graded notebook by grade_id, in the notebook's order."""
        submitted = self.nbgrader.find_submission_notebook(record.notebook, record.assignment, record.student)
        comments = {comment.cell.name: comment.comment or "" for comment in submitted.comments}
        marks = {name: Mark(None, None, comment) for name, comment in comments.items() if comment}
        for grade in submitted.grades:
            given = grade.auto_score is not None or grade.manual_score is not None
            comment = comments.get(grade.cell.name, "")
            marks[grade.cell.name] = Mark(grade.score if given else None, grade.max_score, comment)
        order = {verdict.grade_id: number for number, verdict in enumerate(record.verdicts)}
        return dict(sorted(marks.items(), key=lambda item: order.get(item[0], len(order))))

    def needs_person(self, student: str, lesson: str, notebook: str) -> bool:
        """Return whether some mark of a notebook waits for a person."""
        return any(grade.needs_manual_grade for grade in self._submitted(student, lesson, notebook).grades)

    def _knows(self, lesson: str, conversion: Conversion) -> bool:
        """Return whether the gradebook has exactly these cells, texts and points."""
        try:
            known = self.nbgrader.find_notebook(conversion.name, lesson)
        except MissingEntry:
            return False
        cells = [cell.metadata.nbgrader for cell in conversion.master.cells if "nbgrader" in cell.metadata]
        points = {marks.grade_id: float(marks.points) for marks in cells if marks.get("points") is not None}
        graded = {cell.name: cell.max_score for cell in [*known.grade_cells, *known.task_cells]}
        return {marks.grade_id: marks.get("checksum") for marks in cells} == {
            cell.name: cell.checksum for cell in known.source_cells
        } and all(points.get(name) == score for name, score in graded.items())

    def _save_cells(self, lesson: str, conversion: Conversion) -> None:
        try:
            resources = notebook_resources(self.course, lesson, conversion.name)
            SaveCells(config=self.course.config)(conversion.master, resources)
        except RuntimeError as error:
            raise AutograderError(_changed(f"the cells of {lesson}/{conversion.name}", self.course)) from error
        self.nbgrader.db.expire_all()

    def _submitted(self, student: str, lesson: str, name: str) -> SubmittedNotebook:
        """Return a submitted notebook with a row for every cell, also for those that came after the first grading."""
        submission = self.nbgrader.find_submission(lesson, student)
        notebook = self.nbgrader.find_notebook(name, lesson)
        submitted = next((each for each in submission.notebooks if each.notebook_id == notebook.id), None)
        submitted = submitted or SubmittedNotebook(notebook=notebook, assignment=submission)
        graded = {grade.cell_id for grade in submitted.grades}
        commented = {comment.cell_id for comment in submitted.comments}
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            if cell.id not in graded:
                Grade(cell_id=cell.id, notebook=submitted)
        for cell in [*notebook.solution_cells, *notebook.task_cells]:
            if cell.id not in commented:
                Comment(cell_id=cell.id, notebook=submitted)
        self.nbgrader.db.flush()
        return submitted

    def _penalize(self, submitted: SubmittedNotebook) -> None:
        """Take off what the course's plugin takes off late work."""
        submitted.late_submission_penalty = None
        seconds = submitted.assignment.total_seconds_late
        if seconds <= 0:
            return
        step = AssignLatePenalties(config=self.course.config)
        step.init_plugin()
        self.nbgrader.db.refresh(submitted, ["score"])
        penalty = step.plugin_inst.late_submission_penalty(submitted.student.id, submitted.score, seconds)
        submitted.late_submission_penalty = None if penalty is None else min(max(penalty, 0.0), submitted.score)


def _changed(what: str, course: Course) -> str:
    return (
        f"{what} changed in {course.directory.source_directory}/ after submissions were graded; "
        "restore the former version, give the lesson another name, or remove the lesson from the gradebook "
        "with `nbgrader db assignment remove LESSON --force`, which removes its marks"
    )
