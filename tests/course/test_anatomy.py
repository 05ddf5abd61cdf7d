"""The anatomy of a lesson, as rules: sizes, hints, mistakes, self-tests, alternative texts, stable identities."""

import ast
import itertools
import json
import pathlib
import re
import statistics
import subprocess
import sys

import pytest

from tests.course.lessons import SOURCE, cells, exercises, graded_names, lesson_names, notebook, run_check, stub
from tests.course.text import folded, words

ALL = lesson_names()
LESSONS = [name for name in graded_names() if name != "00-start"]


def markdown(lesson):
    return [c for c in notebook(lesson).cells if c.cell_type == "markdown"]


def headed(lesson, title):
    return next(c.source for c in markdown(lesson) if re.match(rf"##? {title}", c.source))


@pytest.mark.parametrize("lesson", ALL)
def test_the_file_is_canonical_and_stripped(lesson):
    path = SOURCE / lesson / f"{lesson}.ipynb"
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert path.read_text(encoding="utf-8") == json.dumps(raw, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert (raw["nbformat"], raw["nbformat_minor"]) == (4, 5)
    assert raw["metadata"]["kernelspec"]["name"] == "python3"
    assert not [c["id"] for c in raw["cells"] if c.get("outputs") or c.get("execution_count")]


@pytest.mark.parametrize("lesson", ALL)
def test_identities_are_readable_and_unique(lesson):
    ids = [c.id for c in notebook(lesson).cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]{3,40}", i) for i in ids)
    assert all(c.id == c.metadata.nbgrader.grade_id for c in cells(lesson))
    assert all("nbgrader" in c.metadata for c in notebook(lesson).cells if c.cell_type == "code")


@pytest.mark.parametrize("lesson", ALL)
def test_each_exercise_is_followed_by_its_check(lesson):
    for name, (solution, test) in exercises(lesson).items():
        assert solution.metadata.nbgrader.solution
        assert test.metadata.nbgrader.grade_id == f"{name}-check"
        assert "raises-exception" in test.metadata.tags
        assert "### BEGIN HIDDEN TESTS" in test.source
        assert test.source.rstrip().endswith("check.done()")
        assert solution.metadata.autograder["exercise"] == name
        assert isinstance(solution.metadata.autograder["off_limits"], list)


@pytest.mark.parametrize("lesson", LESSONS)
def test_there_are_five_to_eight_exercises_of_few_lines(lesson):
    found = exercises(lesson)
    assert 5 <= len(found) <= 8
    for solution, _ in found.values():
        regions = re.findall(r"### BEGIN SOLUTION\n(.*?)\s*### END SOLUTION", solution.source, re.DOTALL)
        assert all(1 <= len(region.splitlines()) <= 10 for region in regions)
        assert len(solution.source.splitlines()) <= 30
        functions = [n for n in ast.parse(solution.source).body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
        assert all(ast.get_docstring(function) for function in functions)


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_exercise_names_difficulty_time_points_limits_and_two_hints(lesson):
    for name, (solution, test) in exercises(lesson).items():
        order = [c.id for c in notebook(lesson).cells]
        task = notebook(lesson).cells[order.index(solution.id) - 1].source
        points = int(test.metadata.nbgrader.points)
        assert re.match(r"### Exercise \d+ · ", task), name
        assert re.search(rf"[★☆]{{3}} · \d+ minutes · {points} points?</small>", task), name
        assert [summary for summary, _ in folded(task)] == ["Hint 1", "Hint 2"], name


@pytest.mark.parametrize("lesson", LESSONS)
def test_sizes_are_those_of_the_anatomy(lesson):
    texts = [words(c.source) for c in markdown(lesson)]
    code = [c for c in notebook(lesson).cells if c.cell_type == "code"]
    figures = [c for c in code if "plots.show(" in c.source]
    assert 1_500 <= sum(texts) <= 3_000
    assert statistics.median(texts) <= 80
    assert max(texts) <= 200
    assert 20 <= len(code) <= 34
    assert len(figures) >= 6
    assert 4 <= len([t for t in markdown(lesson) if re.match(r"## \d", t.source)]) <= 6


@pytest.mark.parametrize("lesson", ALL)
def test_every_figure_has_an_alternative_text(lesson):
    for cell in notebook(lesson).cells:
        if cell.cell_type != "code":
            continue
        for call in (n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Call)):
            if ast.unparse(call.func) == "plots.show":
                assert len(ast.literal_eval(call.args[1])) > 30, cell.id
        assert "plt.show" not in cell.source


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_opens_and_ends_as_all_do(lesson):
    title = markdown(lesson)[0].source
    assert "**By the end you can**" in title
    assert 4 <= title.count("\n- ") <= 6
    assert re.search(r"\*\*Time:\*\* about \d+ minutes", title)
    assert words(title) <= 150
    assert "**What to remember**" in headed(lesson, "Summary")
    assert headed(lesson, "Summary").count("\n- ") <= 5
    assert "**Read on**" in headed(lesson, "What the slides got wrong")
    assert sum("> **Moral.**" in c.source for c in markdown(lesson)) >= 4


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_of_five_questions_has_one_right_answer_and_explains_all(lesson):
    questions = re.split(r"\n\*\*\d\. ", headed(lesson, "Test yourself"))[1:]
    assert len(questions) == 5
    for question in questions:
        answers = folded(question)
        assert len(answers) >= 2
        assert sum(text.startswith("✓ Right.") for _, text in answers) == 1
        assert all(text.startswith(("✓ ", "✗ ")) and len(text) > 25 for _, text in answers)


@pytest.mark.parametrize("lesson", LESSONS)
def test_points_and_exercises_add_up_to_what_the_title_says(lesson):
    points = sum(test.metadata.nbgrader.points for _, test in exercises(lesson).values())
    assert f"{len(exercises(lesson))} exercises, {points} points." in markdown(lesson)[0].source


@pytest.mark.parametrize("lesson", LESSONS)
def test_mistakes_are_headed_by_what_a_check_really_says(lesson):
    titles = [s for c in markdown(lesson) for s, _ in folded(c.source) if s.startswith("“")]
    assert len(titles) >= 3
    said = " ".join(_sentences(lesson))
    for title in titles:
        parts = [part.strip(" .;:") for part in re.split("…|”|“", title)]
        assert all(part in said for part in parts if len(part) > 12), title


def _sentences(lesson):
    """All that the checks of a lesson say to the wrong answers of its bank, and to unwritten ones."""
    from tests.course.lessons import ANSWERS

    for path in sorted((ANSWERS / lesson).glob("*/wrong_*.py")):
        yield run_check(lesson, path.parent.name, path.read_text())
    names = list(exercises(lesson))
    for before, name in itertools.pairwise(names):
        yield run_check(lesson, name, _calling_unwritten(lesson, before, name))


def _calling_unwritten(lesson, before, name):
    return stub(exercises(lesson)[before][0].source) + "\n\n" + exercises(lesson)[name][0].source


def test_spelling_is_american():
    paths = [str(SOURCE / lesson / f"{lesson}.ipynb") for lesson in ALL]
    command = [
        str(pathlib.Path(sys.executable).parent / "codespell"),
        "--builtin",
        "clear,en-GB_to_en-US",
        "--skip",
        "",
    ]
    found = subprocess.run([*command, *paths], capture_output=True, text=True)
    assert found.stdout == ""
