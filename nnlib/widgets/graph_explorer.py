"""Graph explorer (lesson 08): reverse mode one node at a time, and the += where two uses of a number meet.

A step takes the newest node that still waits, and hands slope × gradient to each of its parents. Left the graph with
every contribution written out, right the gradients of the inputs so far.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from nnlib.autodiff.value import Value
from nnlib.plots.graphs import ordered, places
from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Arrows, Axes, Bars, Points, Scene, Text
from nnlib.widgets.student import Guarded

__all__ = ["Walk", "advance", "experiment", "graph_explorer", "picture", "start"]

NEAR = 0.05


def _tanh_graph(x, y):
    p, t = x * y, y.tanh()
    return {"p = x·y": p, "t = tanh y": t, "f = p + t": p + t}


def _product_graph(x, y):
    s, p = x + y, x * y
    return {"s = x + y": s, "p = x·y": p, "f = s·p": s * p}


def _square_graph(x, y):
    q, p = y * y, x * y
    return {"q = y·y": q, "p = x·y": p, "f = q + p": q + p}


GRAPHS = {"x·y + tanh y": _tanh_graph, "(x + y)·(x·y)": _product_graph, "y·y + x·y": _square_graph}


@dataclass(frozen=True, eq=False)
class Walk:
    """A walk back under way.

    Parameters
    ----------
    settings : dict
        Those it was started with, without the speed.
    names : dict
        From texts to nodes, in a topological order: x and y first, f last.
    arrived : dict
        From nodes to the contributions that have come so far, in the order of their coming.
    waiting : tuple of nodes
        Those that have parents and have not handed anything back, the next one last.
    """

    settings: dict
    names: dict
    arrived: dict
    waiting: tuple
    current: object = None


def graph_explorer(backward=None):
    """Show the widget.

    Parameters
    ----------
    backward : callable, optional
        The student's ``backward(node)``, which sets ``grad`` of all that ``node`` was made from. By default that of
        `nnlib.autodiff.value.Value`.
    """
    return display(experiment(backward))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `graph_explorer`."""
    guarded = Guarded(None if yours is None else _by(yours), backward, _problem)
    return Experiment(
        name="graph_explorer",
        question="Where several gradients arrive at one number, what becomes of them?",
        goal=f"∂f/∂y within {NEAR} of 0, at the end of the walk",
        controls=(
            Choice("graph", "f", tuple(GRAPHS), "x·y + tanh y"),
            Slider("x", "x", -3, 3, 2.0, step=0.25),
            Slider("y", "y", -3, 3, 1.0, step=0.25),
            Slider("speed", "steps/s", 0.5, 10, 1.0, log=True),
        ),
        function=guarded,
        picture=lambda settings, walk: picture(settings, walk, guarded),
        start=start,
        advance=advance,
        prediction=Prediction(
            "y goes into two nodes. One sends it the gradient 2, the other 0.42. What is ∂f/∂y?",
            ("2.42, the sum", "0.42, the one that came last", "1.21, the mean"),
            0,
            "A nudge of y moves f along both paths, and both movements happen. Watch the += below y.",
        ),
    )


def backward(graph, x, y):
    """Return the gradients of x and y by the course's own walk back."""
    return _by(Value.backward)(graph, x, y)


def _by(walk_back):
    def gradients(graph, x, y):
        inputs = Value(x), Value(y)
        walk_back(list(GRAPHS[graph](*inputs).values())[-1])
        return [float(node.grad) for node in inputs]

    return gradients


def _problem(answer, graph, x, y):
    return "" if np.isfinite(answer).all() else f"left the gradients {answer}, expected finite numbers"


def start(settings, before=None):
    """Return the walk before its first step, or ``before`` if only the speed is another one."""
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    x, y = Value(float(settings["x"])), Value(float(settings["y"]))
    names = {"x": x, "y": y, **GRAPHS[settings["graph"]](x, y)}
    f = list(names.values())[-1]
    arrived = dict.fromkeys(names.values(), ()) | {f: (1.0,)}
    return Walk(settings, names, arrived, tuple(node for node in ordered(f) if node.parents))


def advance(walk):
    """Return the walk after one more node has handed its gradient back; at the end, the argument itself."""
    if not walk.waiting:
        return walk
    *rest, node = walk.waiting
    arrived = dict(walk.arrived)
    for parent, slope in node.parents:
        arrived[parent] = (*arrived[parent], slope * sum(arrived[node]))
    return dataclasses.replace(walk, arrived=arrived, waiting=tuple(rest), current=node)


