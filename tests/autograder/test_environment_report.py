"""What ``make doctor`` says of this machine, and of machines on which things are missing or in the way."""

import os
import pathlib
import subprocess
import sys

import jupyterlab.commands
import pytest

from autograder import environment

ROOT = pathlib.Path(__file__).parents[2]
PROJECT = """
[project]
name = "nnlib"
dependencies = ["numpy>=99", "scipy>=1"]
[project.optional-dependencies]
lab = ["no-such-package>=1"]
grading = ["nbgrader>=0.9"]
torch = ["no-such-torch"]
cluster = ["distributed[one]>=2025"]
book = []
dev = ["nnlib[lab,torch]", "pytest>=8"]
"""


def report(*flags, environ=()):
    command = [sys.executable, *flags, "-m", "autograder.environment"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **dict(environ)}, capture_output=True, text=True)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "constraints.txt").write_text("# a comment\nscipy==1.0.0\nno-such-package==1\n")
    return tmp_path


def test_where_everything_is_there_the_lessons_can_start():
    run = report()
    assert run.returncode == 0, run.stdout + run.stderr
    assert "✗" not in run.stdout.partition("To grade a class")[0]
    assert "the wall: " in run.stdout
    assert run.stdout.endswith("The lessons can start.\n")


def test_without_any_package_it_still_says_line_by_line_what_is_missing():
    run = report("-S")  # no site-packages
    assert run.returncode == 1
    assert run.stderr == ""
    lines = run.stdout.splitlines()
    assert "✗ numpy: not installed, for nnlib itself; make setup" in lines
    assert "✗ jupyterlab: not installed, for JupyterLab and the notebooks; make setup" in lines
    assert "– pytest: not installed, for the project's own tests; make setup" in lines
    assert any(line.startswith("✗ grading: does not start here (No module named") for line in lines)


def test_a_package_is_missing_too_old_another_version_or_right(project):
    assert [str(line) for line in environment.packages(project)] == [
        f"✗ numpy: {version('numpy')} is too old, for nnlib itself; make setup",
        f"– scipy: {version('scipy')}, tested with 1.0.0; make setup, if something does not work",
        "✗ no-such-package: not installed, for JupyterLab and the notebooks; make setup",
        "✓ packages for releasing, checking and grading notebooks: 1, in the versions that are tested together",
        "– no-such-torch: not installed, for the comparisons with PyTorch, and tensors on a GPU; make setup",
        "✓ packages for grading on many machines, PostgreSQL: 1, in the versions that are tested together",
        "✓ packages for the lessons as a web site: 0, in the versions that are tested together",
        "✓ packages for the project's own tests: 1, in the versions that are tested together",
    ]


def version(name):
    return __import__(name).__version__


def test_a_build_for_one_kind_of_processor_is_the_pinned_version(project, monkeypatch):
    monkeypatch.setattr(environment.importlib.metadata, "version", lambda name: "1.0.0+cpu")
    assert not [line for line in environment.packages(project) if line.what == "scipy"]


def test_every_extra_of_the_project_is_looked_at():
    project = environment.ROOT / "pyproject.toml"
    tomllib = pytest.importorskip("tomllib")
    extras = tomllib.loads(project.read_text())["project"]["optional-dependencies"]
    assert list(environment.EXTRAS) == ["", *sorted(extras, key=list(environment.EXTRAS).index)]


def test_a_program_that_is_not_here_is_named_with_its_use_and_its_package(monkeypatch):
    monkeypatch.setenv("PATH", "")
    lines = [str(line) for line in environment.programs()]
    assert lines[0] == (
        "– program dot: not found: lays out the graphs of lesson 08; without it they are drawn plainly; "
        "Debian: apt-get install graphviz"
    )
    assert [line[0] for line in lines] == ["–", "–", "–"]


def test_a_kernel_that_starts_another_python_is_seen(tmp_path, monkeypatch):
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(
        '{"argv": ["/opt/other/bin/python", "-m", "ipykernel_launcher"], "display_name": "", "language": "python"}'
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    line = environment.kernel()
    assert line.state == "✗"
    assert f"another Python, /opt/other/bin/python; remove {folder}" in str(line)


@pytest.fixture
def laboratory(tmp_path, monkeypatch):
    """A JupyterLab without the settings that nnlib brings."""
    schemas = pathlib.Path(jupyterlab.commands.get_app_dir()) / "schemas"
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "schemas").symlink_to(schemas)
    monkeypatch.setenv("JUPYTERLAB_DIR", str(tmp_path / "app"))
    monkeypatch.setenv("JUPYTERLAB_SETTINGS_DIR", str(tmp_path / "user"))
    return tmp_path


def test_a_jupyterlab_without_the_setting_for_widgets_is_seen(laboratory):
    line = environment.widget_messages()
    assert line.state == "✗"
    assert "messages come beside the running cell" in line.found
    assert "install nnlib where JupyterLab is" in line.way_out


def test_a_setting_of_ones_own_that_undoes_it_is_seen(laboratory, monkeypatch):
    monkeypatch.delenv("JUPYTERLAB_DIR")
    assert environment.widget_messages().state == "✓"
    folder = laboratory / "user" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    (folder / "kernels-settings.jupyterlab-settings").write_text('{"commsOverSubshells": "perComm"}')
    line = environment.widget_messages()
    assert line.state == "✗"
    assert line.way_out == "Settings > Kernels: set it to disabled"


def test_a_folder_that_cannot_be_written_is_seen():
    [course, *_] = environment.folders(pathlib.Path("/proc/self"))  # not even by root
    assert course.state == "✗"
    assert "/proc/self/course cannot be written" in course.found
