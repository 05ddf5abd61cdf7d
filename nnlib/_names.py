"""Look a name up in a table; an unknown one is an error that says what was probably meant."""

import difflib

__all__ = ["look_up"]


def look_up(table, name, kind):
    """Return ``table[name]``.

    Parameters
    ----------
    table : dict
        From names to anything.
    name : str
    kind : str
        What the table holds, for the error's sentence: "activation".

    Raises
    ------
    ValueError
        If the table has no such name; the sentence offers the nearest one and lists them all.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    by_lower = {str(key).lower(): key for key in table}
    near = difflib.get_close_matches(str(name).lower(), by_lower, n=1)
    question = f"did you mean {by_lower[near[0]]!r}? " if near else ""
    raise ValueError(f"unknown {kind} {name!r}; {question}known are {', '.join(map(str, table))}")
