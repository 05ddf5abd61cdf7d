"""Which command starts a kernel: from the name in a notebook's metadata to an argument list."""

import re
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

from autograder.errors import AutograderError

PYTHON = re.compile(r"python(3(\.\d+)?)?")


def find_kernel(name: str) -> KernelSpec:
    """Return Jupyter's specification of the kernel ``name``; any unknown Python is this one.

    Raises
    ------
    AutograderError
        If the kernel is not installed.
    """
    manager = KernelSpecManager()
    try:
        return manager.get_kernel_spec(name)
    except NoSuchKernel:
        if PYTHON.match(name):
            return manager.get_kernel_spec("python3")
        known = ", ".join(sorted(manager.find_kernel_specs()))
        raise AutograderError(
            f"the notebook asks for the kernel {name!r}, installed here: {known}; install it or change the kernel"
        ) from None


def kernel_command(spec: KernelSpec, connection_file: Path) -> list[str]:
    """Return the argument list that starts a kernel; Python kernels keep their history in memory."""
    words = {"connection_file": str(connection_file), "resource_dir": spec.resource_dir, "prefix": sys.prefix}
    command = [re.sub(r"\{(\w+)\}", lambda match: words.get(match[1], match[0]), part) for part in spec.argv]
    if PYTHON.fullmatch(command[0]):
        command[0] = sys.executable  # as KernelManager.format_kernel_cmd does
    history = ["--HistoryManager.hist_file=:memory:"] if spec.language == "python" else []
    return command + history
