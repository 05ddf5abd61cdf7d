import hashlib
from pathlib import Path

import nbformat
import pytest

from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.release import release
from tests.autograder import tiny


@pytest.fixture
def released(tmp_path):
    """A function that makes a course, with cells changed, and releases it."""

    def released(**changed):
        notebook = tiny.source()
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.id)
            cell.source = changed.get(name.replace("-", "_"), cell.source)
        tiny.make_course(tmp_path, notebook)
        return release(Course(tmp_path))

    return released


def digest(folder):
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def test_students_get_stubs_and_no_hidden_tests(released):
    (result,) = released()
    assert (result.lesson, result.notebooks, result.changed) == (tiny.LESSON, 1, True)
    notebook = nbformat.read(result.folder / f"{tiny.LESSON}.ipynb", as_version=4)
    assert [cell.source for cell in notebook.cells] == [cell["source"] for cell in tiny.as_released()["cells"]]
    assert [cell.id for cell in notebook.cells] == [cell["id"] for cell in tiny.as_released()["cells"]]
    assert "secret_input" not in (result.folder / f"{tiny.LESSON}.ipynb").read_text()


def test_a_second_release_changes_nothing_and_the_source_is_never_touched(tmp_path):
    source = tiny.make_course(tmp_path)
    before = digest(source / "source")
    release(Course(source))
    made = digest(source / "release")
    assert [each.changed for each in release(Course(source))] == [False]
    assert digest(source / "release") == made
    assert digest(source / "source") == before
    (source / "source" / tiny.LESSON).joinpath("data.csv").write_text("1,2")
    assert [each.changed for each in release(Course(source))] == [True]
    assert (source / "release" / tiny.LESSON / "data.csv").read_text() == "1,2"


def test_a_folder_without_notebooks_is_no_lesson(released, tmp_path):
    (tmp_path / "source" / "pictures").mkdir(parents=True)
    assert [each.lesson for each in released()] == [tiny.LESSON]


def test_an_old_file_does_not_stay_in_the_release(released, tmp_path):
    (result,) = released()
    (result.folder / "old-solution.ipynb").write_text("{}")
    release(Course(tmp_path))
    assert [path.name for path in result.folder.iterdir()] == [f"{tiny.LESSON}.ipynb"]


@pytest.mark.parametrize(
    ("cell", "source", "sentence"),
    [
        (
            "double",
            tiny.DOUBLE.replace("END SOLUTION", "END SOLUTOIN"),
            "cell double, line 5: .* looks like 'END SOLUTION'",
        ),
        (
            "double",
            tiny.DOUBLE.replace("BEGIN SOLUTION", "begin solution"),
            "cell double, line 3: .* looks like 'BEGIN",
        ),
        (
            "double",
            tiny.DOUBLE.replace("    ### END SOLUTION", ""),
            "cell double: 'BEGIN SOLUTION' and 'END SOLUTION' do",
        ),
        (
            "double",
            tiny.DOUBLE.replace("    ### BEGIN SOLUTION\n", ""),
            "cell double: 'BEGIN SOLUTION' and 'END SOLUTION'",
        ),
        ("double", tiny.DOUBLE.replace("    return", "    ### BEGIN SOLUTION\n    return"), "do not come in pairs"),
        (
            "double_test",
            tiny.DOUBLE_TEST.replace("HIDDEN TESTS", "HIDDEN TEST"),
            "double-test, line 2: .* 'BEGIN HIDDEN",
        ),
        (
            "double_test",
            tiny.DOUBLE_TEST.replace("### END", "### THE END OF"),
            "double-test, line 5: .*'END HIDDEN TESTS'",
        ),
        ("imports", tiny.DOUBLE, "cell imports: it has a solution but nbgrader does not know it"),
        ("double", tiny.DOUBLE_TEST, "cell double: it has a hidden test but nbgrader does not know it"),
    ],
)
def test_a_marker_that_would_leak_is_refused_and_its_cell_named(released, tmp_path, cell, source, sentence):
    with pytest.raises(AutograderError, match=rf"nothing was released:\n  01-tiny/01-tiny.ipynb, .*{sentence}"):
        released(**{cell: source})
    assert not (tmp_path / "release").exists()


def test_a_solution_that_survives_in_another_cell_is_refused(released):
    solution = "    total = sum(value * weight for value, weight in zip(x, x))\n    return total / len(x)\n"
    answer = f"def double(x):\n    ### BEGIN SOLUTION\n{solution}    ### END SOLUTION"
    with pytest.raises(AutograderError, match=r"cell number 5: it shows the solution of cell double"):
        released(double=answer, try_it=f"def mine(x):\n    # as above\n{solution}")


def test_a_file_with_markers_beside_the_notebook_is_refused(tmp_path):
    course = tiny.make_course(tmp_path)
    (course / "source" / tiny.LESSON / "helpers.py").write_text(tiny.DOUBLE)
    with pytest.raises(AutograderError, match=r"helpers.py: it has markers, but only notebooks are cleared"):
        release(Course(course))


def test_the_markers_and_stubs_of_the_courses_settings_hold(tmp_path):
    notebook = tiny.source()
    notebook.cells[2].source = tiny.DOUBLE.replace("BEGIN SOLUTION", "<<<").replace("END SOLUTION", ">>>")
    course = tiny.make_course(tmp_path, notebook)
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.ClearSolutions.begin_solution_delimeter = '<<<'\n"
        "c.ClearSolutions.end_solution_delimeter = '>>>'\nc.ClearSolutions.code_stub = {'python': 'pass  # here'}\n"
        "c.CourseDirectory.release_directory = 'handout'\n"
    )
    (result,) = release(Course(course))
    assert result.folder == course / "handout" / tiny.LESSON
    sources = [cell.source for cell in nbformat.read(result.folder / f"{tiny.LESSON}.ipynb", as_version=4).cells]
    assert sources[2].endswith("    pass  # here")
    assert sources[5] == "pass  # here"  # the other markers mean nothing here: all of the answer goes


def test_an_old_metadata_version_is_refused_with_the_way_out(tmp_path):
    notebook = tiny.source()
    notebook.cells[1].metadata.nbgrader.schema_version = 1
    with pytest.raises(AutograderError, match=r"Outdated schema version: 1 .*run `nbgrader update"):
        release(Course(tiny.make_course(tmp_path, notebook)))


def test_two_cells_of_one_name_are_refused(tmp_path):
    notebook = tiny.source()
    notebook.cells[3].metadata.nbgrader.grade_id = "double"
    with pytest.raises(AutograderError, match="cannot be converted"):
        release(Course(tiny.make_course(tmp_path, notebook)))


def test_a_source_that_is_no_notebook_is_named(tmp_path):
    course = tiny.make_course(tmp_path)
    (course / "source" / tiny.LESSON / "notes.ipynb").write_text("{")
    with pytest.raises(AutograderError, match=r"notes.ipynb is not a notebook"):
        release(Course(course))
