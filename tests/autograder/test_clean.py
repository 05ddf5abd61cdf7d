import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from autograder.submissions.clean import clean_cell, clean_html, clean_markdown, clean_page

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>body { display: none }</style>",
    "<form action='https://evil.example'><input name=password></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.png'>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
]
BAD = ("<script", "onerror", "onload=a", "<iframe", "javascript:", "<style", "<form", "evil.example/p", "<object")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_loads_is_left_of_html(attack):
    for clean in (clean_html(attack), clean_page(attack, ["picture.png"])):
        assert not any(bad in clean for bad in BAD), clean


@pytest.mark.parametrize("attack", ATTACKS)
def test_tags_in_a_students_markdown_are_shown_as_text(attack):
    assert "<" not in clean_markdown(attack).replace("<table>", "")


def test_plain_markdown_and_formulas_keep_their_look():
    text = "**bold** <b>b</b> $a < b$ and `x`, a <details><summary>hint</summary></details> 2<3"
    assert clean_markdown(text) == text


def test_the_instructors_text_is_left_alone():
    for cell in (
        new_markdown_cell("<small>mine</small>", metadata={"nbgrader": {"locked": True}}),
        new_markdown_cell("<small>mine</small>"),
    ):
        clean_cell(cell, trusted={"<small>mine</small>"})
        assert cell.source == "<small>mine</small>"


def test_only_real_pictures_and_clean_texts_are_left_of_outputs():
    data = {
        "text/html": "<table><tr><td>1</td></tr></table><script>alert(1)</script>",
        "text/plain": "<script> as text",
        "text/latex": "$a<script$",
        "image/png": "aGVsbG8=",
        "image/jpeg": 'x"><script>alert(1)</script>',
        "image/svg+xml": "<svg onload=alert(1)>",
        "application/javascript": "alert(1)",
    }
    cell = new_code_cell(
        "x", outputs=[new_output("display_data", data=data, metadata={"image/png": {"width": "1 onload=a"}})]
    )
    clean_cell(cell)
    output = cell.outputs[0]
    assert set(output.data) == {"text/html", "text/plain", "text/latex", "image/png"}
    assert output.data["text/html"] == "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert output.data["text/latex"] == "$a< script$"
    assert output.metadata == {}


def test_a_page_keeps_its_own_pictures_and_those_of_the_assignment():
    html = '<img src="data:image/png;base64,aGVsbG8=" class="plot"><img src="fig.png"><img src="../../gradebook.db">'
    assert (
        clean_page(html, ["fig.png"])
        == '<img src="data:image/png;base64,aGVsbG8=" class="plot"><img src="fig.png"><img>'
    )
