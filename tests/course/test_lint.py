"""What all may read and see: colors that differ for everybody, headings in order, references that lead somewhere."""

import itertools
import json
import pathlib
import re
import subprocess
import sys

import matplotlib.colors
import numpy as np
import pytest

from nnlib.plots.style import CYCLE
from nnlib.widgets.palette import PALETTE
from tests.course.lessons import SOURCE, lesson_names

ROOT = pathlib.Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "course" / "TOPICS.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES += [ROOT / "benchmarks" / "README.md", *sorted((ROOT / "benchmarks" / "results").glob("*.md"))]
PAGE = {"light": "#FFFFFF", "dark": "#111111"}  # of JupyterLab
GRAPHICS = 3.0  # WCAG 2.2, 1.4.11: the least contrast of what carries meaning
APART = 0.05  # in OKLab, where 0.02 is the least difference that people see

# G. Machado, M. Oliveira, L. Fernandes (2009), A physiologically-based model for simulation of color vision deficiency,
# IEEE Transactions on Visualization and Computer Graphics 15(6), severity 1.0; of linear red, green and blue.
SIGHT = {
    "full": np.eye(3),
    "without red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "without green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "without blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# B. Ottosson (2020), A perceptual color space for image processing: linear RGB → cone responses → OKLab.
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(color):
    values = np.array(matplotlib.colors.to_rgb(color))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Return WCAG's contrast ratio, 1 to 21."""
    light, dark = sorted((linear(c) @ [0.2126, 0.7152, 0.0722] + 0.05 for c in (one, other)), reverse=True)
    return light / dark


def distance(one, other, sight):
    """Return how far apart two colors look, in OKLab."""
    labs = [OKLAB @ np.cbrt(np.clip(CONES @ np.clip(SIGHT[sight] @ linear(c), 0, 1), 0, None)) for c in (one, other)]
    return np.linalg.norm(labs[0] - labs[1])


def test_the_formulas_give_the_known_values():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # WebAIM's example
    assert distance("#FFFFFF", "#000000", "full") == pytest.approx(1, abs=1e-3)
    assert distance("#FF0000", "#8F7E00", "without green") < distance("#FF0000", "#8F7E00", "full") / 4


@pytest.mark.parametrize(
    ("name", "color", "page"),
    [(name, color, PAGE[theme]) for theme, colors in PALETTE.items() for name, color in colors.items()],
)
def test_what_carries_meaning_stands_out_from_the_page(name, color, page):
    assert contrast(color, page) >= GRAPHICS


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colors", PALETTE.values(), ids=PALETTE)
def test_two_roles_look_different_to_everybody(colors, sight):
    pairs = itertools.combinations(sorted(set(colors.values())), 2)
    assert {pair: distance(*pair, sight) for pair in pairs if distance(*pair, sight) < APART} == {}


@pytest.mark.parametrize("sight", SIGHT)
def test_neighbors_in_the_cycle_look_different_to_everybody(sight):
    assert all(distance(*pair, sight) > APART for pair in itertools.pairwise(CYCLE))


@pytest.mark.parametrize("lesson", lesson_names())
def test_headings_go_down_one_step_at_a_time(lesson):
    notebook = json.loads((SOURCE / lesson / f"{lesson}.ipynb").read_text())
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL))
    assert [t for t in targets if not t.startswith(("http", "mailto")) and not (page.parent / t).exists()] == []


@pytest.mark.parametrize("lesson", lesson_names())
def test_references_have_the_form_of_references(lesson):
    text = (SOURCE / lesson / f"{lesson}.ipynb").read_text()
    for doi in re.findall(r"doi\.org/([^)\s\"\\]+)", text):
        assert re.fullmatch(r"10\.\d{4,9}/\S+", doi), doi
    for number in re.findall(r"arxiv\.org/(?:abs|pdf)/([^)\s\"\\]+)", text, re.IGNORECASE):
        assert re.fullmatch(r"\d{4}\.\d{4,5}(v\d+)?|[a-z-]+(\.[A-Z]{2})?/\d{7}", number), number


def test_pages_and_docstrings_are_spelled_as_americans_do():
    command = [str(pathlib.Path(sys.executable).parent / "codespell"), "--builtin", "clear,en-GB_to_en-US"]
    command += ["--ignore-words-list", "fonctions,inh,nd,notin,writeable"]  # French, and names
    sources = [str(ROOT / name) for name in ("nnlib", "autograder")]
    found = subprocess.run([*command, *map(str, PAGES), *sources], capture_output=True, text=True, cwd=ROOT)
    assert found.stdout == ""
