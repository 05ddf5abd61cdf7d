"""In-place changes: what a call on the other side did to its arguments is done to the originals here."""

from typing import Any

import numpy as np

UNCHANGING = (type(None), bool, int, float, complex, str, bytes)


def may_change(values: Any) -> bool:
    """Return whether any of the values could be changed in place."""
    return any(type(value) not in UNCHANGING for value in values)


def apply(old: Any, new: Any) -> None:
    """Change ``old`` in place to equal ``new``, keeping the identity of the containers inside it where it can.

    Values that cannot be changed, and those whose type or shape became another, are left as they are.
    """
    if type(old) is not type(new):
        return
    if isinstance(old, (list, tuple)):
        _apply_sequence(old, new)
    elif isinstance(old, dict):
        _apply_dict(old, new)
    elif isinstance(old, set):
        old.clear()
        old.update(new)
    elif isinstance(old, np.ndarray):
        if old.shape == new.shape and old.dtype == new.dtype and old.flags.writeable:
            old[...] = new
    elif isinstance(old, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
    elif type(old).__module__ == "torch":
        _apply_tensor(old, new)


def _apply_sequence(old: list | tuple, new: list | tuple) -> None:
    merged = [_merged(a, b) for a, b in zip(old, new, strict=False)]
    if isinstance(old, list):
        old[:] = [*merged, *new[len(merged) :]]


def _apply_dict(old: dict, new: dict) -> None:
    merged = {key: _merged(old[key], value) if key in old else value for key, value in new.items()}
    old.clear()
    old.update(merged)


def _merged(old: Any, new: Any) -> Any:
    """Return ``old`` itself, changed, where it is something that can be changed into ``new``; otherwise ``new``."""
    if type(old) is not type(new) or not may_change([old]):
        return new
    if isinstance(old, np.ndarray) and (old.shape != new.shape or old.dtype != new.dtype or not old.flags.writeable):
        return new
    apply(old, new)
    return old


def _apply_tensor(old: Any, new: Any) -> None:
    import torch

    if isinstance(old, torch.Tensor) and old.shape == new.shape and old.dtype == new.dtype:
        with torch.no_grad():
            old.copy_(new)
