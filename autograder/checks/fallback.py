"""Lets later cells go on: the student's function once its check has passed, the reference until then."""

__all__ = ["choose", "remember"]

_passed: dict = {}


def remember(name, function):
    """Note that ``function`` has passed the check of the exercise ``name``."""
    _passed[name] = function


def choose(yours, reference, *, name=None):
    """Return ``yours`` if it has passed its check in this session, else ``reference``, and say which.

    Parameters
    ----------
    yours : callable
        The student's function.
    reference : callable
        What stands in for it.
    name : str, optional
        The name of the exercise; by default the function's.
    """
    name = name or getattr(yours, "__name__", "your answer")
    if _passed.get(name) is yours:
        print(f"▶ drawn with your `{name}`")
        return yours
    print(f"▷ drawn with the course's own `{name}`: yours has not passed its check yet")
    return reference
