"""Sphinx's settings for the book: the lessons as pages to read, and nnlib's docstrings.

Nothing is loaded from another host: MathJax is copied from the package jupyter-server-mathjax, widgets are the pictures
that they show when nobody can move them, and the scripts that pages of notebooks would fetch are switched off.
"""

import pathlib
import re

import jupyter_server_mathjax

project = "Neural networks, from a neuron to a Boltzmann machine"
author = "the authors of nnlib"
copyright = "the authors, BSD-3-Clause license"
html_title = "Neural networks"
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "**.ipynb_checkpoints"]

myst_enable_extensions = ["dollarmath", "amsmath", "html_image"]
myst_heading_anchors = 3
myst_update_mathjax = False  # it writes settings of MathJax 3 and later
nb_execution_mode = "off"  # the pages come executed, see pages.py
nb_ipywidgets_js = {}
nb_mime_priority_overrides = [("*", "text/html", 0)]
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"

autosummary_generate = True
autosummary_ignore_module_all = False
autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True

html_theme = "sphinx_book_theme"
html_static_path = ["_static", str(pathlib.Path(jupyter_server_mathjax.__file__).parent / "static")]
html_theme_options = {
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_issues_button": False,
    "use_repository_button": False,
    "home_page_in_toc": True,
}
html_css_files = ["book.css"]
html_last_updated_fmt = None
html_show_sphinx = False
mathjax_path = "MathJax.js?config=TeX-AMS-MML_HTMLorMML-full"
mathjax2_config = {
    "tex2jax": {
        "inlineMath": [["\\(", "\\)"]],
        "displayMath": [["\\[", "\\]"]],
        "processEscapes": True,
        "processClass": "math",
    },
    "extensions": ["toMathML.js", "AssistiveMML.js"],  # for readers who hear the page
    "messageStyle": "none",
    "HTML-CSS": {  # the font that the package brings
        "availableFonts": [],
        "webFont": "STIX-Web",
        "imageFont": None,
        "undefinedFamily": "STIXGeneral, serif",
        "linebreaks": {"automatic": True, "width": "container"},
    },
}
suppress_warnings = ["ref.python"]  # "number" and "W" are types and letters in docstrings, not only names to link to


def setup(app):
    """Let docstrings have formulas in plain text: |x|, (n, *shape), val_ mean themselves there, not markup."""
    app.connect("autodoc-process-docstring", _escape, priority=100)  # before napoleon makes markup of them


def _escape(app, what, name, obj, options, lines):
    for number, line in enumerate(lines):
        parts = re.split(r"(`+[^`]*`+)", line)  # what stands between backquotes stays
        parts[::2] = [_plain(part) for part in parts[::2]]
        lines[number] = "".join(parts)


def _plain(text):
    text = re.sub(r"^(\s*[A-Z])\. ", r"\1\\. ", text.replace("|", "\\|"))  # an author's initial begins no list
    text = re.sub(r"(?<=\w)_(?!\w)", r"\\_", text)
    return re.sub(r"(?<=[(,\s])\*(?=[\w.]+[,)])", r"\\*", text)
