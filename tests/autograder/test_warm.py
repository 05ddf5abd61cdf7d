"""Processes that are forked from a template: as apart from each other and from it as cold ones, and there at once."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from autograder import doctor
from autograder.execution import kernel, namespaces, sandbox, wall, warm
from autograder.execution.imports import KERNEL, imported_modules
from autograder.execution.process import WarmProcess
from autograder.execution.strategy import Cell, Limits
from autograder.execution.wall_process import WallProcess

LIMITS = Limits(cell_seconds=5, notebook_seconds=60, memory=512 * 2**20)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def forks(bubblewrap):
    if warm.why_not_warm():
        pytest.skip(f"processes cannot start warm here: {warm.why_not_warm()}")
    own = warm.Template(["json.tool", "no_such_module"])
    yield own
    own.close()


@pytest.fixture
def run(forks, tmp_path):
    """A function that runs student cells, each printing JSON, and returns what they print."""
    calls = []

    def run(*sources, seed="s", **how):
        calls.append(len(calls))
        work = tmp_path / str(len(calls))
        work.mkdir()
        cells = [Cell(None, source, "student") for source in sources]
        how = {"limits": LIMITS, "sandbox": forbidden, "template": forks, **how}
        outcomes = wall.run(cells, workdir=work, environment={}, seed=seed, **how)
        texts = ["".join(output.get("text", "") for output in outcome.outputs) for outcome in outcomes]
        assert all(outcome.ended for outcome in outcomes), [outcome.message for outcome in outcomes]
        return json.loads(texts[-1])

    return run


def forbidden(*_, **__):
    raise AssertionError("a process was started cold")


def started(forks, tmp_path, program="student"):
    tmp_path.mkdir(exist_ok=True)
    return WallProcess(program, limits=LIMITS, sandbox=forbidden, workdir=tmp_path, environment={}, template=forks)


def test_libraries_are_there_before_the_first_cell(run):
    code = "import json, sys\nprint(json.dumps([n in sys.modules for n in %r]))"
    names = ["numpy", "matplotlib.pyplot", "json.tool", "no_such_module", "torch"]
    assert run(code % names) == [True, True, True, False, False]


def test_the_shell_begins_in_the_place_of_the_submission(run, tmp_path):
    code = "import json, os\nprint(json.dumps([str(_dh[0]), os.getcwd(), get_ipython().starting_dir, In]))"
    *places, cells = run(code)
    assert len(set(places)) == 1
    assert tmp_path.parts[-1] in places[0]
    assert cells == ["", code]


def test_what_a_cell_makes_of_the_names_is_in_the_main_module(run):
    code = "import json, pickle, sys\ndef f(): pass\nprint(json.dumps([sys.modules['__main__'].f is f, "
    assert run(code + "pickle.loads(pickle.dumps(f)) is f, f.__module__]))") == [True, True, "__main__"]


def test_no_process_is_seen_but_those_of_the_own_namespace(run, forks, tmp_path):
    sibling = started(forks, tmp_path / "sibling")
    try:
        assert run("import json, os\nprint(json.dumps([int(n) for n in os.listdir('/proc') if n.isdigit()]))") == [1, 2]
    finally:
        sibling.close()


def test_another_submissions_directory_is_not_there(run, forks, tmp_path):
    sibling = started(forks, tmp_path / "sibling")
    (tmp_path / "sibling" / "answer.txt").write_text("42")
    try:
        code = "import json, os\nprint(json.dumps([os.listdir(d) for d in (%r, '/tmp')]))"
        beside, temporary = run(code % str(tmp_path))
        assert beside == ["1"]
        assert all(tmp_path.is_relative_to(f"/tmp/{name}") for name in temporary)
    finally:
        sibling.close()


def test_what_was_asked_for_before_is_not_in_memory(run, forks):
    """The checker's environment holds the seed; the template forked it, and forks this process."""
    search = """
import json, re
needle, found = re.compile(b"seed.of.some[b]ody"), 0
for line in open("/proc/self/maps"):
    span, mode, *_ = line.split()
    if mode.startswith("rw"):
        low, high = (int(n, 16) for n in span.split("-"))
        with open("/proc/self/mem", "rb", 0) as memory:
            memory.seek(low)
            found += len(needle.findall(memory.read(min(high - low, 2**26))))
print(json.dumps(found))
"""
    place = "x = ''.join(['seed-of-', 'somebody'])\n"
    assert run(search, seed="seed-of-somebody") == 0
    assert run(search) == 0
    assert run(place, search) > 0


