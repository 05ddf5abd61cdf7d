"""CSV (RFC 4180, UTF-8) of which no cell can become a formula or a second line.

Names and sentences can come from students. A spreadsheet takes a cell that begins with =, +, - or @ for a formula,
whatever quotes are around it; an apostrophe before it makes it text. Line ends become spaces, because the systems that
read these files look at them line by line, too.

References
----------
OWASP, *CSV Injection*, https://owasp.org/www-community/attacks/CSV_Injection; Y. Shafranovich (2005), RFC 4180.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from unicodedata import category

FORMULA = tuple("=+-@＝＋－＠")  # OWASP names the full-width ones, too
UNWRITABLE = {"Cc", "Cs"}  # control characters, and halves of characters, which UTF-8 does not have
INVISIBLE = "Cf"  # joiners and the like: names need them, but one could hide a sign


def text(words: str) -> str:
    """Return text for a cell: one line, and no formula."""
    line = " ".join("".join(" " if category(letter) in UNWRITABLE else letter for letter in words).split())
    first = next((letter for letter in line if category(letter) != INVISIBLE), "")
    return f"'{line}" if first in FORMULA else line


def number(points: float, digits: int = 5) -> str:
    """Return points for a cell, with a decimal point and no needless zeros."""
    return f"{points:.{digits}f}".rstrip("0").rstrip(".")


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV; a cell with a comma or a quote in it is quoted, its quotes doubled."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()
