"""What is alike, for people: a table per lesson, problems as sentences; the same as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.audit.report import write
from autograder.similar.similar import Found

NO_VERDICT = "A pair is a place to look, not a verdict."


def show(found: Sequence[Found], console: Console) -> None:
    """Print one line per pair."""
    for each in found:
        if each.clusters:
            console.print(_table(each))
        for problem in each.problems:
            console.print(f"[yellow]?[/yellow] {escape(each.lesson)}: {escape(problem)}", soft_wrap=True)
    groups = [cluster for each in found for cluster in each.clusters]
    numbers = sum(each.students for each in found), len(groups), sum(len(cluster.pairs) for cluster in groups)
    console.print(f"{numbers[0]} submissions, {numbers[1]} clusters, {numbers[2]} pairs. {NO_VERDICT}")


def _table(found: Found) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=escape(found.lesson), title_justify="left")
    table.add_column("cluster", justify="right")
    for name in ("student", "and"):
        table.add_column(name, no_wrap=True)
    for name in ("share", "bits"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("exercises", overflow="fold")
    for number, cluster in enumerate(found.clusters, start=1):
        for pair in cluster.pairs:
            exercises = ", ".join(part.exercise for part in pair.parts)
            words = (str(number), pair.left, pair.right, f"{pair.share:.0%}", f"{pair.evidence:.0f}", exercises)
            table.add_row(*map(escape, words))
    return table


def rows(found: Sequence[Found]) -> list[dict]:
    """Return plain data, one object per pair."""
    return [
        {
            "lesson": each.lesson,
            "cluster": number,
            "members": list(cluster.members),
            "left": pair.left,
            "right": pair.right,
            "share": round(pair.share, 4),
            "bits": round(pair.evidence, 2),
            "exercises": [
                {
                    "exercise": part.exercise,
                    "share": round(part.share, 4),
                    "bits": round(part.evidence, 2),
                    "right": part.right.name,
                }
                for part in pair.parts
            ],
        }
        for each in found
        for number, cluster in enumerate(each.clusters, start=1)
        for pair in cluster.pairs
    ]


def write_json(path: Path, found: Sequence[Found]) -> None:
    """Write the pairs as JSON."""
    write(path, json.dumps(rows(found), indent=1, ensure_ascii=False))
