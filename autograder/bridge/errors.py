"""Exceptions across the wall: the name of a class, a text and a traceback, raised again as the nearest known class.

A NotImplementedError arrives as a NotImplementedError. What is no ordinary exception (SystemExit, KeyboardInterrupt)
arrives as a RuntimeError: student code cannot end the process that tests it.
"""

import builtins
import linecache
import sys
import traceback
from typing import Any

from autograder.bridge.limits import TEXT_LENGTH

FOREIGN = (ExceptionGroup, StopIteration, StopAsyncIteration)  # mean something to whatever they pass through


class RemoteError:
    """Marks exceptions that were raised on the other side; ``remote_traceback`` is the text of theirs."""

    remote_traceback = ""


def fields(error: BaseException, shown: Any) -> list:
    """Return what crosses of an exception.

    Parameters
    ----------
    error : BaseException
    shown : callable
        ``shown(filename)`` returns how to call a file in the traceback, or None to leave its frames out.
    """
    classes = [[cls.__module__, cls.__qualname__] for cls in type(error).__mro__[:-1]]
    own = type(error) if type(error).__module__ == "__main__" else None
    return [own, classes, _text(error)[:TEXT_LENGTH], traceback_text(error, shown)]


def rebuilt(received: list) -> Exception:
    """Return the exception to raise for fields that anybody may have sent."""
    own, classes, text, remote_traceback = received
    if not (isinstance(text, str) and isinstance(remote_traceback, str)):
        raise ValueError("an error needs a text and a traceback")
    known = [own] if isinstance(own, type) and issubclass(own, Exception) else []
    base = next(filter(None, (*known, *(known_class(*names) for names in classes[:50]))), RuntimeError)
    name = str(classes[0][1])[:100] if classes else "RuntimeError"
    if base is RuntimeError and name not in ("RuntimeError", "RecursionError"):
        text = f"{name}: {text}" if text else name
    error: Any = (base if issubclass(base, RemoteError) else exception_class(base.__name__, base))()
    error.remote_text, error.remote_traceback = text[:TEXT_LENGTH], remote_traceback[:TEXT_LENGTH]
    if remote_traceback:
        error.add_note(f"in your code:\n{error.remote_traceback}")
    return error


def exception_class(name: str, base: type[Exception]) -> type[Exception]:
    """Return a subclass of ``base`` that marks what comes from the other side and takes any arguments."""
    return type(
        name,
        (RemoteError, base),
        {
            "__module__": base.__module__,
            "__init__": lambda self, *args: setattr(self, "remote_text", str(args[0]) if args else ""),
            "__str__": lambda self: self.remote_text,
        },
    )


def known_class(module: str, name: str) -> type[Exception] | None:
    """Return the exception class of this name, if it is built in or a loaded library's and harmless to raise."""
    place = builtins if module == "builtins" else sys.modules.get(module) if module != "__main__" else None
    cls = vars(place).get(name) if place else None
    usable = isinstance(cls, type) and issubclass(cls, Exception) and not issubclass(cls, FOREIGN)
    return cls if usable and cls is not Exception else None


def traceback_text(error: BaseException, shown: Any) -> str:
    """Return the frames of the notebook's own cells, one line of place and one of code each."""
    lines = []
    for frame in traceback.extract_tb(error.__traceback__, limit=-30):
        place = shown(frame.filename)
        if place:
            code = linecache.getline(frame.filename, frame.lineno or 0).strip() or frame.line
            lines += [f"{place}, line {frame.lineno}, in {frame.name}", f"    {code}"]
    return "\n".join(lines)[-TEXT_LENGTH:]


def _text(error: BaseException) -> str:
    try:
        return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    except Exception as failure:  # an exception of the student's whose text cannot be made
        return f"(no text: {type(failure).__name__})"
