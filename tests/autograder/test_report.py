"""The report's page, pictures and table: what they say, and that nothing of a student's gets out of its place."""

import csv
import re
import sys
import xml.etree.ElementTree as ET
from datetime import date
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbgrader.api import Gradebook
from playwright.sync_api import sync_playwright

from autograder.cli import main
from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.marks.gradebook import CourseGradebook
from autograder.marks.results import read
from autograder.report import drawing
from autograder.report.page import decimal
from autograder.report.page import page as render
from autograder.report.report import report
from autograder.report.statistics import ExerciseStatistics, LessonStatistics
from tests.autograder import classbook, tiny
from tests.autograder.test_report_statistics import made
from tests.browser.desk import CHROMIUM_FLAGS


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    root = tmp_path_factory.mktemp("class")
    report(Course(classbook.make_class(root / "course")), root / "r.html", csv=root / "r.csv")
    return root


@pytest.fixture(scope="module")
def page(written):
    return (written / "r.html").read_text(encoding="utf-8")


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_stands_alone_without_scripts_and_loads_nothing(page):
    found = Tags(page)
    assert not {"script", "link", "iframe", "img", "object", "form"} & {tag for tag, _ in found.tags}
    links = [value for _, attrs in found.tags for key, value in attrs.items() if key in ("href", "src", "xlink:href")]
    assert links
    assert all(value.startswith("#") for value in links)
    assert not [key for _, attrs in found.tags for key in attrs if key.startswith("on")]
    policy = next(attrs["content"] for tag, attrs in found.tags if tag == "meta" and "http-equiv" in attrs)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_students_text_is_shown_as_text(page):
    found = Tags(page)
    assert "b" not in {tag for tag, _ in found.tags}
    assert "<b>swapped</b> & lost" in found.words
    assert any("=HYPERLINK(1) @SUM(A1)" in words for words in found.words)


def test_every_picture_says_what_it_shows_and_no_id_is_there_twice(page):
    found = Tags(page)
    pictures = [attrs for tag, attrs in found.tags if tag == "svg"]
    assert len(pictures) == 3
    assert all(each["role"] == "img" and each["viewbox"] for each in pictures)
    assert "0 % to 10 %: 2; 20 % to 30 %: 1; 30 % to 40 %: 1; 70 % to 80 %: 1" in pictures[0]["aria-label"]
    assert "Medians: 01-one 55 %; 02-two 25 %" in pictures[1]["aria-label"]  # (0.408… + 0.7) / 2, (0.5 + 0) / 2
    assert "Difficulty and discrimination of 2 exercises" in pictures[2]["aria-label"]
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'(?:url\(|href=")#([^")]+)', page))
    assert used <= set(ids)


def test_pictures_take_the_pages_colors_and_keep_text_as_text(page):
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert {"currentColor", "var(--blue)"} <= set(re.findall(r"currentColor|var\(--\w+\)", svg))
    assert drawing.INK not in page
    assert ">students</text>" in svg
    assert ET.fromstring(svg + "</svg>").tag == "svg"


def test_it_says_what_waits_and_what_is_not_known(page):
    words = " ".join(" ".join(Tags(page).words).split())
    assert "1 submissions wait for a person" in words
    assert "How long students work on a lesson is recorded nowhere" in words
    assert "not handed in: everything" in words


def test_who_failed_three_in_a_row_is_named_with_the_exercises(written, tmp_path):
    course = classbook.make_class(tmp_path / "course")
    with_marks = {("bob", "01-one"): {"easy": 0.0}, ("bob", "02-two"): {"easy": 0.0}}
    with Gradebook(Course(course).db_url) as gradebook:
        for (student, lesson), cells in with_marks.items():
            for cell, score in cells.items():
                gradebook.find_grade(cell, lesson, lesson, student).auto_score = score
        gradebook.db.commit()
    report(Course(course), tmp_path / "r.html")
    words = " ".join(" ".join(Tags((tmp_path / "r.html").read_text(encoding="utf-8")).words).split())
    assert "4 failing in a row: from easy 01-one to essay 02-two" in words


