"""A source notebook → the two notebooks made of it, with the steps of ``nbgrader generate_assignment``.

The *master* has blank answers and hidden tests: what is graded. The *release* is the master without hidden tests: what
students get. The steps and their options (markers, stubs, header, locks) are those of the course's settings.
"""

import os
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode, ValidationError
from nbgrader.converters import GenerateAssignment
from nbgrader.nbgraderformat import ValidationError as MetadataError
from nbgrader.nbgraderformat.common import SchemaMismatchError
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import chdir

from autograder.course.directory import Course
from autograder.errors import AutograderError, first_line
from autograder.submissions.notebook import UnreadableNotebookError, read_source


@dataclass(frozen=True)
class Conversion:
    """The notebooks made of one source notebook.

    Attributes
    ----------
    name : str
        nbgrader's notebook id, the file name without its ending.
    source, master, release : NotebookNode
    """

    name: str
    source: NotebookNode
    master: NotebookNode
    release: NotebookNode


def convert(course: Course, lesson: str, path: Path) -> Conversion:
    """Return what becomes of a source notebook.

    Raises
    ------
    AutograderError
        If it is no notebook, its nbgrader metadata are of another version or inconsistent, or a step refuses it.
    """
    resources = notebook_resources(course, lesson, path.stem)
    steps = GenerateAssignment(coursedir=course.directory, config=course.config).preprocessors
    middle = steps.index(SaveCells) if SaveCells in steps else len(steps)
    try:
        source = read_source(path)
        master = _apply(steps[:middle], source, resources, course)
        release = _apply(steps[middle + 1 :], master, resources, course)
    except UnreadableNotebookError as error:
        raise AutograderError(f"{error}; restore it from version control") from error
    except SchemaMismatchError as error:
        raise AutograderError(f"{path}: {error}; run `nbgrader update {course.root}` first") from error
    except (MetadataError, ValidationError, RuntimeError, ValueError, KeyError) as error:
        raise AutograderError(f"{path} cannot be converted: {first_line(error)}") from error
    return Conversion(path.stem, source, master, release)


def notebook_resources(course: Course, lesson: str, name: str, student: str = ".") -> dict:
    """Return what nbgrader's steps want to know about a notebook."""
    ids = {"student": student, "assignment": lesson, "notebook": name, "db_url": course.db_url}
    folder = os.fspath(course.folder("source", ".", lesson))
    return {"unique_key": name, "output_files_dir": f"{name}_files", "nbgrader": ids, "metadata": {"path": folder}}


def _apply(steps: list, notebook: NotebookNode, resources: dict, course: Course) -> NotebookNode:
    notebook, resources = deepcopy(notebook), deepcopy(resources)
    with chdir(os.fspath(course.root)):  # header and footer are named relative to the course
        for step in steps:
            notebook, resources = step(config=course.config)(notebook, resources)
    return notebook
