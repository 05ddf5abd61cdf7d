"""The commands. Each is one function that reads its options and calls the module that does the work.

Modules are imported when their command runs, so that ``--help`` answers at once.
"""

import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)

Lessons = Annotated[list[str] | None, typer.Argument(metavar="[LESSON]…", help="By default all.", show_default=False)]
CourseDirectory = Annotated[Path, typer.Option("--course", metavar="DIR", help="An nbgrader course directory.")]
Student = Annotated[str, typer.Option("--student", metavar="ID", help="Only this student.", show_default="all")]
HERE = Path("course")


def main() -> None:
    """Run the command line; an error that a person can put right is one sentence and exit 1, never a traceback."""
    from autograder.errors import AutograderError

    warnings.showwarning = lambda message, *_: print(f"warning: {message}", file=sys.stderr)
    try:
        app()
    except AutograderError as error:
        sys.exit(f"autograder: {error}")
    except ModuleNotFoundError as error:
        sys.exit(f"autograder: {_without(error.name or '')}")


def _without(module: str) -> str:
    """Return what to do where a module is missing."""
    if module in ("fcntl", "resource"):  # parts of Python's own library that Windows has not
        return (
            f"this command needs Linux or macOS, this system has no {module}; on Windows run it in WSL2, "
            "or use the check below each exercise in JupyterLab"
        )
    return f"{module} is not installed; what else is missing: python -m autograder.environment"


@app.callback()
def before(context: typer.Context) -> None:
    """Release, check and grade notebooks."""
    if context.invoked_subcommand not in ("lab", "formgrader"):
        import autograder.quickly  # noqa: F401


@app.command()
def release(lessons: Lessons = None, course: CourseDirectory = HERE) -> None:
    """Make the student version of lessons; refuse if a solution or a hidden test would go along."""
    from autograder.course.directory import Course
    from autograder.release import release

    for each in release(Course(course), lessons):
        print(f"{each.lesson}: {each.folder}" if each.changed else f"{each.lesson}: unchanged")


@app.command()
def check(
    notebooks: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[NOTEBOOK]…", help="By default all in your folder that changed.", show_default=False),
    ] = None,
    course: CourseDirectory = HERE,
    timeout: Annotated[float, typer.Option(metavar="S", help="Seconds for each cell.")] = 60.0,
) -> None:
    """Run the visible checks of your notebooks and say, exercise by exercise, what is right and what is not."""
    from autograder.desk.checking import check, check_changed
    from autograder.desk.folder import find
    from autograder.table import show_exercises, show_lessons, wide_console

    desk = None if notebooks else find(course)
    pairs = check_changed(desk, timeout=timeout) if desk else ((p, check(p, timeout=timeout)) for p in notebooks or ())
    good = True
    for path, exercises in pairs:
        show_exercises(path.name, exercises, wide_console())
        good = good and all(exercise.solved for exercise in exercises)
    if desk:
        show_lessons(desk, wide_console())
    raise typer.Exit(not good)


@app.command()
def update(lessons: Lessons = None, course: CourseDirectory = HERE) -> None:
    """Bring your lessons to the newest release; your answers stay, and a copy of each file before."""
    from autograder.course.directory import Course
    from autograder.desk.folder import find
    from autograder.desk.page import write_page
    from autograder.desk.update import update

    desk = find(course)
    for line in update(Course(desk.root.parent), desk, lessons):
        print(line, flush=True)
    write_page(desk)


@app.command()
def reset(
    lessons: Annotated[list[str], typer.Argument(metavar="LESSON…", show_default=False)],
    course: CourseDirectory = HERE,
) -> None:
    """Make lessons fresh; what you had is kept beside them under another name."""
    from autograder.course.directory import Course
    from autograder.desk.folder import find
    from autograder.desk.page import write_page
    from autograder.desk.update import reset

    desk = find(course)
    for line in reset(Course(desk.root.parent), desk, lessons):
        print(line, flush=True)
    write_page(desk)


@app.command()
def grade(
    lessons: Lessons = None,
    course: CourseDirectory = HERE,
    student: Student = "*",
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Notebooks at a time.", show_default="cores")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="S", help="Seconds for each cell.", show_default="the course's, else 30")
    ] = None,
    memory: Annotated[str, typer.Option(metavar="SIZE", help="Memory for each notebook.")] = "2G",
    sandbox: Annotated[str, typer.Option(metavar="auto|bubblewrap|none", help="Around student code.")] = "auto",
    isolation: Annotated[
        str | None, typer.Option(metavar="wall|kernel", help="Between student code and tests.", show_default="wall")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what did not change.")] = False,
    pictures: Annotated[bool, typer.Option("--pictures", help="Draw also what no mark depends on.")] = False,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Run on this Dask cluster.", show_default=False)
    ] = "",
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the rows as JSON.")] = None,
) -> None:
    """Grade submissions into the gradebook; exit 0 if every one got a result, whatever the mark."""
    from rich.console import Console

    from autograder.course.directory import Course
    from autograder.course.settings import settings
    from autograder.errors import AutograderError
    from autograder.grade import grade
    from autograder.progress import ProgressBar
    from autograder.table import show_records, wide_console, write_rows

    directory = Course(course)
    chosen = settings(
        directory,
        jobs=jobs,
        timeout=timeout,
        memory=memory,
        sandbox=sandbox,
        isolation=isolation,
        force=force,
        scheduler=scheduler,
        pictures=pictures,
    )
    try:
        with ProgressBar(Console(stderr=True)) as progress:
            records = grade(directory, lessons, student=student, settings=chosen, progress=progress)
    except KeyboardInterrupt:
        raise AutograderError("interrupted; what was done is kept, the same command goes on from here") from None
    if json:
        write_rows(json, records)
    show_records(records, wide_console())
    raise typer.Exit(any(record.status == "failed" for record in records))


