"""Findings for people: a table per lesson, survivors as changes, problems as sentences; the same as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from autograder.audit.findings import ENOUGH, FATES, Findings, Verdict, rate
from autograder.errors import AutograderError
from autograder.submissions.notebook import write_atomically


def is_good(findings: Sequence[Findings]) -> bool:
    """Return whether nothing is wrong: no problem anywhere, and enough mutants killed in every lesson."""
    return not any(each.problems for each in findings) and all(rate(own) >= ENOUGH for _, own in by_lesson(findings))


def by_lesson(findings: Sequence[Findings]) -> list[tuple[str, list[Findings]]]:
    """Return the findings of each lesson."""
    return [(lesson, list(own)) for lesson, own in groupby(findings, key=lambda each: each.lesson)]


def change(verdict: Verdict) -> str:
    """Return a mutant as its changed lines, as ``equivalent.txt`` has them."""
    mutant = verdict.mutant
    return "\n".join([*(f"- {line}" for line in mutant.before), *(f"+ {line}" for line in mutant.after)])


@contextmanager
def progress_bar(console: Console) -> Iterator[Callable[[int, int], None]]:
    """Show a bar; the function it gives is told how many trials are done, and how many there are."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=None)
        yield lambda done, total: progress.update(bar, total=total, completed=done)


def show(findings: Sequence[Findings], console: Console) -> None:
    """Print everything that an instructor has to act on."""
    for lesson, own in by_lesson(findings):
        console.print(_table(lesson, own))
        for each in own:
            _show_exercise(each, console)
    counts = [each.counts for each in findings]
    killed, survived = (sum(each[fate] for each in counts) for fate in ("killed", "survived"))
    console.print(
        f"{len(findings)} exercises, {sum(each.bank for each in findings)} answers of the banks, "
        f"{killed} of {killed + survived} mutants killed ({rate(findings):.1%}), "
        f"{sum(len(each.problems) for each in findings)} problems"
    )


def _table(lesson: str, findings: Sequence[Findings]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=escape(lesson), title_justify="left")
    table.add_column("exercise", no_wrap=True)
    for name in ("mutants", *FATES, "bank", "idle cases", "problems", "seconds", "one test"):
        table.add_column(name, justify="right", no_wrap=True)
    for each in findings:
        fates = list(each.counts.values())
        times = ["", "unchanged"] if each.recorded else [f"{each.seconds:.1f}", f"{each.test_seconds:.2f}"]
        numbers = [sum(fates), *fates, each.bank, "" if each.recorded else each.idle, len(each.problems)]
        style = "red" if each.problems else "yellow" if each.counts["survived"] else ""
        table.add_row(escape(each.exercise), *map(str, numbers), *times, style=style)
    return table


def _show_exercise(findings: Findings, console: Console) -> None:
    name = f"{findings.lesson} {findings.exercise}"
    for note in findings.notes:
        console.print(f"  {escape(name)}: {escape(note)}", soft_wrap=True)
    for problem in findings.problems:
        console.print(f"[red]✗[/red] {escape(name)}: {escape(problem)}", soft_wrap=True)
    for verdict in findings.verdicts:
        if verdict.fate == "survived":
            place = f"line {verdict.mutant.line}, {verdict.mutant.kind}, with {verdict.sentence}"
            console.print(f"[yellow]?[/yellow] {escape(name)}, survived: {place}", soft_wrap=True)
            console.print(escape(change(verdict)), soft_wrap=True, highlight=False)


def rows(findings: Sequence[Findings]) -> list[dict]:
    """Return plain data, one object per exercise."""
    return [
        {
            **asdict(each),
            "counts": each.counts,
            "verdicts": [
                {
                    "kind": verdict.mutant.kind,
                    "line": verdict.mutant.line,
                    "before": verdict.mutant.before,
                    "after": verdict.mutant.after,
                    "fate": verdict.fate,
                    "sentence": verdict.sentence,
                    "case": verdict.case,
                }
                for verdict in each.verdicts
            ],
        }
        for each in findings
    ]


def write_json(path: Path, findings: Sequence[Findings]) -> None:
    """Write the findings as JSON."""
    write(path, json.dumps(rows(findings), indent=1, ensure_ascii=False))


def write(path: Path, text: str) -> None:
    """Write a report.

    Raises
    ------
    AutograderError
        If the file cannot be written.
    """
    try:
        write_atomically(path, text)
    except OSError as error:
        raise AutograderError(f"{path} cannot be written ({error.strerror}); name another place") from error