def test_the_checker_has_its_seed(forks, tmp_path):
    cells = [Cell("test", "import os\nassert os.environ['AUTOGRADER_SEED'] == 'abc'", "test", 1.0)]
    how = {"limits": LIMITS, "sandbox": forbidden, "workdir": tmp_path, "environment": {}, "template": forks}
    (outcome,) = wall.run(cells, seed="abc", **how)
    assert outcome.ended, outcome.message


def test_limits_hold_as_in_a_cold_process(run):
    code = "import json, resource as r\nprint(json.dumps([r.getrlimit(n)[1] for n in (%s)]))"
    kinds = "r.RLIMIT_DATA, r.RLIMIT_NOFILE, r.RLIMIT_FSIZE, r.RLIMIT_NPROC, r.RLIMIT_CORE"
    expected = [LIMITS.memory, LIMITS.open_files, LIMITS.file_size, LIMITS.processes, 0]
    assert run(code % kinds) == expected


def test_numbers_that_nobody_seeded_are_others_in_every_process(run):
    code = "import json, random\nimport numpy as np\nprint(json.dumps([np.random.random(), random.random()]))"
    (a, b), (c, d) = run(code), run(code)
    assert len({a, b, c, d}) == 4


def sleepers():
    return [p for p in psutil.process_iter(["cmdline"]) if "76543.21" in (p.info["cmdline"] or ())]


def test_a_process_killed_ends_with_all_that_it_started(forks, tmp_path):
    process = started(forks, tmp_path)
    source = "import subprocess\nsubprocess.Popen(['sleep', '76543.21'], start_new_session=True)"
    assert process.ask("cell", source, "student", 5.0, 1000, seconds=10)[0]
    deadline = time.monotonic() + 5
    while not sleepers():  # a program that has just been started may not have its command line yet
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert process.process.alive()
    process.close()
    process.close()
    assert not psutil.pid_exists(process.process.pid)
    assert not sleepers()


def test_a_template_that_dies_takes_its_children_along_and_has_a_successor(forks, tmp_path):
    process = started(forks, tmp_path)
    assert isinstance(process.process, WarmProcess)
    for each in psutil.Process(forks._running[0].pid).children():
        each.kill()
    deadline = time.monotonic() + 5
    while process.process.alive():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.close()
    second = started(forks, tmp_path)
    assert isinstance(second.process, WarmProcess)
    second.close()


def test_a_template_ends_with_the_grader(forks, tmp_path):
    program = (
        "import os, time\nfrom autograder.execution import warm\none = warm.template()\n"
        "one._hand_over(__import__('socket').socket())\n"
        "print(one._running[0].pid, flush=True)\ntime.sleep(60)"
    )
    grader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with grader:
        number = int(grader.stdout.readline())
        tree = [psutil.Process(number), *psutil.Process(number).children(recursive=True)]
        assert len(tree) > 1
        grader.kill()
    _, alive = psutil.wait_procs(tree, timeout=10)
    assert not alive


@pytest.mark.parametrize(
    ("module", "code", "reason"),
    [
        (
            "threads",
            "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
            "1 further threads run",
        ),
        ("shares", "import mmap\nkept = mmap.mmap(-1, 4096)", "memory is shared with others"),
    ],
)
def test_what_children_would_share_makes_no_template(module, code, reason, tmp_path):
    (tmp_path / f"{module}.py").write_text(code)
    program = (
        f"import sys\nsys.path.append({str(tmp_path)!r})\n"
        f"from autograder.execution import template\ntemplate.prepare([{module!r}])"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # as a template has it
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, env=environment)
    assert f"UnfitError: {reason}" in done.stderr


def test_where_namespaces_are_forbidden_processes_start_cold_and_doctor_says_so(bubblewrap, monkeypatch, tmp_path):
    for cached in (warm.why_not_warm, warm.template):
        cached.cache_clear()
    monkeypatch.setattr(warm, "PROGRAM", "import socket, sys; socket.socket(fileno=int(sys.argv[1])).send(b'no way')")
    try:
        assert warm.template() is None
        findings = {finding.what: finding for finding in doctor.examine()}
        assert not findings["warm start"].good
        assert "no way" in str(findings["warm start"])
        assert findings["the wall"].good
    finally:
        for cached in (warm.why_not_warm, warm.template):
            cached.cache_clear()


