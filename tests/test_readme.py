"""What README.md says is true: its example runs, its commands exist, its tree is there."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)


def run(code, folder):
    environment = {**os.environ, "MPLBACKEND": "agg"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_examples_run_and_print_what_they_say(tmp_path):
    examples, shown = ([text for language, text in BLOCKS if language == kind] for kind in ("python", "text"))
    printed = "".join(run(code, tmp_path) for code in examples)
    assert (tmp_path / "spiral.png").stat().st_size > 10_000
    for line in "".join(shown).splitlines():
        assert re.search(re.escape(line.strip()).replace("…", ".*"), printed), (line, printed)


def test_every_make_target_and_command_exists():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)", README)) - {"PYTHON"} <= targets
    for command in set(re.findall(r"^autograder (\w+)", README, re.MULTILINE)):
        run = subprocess.run([sys.executable, "-m", "autograder", command, "--help"], capture_output=True, text=True)
        assert run.returncode == 0, command


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http)([^)]+)\)", README))))
def test_every_link_into_the_tree_leads_somewhere(link):
    assert (ROOT / link).exists()


def test_the_picture_of_the_tree_is_the_tree():
    tree = next(text for _, text in BLOCKS if text.startswith("course/"))
    folder = ""
    for line in tree.splitlines():
        if not line.startswith(" "):
            folder = line.split()[0]
        for name in re.findall(r"(?<!\S)[\w.]+(?:\.py|/)(?=\s|$|:|;)", line.removeprefix(folder)):
            assert (ROOT / folder / name).exists(), f"{folder}{name}"
