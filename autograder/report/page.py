"""The report as one HTML page that needs nothing else: readable on a phone, in print and in dark mode."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median

import jinja2
from markupsafe import Markup

from autograder.marks.results import Results
from autograder.report import drawing, statistics
from autograder.report.drawing import percent

TEMPLATES = Path(__file__).parent.parent / "templates"
SENTENCES = 20


def page(results: Results, title: str, day: date) -> str:
    """Return the page.

    Parameters
    ----------
    results : Results
        Of at least one lesson that somebody handed in.
    title : str
        The course's name.
    day : date
        Of the report.
    """
    lessons, exercises = statistics.lessons(results), statistics.exercises(results)
    marks = statistics.marks(results)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"percent": lambda part: "–" if part is None else percent(part), "decimal": decimal}
    told = statistics.sentences(results)
    return environment.get_template("report.html").render(
        title=title,
        day=day,
        results=results,
        lessons=lessons,
        exercises=exercises,
        middle=median(marks.values()),
        told=told[:SENTENCES],
        more=max(len(told) - SENTENCES, 0),
        stuck=statistics.stuck(results),
        look_at=drawing.LOOK_AT,
        failing=statistics.FAILING,
        run=statistics.STUCK,
        pictures={name: Markup(svg) for name, svg in pictures(results, marks, lessons, exercises).items()},
    )


def pictures(results: Results, marks: Mapping[str, float], lessons, exercises) -> dict[str, str]:
    """Return the pictures that there is something to show in."""
    drawn = {"marks": drawing.distribution(list(marks.values())), "progress": drawing.progress(results, lessons)}
    if any(each.discrimination is not None for each in exercises):
        drawn["quality"] = drawing.quality(exercises)
    return drawn


def decimal(value: float | None) -> str:
    """Return two decimals with a minus sign, a dash for None."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")
