"""course/TOPICS.md is true: every lesson, section, nnlib name, exercise and widget that it names exists."""

import importlib
import re

import pytest

from nnlib import widgets
from tests.course.lessons import ROOT, exercises, lesson_names, notebook

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "course" / "TOPICS.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [A-H]\d", line)
]
BY_NUMBER = {name[:2]: name for name in lesson_names()}


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def resolve(name):
    parts = f"nnlib.{name}".split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise LookupError(name)


def test_every_topic_has_a_row_of_its_own():
    numbers = [row[0] for row in ROWS]
    sizes = {"A": 8, "B": 9, "C": 6, "D": 12, "E": 9, "F": 20, "G": 12, "H": 4}
    assert numbers == [f"{letter}{n}" for letter, size in sizes.items() for n in range(1, size + 1)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_exists(row):
    _, _, lesson, names, exercise, widget = row
    for name in quoted(names):
        resolve(name)
    assert all(name in widgets.__all__ for name in quoted(widget))
    if not lesson:
        assert not exercise
        return
    for number, section in re.findall(r"(\d\d) · (\d)", lesson):
        headings = [c.source for c in notebook(BY_NUMBER[number]).cells if c.cell_type == "markdown"]
        assert any(source.startswith(f"## {section} · ") for source in headings)
    taught = {name for number in re.findall(r"(\d\d) · ", lesson) for name in exercises(BY_NUMBER[number])}
    assert set(quoted(exercise)) <= taught


@pytest.mark.parametrize("lesson", [name for name in lesson_names() if name != "00-start"])
def test_every_exercise_of_a_lesson_serves_a_topic(lesson):
    rows = [row for row in ROWS if lesson[:2] in row[2]]
    assert set(exercises(lesson)) <= {name for row in rows for name in quoted(row[4])}
