"""nnlib's modules → pages of the book that Sphinx fills from their docstrings."""

import importlib
import pkgutil

import nnlib

WITHOUT = {"nnlib.widgets"}  # what lessons show, not what people call


def modules():
    """Return the names of nnlib's public modules and packages of the first level."""
    names = [f"nnlib.{info.name}" for info in pkgutil.iter_modules(nnlib.__path__) if not info.name.startswith("_")]
    return [name for name in names if name not in WITHOUT]


def page(name):
    """Return the page of a module, in Markdown: its own names, then those that only its submodules have."""
    module = importlib.import_module(name)
    parts = [f"# {name}", _automodule(name, imported=hasattr(module, "__path__"))]
    for info in pkgutil.iter_modules(getattr(module, "__path__", [])):
        inner = f"{name}.{info.name}"
        others = set(_exported(inner)) - set(getattr(module, "__all__", ()))
        if not info.name.startswith("_") and others:
            parts += [f"## {inner}", _automodule(inner, only=others)]
    return "\n\n".join(parts) + "\n"


def first_sentence(name):
    """Return the first sentence of a module's docstring."""
    opening = (importlib.import_module(name).__doc__ or "").strip().partition("\n\n")[0]
    return opening.replace("\n", " ").partition(". ")[0].rstrip(".:")


def _exported(name):
    module = importlib.import_module(name)
    return getattr(module, "__all__", ())


def _automodule(name, *, imported=False, only=None):
    options = [":imported-members:"] if imported else []
    options += [f":members: {', '.join(sorted(only))}"] if only else [":members:"]
    return "\n".join(["```{eval-rst}", f".. automodule:: {name}", *(f"   {option}" for option in options), "```"])
