"""The arrows of the design: who may import whom, read from the syntax trees."""

import ast
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parent.parent


def imported_modules(path, *, top_level_only=False):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(module, package):
    return module == package or module.startswith(package + ".")


def sources(package):
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", sources("nnlib"), ids=lambda p: str(p.relative_to(ROOT)))
def test_nnlib_knows_nothing_of_the_course_and_the_autograder(path):
    foreign = [
        m for m in imported_modules(path) for p in ("autograder", "course", "tests", "nbgrader") if imports(m, p)
    ]
    assert not foreign


@pytest.mark.parametrize("path", sources("nnlib"), ids=lambda p: str(p.relative_to(ROOT)))
def test_nnlib_imports_torch_only_inside_functions(path):
    assert not [m for m in imported_modules(path, top_level_only=True) if imports(m, "torch")]


@pytest.mark.parametrize("path", sources("autograder"), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_autograder_grades_any_course_and_never_imports_nnlib(path):
    assert not [m for m in imported_modules(path) if imports(m, "nnlib")]


LAYERS = ["errors", "checks", "bridge", "execution", "submissions", "course", "marks"]  # then come the commands


def layer(module):
    name = module.split(".")[1] if "." in module else ""
    return LAYERS.index(name) if name in LAYERS else len(LAYERS)


@pytest.mark.parametrize("path", sources("autograder"), ids=lambda p: str(p.relative_to(ROOT)))
def test_inside_the_autograder_a_layer_knows_only_those_below_it(path):
    own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
    used = [m for m in imported_modules(path) if m.startswith("autograder.")]
    assert not [m for m in used if layer(m) > own]


def test_importing_nnlib_loads_neither_torch_nor_matplotlib_nor_scikit_learn():
    heavy = "torch", "matplotlib", "sklearn", "scipy", "ipywidgets"
    code = f"import sys, nnlib; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.slow
def test_the_types_of_the_autograder_agree():
    command = [sys.executable, "-m", "mypy", "autograder"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
