"""docs/instructors.md is true: its commands run one after the other and do what it says."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from autograder.course.directory import Course
from autograder.marks import records
from tests.classes.build import solve
from tests.classes.students import VECTORS
from tests.course.lessons import SOURCE

ROOT = pathlib.Path(__file__).parents[2]
LESSON = "02-perceptron"
GUIDE = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL)
pytestmark = pytest.mark.slow


def shell(script, folder):
    """Run a script as somebody would who has activated the environment."""
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "JUPYTER_DATA_DIR": str(folder / "data")}
    done = subprocess.run(["bash", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, (script, done.stdout[-2000:], done.stderr[-4000:])
    return done.stdout


@pytest.fixture(scope="module")
def class_of_two(tmp_path_factory, bubblewrap):
    """The folder after all commands: ada hands in through the exchange, Ben's notebook comes from Moodle."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    course = folder / "course"
    shutil.copytree(SOURCE / LESSON, course / "source" / LESSON)
    settings = (SOURCE.parent / "nbgrader_config.py").read_text()
    for language, text in BLOCKS:
        if language == "python":
            settings += text.replace("/srv/nbgrader/exchange", str(folder / "exchange"))
    (course / "nbgrader_config.py").write_text(settings)
    (folder / "students.csv").write_text("id,first_name,last_name,email,lms_user_id\nada,Ada,Lovelace,a@x.org,1\n")
    for language, text in BLOCKS:
        if language == "sh":
            if "nbgrader collect" in text:
                hand_in(folder, settings)
            shell(text, folder)
    return folder


def hand_in(folder, settings):
    """Ada fetches, solves and submits; a ZIP file of Moodle's comes with Ben's notebook."""
    ada = folder / "ada"
    ada.mkdir()
    (ada / "nbgrader_config.py").write_text(settings)
    shell(f"cd ada; nbgrader fetch_assignment {LESSON} --student ada", folder)
    path = ada / LESSON / f"{LESSON}.ipynb"
    released = path.read_text()
    path.write_text(json.dumps(solve(json.loads(released), VECTORS)))
    shell(f"cd ada; nbgrader submit {LESSON} --student ada", folder)
    (folder / "downloads").mkdir()
    with zipfile.ZipFile(folder / "downloads" / "submissions.zip", "w") as file:
        file.writestr(f"Ben Nevis_7_assignsubmission_file_/{LESSON}.ipynb", released)


def test_both_have_marks_and_a_page(class_of_two):
    course = class_of_two / "course"
    found = {name: records.load(Course(course), name, LESSON, LESSON) for name in ("ada", "Ben Nevis")}
    assert {name: record.score for name, record in found.items()} == {"ada": 16.0, "Ben Nevis": 0.0}
    for student in found:
        assert (course / "feedback" / student / LESSON / f"{LESSON}.html").exists()


def test_the_reports_and_lists_are_there(class_of_two):
    for name in ("class.html", "exercises.csv", "similar.html", "canvas.csv", "moodle.csv"):
        assert (class_of_two / name).stat().st_size > 100, name
    assert "Lovelace" in (class_of_two / "canvas.csv").read_text()


def test_the_student_reads_the_feedback(class_of_two):
    shell(f"cd ada; nbgrader fetch_feedback {LESSON} --student ada", class_of_two)
    (page,) = (class_of_two / "ada" / LESSON / "feedback").rglob("*.html")
    assert "16 of 16" in page.read_text()


def test_late_work_costs_what_the_guide_s_plugin_says(class_of_two):
    names = {}
    exec(BLOCKS[[language for language, _ in BLOCKS].index("python", 2)][1].partition("\n\nc.")[0], names)
    plugin = names["TenthADay"]()
    day = 86400
    assert [plugin.late_submission_penalty("ada", 16, s) for s in (1, day, day + 1, 30 * day)] == [1.6, 1.6, 3.2, 16]


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!http)([^)]+)\)", GUIDE))))
def test_every_link_leads_somewhere(link):
    assert (ROOT / "docs" / link).exists()
