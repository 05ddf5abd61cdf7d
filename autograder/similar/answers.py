"""A lesson → the answers of its students, as fingerprints less everything that was handed out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from autograder.course.conversion import Conversion, convert
from autograder.course.directory import Course
from autograder.similar.tokens import known_names, tokens
from autograder.similar.winnowing import Fingerprints, fingerprints, grams
from autograder.submissions.notebook import UnreadableNotebookError, read_submission
from autograder.submissions.submission import repair


@dataclass(frozen=True)
class Answer:
    """A piece of code that is compared.

    Attributes
    ----------
    name : str
        Of its exercise, or of its file.
    code : str
    prints : mapping of int to list of (int, int)
        Its fingerprints, each with its places in the code.
    """

    name: str
    code: str
    prints: Fingerprints


Answers = dict[str, Answer]  # by exercise


@dataclass
class Lesson:
    """What is compared of a lesson.

    Attributes
    ----------
    name : str
    read : callable
        Make an answer of a name and code.
    source : mapping of str to Answer
        The instructor's own answers.
    students : mapping of str to mapping of str to Answer
    problems : list of str
        One sentence for each notebook that could not be read.
    """

    name: str
    read: Callable[[str, str], Answer]
    source: Answers
    students: dict[str, Answers] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_lesson(course: Course, name: str) -> Lesson:
    """Return the answers of a lesson; a notebook that is none becomes a problem and the others are read."""
    conversions = [convert(course, name, path) for path in course.notebooks(name)]
    released = [cell.source for each in conversions for cell in each.release.cells if cell.cell_type == "code"]
    read = reader(released)
    source = {key: answer for each in conversions for key, answer in _answers(each, name, each.source, read).items()}
    lesson = Lesson(name, read, source)
    for student in course.students(name):
        found: Answers = {}
        for each in conversions:
            path = course.folder("submitted", student, name) / f"{each.name}.ipynb"
            try:
                submitted = read_submission(path)
            except UnreadableNotebookError as error:
                lesson.problems.append(f"{student}, {path.name}: {error}")
                continue
            found |= _answers(each, name, repair(each.master, each.release, submitted).notebook, read)
        lesson.students[student] = found
    return lesson


def reader(released: list[str]) -> Callable[[str, str], Answer]:
    """Return a function that makes an answer of a name and code, less what stands in the released cells."""
    known = known_names(released)
    given = {each for source in released for each in grams(tokens(source, known))}

    def read(name: str, code: str) -> Answer:
        own = fingerprints(tokens(code, known))
        return Answer(name, code, {each: spans for each, spans in own.items() if each not in given})

    return read


def _answers(
    conversion: Conversion, lesson: str, notebook: NotebookNode, read: Callable[[str, str], Answer]
) -> Answers:
    """Return the answers in a notebook, named for it where a lesson has others."""
    prefix = "" if conversion.name == lesson else f"{conversion.name}/"
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_solution(cell):
            exercise = prefix + cell.metadata.nbgrader.grade_id
            found[exercise] = read(exercise, cell.source)
    return found
