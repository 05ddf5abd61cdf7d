"""What students do runs without the parts of Python that only POSIX systems have; other commands say what they need.

Windows is acted out in a process of its own: our modules are refused those imports, and ``os`` loses those names.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
LESSON = "02-perceptron"
WINDOWS = """
import builtins, os, sys
import jupyterlab.labapp, matplotlib.pyplot, nbgrader.apps.nbgraderapp, psutil, sklearn, typer, zmq  # as they are here

MODULES = {"fcntl", "grp", "pty", "pwd", "resource", "termios"}
NAMES = (  # that os has on Linux, and on Windows not: the documentation's "Availability: Unix"
    "O_NOFOLLOW O_NONBLOCK chown fchmod fork forkpty geteuid getgid getpgid getuid killpg lchown mkfifo nice "
    "pidfd_open pipe2 sched_getaffinity setgid setsid setuid uname wait4 waitid WNOHANG"
).split()
real = builtins.__import__
def windows(name, globals=None, *rest, **more):
    mine = (globals or {}).get("__name__", "").partition(".")[0] in {"autograder", "course", "nnlib"}
    if mine and name.partition(".")[0] in MODULES:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return real(name, globals, *rest, **more)
builtins.__import__ = windows
for name in NAMES:
    if hasattr(os, name):
        delattr(os, name)
"""
LAB = """
from autograder import lab
lab.jupyterlab = lambda: print
lab.lab(["--no-browser"])
"""
LESSONS = """
import pkgutil, importlib, nnlib, autograder.checks
for module in pkgutil.walk_packages(nnlib.__path__, "nnlib."):
    importlib.import_module(module.name)
for module in pkgutil.walk_packages(autograder.checks.__path__, "autograder.checks."):
    importlib.import_module(module.name)
print("imported")
"""
COMMAND = """
sys.argv = ["autograder", *{arguments}]
from autograder.cli import main
main()
"""


def on_windows(code, folder):
    environment = {**os.environ, "MPLBACKEND": "agg", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", WINDOWS + code], cwd=folder, env=environment, capture_output=True, text=True
    )


@pytest.fixture
def folder(tmp_path):
    """A folder with a course of one lesson."""
    shutil.copytree(ROOT / "course" / "source" / LESSON, tmp_path / "course" / "source" / LESSON)
    shutil.copy(ROOT / "course" / "nbgrader_config.py", tmp_path / "course")
    return tmp_path


def test_the_act_takes_away_what_windows_has_not(tmp_path):
    run = on_windows("import autograder.course.lock", tmp_path)
    assert "No module named 'fcntl'" in run.stderr


def test_the_library_and_the_checks_of_the_lessons_can_be_imported(tmp_path):
    run = on_windows(LESSONS, tmp_path)
    assert (run.returncode, run.stdout) == (0, "imported\n"), run.stderr


def test_lab_fills_the_students_folder(folder):
    run = on_windows(LAB, folder)
    assert run.returncode == 0, run.stderr
    assert (folder / "course" / "student" / LESSON / f"{LESSON}.ipynb").is_file()


def test_a_lesson_can_be_brought_up_to_date_and_made_fresh(folder):
    assert on_windows(LAB, folder).returncode == 0
    for command, said in {"update": f"{LESSON}: up to date\n", "reset": f"{LESSON}: fresh\n"}.items():
        run = on_windows(COMMAND.format(arguments=[command, LESSON, "--course", "course"]), folder)
        assert (run.returncode, run.stdout) == (0, said), run.stderr


def test_the_report_on_what_is_missing_is_complete(tmp_path):
    run = on_windows("from autograder.environment import main\nsys.exit(main())", tmp_path)
    assert run.returncode == 0, run.stderr
    assert "✗ grading: does not start here (No module named 'fcntl'); it needs Linux or WSL2" in run.stdout
    assert run.stdout.endswith("The lessons can start.\n")


@pytest.mark.parametrize("arguments", [["check", f"course/source/{LESSON}/{LESSON}.ipynb"], ["grade"], ["doctor"]])
def test_a_command_that_needs_more_says_so_in_a_sentence(arguments, folder):
    run = on_windows(COMMAND.format(arguments=arguments), folder)
    assert run.returncode == 1
    assert run.stderr.startswith("autograder: this command needs Linux or macOS, this system has no ")
    assert "Traceback" not in run.stderr


def test_a_missing_package_is_named(folder):
    code = COMMAND.format(arguments=["release"]).replace("main()", "MODULES.add('rapidfuzz')\nmain()")
    run = on_windows(code, folder)
    assert run.returncode == 1
    assert run.stderr == (
        "autograder: rapidfuzz is not installed; what else is missing: python -m autograder.environment\n"
    )
