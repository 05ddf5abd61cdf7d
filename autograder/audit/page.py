"""Findings as one HTML page that needs nothing else: readable on a phone, in print and in dark mode."""

from collections.abc import Sequence
from pathlib import Path

import jinja2

from autograder.audit.findings import Findings, rate
from autograder.audit.report import by_lesson, change

TEMPLATES = Path(__file__).parent.parent / "templates"


def page(findings: Sequence[Findings]) -> str:
    """Return the page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("audit.html")
    return template.render(lessons=by_lesson(findings), findings=findings, rate=rate, change=change)
