"""The registered widgets that open without arguments, and notebooks that show them."""

import inspect

from nnlib import widgets

__all__ = ["NAMES", "write"]


def _opens_by_itself(name):
    parameters = inspect.signature(getattr(widgets, name)).parameters.values()
    return all(parameter.default is not parameter.empty for parameter in parameters)


NAMES = [name for name in widgets.__all__ if _opens_by_itself(name)]


def write(desk, name):
    """Put a notebook with the imports in one cell and the widget in the next into the server's folder."""
    notebook = f"{name}.ipynb"
    desk.write(notebook, f"from nnlib.widgets import {name}", f"{name}()")
    return notebook
