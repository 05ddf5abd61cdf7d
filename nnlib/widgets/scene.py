"""What a widget shows, as data: axes holding layers, the numbers beside them, and whether the goal is reached.

A picture is a pure function from settings to a `Scene`, so that it can be tested without a browser. Two painters know
the layers below: painter.js in the browser, and static.py by matplotlib. A layer's ``role`` names its color in
palette.py; a layer with a ``label`` appears in the legend.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from nnlib.arrays import to_numpy

__all__ = ["Arrows", "Axes", "Bars", "Curve", "Grid", "Line", "Points", "Scene", "Text"]


@dataclass(frozen=True, eq=False)
class Layer:
    """One kind of mark. ``shapes`` names its arrays and their shapes; they become float32."""

    shapes: ClassVar[dict] = {}

    def __post_init__(self):
        for name, shape in self.shapes.items():
            value = np.ascontiguousarray(to_numpy(getattr(self, name)), dtype=np.float32)
            if value.ndim != len(shape) or any(
                isinstance(n, int) and n != m for n, m in zip(shape, value.shape, strict=True)
            ):
                expected = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
                raise ValueError(f"{type(self).__name__}.{name} must have shape ({expected}), got {value.shape}")
            object.__setattr__(self, name, value)


@dataclass(frozen=True, eq=False)
class Points(Layer):
    """Markers at ``xy``: ``o`` a disk, ``^`` a triangle, ``ring`` a circle around another marker."""

    shapes: ClassVar = {"xy": ("n", 2)}
    xy: Any
    role: str
    marker: str = "o"
    label: str = ""
    scale: float = 1.0


@dataclass(frozen=True, eq=False)
class Curve(Layer):
    """A polyline through ``xy``; a NaN interrupts it."""

    shapes: ClassVar = {"xy": ("n", 2)}
    xy: Any
    role: str
    label: str = ""
    dashed: bool = False
    width: float = 2.0


@dataclass(frozen=True, eq=False)
class Line(Layer):
    """The line ``w·x = θ``, its normal ``w`` and the two sides that it parts.

    Parameters
    ----------
    w : array, shape (2,)
    theta : float
    dashed : bool
        A line of the past: no normal, no shading.
    controls : tuple of three str, optional
        The names of the sliders that hold w1, w2 and θ. The browser then draws the line from them at once, and the
        line and the tip of its normal can be dragged, which moves the sliders.
    """

    shapes: ClassVar = {"w": (2,)}
    w: Any
    theta: float
    role: str = "line"
    dashed: bool = False
    controls: tuple = ()
    label: str = ""


@dataclass(frozen=True, eq=False)
class Arrows(Layer):
    """Arrows from ``start`` along ``vector``."""

    shapes: ClassVar = {"start": ("n", 2), "vector": ("n", 2)}
    start: Any
    vector: Any
    role: str
    label: str = ""


@dataclass(frozen=True, eq=False)
class Bars(Layer):
    """Bars from 0 to ``height`` at the places ``x``."""

    shapes: ClassVar = {"x": ("n",), "height": ("n",)}
    x: Any
    height: Any
    role: str
    label: str = ""


@dataclass(frozen=True, eq=False)
class Grid(Layer):
    """A heat map: ``values`` in [0, 1], row 0 lowest, shaded from the color of role ``low`` to that of ``high``.

    ``smooth=False`` shows each value as a square of its own.
    """

    shapes: ClassVar = {"values": ("rows", "columns")}
    values: Any
    xlim: tuple
    ylim: tuple
    low: str = "class 0"
    high: str = "class 1"
    smooth: bool = True


@dataclass(frozen=True, eq=False)
class Text(Layer):
    """Words at ``xy``, a string for each row."""

    shapes: ClassVar = {"xy": ("n", 2)}
    xy: Any
    words: tuple
    role: str = "line"


@dataclass(frozen=True)
class Axes:
    """Layers in one frame of coordinates, the first one at the bottom.

    Parameters
    ----------
    alt : str
        What the picture shows now, in a sentence, for readers who do not see it.
    ticks : tuple of str
        Names for x = 0, 1, …; by default numbers are printed.
    equal : bool
        One unit is as long in both directions, so that right angles look right; the limits then say what must fit.
    frame : bool
        Without it no scales are drawn: a diagram.
    picks : tuple of str
        The names of two sliders that a click into the picture sets to the place that was clicked.
    """

    title: str
    alt: str
    layers: tuple
    xlim: tuple
    ylim: tuple
    xlabel: str = ""
    ylabel: str = ""
    ticks: tuple = ()
    equal: bool = False
    frame: bool = True
    picks: tuple = ()


@dataclass(frozen=True)
class Scene:
    """A whole picture.

    Parameters
    ----------
    axes : tuple of Axes
        One or two.
    numbers : dict of str to str
        What is read off beside the picture.
    reached : bool
        Whether the goal is reached: the lamp turns green.
    hint : str
        What to notice now.
    """

    axes: tuple
    numbers: dict
    reached: bool
    hint: str = ""

    @property
    def alt(self):
        """The texts of all axes."""
        return " ".join(axes.alt for axes in self.axes)

    def packed(self):
        """Return the scene as dictionaries, lists, strings, numbers and bytes, for the browser."""
        return _packed(self)


def _packed(value):
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape), "float32": value.tobytes()}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (tuple, list)):
        return [_packed(item) for item in value]
    if dataclasses.is_dataclass(value):
        fields = {field.name: _packed(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"kind": type(value).__name__, **fields}
    return value
