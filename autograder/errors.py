"""The one exception that the commands turn into a sentence and a non-zero exit."""


class AutograderError(Exception):
    """Something the person at the command line can put right; the text says what and how."""
