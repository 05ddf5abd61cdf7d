"""An exception in a test cell → the one sentence that the student reads about it."""

import re

CHECK_FAILED = ("CheckFailed", "AssertionError")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
LONGEST = 500  # characters


def explain(reply: dict, names: dict[int, str]) -> str:
    """Return what went wrong in a cell.

    Parameters
    ----------
    reply : dict
        The content of an ``execute_reply`` with status "error": ename, evalue, traceback.
    names : dict of int to str
        Execution counts of the student's cells, and how to call those cells.
    """
    name, text = str(reply.get("ename", "Error")), clean(str(reply.get("evalue", "")))
    if name in CHECK_FAILED:
        return text or "a test of this exercise failed"
    if name == "NotImplementedError" and not text:
        return "NotImplementedError: this exercise has no answer yet"
    if name == "StdinNotImplementedError":
        return f"input() waits for a person, and nobody is there when a notebook is graded{_place(reply, names)}"
    return f"{name}: {text}{_place(reply, names)}" if text else f"{name}{_place(reply, names)}"


def stopped(seconds: float) -> str:
    """Return the sentence for a cell that ran out of time."""
    return f"stopped after {seconds:.3g} s; is there a loop that never ends?"


def clean(text: str) -> str:
    """Return text without color codes and control characters, at most ``LONGEST`` characters long."""
    text = "".join(letter for letter in ANSI.sub("", text) if letter.isprintable() or letter in "\n\t").strip()
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _place(reply: dict, names: dict[int, str]) -> str:
    """Return ", in your cell …, line …" for the innermost frame that is the student's."""
    frames = FRAME.findall(ANSI.sub("", "\n".join(map(str, reply.get("traceback", ())))))
    places = [(names[int(count)], line) for count, line in frames if int(count) in names]
    return f", in {places[-1][0]}, line {places[-1][1]}" if places else ""
