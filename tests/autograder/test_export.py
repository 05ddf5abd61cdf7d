"""Exports: the columns that the other systems document, and what names, late work and gaps do to them."""

import csv
import io
import subprocess
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from autograder.cli import main
from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.export import EXPORTERS, CanvasExporter, ExercisesExporter
from autograder.export.canvas import canvas_number
from autograder.export.export import export
from autograder.export.gradescope import duration
from autograder.export.table import number, table, text
from autograder.marks.results import Exercise, Results, Student, Submission
from tests.autograder import classbook, tiny


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return classbook.make_class(tmp_path_factory.mktemp("class") / "course")


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def exported(course, format, **options):
    path = course.parent / f"{format}.csv"
    export(Course(course), format, path, **options)
    return read(path)


def by(rows, column):
    return {row[rows[0].index(column)]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


def test_canvas_gets_its_five_columns_then_assignments_and_the_points_below(course):
    rows = exported(course, "canvas")
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01-one", "02-two"]
    assert rows[1] == ["    Points Possible", "", "", "", "", "10", "10"]
    assert ["Lovelace, Ada", "101", "", "ada", "", "10", "5"] in rows


def test_canvas_finds_students_by_their_number_only_where_it_is_one(course):
    students = by(exported(course, "canvas"), "SIS Login ID")
    assert {name: row["ID"] for name, row in students.items() if name} == {
        "ada": "101",
        "bob": "",  # Ruby's "12ab".to_i is 12: somebody else
        "eve": "",
        "小明": "103",
        "gone": "",
    }
    assert canvas_number(Student("x", "", "", "", "１２")) == ""  # full-width digits, which Canvas does not read


def test_late_penalties_are_taken_off_and_canvas_gets_two_decimals(course):
    assert by(exported(course, "canvas"), "SIS Login ID")["bob"]["01-one"] == "4.08"  # 4 + 1/3 - 1/4
    assert by(exported(course, "moodle"), "Username")["bob"]["01-one (Real)"] == "4.08333"


def test_what_was_not_handed_in_is_no_grade_in_each_systems_own_way(course):
    assert by(exported(course, "canvas"), "SIS Login ID")["gone"]["01-one"] == ""
    assert by(exported(course, "moodle"), "Username")["gone"]["01-one (Real)"] == "-"
    lines = by(exported(course, "gradescope"), "SID")["gone"]
    assert [lines[f"01-one{end}"] for end in ("", " - Max Points", " - Submission Time")] == ["", "10", ""]


def test_moodle_gets_the_fields_that_its_import_can_map(course):
    rows = exported(course, "moodle")
    assert rows[0] == [
        *("First name", "Last name", "Username", "ID number", "Email address"),
        *("01-one (Real)", "02-two (Real)"),
    ]
    assert ["小明", "王", "小明", "103", "ming@example.org", "7", "-"] in rows


def test_a_reader_of_gradescope_files_finds_scores_maxima_and_lateness_every_four_columns(course):
    exported(course, "gradescope")
    frame = pd.read_csv(course.parent / "gradescope.csv", dtype={"SID": str}).set_index("SID")
    assert list(frame.columns[:3]) == ["First Name", "Last Name", "Email"]
    frame = frame.drop(columns="Total Lateness (H:M:S)")
    assert list(frame.columns[3::4]) == ["01-one", "02-two"]
    assert frame.iloc[:, 4::4].loc["ada"].tolist() == [10, 10]
    assert frame.iloc[:, 5::4].loc["bob"].tolist() == ["2026-10-02 14:01:01 +0000", "2026-10-01 12:00:00 +0000"]
    assert frame.iloc[:, 6::4].loc["bob"].tolist() == ["26:01:01", "00:00:00"]


def test_gradescope_adds_lateness_up(course):
    assert by(exported(course, "gradescope"), "SID")["bob"]["Total Lateness (H:M:S)"] == "26:01:01"
    assert duration(3599.6) == "01:00:00"


def test_exercises_have_a_row_for_each_student_with_the_sentence(course):
    rows = exported(course, "exercises")
    assert rows[0] == ["student", "last_name", "first_name", "lesson", "exercise", "points", "max", "sentence"]
    assert len(rows) == 1 + len(classbook.PEOPLE) * 4
    found = {(row[0], row[3], row[4]): row[5:] for row in rows[1:]}
    assert found["bob", "01-one", "hard"] == ["0.33333", "6", "the sign is wrong"]
    assert found["ada", "02-two", "essay"] == ["", "5", "waits for a person"]
    assert found["gone", "02-two", "easy"] == ["", "5", "nothing was handed in"]
    assert found["eve", "01-one", "easy"] == ["0", "4", '\'=2*3 is not "six", but six']


@pytest.mark.parametrize("format", EXPORTERS)
def test_no_cell_is_a_formula_and_every_row_has_all_columns_in_one_line(course, format):
    rows = exported(course, format)
    assert not [cell for row in rows for cell in row if cell != "-" and cell.startswith(("=", "+", "-", "@"))]
    assert {len(row) for row in rows} == {len(rows[0])}
    lines = (course.parent / f"{format}.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(rows)


def test_quotes_commas_and_other_scripts_come_through(course):
    assert by(exported(course, "moodle"), "Username")["bob"]["Last name"] == 'O"Neil'
    assert by(exported(course, "canvas"), "SIS Login ID")["bob"]["Student"] == 'O"Neil, Robert, Jr.'
    assert '"O""Neil, Robert, Jr."' in (course.parent / "canvas.csv").read_text(encoding="utf-8")


@given(st.text(st.characters()))
def test_whatever_a_text_is_it_is_read_back_as_one_cell_that_is_no_formula(words):
    ((cell,),) = csv.reader(io.StringIO(table([[text(words) + "|"]]), newline=""))
    assert cell == text(words) + "|"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", " "))
    assert not {"Cc", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, cell))


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),  # its joiner belongs to the word
        ("\u200b=1+1", "'\u200b=1+1"),
        (" \ufeff@SUM(A1)", "'\ufeff@SUM(A1)"),
        ("half \ud800 pair", "half pair"),
        ("a\x00b\r\nc", "a b c"),
        ("Jean-Luc", "Jean-Luc"),
    ],
)
def test_text_keeps_what_names_need_and_no_more(words, cell):
    assert text(words) == cell


