"""Student-made HTML, pictures and links → what can be shown in somebody else's browser.

Scripts, frames, event handlers, style sheets and foreign addresses go; tables, emphasis and pictures within the
notebook stay. The cleaning of HTML is done by ammonia, through nh3.
"""

import re
from collections.abc import Set

import nh3
from nbformat import NotebookNode

BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
ATTACHMENT_NAME = re.compile(r"[\w. ()-]{1,200}")
PICTURES = ("image/png", "image/jpeg", "image/gif")
HTML = ("text/html", "text/markdown")
TAG = re.compile(r"<(?=[A-Za-z/!?])")
HARMLESS_TAG = re.compile(r"</?(b|i|em|strong|code|sub|sup|br|hr|p|u|details|summary|kbd|pre|table|tr|td|th)\s*/?>")


def clean_cell(cell: NotebookNode, trusted: Set[str] = frozenset()) -> None:
    """Clean the text of a student's cell, other than the ``trusted`` texts, and the outputs of any cell in place."""
    locked = cell.metadata.get("nbgrader", {}).get("locked") or cell.source.strip() in trusted
    if cell.cell_type == "markdown" and not locked:
        cell.source = clean_markdown(cell.source)
    if cell.cell_type == "code":
        cell.outputs = [clean_output(output) for output in cell.outputs]


def clean_markdown(text: str) -> str:
    """Return Markdown whose HTML tags, except plain ones without attributes, are shown as text."""
    return TAG.sub(lambda match: "<" if HARMLESS_TAG.match(text, match.start()) else "&lt;", text)


def clean_html(html: str) -> str:
    """Return HTML without anything that runs, loads or covers."""
    schemes = {"data", "https", "http", "mailto"}
    return nh3.clean(html, url_schemes=schemes, attribute_filter=_attribute, link_rel="noopener noreferrer")


def clean_page(html: str, pictures: list[str]) -> str:
    """Return a rendered notebook with its classes and those pictures that are its own or named."""

    def keep(tag: str, name: str, value: str) -> str | None:
        return value if name == "src" and value in pictures else _attribute(tag, name, value)

    schemes = {"data", "https", "http", "mailto"}
    attributes = {**nh3.ALLOWED_ATTRIBUTES, "*": {"class"}}
    return nh3.clean(
        html, attributes=attributes, url_schemes=schemes, attribute_filter=keep, link_rel="noopener noreferrer"
    )


def clean_output(output: NotebookNode) -> NotebookNode:
    """Return an output with the pictures and texts that can do no harm."""
    if "data" not in output:
        return output
    data = {}
    for kind, value in output.data.items():
        value = "".join(value) if isinstance(value, list) else value
        if not isinstance(value, str):
            continue
        if kind == "text/plain" or (kind in PICTURES and BASE64.fullmatch(value)):
            data[kind] = value
        elif kind == "text/latex":
            data[kind] = TAG.sub("< ", value)  # the same formula, and no tag
        elif kind in HTML:
            data[kind] = clean_html(value)
    output.data, output.metadata = NotebookNode(data), NotebookNode()
    return output


def clean_attachments(attachments: object) -> dict[str, dict[str, str]]:
    """Return the pictures pasted into a Markdown cell, less what is no picture."""
    pictures: dict[str, dict[str, str]] = {}
    for name, versions in attachments.items() if isinstance(attachments, dict) else ():
        if not ATTACHMENT_NAME.fullmatch(name) or not isinstance(versions, dict):
            continue
        good = {kind: data for kind, data in versions.items() if kind in PICTURES and _is_base64(data)}
        pictures |= {name: good} if good else {}
    return pictures


def _is_base64(data: object) -> bool:
    return isinstance(data, str) and bool(BASE64.fullmatch(data))


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep an attribute, except pictures from elsewhere: loading one would tell its owner who is reading."""
    if name == "src":
        return value if value.startswith(tuple(f"data:{kind};base64," for kind in PICTURES)) else None
    return None if value.startswith("data:") else value
