"""A student's folder: the start page, a newer release under their answers, a lesson fresh again."""

import shutil
import subprocess
import sys
import warnings

import nbformat
import pytest
from nbconvert.filters import markdown2html

from autograder.course.directory import Course
from autograder.desk import page
from autograder.desk.checking import check, check_changed
from autograder.desk.folder import Desk, find
from autograder.desk.progress import CHANGED, OPEN, SOLVED, UNCHECKED, WRONG, describe, lessons, standings
from autograder.desk.update import reset, update
from autograder.errors import AutograderError
from autograder.lab import fill
from tests.autograder import tiny

NAME = f"{tiny.LESSON}.ipynb"


@pytest.fixture
def course(tmp_path):
    return Course(tiny.make_course(tmp_path / "course"))


@pytest.fixture
def desk(course):
    """A student's folder as ``make lab`` sets it up."""
    desk = Desk(course.root / "student")
    fill(course, desk)
    return desk


def own(desk):
    return desk.root / tiny.LESSON / NAME


def write(desk, **answers):
    """Write answers into the student's notebook, and return it."""
    notebook = nbformat.read(own(desk), 4)
    for name, text in answers.items():
        tiny.find(notebook, name).source = text
    nbformat.write(notebook, own(desk))
    return notebook


def states(desk):
    (_, standings), *_ = lessons(desk)
    return {standing.exercise.name: standing.state for standing in standings}


def change_source(course, change):
    """Edit the source of the lesson, as an instructor does for a new release."""
    path = course.notebooks(tiny.LESSON)[0]
    notebook = nbformat.read(path, 4)
    change(notebook)
    nbformat.write(notebook, path)


def sources(desk):
    return [cell.source for cell in nbformat.read(own(desk), 4).cells]


def test_a_new_folder_has_the_lesson_and_a_page_that_says_where_to_begin(desk):
    text = desk.page.read_text()
    assert text.startswith(page.MARK)
    assert "Begin here" in text
    assert f"({tiny.LESSON}/{NAME})" in text
    assert "0 of 2" in text
    assert set(states(desk).values()) == {OPEN}


def test_an_answer_counts_once_its_check_found_it_right_and_no_longer_when_it_changes(desk):
    write(desk, **{**tiny.RIGHT, "parts": "def parts(n):\n    raise ValueError('no')"})
    assert states(desk) == {"doubling": UNCHECKED, "parts-test": UNCHECKED}
    check(own(desk))
    assert states(desk) == {"doubling": SOLVED, "parts-test": WRONG}
    assert "ValueError: no" in desk.page.read_text()
    write(desk, double="def double(x):\n    return x + x + 0")
    assert states(desk)["doubling"] == CHANGED


def test_what_was_wrong_counts_as_solved_once_it_passes_in_the_notebook_with_another_cell_mended(desk):
    lesson = describe(own(desk), write(desk, **tiny.RIGHT))
    (exercise, *_) = lesson.exercises
    found = {exercise.name: {"text": exercise.text, "solved": False, "message": "no"}}
    now, before = ({"text": text, "exercises": found} for text in (lesson.text, "with another cell"))
    assert standings(lesson, set(exercise.pairs), now)[0].state == WRONG
    assert standings(lesson, set(exercise.pairs), before)[0].state == SOLVED
    assert standings(lesson, set(), before)[0].state == WRONG


def test_only_what_was_begun_and_has_changed_is_checked_again(desk):
    assert list(check_changed(desk)) == []
    write(desk, **tiny.RIGHT)
    assert [path for path, _ in check_changed(desk)] == [own(desk)]
    assert list(check_changed(desk)) == []


def test_what_is_off_limits_is_not_solved(desk):
    write(desk, double="import numpy\n\ndef double(x):\n    return numpy.add(x, x)")
    assert states(desk)["doubling"] == WRONG


PASSING = """
import os, sys
from IPython.core.interactiveshell import InteractiveShell
os.chdir(sys.argv[1])
shell = InteractiveShell.instance()
answer = "def double(x):\\n    return x + x"
shell.run_cell("from autograder import checks", store_history=True)
shell.run_cell(answer, store_history=True)
test = "check = checks.Check(double, 'x')\\ncheck.example(2, expect={expect})\\ncheck.done()"
shell.run_cell(test.format(expect=sys.argv[2]), store_history=True)
"""


