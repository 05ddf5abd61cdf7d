"""The course that docs/own-lesson shows how to write: the audit finds nothing to mend, and its guide is true."""

import json
import pathlib
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from tests.autograder import tiny

GUIDE = pathlib.Path(__file__).parents[2] / "docs" / "own-lesson"
LESSON = "standardize"
TEXT = (GUIDE / "README.md").read_text(encoding="utf-8")
GAP = (
    "check.random(\n    lambda rng: (np.hstack("  # the case that was added to kill the survivor that the guide tells of
)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(GUIDE / "course", tmp_path / "course")
    return tmp_path


def autograder(folder, *arguments):
    command = [sys.executable, "-m", "autograder", *arguments, "--course", "course"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def found(folder):
    audit = autograder(folder, "audit", "--json", "found.json")
    return audit, json.loads((folder / "found.json").read_text())


def test_the_audit_finds_nothing_to_mend_and_says_what_the_guide_quotes(folder, bubblewrap):
    audit, _ = found(folder)
    assert audit.returncode == 0, audit.stdout
    row = next(line for line in TEXT.splitlines() if line.startswith(f"{LESSON} "))
    assert " ".join(row.split()) in " ".join(audit.stdout.split())


def test_without_the_last_case_the_error_survives_that_the_guide_tells_of(folder, bubblewrap):
    path = folder / "course" / "source" / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, 4)
    test = tiny.find(notebook, f"{LESSON}-check")
    before, after = test.source.split(GAP)
    test.source = before + after.partition("\n)\n")[2]
    nbformat.write(notebook, path)
    audit, _ = found(folder)
    assert audit.returncode == 1
    assert "+ varies = X.max() > X.min(axis=0)" in audit.stdout


def test_the_release_has_no_solution(folder):
    assert autograder(folder, "release").returncode == 0
    text = (folder / "course" / "release" / LESSON / f"{LESSON}.ipynb").read_text()
    assert "NotImplementedError" in text
    assert "varies" not in text
    assert "HIDDEN" not in text


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http)([^)]+)\)", TEXT))))
def test_every_link_leads_somewhere(link):
    assert (GUIDE / link).exists()
