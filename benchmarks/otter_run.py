"""Grade a lesson with otter-grader: ``python -m benchmarks.otter_run COURSE LESSON RESULTS``.

One process grades all submissions by `otter.api.grade_submission`, without the containers that it otherwise runs in, so
this is its fastest form. Its tests are the lesson's own test cells. Not installed by this project.
"""

import contextlib
import json
import pathlib
import sys
import tempfile
import zipfile

import nbformat

TEST = """from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points!r}


@test_case(points={points!r}, hidden=False)
def test(env):
    exec(compile({code!r}, {name!r}, "exec"), dict(env))
"""


def main():
    """Grade all submissions of a lesson; write marks by student and cell to a file."""
    course, lesson, results = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    from otter.api import grade_submission

    scores = {}
    with tempfile.TemporaryDirectory() as folder:
        configuration = pathlib.Path(folder, "autograder.zip")
        names = configure(nbformat.read(course / "source" / lesson / f"{lesson}.ipynb", 4), configuration)
        for student in sorted((course / "submitted").iterdir()):
            with contextlib.redirect_stderr(sys.stdout):
                graded = grade_submission(str(student / lesson / f"{lesson}.ipynb"), str(configuration), quiet=True)
            scores[student.name] = {name: graded.get_score(name) for name in names}
    results.write_text(json.dumps(scores))


def configure(source, path):
    """Write the ZIP file that otter-grader wants; return the names of the tests."""
    names = []
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"pdf": False}))
        for cell in source.cells:
            marks = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and marks.get("grade") and not marks.get("solution"):
                name = marks["grade_id"]
                names.append(name)
                text = TEST.format(name=name, points=marks["points"], code=cell.source)
                archive.writestr(f"tests/{name}.py", text)
    return names


if __name__ == "__main__":
    main()
