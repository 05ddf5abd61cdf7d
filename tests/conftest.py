"""What all tests share: a fixture per array library, and skips that CI turns into failures."""

import os
import shutil

import numpy as np
import pytest

os.environ.setdefault("MPLBACKEND", "agg")


def pytest_configure(config):
    try:
        import torch
    except ImportError:
        return
    torch.set_num_threads(1)  # pytest-xdist already fills the cores


def need_program(name, package):
    """Skip the test unless the program ``name`` is there; fail instead where CI has installed ``package``."""
    path = shutil.which(name)
    if path is None:
        reason = f"needs {name}; on Debian: apt-get install {package}"
        (pytest.fail if os.environ.get("REQUIRE_SYSTEM_PACKAGES") else pytest.skip)(reason)
    return path


@pytest.fixture(scope="session")
def chromium():
    return need_program("chromium", "chromium")


@pytest.fixture(scope="session")
def bubblewrap():
    return need_program("bwrap", "bubblewrap")


@pytest.fixture(scope="session")
def dot():
    return need_program("dot", "graphviz")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def backends():
    """Return the array libraries to test on: a GPU's tensors too, where there is one."""
    try:
        import torch
    except ImportError:
        return ["numpy", "torch"]  # the second is skipped, with the reason
    return ["numpy", "torch", *(["cuda"] if torch.cuda.is_available() else [])]


@pytest.fixture(params=backends())
def backend(request, monkeypatch):
    """A function that turns nested lists or NumPy arrays into arrays of the library under test."""
    if request.param == "numpy":
        return np.asarray
    torch = pytest.importorskip("torch")
    if request.param == "torch":
        return lambda values: torch.asarray(np.array(values))
    as_array = torch.Tensor.__array__
    # What a test compares it may fetch from the GPU; nnlib's own conversions say ``cpu()`` and do without this.
    monkeypatch.setattr(torch.Tensor, "__array__", lambda x, dtype=None: as_array(x.cpu(), dtype))
    return lambda values: torch.asarray(np.array(values), device="cuda")