def test_an_exercise_newer_than_the_marks_is_not_said_to_wait():
    exercise = Exercise("a", "a", "new", 2.0)
    submission = Submission(0.0, 0.0, None, 0.0, False, {}, None)
    results = Results([Student("x", "", "", "", "")], {"a": 2.0}, [exercise], {("x", "a"): submission})
    assert list(ExercisesExporter(course=None).rows(results))[1][-3:] == ["", "2", "not graded yet"]


@given(st.floats(0, 1e6))
def test_numbers_are_plain_and_right_to_five_decimals(points):
    assert set(number(points)) <= set("0123456789.")
    assert float(number(points)) == pytest.approx(points, abs=5.1e-6)


def test_lessons_and_students_can_be_chosen(course, tmp_path):
    with Gradebook(Course(course).db_url) as gradebook:
        exporter = CanvasExporter(course=None, to=str(tmp_path / "c.csv"), student=["bob"], assignment=["02-two"])
        exporter.export(gradebook)
    rows = read(tmp_path / "c.csv")
    assert rows[0][5:] == ["02-two"]
    assert [row[3] for row in rows[2:]] == ["bob"]
    assert {row[0] for row in exported(course, "exercises", student="bob")[1:]} == {"bob"}


def test_a_gradebook_without_records_has_marks_by_the_cells_names_and_no_sentences(course, tmp_path):
    with Gradebook(Course(course).db_url) as gradebook:
        ExercisesExporter(course=None, to=str(tmp_path / "e.csv")).export(gradebook)
    rows = read(tmp_path / "e.csv")
    assert ["bob", 'O"Neil', "Robert, Jr.", "01-one", "hard", "0.33333", "6", ""] in rows


def test_marks_of_people_and_extra_credit_count(tmp_path):
    course = classbook.make_class(tmp_path / "course")
    with Gradebook(Course(course).db_url) as gradebook:
        essay = gradebook.find_grade("essay", "02-two", "02-two", "ada")
        essay.manual_score, essay.extra_credit, essay.needs_manual_grade = 4.0, 2.0, False
        gradebook.db.commit()
    assert by(exported(course, "canvas"), "SIS Login ID")["ada"]["02-two"] == "11"
    assert export(Course(course), "canvas", tmp_path / "c.csv") == []


def test_those_whose_marks_are_not_final_are_named(course, monkeypatch, capsys, tmp_path):
    target = tmp_path / "out" / "canvas.csv"
    monkeypatch.setattr(
        sys, "argv", ["autograder", "export", "--format", "canvas", "--course", str(course), "--to", str(target)]
    )
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0
    assert target.exists()
    assert "wait for a person: ada/02-two" in capsys.readouterr().err


def test_nbgrader_export_takes_the_exporters_by_name_and_finds_the_sentences(course, tmp_path):
    nbgrader = Path(sys.executable).with_name("nbgrader")
    name = "autograder.export.ExercisesExporter"
    subprocess.run(
        [nbgrader, "export", "--exporter", name, "--to", tmp_path / "n.csv", "--student", "['bob']"],
        cwd=course,
        check=True,
        capture_output=True,
    )
    rows = read(tmp_path / "n.csv")
    assert {row[0] for row in rows[1:]} == {"bob"}
    assert "the sign is wrong" in {row[7] for row in rows}


@pytest.mark.parametrize(
    ("format", "options", "sentence"),
    [
        ("excel", {}, "no format excel; there are: canvas, moodle, gradescope, exercises"),
        ("canvas", {"student": "nobody"}, "no student nobody in the gradebook"),
        ("canvas", {"lessons": ["03"]}, "no lesson 03"),
    ],
)
def test_what_is_not_there_is_said(course, tmp_path, format, options, sentence):
    with pytest.raises(AutograderError, match=sentence):
        export(Course(course), format, tmp_path / "x.csv", **options)


def test_an_ungraded_course_and_an_impossible_file_are_said(course, tmp_path):
    with pytest.raises(AutograderError, match="nothing here has been graded yet"):
        export(Course(tiny.make_course(tmp_path / "new")), "canvas", tmp_path / "x.csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(AutograderError, match="cannot be written"):
        export(Course(course), "canvas", tmp_path / "file" / "x.csv")
