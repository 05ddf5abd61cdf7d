"""While student code runs: a time limit that interrupts it, and a record of the off-limits functions that it calls.

Both live in the student's process, so they bind everybody who does not set out to defeat them. What binds those too is
outside: the process is killed some seconds after the limit, and ``autograder.submissions.off_limits`` reads the
answer's text.
The record sees calls through any name, but only of functions and classes written in Python and of plain built-in
functions: ``numpy.tanh``, which is neither, is a matter for the reader of the text.
"""

import inspect
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import CodeType, FrameType
from typing import Any

AGAIN_SECONDS = 0.5  # until the next interrupt, where a bare except swallowed the first


class TimeIsUp(KeyboardInterrupt):  # an interrupt rather than an error: `except Exception` lets it pass
    """Student code ran longer than it may."""


class OffLimitsError(Exception):
    """An answer called what its exercise asks to write."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeIsUp in the main thread after that many seconds, again and again until the block ends."""

    def interrupt(*_: Any) -> None:
        raise TimeIsUp(f"stopped after {seconds:.3g} s; is there a loop that never ends?")

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def off_limits(names: tuple[str, ...], is_student: Callable[[str], Any]) -> Iterator[None]:
    """Raise OffLimitsError at the end of the block if code of the student's called something off limits in it.

    Parameters
    ----------
    names : tuple of str
        Dotted names of functions, classes and modules; what is below a name is off limits too.
    is_student : callable
        Whether code of this file name is the student's: what libraries call among themselves is their affair.
    """
    if not names:
        yield
        return
    listed = _listed(names, len(sys.modules))  # a lesson may import a module only when it is called
    called: list[str] = []

    def watch(frame: FrameType, event: str, callee: Any) -> None:
        if event == "call":
            name, caller = listed.of(frame), frame.f_back
        elif event == "c_call":
            name, caller = listed.builtins.get(id(callee)), frame
        else:
            return
        if name and caller and is_student(caller.f_code.co_filename):
            called.append(name)

    sys.setprofile(watch)
    try:
        yield
    finally:
        removed = sys.getprofile() is not watch
        sys.setprofile(None)
    if called:
        raise OffLimitsError(
            f"{called[0]} is off limits in this exercise, and your code calls it; write that part yourself"
        )
    if removed:
        raise OffLimitsError("your code switched off the watch over what is off limits in this exercise")


class _Listed:
    """What of the modules that are imported now is off limits, and under which of the names."""

    def __init__(self, names: tuple[str, ...]):
        things = [(thing, name) for name in names for thing in _things(name)]
        self.builtins = {id(thing): name for thing, name in things if not isinstance(thing, CodeType)}
        self._names = names
        # By identity: two functions that are written alike have equal codes.
        self._codes: dict[int, tuple[Any, str | None]] = {
            id(thing): (thing, name) for thing, name in things if isinstance(thing, CodeType)
        }

    def of(self, frame: FrameType) -> str | None:
        """Return the name under which the code that begins to run is off limits, None if it is not."""
        code = frame.f_code
        _, name = self._codes.get(id(code), (None, ""))
        if name == "":
            name = _below(frame, self._names)
            self._codes[id(code)] = code, name
        return name


@lru_cache(maxsize=4)
def _listed(names: tuple[str, ...], _modules: int) -> _Listed:
    return _Listed(names)


def _things(name: str) -> list[Any]:
    """Return the built-in function, or the code of the function or of the class's methods, that has a dotted name."""
    module, _, attributes = name.partition(".")
    thing: Any = sys.modules.get(module)
    for part in filter(None, attributes.split(".")):
        thing = getattr(thing, part, None)
    functions = [*vars(thing).values()] if isinstance(thing, type) else [thing]
    codes = [getattr(inspect.unwrap(function), "__code__", None) for function in functions if callable(function)]
    return [*filter(lambda code: isinstance(code, CodeType), codes), *(f for f in functions if inspect.isbuiltin(f))]


def _below(frame: FrameType, names: tuple[str, ...]) -> str | None:
    """Return the name under which a Python function lies, by the module that defines it."""
    full = f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_qualname}."
    return next((name for name in names if full.startswith(f"{name}.")), None)
