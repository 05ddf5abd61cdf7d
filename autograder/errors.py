"""The one exception that the commands turn into a sentence and a non-zero exit."""


class AutograderError(Exception):
    """Something the person at the command line can put right; the text says what and how."""


def first_line(error: Exception) -> str:
    """Return the first line of an exception's text, its type where it has none."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
