"""The notebooks run in real kernels: the source without an error or a warning, with the numbers its text promises."""

import os
import re

import nbclient
import nbformat
import pytest

from tests.course.lessons import ANSWERS, SOURCE, exercises, lesson_names, stub


def run(source, folder, **environment):
    """Execute a copy of a notebook to its end, whatever fails on the way."""
    executed = nbformat.from_dict(source)
    client = nbclient.NotebookClient(
        executed, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env={**os.environ, **environment})
    return executed


def outputs(executed, kind):
    return [(c.id, o) for c in executed.cells for o in c.get("outputs", []) if o.output_type == kind]


def printed(executed):
    return "".join(o.text for _, o in outputs(executed, "stream") if o.name == "stdout")


@pytest.fixture(scope="module", params=lesson_names())
def executed(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    source = nbformat.read(SOURCE / request.param / f"{request.param}.ipynb", as_version=4)
    return request.param, run(source, folder, NBGRADER_EXECUTION="validate")


def test_the_source_runs_without_an_error_or_a_warning(executed):
    _, done = executed
    assert not [(where, o.ename, o.evalue) for where, o in outputs(done, "error")]
    assert not [(where, o.text) for where, o in outputs(done, "stream") if o.name == "stderr"]


def test_every_check_passes_and_says_so(executed):
    lesson, done = executed
    checks = [c for c in done.cells if c.id.endswith("-check")]
    assert len(checks) == len(exercises(lesson))
    for cell in checks:
        text = "".join(o.get("text", "") for o in cell.outputs)
        assert re.search(r"✓ \w+: \d+ checks? passed\n$", text), (lesson, cell.id)


def test_the_numbers_of_the_text_come_out(executed):
    lesson, done = executed
    promised = ANSWERS / lesson / "promised.txt"
    lines = promised.read_text(encoding="utf-8").splitlines() if promised.exists() else []
    assert not [line for line in lines if line not in printed(done)]


def test_the_pictures_of_the_source_have_alternative_texts(executed):
    _, done = executed
    shown = [o.data["text/html"] for kind in ("execute_result", "display_data") for _, o in outputs(done, kind)]
    assert not [html[:80] for html in shown if "<img" in html and not re.search(r'<img alt="[^"]{30,}', html)]


@pytest.mark.parametrize("lesson", lesson_names())
def test_the_unsolved_lesson_runs_to_its_end_and_every_error_is_a_sentence(lesson, tmp_path):
    blank = nbformat.read(SOURCE / lesson / f"{lesson}.ipynb", as_version=4)
    for cell in blank.cells:
        cell.source = stub(cell.source) if "### BEGIN SOLUTION" in cell.source else cell.source
    done = run(blank, tmp_path)
    errors = dict(outputs(done, "error"))
    assert set(errors) == {c.id for c in done.cells if c.id.endswith("-check")}
    for error in errors.values():
        assert error.ename == "CheckFailed"
        assert re.fullmatch(r"✗ \w+ .*(is|which is) not written yet; .*\.", "".join(error.traceback))
    assert not errors or "yours has not passed its check yet" in printed(done)
