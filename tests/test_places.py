"""The files that other places read, Binder and development containers, keep those places' conventions.

References
----------
- repo2docker, *Configuration files*, https://repo2docker.readthedocs.io, and its ``buildpacks/conda/__init__.py``.
- *Development Containers*, ``schemas/devContainer.base.schema.json`` of https://github.com/devcontainers/spec.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import jsonschema
import pytest
import yaml

from autograder.environment import OLDEST_PYTHON, PROGRAMS

ROOT = pathlib.Path(__file__).parent.parent
COMMAND = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}, {"type": "object"}]}
PORT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "label": {"type": "string"},
        "onAutoForward": {"enum": ["notify", "openBrowser", "openBrowserOnce", "openPreview", "silent", "ignore"]},
        "protocol": {"enum": ["http", "https"]},
        "requireLocalPort": {"type": "boolean"},
        "elevateIfNeeded": {"type": "boolean"},
    },
}
SIZE = {"type": "string", "pattern": r"^\d+([tgmk]b)?$"}
CONTAINER = {  # the part of the specification's schema for a container from an image
    "type": "object",
    "required": ["image"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "image": {"type": "string"},
        "features": {"type": "object"},
        "forwardPorts": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}},
        "portsAttributes": {"type": "object", "additionalProperties": PORT},
        "containerEnv": {"type": "object", "additionalProperties": {"type": "string"}},
        "remoteUser": {"type": "string"},
        "securityOpt": {"type": "array", "items": {"type": "string"}},
        "capAdd": {"type": "array", "items": {"type": "string"}},
        "onCreateCommand": COMMAND,
        "updateContentCommand": COMMAND,
        "postCreateCommand": COMMAND,
        "postStartCommand": COMMAND,
        "hostRequirements": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"cpus": {"type": "integer", "minimum": 1}, "memory": SIZE, "storage": SIZE},
        },
        "customizations": {"type": "object"},
    },
}


@pytest.fixture
def container():
    return json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())


def python_of_conda():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    [python] = [each for each in listed if isinstance(each, str) and each.startswith("python")]
    return re.match(r"python\s*=+\s*([\d\.]*)", python).group(1)  # repo2docker's own pattern


def test_the_containers_file_has_the_fields_of_the_specification(container):
    jsonschema.validate(container, CONTAINER)


def test_the_container_has_python_and_programs_that_are_needed(container):
    version = re.search(r":(\d+)\.(\d+)-", container["image"]).groups()
    assert tuple(map(int, version)) >= OLDEST_PYTHON
    installed = container["onCreateCommand"].partition("--no-install-recommends ")[2].split()
    assert sorted(installed) == sorted(package for _, package in PROGRAMS.values())
    assert all(package in (ROOT / ".ci" / "run").read_text() for package in installed)


def test_the_container_is_set_up_by_targets_that_exist(container):
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"make (\w+)", container["postCreateCommand"])
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_binder_finds_its_files_where_it_looks():
    assert not (ROOT / "binder").exists()  # with one of these, the files of the root do not count
    assert not (ROOT / ".binder").exists()
    assert not (ROOT / "Dockerfile").exists()
    assert os.access(ROOT / "postBuild", os.X_OK)
    assert (ROOT / "postBuild").read_text().startswith("#!/bin/bash\n")


def test_one_python_is_pinned_for_conda_and_binder():
    version = python_of_conda()
    assert tuple(map(int, version.split("."))) >= OLDEST_PYTHON


def test_the_page_that_binder_opens_is_made_when_its_image_is_built(tmp_path):
    page = re.search(r"urlpath=lab/tree/(\S+)", (ROOT / "docs" / "running.md").read_text()).group(1)
    lesson = pathlib.Path(page).parent.name
    shutil.copytree(ROOT / "course" / "source" / lesson, tmp_path / "course" / "source" / lesson)
    shutil.copy(ROOT / "course" / "nbgrader_config.py", tmp_path / "course")
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    subprocess.run([ROOT / "postBuild"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert "BEGIN SOLUTION" not in (tmp_path / page).read_text()