def picture(settings, walk, gradients):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        graph, x, y, speed.
    walk : Walk
    gradients : callable
        ``gradients(graph, x, y)``: what the function `backward` leaves in x and y.
    """
    done = not walk.waiting
    numbers = {"f": f"{list(walk.names.values())[-1].data:.3g}"}
    slope = np.inf
    if done:
        answer = gradients(*(walk.settings[name] for name in ("graph", "x", "y")))
        slope = answer[1]
        numbers["(∂f/∂x, ∂f/∂y)"] = f"({answer[0]:.3g}, {slope:.3g})"
    return Scene(
        axes=(_graph(walk), _inputs(walk)),
        numbers=numbers,
        reached=bool(abs(slope) < NEAR),
        hint=_hint(walk, done),
    )


def _hint(walk, done):
    if done:
        return "Every node has handed back. Now find an x and a y where what arrives at y cancels."
    return f"Next: {_title(walk, walk.waiting[-1])}, whose gradient is complete, hands slope × gradient to its parents."


def _title(walk, node):
    return next(text for text, named in walk.names.items() if named is node)


def _sum(contributions):
    """What arrived, written as a sum."""
    terms = "".join(f" {'−' if c < 0 else '+'} {abs(c):.3g}" for c in contributions)
    return terms.removeprefix(" + ").removeprefix(" ") or "nothing"


def _graph(walk):
    names = walk.names
    spots = {node: np.array([column, -row]) for node, (column, row) in places(list(names.values())[-1]).items()}
    edges = [(parent, node) for node in names.values() for parent, _ in node.parents]
    now = [edge for edge in edges if edge[1] is walk.current]
    rest = [edge for edge in edges if edge[1] is not walk.current]
    xy = np.array([spots[node] for node in names.values()])
    complete = np.array([node not in walk.waiting and bool(walk.arrived[node]) for node in names.values()])
    above = tuple(f"{text}: {_value(node)}" for text, node in names.items())
    below = tuple("grad " + _sum(walk.arrived[node]) for node in names.values())
    return Axes(
        title="values, and gradients so far",
        frame=False,
        alt="The graph of f. " + " ".join(f"{up}, {down}." for up, down in zip(above, below, strict=True)),
        layers=(
            _arrows(rest, spots, "reference", back=False, label="uses"),
            _arrows(now, spots, "class 1", back=True, label="handed back now"),
            Points(xy[~complete], "class 0", "o", "not yet"),
            Points(xy[complete], "yours", "^", "handed back; an input: has got something"),
            Text(xy + _beside(xy, 0.32, -0.16, 0.09), above),
            Text(xy + _beside(xy, 0.16, -0.32, -0.09), below, "class 1"),
        ),
        xlim=(-0.6, 3.1),
        ylim=(-1.6, 0.6),
    )


def _beside(xy, top, bottom, middle):
    """Where words keep clear of the arrows: above the upper row, below the lower one, to the right of f."""
    return np.array([[0, top] if y == 0 else [0, bottom] if y == -1 else [0.58, middle] for _, y in xy])


def _value(node):
    return f"{node.data:.3g}"


def _arrows(edges, spots, role, *, back, label):
    ends = np.array([[spots[parent], spots[node]] for parent, node in edges]).reshape(-1, 2, 2)
    start, vector = ends[:, int(back)], ends[:, 1 - int(back)] - ends[:, int(back)]
    return Arrows(start + 0.12 * vector, 0.76 * vector, role, label)


def _inputs(walk):
    inputs = [walk.names[name] for name in ("x", "y")]
    heights = np.array([sum(walk.arrived[node]) for node in inputs], dtype=float)
    top = max(3.0, 1.2 * float(np.abs(heights).max()))
    texts = tuple(_sum(walk.arrived[node]) for node in inputs)
    return Axes(
        title="gradients of the inputs so far",
        alt=f"Bars: so far x has got {texts[0]}, together {heights[0]:.3g}; y {texts[1]}, together {heights[1]:.3g}.",
        layers=(
            Bars(np.arange(2.0), heights, "class 1"),
            Text(np.column_stack([np.arange(2.0), np.full(2, 0.9 * top)]), texts),
        ),
        xlim=(-0.6, 1.6),
        ylim=(-top, top),
        ticks=("∂f/∂x", "∂f/∂y"),
    )
