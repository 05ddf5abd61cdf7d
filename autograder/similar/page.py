"""What is alike as one HTML page that needs nothing else: side by side, on a phone one below the other."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import jinja2

from autograder.similar.answers import Answer
from autograder.similar.report import NO_VERDICT
from autograder.similar.similar import Found
from autograder.similar.winnowing import Span

TEMPLATES = Path(__file__).parent.parent / "templates"
AROUND = 2  # lines of a long file shown before and after what is marked
LONG = 60  # lines
Segment = tuple[str, bool]


def page(found: Sequence[Found]) -> str:
    """Return the page; the template escapes all that students wrote."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("similar.html")
    return template.render(found=found, segments=segments, no_verdict=NO_VERDICT)


def segments(answer: Answer, shared: Iterable[int]) -> list[Segment]:
    """Return the code of an answer in pieces, each with whether it is marked; a long file only near its marks."""
    spans = merged(span for each in shared for span in answer.prints[each])
    lines = answer.code.splitlines(keepends=True)
    pieces = _pieces(answer.code, spans)
    return pieces if len(lines) <= LONG else _near(pieces)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans with those that touch put together."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _pieces(code: str, spans: Sequence[Span]) -> list[Segment]:
    pieces, last = [], 0
    for start, end in spans:
        pieces += [(code[last:start], False), (code[start:end], True)]
        last = end
    return [*pieces, (code[last:], False)]


def _near(pieces: Sequence[Segment]) -> list[Segment]:
    """Shorten what is not marked to the lines around the marks."""
    short = []
    for number, (text, marked) in enumerate(pieces):
        lines = text.splitlines(keepends=True)
        after = lines[: AROUND + 1] if number else []
        before = lines[-AROUND - 1 :] if number < len(pieces) - 1 else []
        if marked or len(lines) <= len(after) + len(before):
            short.append((text, marked))
        else:
            short.append(("".join([*after, "⋯\n", *before]), False))
    return short
