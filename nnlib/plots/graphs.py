"""Drawings of computations: the graph with its slopes, a topological order as arcs, broadcast shapes.

A node is anything with ``data``, ``grad`` and ``parents``, pairs (node, slope), such as `nnlib.autodiff.value.Value`.
"""

import collections

import numpy as np

from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["broadcasting", "computation", "order_arcs", "ordered", "places"]


def computation(result, names, *, gradients=False, ax=None):
    """Draw how ``result`` was computed: a box for each node, an arrow with the slope for each use.

    Parameters
    ----------
    result : node
    names : dict
        From a text to the node that it names.
    gradients : bool, default False
        Write each node's ``grad`` below its number.
    """
    spots = places(result)
    width, height = (1 + max(spot[i] for spot in spots.values()) for i in (0, 1))
    ax = new_axes(ax, figsize=(1.55 * width, 0.95 * height))
    ax.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.45, -0.55))
    ax.set_axis_off()
    titles = {id(node): text for text, node in names.items()}
    for node, (x, y) in spots.items():
        lines = [titles.get(id(node), ""), f"{float(node.data):.4g}"]
        lines += [f"grad {float(node.grad):.4g}"] if gradients else []
        face = "#DCEBF5" if not node.parents else "white"
        box = {"boxstyle": "round,pad=0.35", "facecolor": face, "edgecolor": "0.3"}
        ax.text(x, y, "\n".join(filter(None, lines)), ha="center", va="center", fontsize=9, bbox=box, zorder=3)
        for index, (parent, slope) in enumerate(node.parents):
            _edge(ax, spots[parent], (x, y), float(slope), index, [id(p) for p, _ in node.parents])
    return ax


def _edge(ax, start, end, slope, index, parents):
    """An arrow; two of them between the same nodes bend to either side."""
    twice = parents.count(parents[index]) > 1
    bend = (0.35, -0.35)[index % 2] if twice else 0.0
    style = {"arrowstyle": "-|>", "color": "0.35", "shrinkA": 24, "shrinkB": 24}
    ax.annotate("", end, start, arrowprops={**style, "connectionstyle": f"arc3,rad={bend}"}, zorder=1)
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + 0.55 * (x1 - x0) - 0.5 * bend * (y1 - y0), y0 + 0.55 * (y1 - y0) + 0.5 * bend * (x1 - x0))
    white = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
    ax.text(*middle, f"×{slope:.3g}", ha="center", va="center", fontsize=8, color=CYCLE[1], bbox=white, zorder=4)


def places(result):
    """Return {node: (column, row)}: each to the right of its parents, each column centered."""
    nodes = ordered(result)
    columns = {}
    for node in nodes:
        columns[node] = 1 + max((columns[parent] for parent, _ in node.parents), default=-1)
    for node in reversed(nodes):  # what is used late is drawn late, so that arrows are short
        later = [columns[child] for child in nodes if any(parent is node for parent, _ in child.parents)]
        columns[node] = min(later) - 1 if later else columns[node]
    shift = min(columns.values())
    filled, found = collections.Counter(), {}
    for node in nodes:
        column = columns[node] - shift
        found[node] = (column, filled[column])
        filled[column] += 1
    tallest = max(filled.values())
    return {node: (column, row + (tallest - filled[column]) / 2) for node, (column, row) in found.items()}


def ordered(result):
    """Return the nodes that ``result`` was made from, itself last, each after its parents."""
    order, seen, waiting = [], set(), [(result, False)]
    while waiting:
        node, finished = waiting.pop()
        if finished:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting.extend((parent, False) for parent, _ in reversed(node.parents))
    return order


def order_arcs(order, names, *, ax=None):
    """Draw nodes in a row, in their order, and an arc from each parent to what was made of it.

    Arcs to the right run above the row in gray; one that runs back, below, in the color of errors: the order is wrong.

    Parameters
    ----------
    order : sequence of nodes
    names : dict
        From a text to the node that it names.
    """
    place = {id(node): i for i, node in enumerate(order)}
    wrong = any(place[id(parent)] > place[id(node)] for node in order for parent, _ in node.parents)
    ax = new_axes(ax, figsize=(7.5, 2.4 if wrong else 1.8))
    ax.set(xlim=(-0.6, len(order) - 0.4), ylim=(-1.7 if wrong else -0.5, 1.9))
    ax.set_axis_off()
    titles = {id(node): text for text, node in names.items()}
    for node in order:
        for parent, _ in node.parents:
            start, end = place[id(parent)], place[id(node)]
            color, dash = ("0.45", "-") if start < end else (COLORS["error"], "--")
            angle = np.linspace(0, np.pi, 40)
            x = (start + end) / 2 - (end - start) / 2 * np.cos(angle)
            y = 0.22 * np.sqrt(abs(end - start)) * np.sin(angle) * 2
            ax.plot(x, y + 0.42 if start < end else -y - 0.42, dash, color=color, lw=1.5)
            ax.plot(end, 0.42 if start < end else -0.42, marker="v" if start < end else "^", color=color, ms=6)
    for i, node in enumerate(order):
        box = {"boxstyle": "round,pad=0.3", "facecolor": "white", "edgecolor": "0.3"}
        text = f"{titles.get(id(node), '·')}\n{i + 1}"
        ax.text(i, 0, text, ha="center", va="center", fontsize=9, bbox=box, zorder=3)
    return ax


def broadcasting(a, b, G):
    """Draw ``a + b`` with stretched axes, and the way back: G summed over each axis that was stretched.

    Parameters
    ----------
    a, b, G : arrays with at most two axes
        G has the shape of ``a + b``: the gradient that arrives at the sum.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, 3, figsize=(8.2, 4.2), layout="constrained")
    total = a + b
    for ax, part, title in zip(axes[0], [a, b, total], ["a", "b", "a + b"], strict=True):
        _table(ax, part, total.shape, f"{title}, shape {part.shape}", "stretched" if part is not total else "")
    for ax, part, name in zip(axes[1], [a, b], ["a", "b"], strict=False):
        _table(ax, _summed(G, part.shape), total.shape, f"gradient of {name}, shape {part.shape}", "")
    _table(axes[1, 2], G, total.shape, f"arriving: G, shape {G.shape}", "")
    return figure


def _summed(G, shape):
    padded = (1,) * (G.ndim - len(shape)) + tuple(shape)
    return G.sum(axis=tuple(i for i, n in enumerate(padded) if n == 1), keepdims=True).reshape(shape)


def _table(ax, part, shape, title, ghost):
    """The numbers of ``part`` in cells of a table of ``shape``; the cells that stretching adds are pale."""
    rows, columns = shape
    own = np.atleast_2d(part)
    ax.set(xlim=(-0.1, columns + 0.1), ylim=(rows + 0.1, -0.1), aspect="equal")
    ax.set_axis_off()
    ax.set_title(title, fontsize=9)
    for i in range(rows if ghost else own.shape[0]):
        for j in range(columns if ghost else own.shape[1]):
            real = i < own.shape[0] and j < own.shape[1]
            face = "#DCEBF5" if real else "white"
            ax.add_patch(_cell(j, i, face, "-" if real else ":"))
            value = own[min(i, own.shape[0] - 1), min(j, own.shape[1] - 1)]
            ax.text(j + 0.5, i + 0.5, f"{value:g}", ha="center", va="center", color="black" if real else "0.55")


def _cell(x, y, face, style):
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), 1, 1, facecolor=face, edgecolor="0.4", ls=style)
