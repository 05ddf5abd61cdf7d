"""Answers that are alike: what is compared, what that is worth, the command and its page."""

import json
import sys

import pytest

from autograder.cli import main
from autograder.course.directory import Course
from autograder.errors import AutograderError
from autograder.similar import page
from autograder.similar.answers import Lesson, reader
from autograder.similar.clusters import clusters
from autograder.similar.pairs import Pair, pairs, rarity
from autograder.similar.similar import similar
from autograder.similar.suspects import suspects
from autograder.similar.tokens import known_names, tokens
from autograder.similar.winnowing import GRAM, WINDOW, fingerprints
from tests.autograder import tiny

ODD = """def double(x):
    total, steps = 0.25, [7, 11, 13]
    for step in steps:
        if step % 7 == x:
            total -= step ** 3 / (x + 17)
        elif step > 23:
            total *= max(step, 29) - 31
    while total < 37:
        total = total * 41 + len(steps) // 43
    # <script>alert("here")</script>
    return sorted(steps, key=lambda s: -s)[0] + total - 47
"""
RENAMED = ODD.replace("total", "summe").replace("steps", "parts").replace("step", "p").replace("# <", "# & <")
HONEST = [
    "def double(x):\n    return 2 * x",
    "def double(x):\n    a = x\n    a += x\n    if not x:\n        a = 0\n    return a + 0 if a else print()",
    "def double(x):\n    out = []\n    for i in range(2):\n        out.append(x)\n    return sum(out)",
    "def double(x):\n    y = x.copy() if hasattr(x, 'copy') else x\n    return y.__add__(x)",
]


def words(code, known=()):
    return [token.text for token in tokens(code, set(known))]


def shape(code, known=()):
    return fingerprints(tokens(code, set(known))).keys()


def lesson_of(**codes):
    read = reader([])
    students = {name: {"one": read("one", code)} for name, code in codes.items()}
    return Lesson("01", read, {}, students)


@pytest.fixture
def course(tmp_path):
    """A class of six, two of them with the same odd answer."""
    course = tiny.make_course(tmp_path / "course")
    for name, code in zip(("ada", "ben", "cyd", "dan"), HONEST, strict=True):
        tiny.hand_in(course, name, tiny.solved(double=code, parts=f"def parts(n):\n    # {name}\n    return n, n**2"))
    tiny.hand_in(course, "eve", tiny.solved(double=ODD, parts=""))
    tiny.hand_in(course, "<b>mallory", tiny.solved(double=RENAMED, parts=""))
    return course


