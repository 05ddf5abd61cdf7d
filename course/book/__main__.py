"""Build the book: ``python -m course.book``, into course/book/_build/html; one page for each lesson and module."""

import argparse
import pathlib
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
from sphinx.cmd.build import main as sphinx

from course.book import api, pages

BUILD = pages.HERE / "_build"
INDEX = """# Neural networks, from a neuron to a Boltzmann machine

A course to work through in Jupyter, here to read: every lesson with its pictures, every exercise with its solution
folded away, and the library that is the worked solution of it all.

| lesson | time |
|:--|:--|
{table}

The [topics](topics.md) say where what is; the [library](api/index.md) is described from its docstrings.

```{{toctree}}
:hidden:
:caption: Lessons

{lessons}
```

```{{toctree}}
:hidden:
:caption: Reference

topics
api/index
```
"""
LIBRARY = """# The library nnlib

Neural networks from first principles, on NumPy or torch arrays.

| module | what it is for |
|:--|:--|
{table}

```{{toctree}}
:hidden:

{modules}
```
"""


def main():
    """Write the pages and let Sphinx make the site; the exit status is Sphinx's."""
    parser = argparse.ArgumentParser(prog="python -m course.book", description=__doc__)
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="by default all")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks run at the same time")
    parser.add_argument(
        "--build", type=pathlib.Path, default=BUILD, help="where everything is made, by default %(default)s"
    )
    options = parser.parse_args()
    unknown = sorted(set(options.lessons) - set(pages.lessons()))
    if unknown:
        parser.error(f"there is no lesson {', '.join(unknown)}; there are {', '.join(pages.lessons())}")
    lessons = options.lessons or pages.lessons()
    text = options.build / "text"
    shutil.rmtree(text, ignore_errors=True)
    (text / "api").mkdir(parents=True)
    with ThreadPoolExecutor(options.jobs) as workers:
        for lesson, page in zip(
            lessons, workers.map(lambda one: pages.page(one, lessons, options.build / "run"), lessons), strict=True
        ):
            nbformat.write(page, text / f"{lesson}.ipynb")
    (text / "index.md").write_text(_index(lessons), encoding="utf-8")
    shutil.copy(pages.ROOT / "course" / "TOPICS.md", text / "topics.md")
    _write_library(text / "api")
    settings = ["-q", "-W", "--keep-going", "-j", str(options.jobs), "-c", str(pages.HERE), "-b", "html"]
    return sphinx([*settings, str(text), str(options.build / "html")])


def _index(lessons):
    rows = []
    for lesson in lessons:
        title, time = pages.summary(lesson)
        rows.append(f"| [{title}]({lesson}.ipynb) | {time} |")
    return INDEX.format(table="\n".join(rows), lessons="\n".join(lessons))


def _write_library(folder):
    names = api.modules()
    for name in names:
        (folder / f"{name}.md").write_text(api.page(name), encoding="utf-8")
    rows = "\n".join(f"| [{name}]({name}.md) | {api.first_sentence(name)} |" for name in names)
    (folder / "index.md").write_text(LIBRARY.format(table=rows, modules="\n".join(names)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
