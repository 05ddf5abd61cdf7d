"""The global random generators, of those libraries that are loaded: their state taken, put back, or made unforeseeable.

A fork shares the state of its parent (except that Python seeds its own generator anew), so a test that depends on it
would look steady where a fresh notebook is not.
"""

import sys
from collections.abc import Callable
from typing import Any

State = dict[str, Any]
GENERATORS: dict[str, tuple[str, str, str]] = {
    "random": ("getstate", "setstate", "seed"),
    "numpy.random": ("get_state", "set_state", "seed"),
    "torch": ("get_rng_state", "set_rng_state", "seed"),
}


def take() -> State:
    """Return the state of all generators."""
    return {name: get() for name, (get, _, _) in _loaded().items()}


def put_back(state: State) -> None:
    """Set all generators to a state that was taken."""
    for name, (_, restore, _) in _loaded().items():
        if name in state:
            restore(state[name])


def scatter() -> None:
    """Seed all generators from the operating system."""
    for _, _, seed in _loaded().values():
        seed()


def _loaded() -> dict[str, tuple[Callable, Callable, Callable]]:
    found = {name: sys.modules[name] for name in GENERATORS if name in sys.modules}
    return {name: tuple(getattr(module, each) for each in GENERATORS[name]) for name, module in found.items()}