@pytest.mark.parametrize(("expect", "lines"), [("4", 1), ("5", 0)])
def test_a_check_that_passes_in_the_notebook_is_noted_and_one_that_fails_is_not(desk, expect, lines):
    run = [sys.executable, "-c", PASSING, str(own(desk).parent), expect]
    subprocess.run(run, check=True, capture_output=True)
    assert len(desk.passed()) == lines


def test_without_a_folder_for_notes_a_check_passes_and_notes_nothing(tmp_path):
    (tmp_path / "lesson").mkdir()
    run = [sys.executable, "-c", PASSING, str(tmp_path / "lesson"), "4"]
    assert "✓ double: 1 check passed" in subprocess.run(run, check=True, capture_output=True, text=True).stdout
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["lesson"]


def test_an_update_keeps_answers_and_own_cells_and_brings_new_texts_and_checks(course, desk):
    notebook = write(desk, **tiny.RIGHT)
    notebook.cells.insert(3, nbformat.v4.new_code_cell("double(21)  # my own"))
    nbformat.write(notebook, own(desk))
    before = own(desk).read_bytes()

    def change(source):
        source.cells[0].source = "# A tiny lesson, second edition"
        test = tiny.find(source, "double-test")
        test.source = test.source.replace("double(2) == 4", "double(3) == 6")

    change_source(course, change)
    (line,) = update(course, desk)
    now = sources(desk)
    assert now[0] == "# A tiny lesson, second edition"
    assert tiny.RIGHT["double"] in now
    assert now.index("double(21)  # my own") == now.index(tiny.RIGHT["double"]) + 1
    assert any("double(3) == 6" in source for source in now)
    assert not any("double(2) == 4" in source for source in now)
    assert (own(desk).parent / f"{tiny.LESSON}.before-update-1.ipynb").read_bytes() == before
    assert "2 answers kept" in line
    assert list(update(course, desk)) == [f"{tiny.LESSON}: up to date"]


def test_an_answer_to_an_exercise_that_is_gone_stays_at_the_end(course, desk):
    write(desk, **tiny.RIGHT)
    gone = ("parts", "parts-test")
    change_source(course, lambda book: book.update(cells=[c for c in book.cells if tiny.name_of(c) not in gone]))
    (line,) = update(course, desk)
    *_, note, answer = sources(desk)
    assert "no longer part of the lesson" in note
    assert answer == tiny.RIGHT["parts"]
    assert "nbgrader" not in nbformat.read(own(desk), 4).cells[-1].metadata  # nobody is to take it for an exercise
    assert "no longer part: parts" in line


def test_a_scratch_cell_in_the_place_of_a_deleted_answer_does_not_become_it(course, desk):
    notebook = write(desk, **tiny.RIGHT)
    notebook.cells[notebook.cells.index(tiny.find(notebook, "double"))] = nbformat.v4.new_code_cell("6 * 7")
    nbformat.write(notebook, own(desk))
    change_source(course, lambda source: source.cells[0].update(source="# New"))
    list(update(course, desk))
    now = nbformat.read(own(desk), 4)
    assert "NotImplementedError" in tiny.find(now, "double").source
    assert "6 * 7" in sources(desk)


def test_of_two_cells_with_one_id_the_exercise_keeps_it(course, desk):
    notebook = write(desk, **tiny.RIGHT)
    copied = nbformat.v4.new_code_cell("double(21)", id=tiny.find(notebook, "double").id)
    notebook.cells.insert(1, copied)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbformat would rather not write that
        nbformat.write(notebook, own(desk))
    change_source(course, lambda source: source.cells[0].update(source="# New"))
    list(update(course, desk))
    now = nbformat.read(own(desk), 4)
    assert len({cell.id for cell in now.cells}) == len(now.cells)
    assert tiny.find(now, "double").id == copied.id
    assert "double(21)" in sources(desk)


def test_a_notebook_whose_marks_another_program_dropped_keeps_its_answers(course, desk):
    notebook = write(desk, **tiny.RIGHT)
    for cell in notebook.cells:
        cell.metadata.clear()
    nbformat.write(notebook, own(desk))
    change_source(course, lambda source: source.cells[0].update(source="# New"))
    list(update(course, desk))
    assert {tiny.RIGHT["double"], tiny.RIGHT["parts"], "# New"} <= set(sources(desk))