@app.command()
def watch(
    inbound: Annotated[Path, typer.Argument(metavar="FOLDER", help="The exchange's inbound folder, or ZIP files.")],
    course: CourseDirectory = HERE,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Notebooks at a time.", show_default="cores")
    ] = None,
    every: Annotated[float, typer.Option(metavar="S", min=0.1, help="Seconds between two looks.")] = 5.0,
    once: Annotated[bool, typer.Option("--once", help="Grade what is there and end.")] = False,
) -> None:
    """Grade what arrives in a folder as it comes, one line each, until interrupted; go on where it stopped."""
    from contextlib import suppress

    from autograder.course.directory import Course
    from autograder.course.settings import settings
    from autograder.inbound import Inbound

    directory = Course(course)
    box = Inbound(directory, inbound, settings(directory, jobs=jobs), lambda text: print(text, file=sys.stderr))
    with suppress(KeyboardInterrupt):
        for record in box.once() if once else box.watch(every):
            score = "" if record.score is None else f"{record.score:g} / {record.max_score:g}"
            print(record.student, record.notebook, record.status, score, record.message, sep="  ", flush=True)


@app.command()
def feedback(lessons: Lessons = None, course: CourseDirectory = HERE, student: Student = "*") -> None:
    """Write one HTML page per graded notebook: marks, the checks' sentences, comments; no hidden tests."""
    from autograder.course.directory import Course
    from autograder.feedback import feedback

    pages = feedback(Course(course), lessons, student=student)
    print(f"{len(pages)} pages in {pages[0].parents[2]}")


@app.command()
def export(
    format: Annotated[str, typer.Option(metavar="canvas|moodle|gradescope|exercises", show_default=False)],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The CSV file.", show_default=False)],
    lessons: Lessons = None,
    course: CourseDirectory = HERE,
    student: Student = "*",
) -> None:
    """Write the gradebook as CSV for another system, or a row per student and exercise."""
    from autograder.course.directory import Course
    from autograder.export.export import export

    waiting = export(Course(course), format, to, lessons, student=student)
    print(to)
    if waiting:
        print(f"not final, some marks wait for a person: {', '.join(waiting)}", file=sys.stderr)


@app.command()
def report(
    html: Annotated[Path, typer.Option(metavar="FILE", help="The page.", show_default=False)],
    lessons: Lessons = None,
    course: CourseDirectory = HERE,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A row per exercise beside it.", show_default=False)
    ] = None,
) -> None:
    """Write one page about a class: marks, hard exercises, common mistakes, who is stuck."""
    from autograder.course.directory import Course
    from autograder.report.report import report

    report(Course(course), html, lessons, csv=csv)
    print(html)


@app.command()
def audit(
    lessons: Lessons = None,
    course: CourseDirectory = HERE,
    bank: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Right and wrong answers.", show_default="the course's, else answers"),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes at a time.", show_default="cores")
    ] = None,
    changed: Annotated[bool, typer.Option("--changed", help="Only what changed since the last audit.")] = False,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the findings as JSON.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the findings as a page.")] = None,
) -> None:
    """Grade the tests: blank answers, small errors, right and wrong answers; exit 1 if a test is not up to it."""
    from rich.console import Console

    from autograder.audit import page, report
    from autograder.audit.audit import audit, options
    from autograder.course.directory import Course
    from autograder.table import wide_console

    directory = Course(course)
    with report.progress_bar(Console(stderr=True)) as progress:
        findings = audit(directory, lessons, options(directory, bank=bank, jobs=jobs, changed=changed), progress)
    if json:
        report.write_json(json, findings)
    if html:
        report.write(html, page.page(findings))
    report.show(findings, wide_console())
    raise typer.Exit(not report.is_good(findings))


@app.command()
def similar(
    lessons: Lessons = None,
    course: CourseDirectory = HERE,
    suspects: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Public solutions; more than once.", show_default=False)
    ] = None,
    source: Annotated[bool, typer.Option("--source", help="Compare with your own solutions, too.")] = False,
    threshold: Annotated[float, typer.Option(metavar="SHARE", help="In common, from 0 to 1.")] = 0.5,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the pairs as JSON.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them side by side as a page.")] = None,
) -> None:
    """Show answers with long, rare pieces in common: places to look, not verdicts."""
    from autograder.audit.report import write
    from autograder.course.directory import Course
    from autograder.similar import page, report
    from autograder.similar.similar import similar
    from autograder.table import wide_console

    found = similar(Course(course), lessons, folders=suspects or (), source=source, threshold=threshold)
    if json:
        report.write_json(json, found)
    if html:
        write(html, page.page(found))
    report.show(found, wide_console())


@app.command()
def doctor() -> None:
    """Say, line by line, what protects this machine from student code; exit 1 if something is missing."""
    from autograder.doctor import examine

    good = True
    for finding in examine():
        print(finding, flush=True)
        good = good and finding.good
    raise typer.Exit(not good)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def lab(context: typer.Context) -> None:
    """Open the course in JupyterLab; options go on to JupyterLab."""
    from autograder.lab import lab

    lab(context.args)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def formgrader(context: typer.Context, course: CourseDirectory = HERE) -> None:
    """Open a course in nbgrader's formgrader, this autograder behind its buttons; options go on to JupyterLab."""
    from autograder.formgrader import formgrader

    formgrader(context.args, course)
