"""Stock programs whose kernels start by our provisioner: sandboxed, warm, and gone afterwards."""

import json
import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from autograder import provisioner
from autograder.execution import warm
from autograder.execution.scratch import Scratch
from tests.autograder import tiny

ROOT = Path(__file__).parent.parent.parent
NAME = "autograder-sandbox"
ENTRY = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def installed(tmp_path_factory, monkeypatch, bubblewrap):
    """The entry points of pyproject.toml, also in an environment that was made before they were; chosen by default."""
    folder = tmp_path_factory.mktemp("site")
    info = folder / "autograder_entry-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: autograder-entry\nVersion: 1\n")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()) for group, points in ENTRY.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", NAME)
    KernelProvisionerFactory.clear_instance()  # a process reads the variable once
    yield folder
    KernelProvisionerFactory.clear_instance()


@pytest.fixture
def execute(installed, tmp_path, monkeypatch):
    """A function that runs cells by nbclient and returns the text each prints."""
    monkeypatch.chdir(tmp_path)
    work = tmp_path / "work"
    work.mkdir()

    def execute(*sources):
        notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        resources = {"metadata": {"path": str(work)}}
        NotebookClient(notebook, kernel_name="python3", timeout=60, resources=resources).execute()
        return ["".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells]

    return execute


@pytest.fixture
def nothing_left(monkeypatch):
    """A function that asserts that of the kernels of a test neither processes nor directories are left."""
    made = []

    def scratch(purpose):
        made.append(Scratch(purpose))
        return made[-1]

    def nothing_left():
        kernels = {child.pid for child in psutil.Process().children(recursive=True) if "kern" in child.name()}
        assert kernels <= before
        assert made
        assert not any(folder.path.exists() for folder in made)

    monkeypatch.setattr(provisioner, "Scratch", scratch)
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    return nothing_left


def test_a_kernel_of_nbclient_sees_its_directory_and_nothing_else(execute, nothing_left, tmp_path, monkeypatch):
    (tmp_path / "secret.txt").write_text("42")
    monkeypatch.setenv("SECRET", "42")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    code = f"""
import json, os, socket
def tried(function):
    try:
        return function()
    except OSError as error:
        return type(error).__name__
open("here.txt", "w").write("x")
print(json.dumps([
    tried(lambda: open({str(tmp_path / "secret.txt")!r}).read()),
    tried(lambda: socket.create_connection(("192.0.2.1", 80), 1)),
    os.environ.get("SECRET"),
    os.environ.get("NBGRADER_EXECUTION"),
    os.path.basename(os.getcwd()),
    max(int(name) for name in os.listdir("/proc") if name.isdigit()) < 10,
]))
"""
    (answer,) = execute(code)
    assert json.loads(answer) == ["FileNotFoundError", "OSError", None, "autograde", "work", True]
    assert (tmp_path / "work" / "here.txt").read_text() == "x"
    nothing_left()


def test_it_is_warm_where_this_machine_allows_it(execute):
    if warm.why_not_warm():
        pytest.skip(f"processes cannot start warm here: {warm.why_not_warm()}")
    code = "import sys\nprint('matplotlib.pyplot' in sys.modules, open('/proc/self/comm').read().strip())"
    assert execute(code) == ["True autograder:kern\n"]


def test_it_starts_cold_where_it_must(execute, monkeypatch):
    monkeypatch.setattr(provisioner, "template_below", lambda place: None)
    assert execute("print(open('/proc/1/comm').read().strip())") == ["bwrap\n"]


@pytest.mark.parametrize("way", ["warm", "cold"])
def test_a_kernel_can_be_interrupted_restarted_and_ends(installed, nothing_left, tmp_path, monkeypatch, way):
    if way == "cold":
        monkeypatch.setattr(provisioner, "template_below", lambda place: None)
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        request = client.execute("import time\nx = 1\ntime.sleep(60)")
        time.sleep(1)
        manager.interrupt_kernel()
        while (reply := client.get_shell_msg(timeout=30))["parent_header"]["msg_id"] != request:
            pass
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        assert manager.is_alive()
        manager.restart_kernel()
        client.wait_for_ready(timeout=60)
        reply = client.execute_interactive("assert 'x' not in globals()", timeout=30, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    nothing_left()


def test_a_kernel_over_its_memory_is_stopped(execute, monkeypatch):
    monkeypatch.setattr(provisioner.SandboxProvisioner, "memory", 600 * 2**20)
    share = "own = bytes(150 * 2**20) + b'1'\n        time.sleep(60)"
    with pytest.raises(RuntimeError, match="died"):
        execute(f"import os, time\nfor _ in range(8):\n    if not os.fork():\n        {share}\ntime.sleep(60)")


@pytest.mark.slow
def test_stock_nbgrader_grades_in_the_sandbox_with_one_variable(installed, tmp_path, monkeypatch):
    course = tiny.make_course(tmp_path / "course")
    spy = (
        f"import os\nseen = os.path.exists({str(course / 'source')!r})\ndef double(x):\n    return 0 if seen else 2 * x"
    )
    tiny.hand_in(course, "ada", tiny.solved(double=spy))
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(installed), str(ROOT)]),
    }
    for command in (["generate_assignment", tiny.LESSON], ["autograde", tiny.LESSON]):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *command], cwd=course, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(tiny.LESSON, tiny.LESSON, "ada").grades
        assert {each.name: each.auto_score for each in grades} == {"double-test": 2.0, "parts-test": 4.0, "why": 0.0}
    graded = nbformat.read(course / "autograded" / "ada" / tiny.LESSON / f"{tiny.LESSON}.ipynb", as_version=4)
    nbformat.validate(graded)