def test_the_table_beside_it_has_a_row_per_exercise(written):
    with (written / "r.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[-2:] == ["commonest_sentence", "told_to"]
    assert [row[:5] for row in rows] == [
        ["01-one", "easy", "4", "4", "0"],
        ["01-one", "hard", "6", "4", "0"],
        ["02-two", "easy", "5", "2", "0"],
        ["02-two", "essay", "5", "1", "1"],
    ]
    assert rows[0][-2:] == ['\'=2*3 is not "six", but six', "1"]  # no formula
    assert rows[1][-2:] == ["the sign is wrong", "2"]
    assert rows[2][5:8] == ["0.5", "0.5", ""]


def test_lessons_can_be_chosen_and_there_may_be_no_discrimination_to_show(tmp_path):
    course = classbook.make_class(tmp_path / "course")
    (course / "source" / "02-two").mkdir()
    (course / "source" / "02-two" / "02-two.ipynb").write_text("{}")
    report(Course(course), tmp_path / "r.html", ["02-two"])
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "01-one" not in page
    assert page.count("<svg") == 2


def test_low_discrimination_is_pointed_at_with_the_number_in_the_table():
    exercise = next(iter(made({"a": [[1.0]]}).exercises))
    rows = [ExerciseStatistics(exercise, 9, 0, 0.5, 0.5, r) for r in (0.5, -0.2, None, 0.0999)]
    svg = drawing.quality(rows)
    assert "Difficulty and discrimination of 3 exercises; below 0.1: numbers 2, 4 in the table." in svg
    assert "none is below 0.1" in drawing.quality(rows[:1])
    assert decimal(-0.204) == "−0.20"


def test_marks_above_one_and_names_in_any_script_are_drawn():
    assert "90 % to 100 %: 2" in drawing.distribution([1.2, 1.0])
    lessons = [LessonStatistics(name, 1, 0, 0, (0.2, 0.4, 1.1), []) for name in ("$x$ <i>", "神经元")]
    svg = drawing.progress(made({"$x$ <i>": [[1.0]], "神经元": [[4.0]]}), lessons)
    assert "&lt;i&gt; 40 %; 神经元 40 %" in svg
    assert "$x$ &lt;i&gt;</text>" in svg


def test_the_page_is_the_same_whenever_it_is_made(written):
    course = Course(written / "course")
    with CourseGradebook(course) as gradebook:
        results = read(gradebook.nbgrader, course)
    first, second = (render(results, "c", date(2026, 1, 1)) for _ in range(2))
    assert first == second


def test_the_command_writes_both_and_says_what_is_missing(written, tmp_path, monkeypatch):
    files = ["--html", tmp_path / "a" / "r.html", "--csv", tmp_path / "r.csv"]
    monkeypatch.setattr(sys, "argv", list(map(str, ["autograder", "report", "--course", written / "course", *files])))
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0
    assert (tmp_path / "a" / "r.html").exists()
    assert (tmp_path / "r.csv").exists()
    with pytest.raises(AutograderError, match="nothing here has been graded yet"):
        report(Course(tiny.make_course(tmp_path / "new")), tmp_path / "x.html")
    (tmp_path / "file").write_text("")
    with pytest.raises(AutograderError, match="cannot be written"):
        report(Course(written / "course"), tmp_path / "file" / "x.html")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_read_it_on_a_phone(written, chromium, scheme):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        phone = browser.new_context(viewport={"width": 375, "height": 800}, color_scheme=scheme, bypass_csp=True)
        page = phone.new_page()
        page.goto((written / "r.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 375
        assert page.locator("figure text").first.evaluate("it => it.getBoundingClientRect().height") > 9
        found = Axe().run(page)
        browser.close()
    assert not found.response["violations"], found.generate_report()
