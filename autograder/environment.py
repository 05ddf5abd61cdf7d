"""What is installed here for the lessons, line by line: ``python -m autograder.environment``, or ``make doctor``.

It must start where things are missing: only Python's own library is imported at first, and an old Python reads it too.
It ends with what ``autograder doctor`` says, which tries what protects a grader.
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
OLDEST_PYTHON = (3, 11)
EXTRAS = {  # of pyproject.toml: what they are for, and whether a student needs them
    "": ("nnlib itself", True),
    "lab": ("JupyterLab and the notebooks", True),
    "grading": ("releasing, checking and grading notebooks", True),
    "torch": ("the comparisons with PyTorch, and tensors on a GPU", False),
    "cluster": ("grading on many machines, PostgreSQL", False),
    "book": ("the lessons as a web site", False),
    "dev": ("the project's own tests", False),
}
PROGRAMS = {
    "dot": ("lays out the graphs of lesson 08; without it they are drawn plainly", "graphviz"),
    "bwrap": ("the sandbox around student code, for graders on Linux", "bubblewrap"),
    "chromium": ("the project's own tests in a browser", "chromium"),
}
NO_SUBSHELLS = "@jupyterlab/apputils-extension:kernels-settings"
SET_UP = "make setup"


@dataclass(frozen=True)
class Line:
    """One line of the report.

    Attributes
    ----------
    what : str
    found : str
    state : str
        ``✓`` good, ``✗`` needed and missing, ``–`` missing but not needed for the lessons.
    way_out : str
        How to put it right, where it is not good.
    """

    what: str
    found: str
    state: str = "✓"
    way_out: str = ""

    def __str__(self) -> str:
        line = f"{self.state} {self.what}: {self.found}"
        return line if self.state == "✓" or not self.way_out else f"{line}; {self.way_out}"


def examine(root: Path = ROOT) -> Iterator[Line]:
    """Yield what is here for the lessons, one line after the other.

    Parameters
    ----------
    root : Path
        Where pyproject.toml, constraints.txt and course/ are.
    """
    yield python()
    if sys.version_info >= OLDEST_PYTHON:  # an older one cannot read pyproject.toml either
        yield from packages(root)
    yield from programs()
    yield kernel()
    yield widget_messages()
    yield from folders(root)


def python() -> Line:
    """Return a line on the version of Python, and which one it is."""
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, OLDEST_PYTHON))
    good = sys.version_info >= OLDEST_PYTHON
    way_out = f"{wanted} or newer is needed; try: make PYTHON=python3.12 setup"
    return Line("Python", f"{version}, {sys.executable}", "✓" if good else "✗", way_out)


def packages(root: Path) -> Iterator[Line]:
    """Yield a line for each group of packages that is complete, and one for each package that is not right."""
    import tomllib  # Python 3.11

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = _pins(root / "constraints.txt")
    for extra, (purpose, needed) in EXTRAS.items():
        wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
        wanted = [requirement for requirement in wanted if _name(requirement) != _name(project["name"])]
        wrong = [line for line in (_package(each, pins, purpose, needed) for each in wanted) if line]
        yield from wrong
        if not wrong:
            yield Line(f"packages for {purpose}", f"{len(wanted)}, in the versions that are tested together")


def _package(requirement: str, pins: dict[str, str], purpose: str, needed: bool) -> Line | None:
    """Return what is wrong with a package, if anything is."""
    name = _name(requirement)
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Line(name, f"not installed, for {purpose}", "✗" if needed else "–", SET_UP)
    oldest = re.search(r">=([\d.]+)", requirement)
    if oldest and _numbers(version) < _numbers(oldest.group(1)):
        return Line(name, f"{version} is too old, for {purpose}", "✗" if needed else "–", SET_UP)
    pinned = pins.get(name)
    if pinned and pinned != version.partition("+")[0]:  # 2.13.0+cpu is a 2.13.0
        return Line(name, f"{version}, tested with {pinned}", "–", f"{SET_UP}, if something does not work")
    return None


def _pins(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").split() if path.is_file() else []
    return {_name(line): line.partition("==")[2] for line in lines if "==" in line}


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def programs() -> Iterator[Line]:
    """Yield a line for each program that is no Python package; the lessons work without any of them."""
    for name, (purpose, package) in PROGRAMS.items():
        path = shutil.which(name)
        yield Line(
            f"program {name}",
            path or f"not found: {purpose}",
            "✓" if path else "–",
            f"Debian: apt-get install {package}",
        )


def kernel() -> Line:
    """Return whether notebooks, which ask for the kernel ``python3``, get this Python."""
    what = "kernel python3"
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

        spec = KernelSpecManager().get_kernel_spec("python3")
    except ImportError as error:
        return Line(what, f"cannot be looked up ({error})", "✗", SET_UP)
    except NoSuchKernel:
        return Line(what, "there is none", "✗", f"{sys.executable} -m ipykernel install --sys-prefix")
    program = shutil.which(spec.argv[0]) or spec.argv[0]
    by_name = re.fullmatch(r"python[\d.]*", spec.argv[0])  # jupyter_client puts its own Python there
    if by_name or Path(program).absolute() == Path(sys.executable).absolute():
        return Line(what, spec.resource_dir)
    return Line(
        what,
        f"starts another Python, {program}",
        "✗",
        f"remove {spec.resource_dir}, or: {program} -m pip install --editable .",
    )


def widget_messages() -> Line:
    """Return whether JupyterLab leaves the messages of widgets on the kernel's main thread, as it must for figures."""
    what = "JupyterLab's setting for widgets"
    try:
        from jupyterlab.commands import get_app_dir, get_user_settings_dir
        from jupyterlab_server.settings_utils import get_settings

        folder = Path(get_app_dir())
        found, _ = get_settings(
            str(folder / "settings"), str(folder / "schemas"), get_user_settings_dir(), NO_SUBSHELLS
        )
    except Exception as error:  # whatever a broken installation raises
        return Line(what, f"cannot be read ({type(error).__name__}: {error})", "✗", SET_UP)
    value = found["settings"].get("commsOverSubshells", found["schema"]["properties"]["commsOverSubshells"]["default"])
    if value == "disabled":
        return Line(what, "messages wait for the running cell")
    mine = "commsOverSubshells" in found["settings"]
    way_out = "Settings > Kernels: set it to disabled" if mine else f"install nnlib where JupyterLab is: {SET_UP}"
    return Line(what, f"messages come beside the running cell ({value}), which spoils figures", "✗", way_out)


