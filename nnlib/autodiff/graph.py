"""Draw how a `Value` was computed: numbers above, gradients below, an arrow for each use.

With the program ``dot`` (Graphviz) installed the picture is laid out by it; without, columns of boxes are drawn with
matplotlib. Both carry a text for readers who do not see them.
"""

import base64
import collections
import html
import importlib.util
import re
import shutil

from nnlib.autodiff.value import ancestry

__all__ = ["describe", "digraph", "draw", "figure"]


def draw(result):
    """Return a picture of everything that ``result`` was made from, for the last line of a notebook cell.

    Parameters
    ----------
    result : Value
        Call ``result.backward()`` first to see gradients.

    Returns
    -------
    IPython.display.HTML
        An ``<img>`` element with an alternative text.
    """
    if shutil.which("dot") is None or importlib.util.find_spec("graphviz") is None:
        from nnlib.plots import show

        return show(figure(result), describe(result))
    from IPython.display import HTML

    data = base64.b64encode(digraph(result).pipe(format="svg")).decode()
    return HTML(f'<img alt="{html.escape(describe(result))}" src="data:image/svg+xml;base64,{data}">')


def describe(result):
    """Return the computation in words: each value, how it was made, its gradient."""
    names = _names(result)
    lines = [f"{names[v]} {_how(v, names)} is {v.data:.4g}, gradient {v.grad:.4g}" for v in reversed(ancestry(result))]
    return "Computation graph: " + "; ".join(lines) + "."


def _how(value, names):
    made_of = ", ".join(names[parent] for parent, _ in value.parents)
    return f"= {value.operation}({made_of})" if value.parents else "(given)"


def _names(result):
    """A name for each Value: its label, or v1, v2, … in the order of making."""
    return {v: v.label or f"v{i}" for i, v in enumerate(reversed(ancestry(result)), 1)}


def _text(value):
    title = " = ".join(part for part in (value.label, value.operation) if part)
    return [*([title] if title else []), f"{value.data:.4g}", f"grad {value.grad:.4g}"]


def digraph(result):
    """Return the picture as a ``graphviz.Digraph``, to be laid out by ``dot``."""
    import graphviz

    graph = graphviz.Digraph(graph_attr={"rankdir": "LR"}, node_attr={"shape": "record", "fontname": "sans-serif"})
    for value in ancestry(result):
        graph.node(str(id(value)), label="|".join(map(_escaped, _text(value))))
        for parent, slope in value.parents:
            graph.edge(str(id(parent)), str(id(value)), label=f"×{slope:.3g}")
    return graph


def _escaped(text):
    """``text`` with the characters that divide a record of Graphviz taken literally."""
    return re.sub(r"([\\{}|<>])", r"\\\1", text)


def figure(result):
    """Return a matplotlib figure of the computation: a column for each number of steps from the leaves."""
    from matplotlib.figure import Figure

    places = _places(result)
    width, height = (1 + max(place[i] for place in places.values()) for i in (0, 1))
    fig = Figure(figsize=(1.7 * width, 1.1 * height), layout="constrained")
    axes = fig.subplots()
    axes.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))
    axes.axis("off")
    boxes = {v: axes.text(*place, "\n".join(_text(v)), **_CENTERED).get_bbox_patch() for v, place in places.items()}
    for value, place in places.items():
        for parent, _ in value.parents:
            ends = {"arrowstyle": "-|>", "patchA": boxes[parent], "patchB": boxes[value]}
            axes.annotate("", place, places[parent], arrowprops=ends)
    return fig


_CENTERED = {"ha": "center", "va": "center", "fontsize": 8, "bbox": {"boxstyle": "round", "facecolor": "white"}}


def _places(result):
    """(column, row) of each Value; a Value stands to the right of those that it was made from."""
    columns, filled, places = {}, collections.Counter(), {}
    for value in reversed(ancestry(result)):
        column = columns[value] = 1 + max((columns[parent] for parent, _ in value.parents), default=-1)
        places[value] = column, filled[column]
        filled[column] += 1
    return places
