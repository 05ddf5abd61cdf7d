import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator

from autograder.course.conversion import convert
from autograder.course.directory import Course
from autograder.submissions.notebook import read_submission
from autograder.submissions.submission import code_cells, is_protected, repair
from tests.autograder import tiny


@pytest.fixture(scope="module")
def conversion(tmp_path_factory):
    root = tiny.make_course(tmp_path_factory.mktemp("course"))
    course = Course(root)
    return convert(course, tiny.LESSON, course.notebooks(tiny.LESSON)[0])


@pytest.fixture
def repaired(conversion, tmp_path):
    def repair_json(notebook):
        path = tmp_path / "submitted.ipynb"
        path.write_text(json.dumps(notebook))
        return repair(conversion.master, conversion.release, read_submission(path))

    return repair_json


def answers(repaired):
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in repaired.notebook.cells if is_protected(cell)}


def own_sources(repaired):
    return [cell.source for cell in repaired.notebook.cells if not is_protected(cell)]


def test_the_release_is_what_nbgrader_would_give_to_students(conversion):
    assert [cell.source for cell in conversion.release.cells] == [
        cell["source"] for cell in tiny.as_released()["cells"]
    ]


def test_a_notebook_in_good_order_needs_no_repair(repaired):
    assert repaired(tiny.as_released()).repairs == []
    assert repaired(tiny.solved()).repairs == []


def test_answers_come_from_the_student_and_tests_from_the_source(repaired):
    notebook = tiny.solved()
    tiny.find(notebook, "double-test")["source"] = "pass"
    result = repaired(notebook)
    assert answers(result)["double"] == tiny.RIGHT["double"]
    assert answers(result)["double-test"] == tiny.DOUBLE_TEST
    assert result.repairs == ["changed read-only cells, graded as they were handed out: double-test"]


def test_points_tags_and_kernel_come_from_the_source(repaired, conversion):
    notebook = tiny.solved()
    tiny.find(notebook, "double-test")["metadata"] |= {"nbgrader": tiny.marks("double-test", points=1000)}
    tiny.find(notebook, "double-test")["metadata"]["tags"] = ["raises-exception", "skip-execution"]
    notebook["metadata"]["kernelspec"] = {"name": "evil", "display_name": "evil"}
    result = repaired(notebook).notebook
    test = next(cell for cell in result.cells if cell.id == "id-double-test")
    assert (test.metadata.nbgrader.points, test.metadata.get("tags")) == (2, None)
    assert result.metadata.kernelspec == conversion.source.metadata.kernelspec


def test_missing_cells_are_put_back_and_missing_answers_are_blank(repaired):
    notebook = tiny.solved()
    notebook["cells"] = [cell for cell in notebook["cells"] if tiny.name_of(cell) not in ("double-test", "parts")]
    result = repaired(notebook)
    assert answers(result)["double-test"] == tiny.DOUBLE_TEST
    assert "NotImplementedError" in answers(result)["parts"]
    assert result.repairs == [
        "missing answers, graded as blank: parts",
        "missing cells, restored from the assignment: double-test",
    ]


def test_of_two_answers_with_one_name_the_first_counts_and_the_other_does_not_run(repaired):
    notebook = tiny.solved()
    second = copy.deepcopy(tiny.find(notebook, "double"))
    second["source"] = "def double(x):\n    return 'an old attempt'"
    notebook["cells"].insert(3, second)
    result = repaired(notebook)
    assert answers(result)["double"] == tiny.RIGHT["double"]
    assert not any("an old attempt" in cell.source for _, cell in code_cells(result))
    assert result.repairs == ["cells that came more than once; the first is the answer: double"]


def test_a_locked_copy_in_front_of_the_answer_is_not_the_answer(repaired):
    notebook = tiny.solved()
    fake = copy.deepcopy(tiny.find(notebook, "double"))
    fake["source"] = "fake"
    fake["metadata"]["nbgrader"] |= {"solution": False, "locked": True}
    notebook["cells"].insert(0, fake)
    assert answers(repaired(notebook))["double"] == tiny.RIGHT["double"]


