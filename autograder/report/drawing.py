"""The report's pictures: SVG that takes the page's colors, light or dark, and says in words what it shows.

The colors are the course's (those of Okabe and Ito), as CSS variables; text stays text.
"""

import html
import io
import re
import warnings
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from autograder.marks.results import Results
from autograder.report.statistics import ExerciseStatistics, LessonStatistics, fraction

INK, BLUE, RED, GRAY = "#010203", "#0072B2", "#D55E00", "#7F7F7F"
VARIABLES = {INK: "currentColor", BLUE: "var(--blue)", RED: "var(--red)", GRAY: "var(--gray)"}
STYLE: Any = {
    **dict.fromkeys(["text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"], INK),
    "font.family": ["DejaVu Sans"],
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "text.parse_math": False,
}
BINS = 10
LOOK_AT = 0.1  # exercises that discriminate less are pointed at


def percent(part: float) -> str:
    """Return a fraction in words."""
    return f"{100 * part:.0f} %"


def distribution(marks: Sequence[float]) -> str:
    """Return a histogram of the students' marks (fractions); above 1, by extra credit, counts as 1."""
    counts, edges = np.histogram(np.clip(marks, 0, 1), BINS, (0, 1))
    fig, ax = _axes()
    ax.bar(edges[:-1] + 0.005, counts, width=1 / BINS - 0.01, align="edge", color=BLUE)
    ax.set(xlabel="mark", ylabel="students", xlim=(0, 1))
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.yaxis.get_major_locator().set_params(integer=True)
    bars = [f"{percent(low)} to {percent(low + 1 / BINS)}: {n}" for low, n in zip(edges[:-1], counts, strict=True) if n]
    return _svg(fig, "marks", f"Histogram of marks, students in each tenth. {'; '.join(bars)}.")


def progress(results: Results, lessons: Sequence[LessonStatistics]) -> str:
    """Return the class's median and quartiles over the lessons, and each student as a thin line."""
    names, x = [each.lesson for each in lessons], np.arange(len(lessons))
    low, middle, high = np.array([each.quartiles for each in lessons]).T
    fig, ax = _axes()
    for student in results.students:
        own = [fraction(results, student, name) for name in names]
        ax.plot(x, [np.nan if each is None else each for each in own], color=GRAY, lw=0.7, alpha=0.5)
    ax.vlines(x, low, high, color=BLUE, lw=5, alpha=0.4)
    ax.plot(x, middle, "o-", color=BLUE, lw=2.5)
    ax.set_xticks(x, names, rotation=90 if len(names) > 3 else 0)
    ax.set(ylabel="mark", ylim=(-0.03, max(1.03, *high)))
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    said = [f"{each.lesson} {percent(each.quartiles[1])}" for each in lessons]
    return _svg(fig, "progress", f"Marks over the lessons, a thin line per student. Medians: {'; '.join(said)}.")


def quality(statistics: Sequence[ExerciseStatistics]) -> str:
    """Return a picture of difficulty against discrimination; exercises to look at have their number in the table."""
    known = [
        (number, each.difficulty, each.discrimination)
        for number, each in enumerate(statistics, start=1)
        if each.discrimination is not None
    ]
    fig, ax = _axes()
    ax.axhline(LOOK_AT, color=GRAY, lw=1, ls="--")
    for number, difficulty, r in known:
        poor = r < LOOK_AT
        ax.plot(difficulty, r, "X" if poor else "o", color=RED if poor else BLUE, ms=8 if poor else 6)
        if poor:
            ax.annotate(str(number), (difficulty, r), (6, 4), textcoords="offset points", color=INK)
    ax.set(xlabel="mean fraction of points (right: easy)", ylabel="discrimination", xlim=(-0.03, 1.03))
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    low = [str(number) for number, _, r in known if r < LOOK_AT]
    said = f"below {LOOK_AT}: numbers {', '.join(low)} in the table" if low else f"none is below {LOOK_AT}"
    return _svg(fig, "quality", f"Difficulty and discrimination of {len(known)} exercises; {said}.")


def _axes():
    with mpl.rc_context(STYLE):
        fig = Figure(figsize=(5.2, 3.2), layout="constrained")
        return fig, fig.add_subplot()


def _svg(fig: Figure, name: str, words: str) -> str:
    """Return a figure as an SVG element that says ``words``, in the page's colors and with ids of its own."""
    file = io.StringIO()
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the browser has the fonts for names of lessons
        fig.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    text = file.getvalue()
    _, head, body = re.split(r"(<svg[^>]*>)", text, maxsplit=1)
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", body)
    body = body.replace("'DejaVu Sans'", "system-ui, sans-serif")
    for color, variable in VARIABLES.items():
        body = re.sub(color, variable, body, flags=re.IGNORECASE)
    (box,) = re.findall(r'viewBox="[^"]*"', head)
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg role="img" aria-label="{html.escape(words)}" {box} {xlink}>{body}'
