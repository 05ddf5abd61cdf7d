"""Drawing: the same graph with and without Graphviz, and in words."""

import pytest

from nnlib.autodiff import Value, graph


@pytest.fixture
def result():
    x, y, z = Value(2.0, "x"), Value(3.0, "y"), Value(2.0, "z")
    f = (x + y) * (y - z)
    f.label = "f"
    f.backward()
    return f


def test_the_description_tells_every_value_and_gradient(result):
    text = graph.describe(result)
    for part in ("x (given) is 2, gradient 1", "y (given) is 3, gradient 6", "f = *(v4, v5) is 5, gradient 1"):
        assert part in text


def test_graphviz_draws_a_node_for_each_value_and_an_arrow_for_each_use(result):
    pytest.importorskip("graphviz")
    source = graph.digraph(result).source
    assert source.count("label=") == 6 + 6
    assert source.count("->") == 6
    assert "×5" in source


def test_the_picture_has_an_alternative_text(result, dot):
    pytest.importorskip("graphviz")
    picture = graph.draw(result).data
    assert picture.startswith('<img alt="Computation graph: x (given) is 2')
    assert "image/svg+xml" in picture


def test_without_dot_matplotlib_draws_the_same(result, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda program: None)
    picture = graph.draw(result).data
    assert picture.startswith('<img alt="Computation graph: x (given) is 2')
    assert "image/png" in picture


def test_the_matplotlib_picture_shows_every_value_and_no_two_at_one_place(result):
    texts = graph.figure(result).axes[0].texts
    boxes = [t for t in texts if t.get_text()]
    assert sorted(t.get_text().split("\n")[0] for t in boxes) == ["+", "-", "f = *", "x", "y", "z"]
    assert len({t.get_position() for t in boxes}) == 6
    assert len(texts) - len(boxes) == 6  # an arrow for each use


def test_a_record_separator_in_a_label_is_drawn_as_itself():
    pytest.importorskip("graphviz")
    assert r"a\|b" in graph.digraph(Value(1.0, "a|b")).source
