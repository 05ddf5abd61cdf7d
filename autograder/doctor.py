"""What protects the grader on this machine, line by line: each protection is tried, not looked up.

A small program runs in the sandbox exactly as student code does and says what it could do.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.bridge import landlock
from autograder.execution import sandbox, wall, warm
from autograder.execution.strategy import MEBIBYTE, Cell, Limits

PROBE = Path(__file__).parent / "execution" / "probe.py"
LIMITS = Limits(memory=512 * MEBIBYTE, processes=32, disk=32 * MEBIBYTE, file_size=8 * MEBIBYTE)


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes
    ----------
    what : str
        What was tried.
    good : bool
    detail : str
        What was found.
    way_out : str
        How to put it right, where it is not good.
    """

    what: str
    good: bool
    detail: str
    way_out: str = ""

    def __str__(self) -> str:
        line = f"{'✓' if self.good else '✗'} {self.what}: {self.detail}"
        return line if self.good or not self.way_out else f"{line}; {self.way_out}"


def examine() -> Iterator[Finding]:
    """Yield what protects the grader here, one finding after the other."""
    who = "root" if os.geteuid() == 0 else "an ordinary user"
    yield Finding("system", sys.platform == "linux", f"{platform.system()} {platform.release()}, run by {who}")
    reason = sandbox.why_not_bubblewrap()
    yield Finding("bubblewrap", not reason, reason or _version("bwrap"), sandbox.WAY_OUT)
    yield from _kernel()
    cold = warm.why_not_warm()
    detail = (
        f"no ({cold}); each process does its imports anew" if cold else "processes are forked with their imports done"
    )
    yield Finding("warm start", not cold, detail, "marks are the same, grading takes several times as long")
    with tempfile.TemporaryDirectory() as outside:
        yield from _inside(sandbox.none if reason else sandbox.bubblewrap, Path(outside))
        yield _notebook(sandbox.none if reason else sandbox.bubblewrap)
    programs = {"prlimit": "limits per process; Debian: apt-get install util-linux"}
    programs["alembic"] = "the gradebook's version stamp; activate the Python environment"
    for name, purpose in programs.items():
        path = shutil.which(name, path=f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}")
        yield Finding(name, path is not None, path or "not found", f"needed for {purpose}")


def _kernel() -> Iterator[Finding]:
    version = landlock.version()
    detail = f"interface {version}" if version else "not in this kernel"
    detail += "" if version == 0 or version >= 6 else " (6 and newer also hold back signals)"
    yield Finding("Landlock", version > 0, detail, "not needed where bubblewrap works; Linux 5.13 and newer have it")


def _inside(box: sandbox.Sandbox, outside: Path) -> Iterator[Finding]:
    """Run the probe as student code runs, and translate what it says."""
    secret = outside / "secret.txt"
    secret.write_text("42")
    workdir = outside / "work"
    workdir.mkdir()
    script = PROBE.read_text(encoding="utf-8")
    command = box([sys.executable, "-P", "-c", script, str(secret)], limits=LIMITS, workdir=workdir)
    environment = sandbox.clean_environment(workdir)
    result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=workdir, timeout=60)
    if result.returncode:
        last = (result.stderr.strip().splitlines() or ["it said nothing"])[-1]
        yield Finding("student code", False, f"does not start here ({last})")
        return
    for name, could in json.loads(result.stdout).items():
        yield Finding(name, not could, "student code can" if could else "student code cannot")


def _notebook(box: sandbox.Sandbox) -> Finding:
    """Grade a notebook of three cells, as wide as the whole path goes."""
    cells = [
        Cell("answer", "def double(x):\n    return 2 * x", "student"),
        Cell("right", "assert double(2) == 4", "test", 1.0),
        Cell("wrong", "assert double(2) == 5", "test", 1.0),
    ]
    with tempfile.TemporaryDirectory() as workdir:
        limits = replace(Limits(), cell_seconds=10.0)
        how: dict[str, Any] = {"limits": limits, "sandbox": box, "workdir": Path(workdir), "template": warm.template()}
        outcomes = wall.run(cells, environment={}, seed="0", **how)
    good = [outcome.ended for outcome in outcomes] == [True, True, False]
    seconds = sum(outcome.seconds for outcome in outcomes)
    return Finding("the wall", good, f"a small notebook graded, {seconds:.2f} s for its cells" if good else "fails")


def _version(program: str) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
