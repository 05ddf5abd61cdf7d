"""What ``make lab`` puts into a student's folder, and how it starts JupyterLab."""

import os
import subprocess
import sys

import nbformat
import pytest

from autograder import lab as module
from autograder.errors import AutograderError


@pytest.fixture
def course(tmp_path):
    """A course of one lesson: a notebook with a solution, and a data file."""
    folder = tmp_path / "course" / "source" / "01-double"
    folder.mkdir(parents=True)
    (folder / "numbers.csv").write_text("1,2\n")
    source = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["nbgrader"] = {
        "grade_id": "double",
        "schema_version": 3,
        "solution": True,
        "grade": False,
        "locked": False,
        "task": False,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "01-double.ipynb")
    return tmp_path / "course"


@pytest.fixture
def started(monkeypatch):
    """Stand in for JupyterLab; the list of command lines it was started with."""
    calls = []
    monkeypatch.setattr(module, "jupyterlab", lambda: calls.append)
    return calls


def student(course):
    return course / "student" / "01-double"


def test_students_get_the_notebook_without_its_solution_and_the_files_beside_it(course, started):
    module.lab([], course)
    notebook = nbformat.read(student(course) / "01-double.ipynb", as_version=4)
    assert "NotImplementedError" in notebook.cells[0].source
    assert "2 * x" not in notebook.cells[0].source
    assert (student(course) / "numbers.csv").read_text() == "1,2\n"


def test_a_second_run_keeps_every_line_a_student_wrote(course, started):
    module.lab([], course)
    (student(course) / "01-double.ipynb").write_text("my work")
    (student(course) / "notes.txt").write_text("my notes")
    module.lab([], course)
    assert (student(course) / "01-double.ipynb").read_text() == "my work"
    assert (student(course) / "notes.txt").read_text() == "my notes"


def test_a_file_that_a_student_deleted_comes_back(course, started, capsys):
    module.lab([], course)
    (student(course) / "numbers.csv").unlink()
    module.lab([], course)
    assert (student(course) / "numbers.csv").exists()
    assert "1 files new" in capsys.readouterr().out


def test_a_broken_link_of_a_student_is_left_alone(course, started):
    student(course).mkdir(parents=True)
    (student(course) / "numbers.csv").symlink_to("elsewhere.csv")
    module.lab([], course)
    assert os.readlink(student(course) / "numbers.csv") == "elsewhere.csv"


def test_jupyterlab_starts_in_the_students_folder_with_the_arguments_given(course, started):
    module.lab(["--no-browser", "--port=9999"], course)
    assert started[0][0] == f"--ServerApp.root_dir={course / 'student'}"
    assert started[0][-2:] == ["--no-browser", "--port=9999"]


@pytest.mark.parametrize(("user", "allowed"), [(1000, False), (0, True)])
def test_root_is_allowed_only_for_root(monkeypatch, course, started, user, allowed):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    module.lab([], course)
    assert ("--allow-root" in started[0]) == allowed


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(course, started):
    (course / "student").write_text("a file where the folder should be")
    with pytest.raises(AutograderError, match=r"student.*cannot be written.*make it writable"):
        module.lab([], course)
    assert not started


def test_a_place_without_a_course_is_said_in_a_sentence(tmp_path, started):
    with pytest.raises(AutograderError, match="no course directory"):
        module.lab([], tmp_path / "elsewhere")


def test_a_missing_jupyterlab_is_said_in_a_sentence(monkeypatch, course):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    with pytest.raises(AutograderError, match=r"JupyterLab is not installed.*pip install"):
        module.lab([], course)


@pytest.mark.slow
def test_the_real_jupyterlab_answers_to_our_command_line(course):
    code = f"from autograder.lab import lab; lab(['--version'], {str(course)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1].startswith("4.")
