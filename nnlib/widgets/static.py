"""A scene as a figure of matplotlib: where no one can move a slider (grading, the book) or anywidget is missing."""

import html
from functools import singledispatch

import numpy as np

from nnlib.plots import new_axes, show
from nnlib.plots.decision import decision_line, decision_regions
from nnlib.widgets.palette import PALETTE
from nnlib.widgets.scene import Arrows, Bars, Curve, Grid, Line, Points, Text

__all__ = ["figure", "static_frame"]

COLORS = PALETTE["light"]
PROPORTION = 1.4  # width : height of a frame


def static_frame(experiment, scene):
    """Return the question, the picture with its alternative text, the goal and the banner, as HTML."""
    from IPython.display import HTML

    numbers = " · ".join(f"{name}: {value}" for name, value in scene.numbers.items())
    below = [f"Goal: {experiment.goal}. {numbers}", scene.hint, experiment.function.banner]
    texts = "".join(f"<p>{html.escape(text)}</p>" for text in below if text)
    picture = show(figure(scene), scene.alt).data
    asked = _prediction(experiment.prediction) if experiment.prediction else ""
    return HTML(f"<p><strong>{html.escape(experiment.question)}</strong></p>{asked}{picture}{texts}")


def _prediction(asked):
    """Return the question and its options, and behind a click the answer."""
    options = "".join(f"<li>{html.escape(option)}</li>" for option in asked.options)
    answer = html.escape(f"{asked.options[asked.right]}. {asked.because}")
    question = html.escape(f"Predict first: {asked.question}")
    return f"<p>{question}</p><ul>{options}</ul><details><summary>Answer</summary><p>{answer}</p></details>"


def figure(scene):
    """Draw a scene; return the figure."""
    import matplotlib.pyplot as plt

    drawn, frames = plt.subplots(1, len(scene.axes), figsize=(4.2 * len(scene.axes), 3.9), layout="constrained")
    for axes, ax in zip(scene.axes, np.atleast_1d(frames), strict=True):
        new_axes(ax)
        xlim, ylim = _widened(axes.xlim, axes.ylim) if axes.equal else (axes.xlim, axes.ylim)
        ax.set(xlim=xlim, ylim=ylim, xlabel=axes.xlabel, ylabel=axes.ylabel, title=axes.title)
        if axes.ticks:
            ax.set_xticks(range(len(axes.ticks)), axes.ticks)
        else:
            ax.locator_params(axis="x", nbins=6)  # more would touch each other
        for layer in axes.layers:
            paint(layer, ax)
        ax.set_aspect("equal" if axes.equal else "auto")
        ax.set(xlim=xlim, ylim=ylim)
        if not axes.frame:
            ax.set_axis_off()
        if any(getattr(layer, "label", "") for layer in axes.layers):
            below = -0.2 if axes.frame else -0.02  # without a frame there are no ticks to pass
            ax.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, below), ncols=3, frameon=False)
    return drawn


def _widened(xlim, ylim):
    """Return limits of the frame's proportion, so that a unit is as long in both directions."""
    height = max((xlim[1] - xlim[0]) / PROPORTION, ylim[1] - ylim[0])
    middles, halves = (sum(xlim) / 2, sum(ylim) / 2), (PROPORTION * height / 2, height / 2)
    return [(middle - half, middle + half) for middle, half in zip(middles, halves, strict=True)]


@singledispatch
def paint(layer, ax):
    raise TypeError(f"no painter for a layer of type {type(layer).__name__}")


@paint.register
def _(layer: Points, ax):
    color, ring = COLORS[layer.role], layer.marker == "ring"
    style = (
        {"marker": "o", "ms": 15, "mfc": "none", "mew": 2} if ring else {"marker": layer.marker, "ms": 8 * layer.scale}
    )
    ax.plot(*layer.xy.T, ls="", color=color, zorder=3, label=layer.label or None, **style)


@paint.register
def _(layer: Curve, ax):
    style = {"lw": layer.width, "ls": "--" if layer.dashed else "-", "label": layer.label or None}
    ax.plot(*layer.xy.T, color=COLORS[layer.role], **style)


@paint.register
def _(layer: Line, ax):
    style = {"ls": "--", "lw": 1.5} if layer.dashed else {}
    decision_line(layer.w, layer.theta, ax=ax, color=COLORS[layer.role], normal=not layer.dashed, **style)
    if not layer.dashed:
        decision_regions(lambda X: X @ layer.w > layer.theta, ax=ax)


@paint.register
def _(layer: Arrows, ax):
    ax.quiver(*layer.start.T, *layer.vector.T, color=COLORS[layer.role], angles="xy", scale_units="xy", scale=1)


@paint.register
def _(layer: Bars, ax):
    ax.bar(layer.x, layer.height, width=0.6, color=COLORS[layer.role], label=layer.label or None)
    ax.axhline(0, color="black", lw=1)


@paint.register
def _(layer: Grid, ax):
    from matplotlib.colors import LinearSegmentedColormap

    colors = LinearSegmentedColormap.from_list("sides", [COLORS[layer.low], "white", COLORS[layer.high]])
    extent = (*layer.xlim, *layer.ylim)
    ax.imshow(layer.values, cmap=colors, vmin=0, vmax=1, alpha=0.6, extent=extent, origin="lower", aspect="auto")


@paint.register
def _(layer: Text, ax):
    for (x, y), words in zip(layer.xy, layer.words, strict=True):
        ax.text(x, y, words, color=COLORS[layer.role], ha="center", va="center", fontsize=9)
