"""The pins: constraints.txt has a version for every direct dependency, and environment.yml repeats exactly those."""

import pathlib
import re
import tomllib

import yaml

ROOT = pathlib.Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines):
    return {normal(name.partition("[")[0]): version for name, _, version in (line.partition("==") for line in lines)}


def constraints():
    return pins(line for line in (ROOT / "constraints.txt").read_text().split() if "==" in line)


def conda_pins():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    return pins(line for line in next(d["pip"] for d in listed if isinstance(d, dict)) if "==" in line)


def direct_dependencies():
    listed = [*PROJECT["dependencies"], *(d for extra in PROJECT["optional-dependencies"].values() for d in extra)]
    names = {normal(re.match(r"[\w.-]+", dependency).group()) for dependency in listed}
    return names - {normal(PROJECT["name"])}


def test_every_direct_dependency_is_pinned():
    assert direct_dependencies() <= constraints().keys()


def test_the_conda_environment_has_the_same_pins():
    assert conda_pins() == {name: constraints()[name] for name in direct_dependencies()}


def test_torch_is_the_version_that_has_a_processor_build():
    assert constraints()["torch"] == "2.13.0"
