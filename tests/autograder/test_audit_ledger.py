"""What a ledger's key counts of a program: what runs, not what is said about it."""

import pytest

from autograder.audit.ledger import code

MODULE = '''"""What it is for."""

import math  # for the root


class Circle:
    """A round thing,

    of a radius.
    """

    # to be given
    radius = "#1"

    def area(self):
        """Return its area."""
        text = """not a docstring  # not a comment"""
        return math.pi * self.radius**2, text
'''


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What it is for.", "What it is good for,\n\nand for whom."),
        ("A round thing,", "A thing,"),
        ("Return its area.", "Return the area."),
        ("# for the root", "# for pi"),
        ("  # for the root", ""),
        ("    # to be given\n", ""),
        ("\n\nclass", "\n\n\n\nclass"),
    ],
)
def test_comments_docstrings_and_empty_lines_do_not_count(old, new):
    assert old in MODULE
    assert code(MODULE.replace(old, new)) == code(MODULE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**2", "**3"),
        ("#1", "#2"),
        ("not a docstring", "a text"),
        ("# not a comment", ""),
        ("import math", "import cmath"),
    ],
)
def test_what_runs_counts(old, new):
    assert old in MODULE
    assert code(MODULE.replace(old, new)) != code(MODULE)


def test_what_is_left_are_the_lines_that_run():
    assert code(MODULE).splitlines() == [
        "import math",
        "class Circle:",
        '    radius = "#1"',
        "    def area(self):",
        '        text = """not a docstring  # not a comment"""',
        "        return math.pi * self.radius**2, text",
    ]
