"""The names of the checker: its own, and behind them stand-ins and data from the student's process."""

import builtins
import importlib
from collections.abc import Iterable
from typing import Any

from autograder.bridge.checker_objects import ModuleName
from autograder.bridge.peer import Peer
from autograder.bridge.standins import StandIn

# A library that only the student's cells import is looked up here, under its customary name: any other library could
# be one whose functions of the same names are easier to please.
CUSTOMARY = {
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "sns": "seaborn",
    "tf": "tensorflow",
    "sp": "scipy",
}


class Namespace(dict):
    """The global names of test cells, which fetch from the student what they do not have.

    The instructor's names are never fetched: not those that a cell of the instructor's binds, even if it failed
    before it came to that, and not the built-in ones. Data is fetched again after every call into the student's
    process, which may have changed it; a function or object is fetched once a cell.
    """

    def __init__(self) -> None:
        super().__init__({name: value for name, value in vars(builtins).items() if name[0] != "_"})  # found at once
        self.peer: Peer = None  # type: ignore[assignment]  # until there is a connection
        self._own: frozenset[str] = frozenset()
        self._bound: frozenset[str] = frozenset()  # of these, with those of the cell that runs
        self._fetched: dict[str, tuple[int, Any]] = {}
        self._deleted: set[str] = set()  # names of the student's that a test has deleted and may put back

    def new_cell(self, own: Iterable[str], bound: Iterable[str]) -> None:
        """Forget what was fetched before a cell that binds the names ``bound``; ``own`` are those of the cells before.

        A name that was bound by the last cell and is not among them has been bound by an answer since.
        """
        self._own = frozenset(own)
        for name in self._bound - self._own:
            self.pop(name, None)
        self._bound = self._own.union(bound)
        self._fetched.clear()

    def own_class(self, name: str) -> type | None:
        """Return the class that a cell of the instructor's defined under this name, None if there is none."""
        value = self.get(name)
        return value if isinstance(value, type) and value.__module__ == "__main__" else None

    def __delitem__(self, name: str) -> None:
        """Delete a name; one of the student's in the student's process, for a test that wants a function missing."""
        if name in self or self.peer is None:
            super().__delitem__(name)
            return
        self.peer.request("delete_name", name)
        self._deleted.add(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self._deleted:
            self._deleted.discard(name)
            self.peer.request("set_name", name, value)
        else:
            super().__setitem__(name, value)

    def __missing__(self, name: str) -> Any:
        if self.peer is None or name.startswith("__") or hasattr(builtins, name):
            raise KeyError(name)
        if name in self._own:
            raise NameError(f"{name} has no value here, because the cell that defines it has failed")
        requests, value = self._fetched.get(name, (-1, None))
        if name in self._deleted or (not isinstance(value, StandIn) and requests != self.peer.requests):
            value = self._fetch(name)
            self._fetched[name] = self.peer.requests, value
        return value

    def _fetch(self, name: str) -> Any:
        found = self.peer.request("name", name)
        if type(found) is not list or len(found) > 1:
            raise TypeError("expected a list of one value or none")
        if not found:
            raise NameError(f"name {name!r} is not defined")
        return _module(name, found[0].name) if isinstance(found[0], ModuleName) else found[0]


def _module(name: str, library: str) -> Any:
    if library != CUSTOMARY.get(name, name):
        raise NameError(
            f"{name} is the module {library} in the notebook; tests use only libraries under their own names"
        )
    return importlib.import_module(library)
