"""The shell of both processes: what is Python already stays as it is, everything else is as in Jupyter."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json, os, sys
from IPython.core.interactiveshell import InteractiveShell
from autograder.bridge.shell import Shell
shell = Shell.instance()
ours = [shell.transform_cell(source) for source in json.loads(sys.argv[1])]
theirs = [InteractiveShell.transform_cell(shell, source) for source in json.loads(sys.argv[1])]
os.write(1, json.dumps([ours, theirs]).encode())
"""
SOURCES = {
    "Python": "def f(x):\n    return x\n\nf(3)",
    "a last line with its end": "x = 1\ny = 2\n",
    "top-level await": "import asyncio\nawait asyncio.sleep(0)",
    "a magic among lines": "x = 1\n%matplotlib inline",
    "a shell line": "x = 1\n!ls",
    "a cell magic": "%%time\nx = 1",
    "a magic without its sign": "pwd",
    "help": "x = 1\nx?",
    "prompts of Python": ">>> x = 1\n>>> x",
    "prompts of IPython, which Python takes for an annotation": "In [1]: x = 1\nIn [2]: y = 2",
    "empty lines first": "\n\nx = 1\ny",
    "an indented cell": "    x = 1\n    y = 2",
    "an error": "x = = 1\ny = 2",
    "nothing": "",
}


@pytest.fixture(scope="module")
def transformed():
    command = [sys.executable, "-c", PROGRAM, json.dumps(list(SOURCES.values()))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    ours, theirs = json.loads(done.stdout)
    return dict(zip(SOURCES, zip(ours, theirs, strict=True), strict=True))


@pytest.mark.parametrize("name", SOURCES)
def test_a_cell_becomes_the_same_python_as_in_jupyter(name, transformed):
    ours, theirs = transformed[name]
    assert ours == theirs
