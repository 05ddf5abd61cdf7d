"""The first cell of the course says in a sentence which package is missing or too old, before anything needs it."""

import importlib.metadata

import pytest

from tests.course.lessons import notebook

ENVIRONMENT = next(cell.source for cell in notebook("00-start").cells if cell.id == "environment")


def without(package):
    def version(name):
        if name == package:
            raise importlib.metadata.PackageNotFoundError(name)
        return "99.0"

    return version


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        (without("numpy"), "numpy ✗ it is not installed: run `make lab` again"),
        (lambda name: "1.26.4" if name == "numpy" else "99.0", "numpy 1.26.4 ✗ 2.1 or newer is needed: run `make lab`"),
    ],
)
def test_a_package_that_will_not_do_is_named_before_the_first_import(monkeypatch, capsys, version, sentence):
    packages, imports = ENVIRONMENT.split("import numpy as np")
    monkeypatch.setattr(importlib.metadata, "version", version)
    exec(packages, {})
    said = capsys.readouterr().out
    assert sentence in said
    assert "anywidget 99.0 ✓" in said
    assert "nnlib" in imports