def folders(root: Path) -> Iterator[Line]:
    """Yield whether what is written to can be written to."""
    yield _writable(
        "the course's folder", root / "course", f"make {root / 'course'} writable, or copy it to a folder of yours"
    )
    try:
        from jupyter_core.paths import jupyter_runtime_dir

        runtime = Path(jupyter_runtime_dir())
    except ImportError:
        return
    yield _writable("Jupyter's folder", runtime, "make it writable, or set JUPYTER_RUNTIME_DIR to one that is")


def _writable(what: str, folder: Path, way_out: str) -> Line:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError as error:
        return Line(what, f"{folder} cannot be written ({error.strerror})", "✗", way_out)
    return Line(what, str(folder))


def protections() -> Iterator[Any]:
    """Yield the lines of ``autograder doctor``, or the one reason why there are none."""
    try:
        from autograder.doctor import examine
    except ImportError as error:
        yield Line("grading", f"does not start here ({error})", "✗", f"it needs Linux or WSL2, and: {SET_UP}")
        return
    yield from examine()


def main() -> int:
    """Print the report; return 1 if something is missing that the lessons need."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console of Windows's may have no ✓
    missing = 0
    for line in examine():
        print(line, flush=True)
        missing += line.state == "✗"
    print("\nTo grade a class (autograder doctor):", flush=True)
    for line in protections():
        print(line, flush=True)
    print(f"\n{f'The lessons need what has a ✗ above: {missing} lines.' if missing else 'The lessons can start.'}")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())
