"""The start page: a Markdown file that JupyterLab shows, written anew whenever something may have changed.

It is plain Markdown, so that it needs no network, follows the theme, works by keyboard and reads as text everywhere.
Links lead to the exercise itself: JupyterLab understands ``notebook.ipynb#cell-id=…``.
"""

import html
import re
from pathlib import Path
from urllib.parse import quote

from autograder.desk.folder import Desk, not_writable
from autograder.desk.progress import CHANGED, OPEN, SOLVED, UNCHECKED, WRONG, Lesson, Standing, lessons
from autograder.submissions.notebook import write_atomically

MARK = "<!-- autograder writes this page anew; keep notes in another file -->"
SIGNS = {SOLVED: "✓", WRONG: "✗", CHANGED: "↻", UNCHECKED: "?", OPEN: "·"}
WORDS = {CHANGED: "changed since its check", UNCHECKED: "not checked yet", OPEN: "not begun"}
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~^=-])")
HELP = """\
✓ solved &nbsp; ✗ its check says what is wrong &nbsp; ↻ changed since its check &nbsp; ? not checked yet \
&nbsp; · not begun

An exercise counts as soon as its check passes in the notebook and the notebook is saved (Ctrl + S). \
`autograder check` in a terminal (*File → New → Terminal*) checks all that changed. To see the newest state of this \
page: *File → Reload Markdown File from Disk*, or close it and open `START.md` again. It is written anew each time; \
keep your notes in a file of your own."""

Standings = list[tuple[Lesson, list[Standing]]]


def write_page(desk: Desk) -> bool:
    """Write the start page; leave a START.md that is not ours as it is. Return whether there is a page of ours.

    Raises
    ------
    AutograderError
        If it cannot be written.
    """
    try:
        if desk.page.exists() and not desk.page.read_text(encoding="utf-8", errors="replace").startswith(MARK):
            return False
        write_atomically(desk.page, page(desk.root, lessons(desk)))
    except OSError as error:
        raise not_writable(desk.page, error) from error
    return True


def after_save(os_path: str, contents_manager, **_) -> None:
    """Write the page anew when JupyterLab has saved a notebook: the server's ``post_save_hook``."""
    if os_path.endswith(".ipynb"):
        try:
            write_page(Desk(Path(contents_manager.root_dir)))
        except Exception as error:  # what goes wrong with the page must not look like a save that failed
            contents_manager.log.warning("the start page could not be written: %s", error)


def page(root: Path, found: Standings) -> str:
    """Return the start page as Markdown."""
    parts = [MARK, "# Your lessons", _go_on(root, found), _table(root, found)]
    parts += [_details(root, lesson, standings) for lesson, standings in found if _is_begun(lesson, standings)]
    return "\n\n".join([*parts, "---", HELP]) + "\n"


def next_exercise(found: Standings) -> tuple[Lesson, Standing] | None:
    """Return the first unsolved exercise of the lesson that the student worked on last, else of the first one."""
    open_lessons = [each for each in found if any(standing.state != SOLVED for standing in each[1])]
    begun = [each for each in open_lessons if _is_begun(*each)]
    if not open_lessons:
        return None
    lesson, standings = max(begun, key=lambda each: each[0].path.stat().st_mtime) if begun else open_lessons[0]
    return lesson, next(standing for standing in standings if standing.state != SOLVED)


def _is_begun(lesson: Lesson, standings: list[Standing]) -> bool:
    return bool(lesson.problem) or any(standing.state != OPEN for standing in standings)


def _go_on(root: Path, found: Standings) -> str:
    place = next_exercise(found)
    if place is None:
        return "Everything is solved. Well done!" if any(standings for _, standings in found) else "No lessons yet."
    lesson, standing = place
    if not any(_is_begun(*each) for each in found):
        return f"**Begin here: {_link(lesson.title, root, lesson)}.**"
    link = _link(standing.exercise.title, root, lesson, standing.exercise.cell_id)
    above = "In the notebook, *Run → Run All Above Selected Cell* brings back what stands before it."
    return f"**Go on here: {link}**, in {_escape(lesson.title)}. {above}"


def _table(root: Path, found: Standings) -> str:
    rows = ["| | Lesson | Solved | | Minutes |", "|:-:|:--|--:|:--|--:|"]
    for lesson, standings in found:
        solved, total = sum(each.state == SOLVED for each in standings), len(standings)
        sign = "✓" if total and solved == total else ""
        bar = f'<progress value="{solved}" max="{total}"></progress>' if total else ""
        count = f"{solved} of {total}" if total else ("cannot be read" if lesson.problem else "to read")
        rows.append(f"| {sign} | {_link(lesson.title, root, lesson)} | {count} | {bar} | {lesson.minutes or ''} |")
    return "\n".join(rows)


def _details(root: Path, lesson: Lesson, standings: list[Standing]) -> str:
    if lesson.problem:
        reset = f"`autograder reset {lesson.path.parent.name}` gives you a fresh one and keeps this file."
        return f"{_link(lesson.title, root, lesson)}: {_escape(lesson.problem)}. {reset}"
    lines = [_line(root, lesson, standing) for standing in standings]
    title = _without_formulas(html.escape(lesson.title))
    return "\n".join([f"<details><summary>{title}</summary>", "", *lines, "", "</details>"])


def _line(root: Path, lesson: Lesson, standing: Standing) -> str:
    words = standing.message or WORDS.get(standing.state, "")
    link = _link(standing.exercise.title, root, lesson, standing.exercise.cell_id)
    return f"- {SIGNS[standing.state]} {link}" + (f": {_escape(words)}" if words else "")


def _link(text: str, root: Path, lesson: Lesson, cell_id: str = "") -> str:
    target = quote(lesson.path.relative_to(root).as_posix())
    return f"[{_escape(text)}]({target}{f'#cell-id={quote(cell_id)}' if cell_id else ''})"


def _escape(text: str) -> str:
    """Return text that Markdown shows as it is: no emphasis, no HTML, no formulas."""
    line = html.escape(" ".join(text.split()), quote=False)
    return _without_formulas(SPECIAL.sub(r"\\\1", line))


def _without_formulas(text: str) -> str:
    """Return HTML in which no dollar sign begins a formula."""
    return text.replace("$", "<code>&#36;</code>")