def run(monkeypatch, *arguments):
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "argv", ["autograder", "similar", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_comments_strings_blanks_and_grouping_do_not_count():
    plain = "a = f(b) + g[1]"
    assert words(plain) == ["a", "=", "f", "(", "b", "+", "g", "[", "1.0"]
    assert words("a  =  ( f( b ) +\n\tg[1.0]);  # why") == words(plain)
    assert words("'''Say\nmore.'''\na = f('x', b) + g[0_1]") == words(plain)
    assert words("return(a)") == words("return a") == ["return", "a"]


@pytest.mark.parametrize(
    "code", ["def f(:\n  '''never closed", "'", "x = 0x1F + 1e5j + \\", "é = 'ü\n½ % ls\0", "(" * 500]
)
def test_what_is_not_python_is_read_all_the_same(code):
    assert all(code[token.start : token.end].strip() for token in tokens(code))


def test_names_do_not_count_except_those_that_mean_something():
    code = "total = np.dot(left, right) + sum(left) - left"
    renamed = "a = np.dot(b, c) + sum(b) - b"
    assert shape(code) == shape(renamed) != set()
    assert shape(code) != shape("a = np.dot(b, b) + sum(b) - b")
    assert shape(code) != shape(code.replace(".dot", ".cross"))
    assert shape(code) != shape(code.replace("sum", "max"))
    assert shape(code, ["np"]) != shape(code.replace("np", "xp"), ["np"])
    assert known_names(["import numpy as np\nfrom a import b", "def f(x):\n    y = x", "z = 1", "no python"]) == {
        "np",
        "b",
        "f",
    }


@pytest.mark.parametrize("length", [0, 1, 5, 20])
def test_every_run_that_is_long_enough_leaves_a_fingerprint(length):
    run = " ".join(f".a{n}" for n in range(WINDOW + GRAM - 1))
    here, there = (" ".join(f"{sign} {n}" for n in range(length)) for sign in "+/")
    assert shape(f"{here} {run}") & shape(f"{there} {run}")
    assert shape(f"{run} {here}") & shape(f"{there} {run} {there}")
    assert not shape(here) & shape(there)


def test_a_fingerprint_is_worth_the_logarithm_of_its_rarity_and_nothing_if_most_have_it():
    lesson = lesson_of(a=ODD, b=RENAMED, **{f"s{n}": f"x = {'y + ' * 9}{n}" for n in range(6)})
    bits = rarity(lesson.students.values())["one"]
    assert {bits[each] for each in shape(ODD)} == {2.0}  # two of eight
    assert min(bits.values()) == 0.0
    (pair,) = pairs(lesson, {})
    assert (pair.left, pair.right, pair.share) == ("a", "b", pytest.approx(1))
    assert pair.evidence == pytest.approx(2 * len(shape(ODD)))
    assert pairs(lesson, {}, threshold=1.01) == []


def test_short_answers_that_coincide_are_no_evidence():
    same = {f"s{n}": f"x = {'y + ' * n}{n}" for n in range(20)}
    assert pairs(lesson_of(a=HONEST[2], b=HONEST[2], **same), {}) == []
    assert pairs(lesson_of(a=ODD, b=RENAMED, **same), {}) != []


def test_clusters_hang_together_through_pairs():
    links = [Pair(*names, 40.0, 0.9, ()) for names in ("ab", "cd", "bc", "xy")]
    assert [(each.members, len(each.pairs)) for each in clusters(links)] == [(("a", "b", "c", "d"), 3), (("x", "y"), 1)]
    assert clusters([]) == []


def test_the_command_finds_the_copy_and_writes_rows_and_a_page(course, tmp_path, monkeypatch, capsys):
    rows, html = tmp_path / "rows.json", tmp_path / "page.html"
    assert run(monkeypatch, "--course", course, "--json", rows, "--html", html) == 0
    assert "6 submissions, 1 clusters, 1 pairs. A pair is a place to look, not a verdict." in capsys.readouterr().out
    (row,) = json.loads(rows.read_text())
    assert (row["lesson"], row["members"], row["cluster"]) == (tiny.LESSON, ["<b>mallory", "eve"], 1)
    assert [part["exercise"] for part in row["exercises"]] == ["double"]
    text = html.read_text()
    assert "<script" not in text
    assert "&lt;script&gt;alert" in text
    assert "&lt;b&gt;mallory" in text
    assert "http" not in text.replace("http-equiv", "")
    assert "<mark>" in text


def test_what_was_handed_out_does_not_count(tmp_path):
    source = tiny.source()
    source.cells.insert(2, tiny.cell(ODD.replace("double", "given"), "given", locked=True))
    course = tiny.make_course(tmp_path / "course", source)
    for name in ("ada", "ben", "cyd", "dan", "eve", "fay"):
        tiny.hand_in(course, name, tiny.solved(double=ODD if name < "c" else HONEST[0]))
    (found,) = similar(Course(course))
    assert (found.clusters, found.problems) == ((), ())


def test_broken_notebooks_are_named_and_the_others_compared(course):
    tiny.hand_in(course, "gus", b"no notebook")
    tiny.hand_in(course, "hal", tiny.solved(double="def double(:\n  '''"))
    tiny.hand_in(course, "ida", tiny.solved()).unlink()
    (found,) = similar(Course(course))
    assert [cluster.members for cluster in found.clusters] == [("<b>mallory", "eve")]
    assert ["gus" in found.problems[0], "ida" in found.problems[1], len(found.problems)] == [True, True, 2]


def test_a_small_class_is_told_that_nothing_in_it_is_rare(tmp_path):
    course = tiny.make_course(tmp_path / "course")
    for name in ("ada", "ben"):
        tiny.hand_in(course, name, tiny.solved(double=ODD))
    (found,) = similar(Course(course))
    assert (found.clusters, found.problems) == ((), ("2 with answers: from 4 on it can be told what is rare",))


def test_public_solutions_and_the_source_are_suspects(course, tmp_path):
    folder = tmp_path / "public"
    (folder / "week1").mkdir(parents=True)
    (folder / "week1" / "tiny.py").write_text("import secret_module\n\n" + RENAMED)
    (folder / "week1" / "tiny.ipynb").write_text(json.dumps(tiny.solved(double=HONEST[0])))
    (folder / "broken.ipynb").write_text("{")
    (found,) = similar(Course(course), folders=[folder])
    assert found.clusters[0].members == ("<b>mallory", "eve", f"{folder}/")
    assert {pair.parts[0].right.name for pair in found.clusters[0].pairs} == {"double", "week1/tiny.py"}
    (found,) = similar(Course(course), source=True, threshold=0.01)
    assert all("source/" not in cluster.members for cluster in found.clusters)  # 2 * x coincides: no evidence


def test_suspects_of_the_settings_are_packages_and_folders_and_never_imported(course, tmp_path, monkeypatch):
    package = tmp_path / "answers_online"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported')\n")
    (course / "old").mkdir()
    (course / "nbgrader_config.py").write_text('c = get_config()\nc.Similar.suspects = ["answers_online", "old"]\n')
    monkeypatch.syspath_prepend(tmp_path)
    assert [(each.name, list(each.files)) for each in suspects(Course(course), [])] == [
        ("answers_online/", ["__init__.py"]),
        ("old/", []),
    ]
    (course / "nbgrader_config.py").write_text('c = get_config()\nc.Similar.suspects = ["no_such_thing"]\n')
    with pytest.raises(AutograderError, match="names no_such_thing, which is neither"):
        suspects(Course(course), [])


@pytest.mark.parametrize(
    ("option", "says"),
    [(("--threshold", 0), "above 0 and at most 1"), (("--suspects", "nowhere"), "no folder nowhere")],
)
def test_an_option_without_meaning_is_one_sentence(course, monkeypatch, option, says):
    assert says in run(monkeypatch, "--course", course, *option)


def test_nobody_handed_in(tmp_path, monkeypatch):
    assert "no submission to compare" in run(monkeypatch, "--course", tiny.make_course(tmp_path / "course"))


def test_of_a_long_file_the_lines_around_the_marks_are_shown():
    filler = "".join(f"# line {n}\n" for n in range(100))
    answer = reader([])("f.py", filler + ODD + filler)
    text = "".join(piece for piece, _ in page.segments(answer, answer.prints))
    assert text.count("⋯") == 2
    assert "# line 99\ndef double" in text
    assert "# line 50" not in text
    assert "".join(piece for piece, _ in page.segments(reader([])("one", ODD), answer.prints)) == ODD