@pytest.mark.parametrize("keep_ids", [True, False])
def test_answers_are_found_when_a_tool_dropped_all_metadata(repaired, keep_ids):
    notebook = tiny.solved(why="I added x to itself.")
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        if not keep_ids:
            del cell["id"]
    result = repaired(notebook)
    assert answers(result) | {**tiny.RIGHT, "why": "I added x to itself."} == answers(result)
    assert result.repairs[0].startswith("cells that had lost their name, found by place and likeness: imports, double,")


def test_a_code_answer_that_became_a_text_cell_is_graded_as_code(repaired):
    notebook = tiny.solved()
    cell = tiny.find(notebook, "double")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]
    result = repaired(notebook)
    assert any(cell.source == tiny.RIGHT["double"] for _, cell in code_cells(result))
    assert result.repairs == ["cells of another type, graded as the type that was handed out: double"]


def test_cells_are_graded_in_the_order_of_the_source(repaired, conversion):
    notebook = tiny.solved()
    notebook["cells"].reverse()
    result = repaired(notebook)
    names = [cell.metadata.nbgrader.grade_id for cell in conversion.master.cells if is_protected(cell)]
    assert list(answers(result)) == names
    assert "cells in another order, graded in the order that was handed out" in result.repairs


def test_the_students_own_cells_stay_where_they_were(repaired):
    notebook = tiny.solved()
    own = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 3, "source": ["helper = ", "1"]}
    notebook["cells"].insert(3, own)
    result = repaired(notebook)
    sources = [cell.source for cell in result.notebook.cells]
    assert sources[sources.index("helper = 1") - 1] == tiny.RIGHT["double"]
    assert own_sources(result)[0].startswith("# A tiny lesson")


def test_a_plain_cell_left_as_handed_out_is_the_instructors(repaired):
    kinds = {cell.source: cell.kind for _, cell in code_cells(repaired(tiny.solved()))}
    assert kinds["double(5)"] == "locked"
    notebook = tiny.solved()
    notebook["cells"][4]["source"] = "double(6)"
    assert {cell.source: cell.kind for _, cell in code_cells(repaired(notebook))}["double(6)"] == "student"


def test_pictures_pasted_into_a_written_answer_are_kept_and_nothing_else(repaired):
    notebook = tiny.solved(why="See ![photo](attachment:photo.png)")
    cell = tiny.find(notebook, "why")
    cell["attachments"] = {"photo.png": {"image/png": "aGVsbG8=", "text/html": "<script>"}, '"><script>': {}}
    result = next(cell for cell in repaired(notebook).notebook.cells if cell.id == "id-why")
    assert result.attachments == {"photo.png": {"image/png": "aGVsbG8="}}


names = [tiny.name_of(cell) or cell["id"] for cell in tiny.as_released()["cells"]]
damages = st.lists(
    st.tuples(st.sampled_from(["delete", "copy", "strip", "retype", "move", "rename", "empty"]), st.integers(0, 20)),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(damages)
def test_whatever_happens_to_the_cells_the_graded_notebook_has_those_of_the_source(
    conversion, tmp_path_factory, damages
):
    notebook = tiny.solved()
    for damage, number in damages:
        _damage(notebook["cells"], damage, number)
    path = tmp_path_factory.mktemp("fuzz") / "submitted.ipynb"
    path.write_text(json.dumps(notebook))
    result = repair(conversion.master, conversion.release, read_submission(path))
    graded = [(c.metadata, c.cell_type) for c in result.notebook.cells if is_protected(c)]
    assert graded == [(c.metadata, c.cell_type) for c in conversion.master.cells if is_protected(c)]
    assert len({cell.id for cell in result.notebook.cells}) == len(result.notebook.cells)
    MetadataValidator().validate_nb(result.notebook)


def _damage(cells, damage, number):
    if not cells:
        return
    number %= len(cells)
    cell = cells[number]
    if damage == "delete":
        del cells[number]
    elif damage == "copy":
        cells.insert(number, copy.deepcopy(cell))
    elif damage == "strip":
        cell["metadata"] = {}
    elif damage == "retype":
        cell["cell_type"] = {"code": "markdown", "markdown": "raw", "raw": "code"}[cell["cell_type"]]
    elif damage == "move":
        cells.append(cells.pop(number))
    elif damage == "rename":
        cell["metadata"]["nbgrader"] = tiny.marks("double-test", locked=True)
    else:
        cell["source"] = ""
