"""The figures of the course.

A plot function takes its data first and ``ax=None`` as a keyword; it draws on that Axes (a new one by default),
returns it, and never shows it. In a notebook, ``show(figure, alt)`` displays a figure with a text for readers who do
not see it.
"""

from nnlib.plots.style import COLORS, new_axes, show

__all__ = ["COLORS", "new_axes", "show"]