def test_a_directory_that_the_template_does_not_see_starts_cold(forks, bubblewrap, tmp_path):
    limited = warm.Template()
    limited._places = [tmp_path / "elsewhere"]
    cells = [Cell(None, "import os", "student")]
    how = {"limits": LIMITS, "workdir": tmp_path, "environment": {}, "seed": "", "template": limited}
    assert wall.run(cells, sandbox=sandbox.bubblewrap, **how)[0].ended
    with pytest.raises(AssertionError, match="started cold"):
        wall.run(cells, sandbox=forbidden, **how)
    limited.close()


def test_kernels_start_warm_too(bubblewrap, tmp_path):
    if warm.why_not_warm():
        pytest.skip(f"processes cannot start warm here: {warm.why_not_warm()}")
    own = warm.Template(KERNEL)
    cells = [
        Cell("a", "import os, sys\nname = open('/proc/1/cmdline').read()", "student"),
        Cell("b", "assert 'template' in name and 'matplotlib' in sys.modules", "test", 1.0),
        Cell("c", "while True: pass", "student"),
        Cell("d", "1 / 2", "test", 1.0),
    ]
    limits = Limits(cell_seconds=1, notebook_seconds=60)
    try:
        how = {"limits": limits, "sandbox": forbidden, "workdir": tmp_path, "environment": {}, "template": own}
        outcomes = kernel.run(cells, seed="", **how)
    finally:
        own.close()
    assert [outcome.ended for outcome in outcomes] == [True, True, False, True]
    assert outcomes[3].partial == 0.5


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_start_warm(bubblewrap, tmp_path):
    try:
        subprocess.run([sys.executable, "-c", "pass"], user=65534, group=65534, extra_groups=[], check=True, cwd="/")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this environment cannot be read by others")
    program = (
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        f"from autograder.execution import warm\nprint(repr(warm.why_not_warm()))"
    )
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    environment = {"HOME": "/tmp", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", program],
        user=65534,
        group=65534,
        extra_groups=[],
        capture_output=True,
        text=True,
        cwd="/",
        env=environment,
    )
    assert done.stdout == "''\n", done.stderr


def test_modules_are_read_from_cells():
    sources = [
        "import numpy as np, os.path\nfrom nnlib import plots, datasets as d",
        "%matplotlib inline\nfrom .x import y",
        "x = = 1",
    ]
    assert imported_modules(sources) == {"numpy", "os.path", "nnlib", "nnlib.plots", "nnlib.datasets"}


def test_the_flags_of_mounts_are_those_of_the_c_library():
    header = Path("/usr/include/linux/mount.h")
    if not header.exists():
        pytest.skip(f"needs {header}")
    text = header.read_text()
    names = {"RDONLY": "READ_ONLY", "NOSUID": "NO_SETUID", "NODEV": "NO_DEVICES", "NOEXEC": "NO_PROGRAMS"}
    names |= {"REMOUNT": "REMOUNT", "BIND": "BIND", "REC": "RECURSIVE"}
    for flag, name in names.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"#define MS_{flag}\t")]
        assert getattr(namespaces, name) == int(line.split()[2], 0)


def test_a_template_learns_once_what_tests_import_inside_functions(bubblewrap, tmp_path):
    if warm.why_not_warm():
        pytest.skip(f"processes cannot start warm here: {warm.why_not_warm()}")
    own = warm.Template()
    found = "def loaded():\n    import sys\n    return 'sklearn.datasets' in sys.modules\n"
    cells = [Cell("a", found, "student"), Cell("t", "assert not loaded()\nimport sklearn.datasets", "test", 1.0)]
    how = {"limits": LIMITS, "sandbox": forbidden, "workdir": tmp_path, "environment": {}, "seed": "", "template": own}
    try:
        assert [outcome.ended for outcome in wall.run(cells, **how)] == [True, True]
        assert [outcome.ended for outcome in wall.run(cells, **how)] == [True, False]
        running = own._running[0].pid
        own.learn(f"module_{n}" for n in range(100))
        assert own._running[0].pid == running
    finally:
        own.close()


def test_few_new_modules_and_large_ones_are_not_worth_a_new_template(forks):
    own = warm.Template(["numpy"])
    own.learn(["torch", *(f"torch.part_{n}" for n in range(100)), "small"])
    assert own._modules == {"numpy"}
    asked = warm.Template(["torch"])
    asked.learn(f"torch.part_{n}" for n in range(100))
    assert len(asked._modules) == 101
    own.close()
    asked.close()