def test_half_a_notebook_is_left_alone_and_a_reset_keeps_it(course, desk):
    half = own(desk).read_bytes()[:300]
    own(desk).write_bytes(half)
    change_source(course, lambda source: source.cells[0].update(source="# New"))
    (line,) = update(course, desk)
    assert "left alone" in line
    assert own(desk).read_bytes() == half
    page.write_page(desk)
    assert "cannot be read" in desk.page.read_text()
    (line,) = reset(course, desk, [tiny.LESSON])
    kept = own(desk).parent / f"{tiny.LESSON}.before-reset-1.ipynb"
    assert kept.read_bytes() == half
    assert kept.name in line
    assert sources(desk)[0] == "# New"


def test_each_reset_keeps_what_was_there_under_a_number_of_its_own(course, desk):
    for number in (1, 2):
        write(desk, double=f"# try {number}")
        list(reset(course, desk, [tiny.LESSON]))
        kept = own(desk).parent / f"{tiny.LESSON}.before-reset-{number}.ipynb"
        assert f"# try {number}" in kept.read_text()
    assert len(lessons(desk)) == 1  # what was kept is no lesson


def test_a_page_of_the_student_s_own_is_left_as_it_is(course, desk):
    desk.page.write_text("my notes")
    assert not page.write_page(desk)
    assert any("is a file of yours" in line for line in fill(course, desk))
    assert desk.page.read_text() == "my notes"


def test_words_of_a_student_become_no_markup(desk):
    notebook = write(desk, **tiny.RIGHT)
    notebook.cells[0].source = "# <script>*a* $x$ | b"
    nbformat.write(notebook, own(desk))
    page.write_page(desk)
    shown = markdown2html(desk.page.read_text())
    assert "<script" not in shown
    assert "&lt;script&gt;*a* " in shown
    assert "$x$" not in shown
    assert " | b" in shown


@pytest.mark.parametrize("notes", ["", "{", "[]", '{"01-tiny/01-tiny.ipynb": {}}'])
def test_notes_that_were_damaged_cost_nothing(desk, notes):
    write(desk, **tiny.RIGHT)
    desk.checked_file.write_text(notes)
    assert set(states(desk).values()) == {UNCHECKED}


def test_a_desk_is_found_from_inside_and_its_absence_is_one_sentence(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(desk.root / tiny.LESSON)
    assert find().root == desk.root
    monkeypatch.chdir(tmp_path)
    assert find("course").root == desk.root
    with pytest.raises(AutograderError, match="there is no student folder here"):
        find("elsewhere")


def test_a_folder_that_cannot_be_written_is_one_sentence_and_costs_nothing(course, desk):
    write(desk, **tiny.RIGHT)
    before = own(desk).read_bytes()
    shutil.rmtree(desk.released(tiny.LESSON).parent)
    desk.released(tiny.LESSON).parent.write_text("a file where the folder should be")
    with pytest.raises(AutograderError, match="cannot be written"):
        list(reset(course, desk, [tiny.LESSON]))
    assert (own(desk).parent / f"{tiny.LESSON}.before-reset-1.ipynb").read_bytes() == before


VALIDATED = {
    "solved": (tiny.RIGHT, True),
    "blank": ({}, False),
    "wrong": ({**tiny.RIGHT, "double": "def double(x):\n    return 0"}, False),
    "an error": ({**tiny.RIGHT, "double": "def double(x):\n    return y"}, False),
}


def validate(desk):
    """Return what nbgrader says of the notebook; its exit status is 0 whatever that is."""
    command = [sys.executable, "-m", "nbgrader", "validate", str(own(desk))]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", VALIDATED)
def test_nbgrader_s_validate_and_ours_agree(desk, name):
    answers, good = VALIDATED[name]
    write(desk, why="Because.", **answers)
    assert ("Success! Your notebook passes all the tests." in validate(desk)) == good
    assert all(exercise.solved for exercise in check(own(desk))) == good


@pytest.mark.slow
def test_a_check_that_was_changed_proves_nothing_for_either(desk):
    notebook = write(desk, double="def double(x):\n    return 0", parts=tiny.RIGHT["parts"], why="Because.")
    tiny.find(notebook, "double-test").source = "assert True"
    nbformat.write(notebook, own(desk))
    assert "THE CONTENTS OF 1 TEST CELL(S) HAVE CHANGED" in validate(desk)
    assert [exercise.name for exercise in check(own(desk)) if not exercise.solved] == ["double-test"]
