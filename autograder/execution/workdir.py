"""The directory a submission runs in: the assignment's files, the student's own, and nothing that hides a library."""

import importlib.util
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nbgrader.utils import find_all_files

CODE = (".py", ".pyc", ".so", ".pyd")
START_UP = ("sitecustomize", "usercustomize")


def fill(
    workdir: Path, handed_out: Path, submitted: Path, *, ignore: list[str], kept: set[str], limit: float
) -> list[str]:
    """Copy the files beside a notebook into ``workdir``; return one sentence per kind of file left out.

    Parameters
    ----------
    workdir : Path
        An empty directory.
    handed_out, submitted : Path
        The folders of the source and of the submission. Where both have a file, the source's is taken.
    kept : set of str
        Files of which the student's is taken.
    ignore : list of str
        File patterns that nbgrader ignores in this course.
    limit : int
        The bytes that all of the student's files may have together.
    """
    shadows, large = [], []
    for path, name in companions(submitted, ignore):
        size = path.stat().st_size
        if hides_library(name):
            shadows.append(str(name))
        elif size > limit:
            large.append(str(name))
        else:
            limit -= size
            _copy(path, workdir / name)
    for path, name in companions(handed_out, ignore):
        if str(name) not in kept or not (workdir / name).exists():
            _copy(path, workdir / name)
    kinds = {"files that hide a library, left out": shadows, "files beyond the size limit, left out": large}
    return [f"{kind}: {', '.join(sorted(names))}" for kind, names in kinds.items() if names]


def companions(folder: Path, ignore: list[str]) -> Iterator[tuple[Path, Path]]:
    """Yield the regular files of a folder that are no notebooks, each with its name in the folder.

    Links are left out because they could lead to another student's work, hidden files because programs read them as
    settings.
    """
    for found in sorted(find_all_files(os.fspath(folder), [*ignore, "*.ipynb"])):
        path = Path(found)
        name = path.relative_to(folder)
        if stat.S_ISREG(path.lstat().st_mode) and not any(part.startswith(".") for part in name.parts):
            yield path, name


@cache
def hides_library(name: Path) -> bool:
    """Return whether a file could be imported in place of something installed, or run or read at start-up."""
    top = name.parts[0].partition(".")[0]
    if name.suffix == ".pth" or top.endswith("_config") or top in START_UP:
        return True
    importable = name.suffix in CODE or len(name.parts) > 1
    return importable and (top in sys.stdlib_module_names or _installed(top))


def _installed(name: str) -> bool:
    try:
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
    except (ImportError, ValueError):
        return True
    return spec is not None and spec.origin is not None  # a folder that happens to be here has no origin


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
