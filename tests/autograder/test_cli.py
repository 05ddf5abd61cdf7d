"""The commands as people run them: exit codes, and errors in one sentence."""

import json
import re
import subprocess
import sys
import warnings
from dataclasses import dataclass

import pytest

from autograder.cli import main
from autograder.course.sizes import parse_size
from autograder.execution import sandbox
from tests.autograder import tiny


@dataclass
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def autograder(monkeypatch, capsys):
    """A function that runs a command in this process and returns how it ended."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        stdout, stderr = capsys.readouterr()
        message = f"{ended.value.code}\n" if isinstance(ended.value.code, str) else ""  # Python prints it at the exit
        return Done(1 if message else ended.value.code, stdout, stderr + message)

    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    sandbox.why_not_bubblewrap.cache_clear()
    yield run
    sandbox.why_not_bubblewrap.cache_clear()


@pytest.fixture
def course(tmp_path):
    return tiny.make_course(tmp_path / "course")


def test_a_lesson_goes_all_the_way(autograder, course, tmp_path, bubblewrap):
    assert autograder("release", "--course", course).stdout.startswith("01-tiny: ")
    assert autograder("release", "--course", course).stdout == "01-tiny: unchanged\n"
    checked = autograder("check", course / "release" / tiny.LESSON / f"{tiny.LESSON}.ipynb")
    assert (checked.returncode, checked.stdout.count("✗")) == (1, 3)
    tiny.hand_in(course, "ada", tiny.solved(double="def double(x):\n    return 4"))
    rows = tmp_path / "rows.json"
    graded = autograder("grade", tiny.LESSON, "--course", course, "--json", rows, "--jobs", 1)
    assert graded.returncode == 0
    assert "doubling: a hidden test failed" in graded.stdout
    assert json.loads(rows.read_text())[0]["score"] == 4.0
    assert autograder("feedback", "--course", course, "--student", "ada").stdout.startswith("1 pages in")


def test_the_help_names_the_commands_and_does_not_wait_for_nbgrader():
    code = (
        "import sys, autograder.cli\n"
        "slow = {'nbgrader', 'nbconvert', 'nbformat', 'zmq', 'numpy', 'jupyter_client'} & set(sys.modules)\n"
        "assert not slow, slow\n"
        "autograder.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert {"release", "check", "grade", "feedback", "export", "report", "audit", "doctor", "lab"} <= set(
        done.stdout.split()
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["grade", "--course", "{course}/nowhere"], "there is no course directory"),
        (["grade", "--course", "{course}/.."], "is no nbgrader course: it has no folder source/"),
        (["grade", "99-none", "--course", "{course}"], "no lesson 99-none in .*; there are: 01-tiny"),
        (["release", "99-none", "--course", "{course}"], "no lesson 99-none"),
        (["feedback", "99-none", "--course", "{course}"], "no lesson 99-none"),
        (["grade", "--course", "{course}"], "there is no submission to grade; submissions belong in"),
        (["grade", "--course", "{course}", "--student", "bob"], "there is no submission of bob to grade"),
        (
            ["grade", "--course", "{course}", "--memory", "lots"],
            "--memory: a size is a number with K, M or G, as in 2G",
        ),
        (
            ["grade", "--course", "{course}", "--timeout", "-3"],
            "--timeout must be a positive number of seconds, got -3",
        ),
        (["grade", "--course", "{course}", "--sandbox", "docker"], "--sandbox must be auto, bubblewrap or none"),
        (["grade", "--course", "{course}", "--isolation", "glass"], "--isolation must be one of wall, kernel"),
        (["check", "{course}/nothing.ipynb"], "there is no notebook"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_1(autograder, course, arguments, sentence, bubblewrap):
    done = autograder(*(argument.format(course=course) for argument in arguments))
    assert done.returncode == 1
    assert done.stdout.strip() == ""
    assert done.stderr.startswith("autograder: ")
    assert done.stderr.count("\n") == 1
    assert re.search(sentence, done.stderr)


def test_settings_that_cannot_be_read_are_named(autograder, course):
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.Execute.timeout = 1 / 0\n")
    done = autograder("grade", "--course", course)
    assert done.returncode == 1
    assert "nbgrader_config.py cannot be read (ZeroDivisionError: division by zero); correct it" in done.stderr


def test_without_bubblewrap_nothing_runs(autograder, course, monkeypatch):
    tiny.hand_in(course, "ada", tiny.solved())
    monkeypatch.setenv("PATH", "/nowhere")
    done = autograder("grade", "--course", course)
    assert done.returncode == 1
    assert "bubblewrap is not on this machine; install it (Debian, Ubuntu: apt-get install bubblewrap)" in done.stderr
    assert not (course / "gradebook.db").exists()


def test_a_course_that_cannot_be_written_is_refused_intact(autograder, course, bubblewrap):
    tiny.hand_in(course, "ada", tiny.solved())
    (course / ".autograder").write_text("in the way")  # root may write to read-only folders, nobody into a file
    done = autograder("grade", "--course", course)
    assert done.returncode == 1
    assert "cannot be written (File exists); results go there: make it writable or grade a copy" in done.stderr
    assert not (course / "gradebook.db").exists()


@pytest.mark.parametrize(
    ("text", "size"), [("2G", 2**31), ("512M", 2**29), ("1.5 GiB", 3 * 2**29), ("100", 100), ("4kb", 4096)]
)
def test_sizes_are_read_as_people_write_them(text, size):
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "G", "-1G", "2X", "1e9"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(ValueError, match="as in 2G"):
        parse_size(text)
