"""A graph abacus (lesson 06): f = (x + y)(y - z), its values above the nodes, its gradients below them.

Values go from left to right as soon as an input moves. Gradients come back one node a step: f gets 1; the product
hands q to p and p to q; the sum hands its own to x and y; the difference hands its own to y, and minus that to z. y is
used twice, and adds up what comes back.
"""

import numpy as np

from nnlib import backprop
from nnlib.widgets.controls import Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Arrows, Axes, Bars, Points, Scene, Text
from nnlib.widgets.student import Guarded

__all__ = ["advance", "experiment", "graph_abacus", "picture", "start"]

TARGET = -4.0
PLACES = {"x": (1.3, 5.2), "y": (1.3, 3), "z": (1.3, 0.8), "p": (5, 4.5), "q": (5, 1.5), "f": (8.7, 3)}
EDGES = (("x", "p"), ("y", "p"), ("y", "q"), ("z", "q"), ("p", "f"), ("q", "f"))
NAMES = {"x": "x", "y": "y", "z": "z", "p": "p = x + y", "q": "q = y − z", "f": "f = p q"}
HANDED = (("f", "f"), ("pq", "p and q"), ("xy", "x and y"), ("yz", "y and z"))  # who is handed a gradient in each step


def graph_abacus(graph_xyz=None):
    """Show the widget.

    Parameters
    ----------
    graph_xyz : callable, optional
        The student's ``graph_xyz(x, y, z)``, which returns f and its three gradients; by default
        ``nnlib.backprop.graph_xyz``.
    """
    return display(experiment(graph_xyz))


def experiment(graph_xyz=None):
    """Return the `Experiment`; argument as in `graph_abacus`."""
    guarded = Guarded(graph_xyz, backprop.graph_xyz, _problem)
    return Experiment(
        name="graph_abacus",
        question="Can an input be used twice and still have no influence on f?",
        goal=f"f = {TARGET:g} with gradient 0 at y, all gradients walked back",
        controls=(
            Slider("x", "x", -4, 4, 2.0, step=0.25),
            Slider("y", "y", -4, 4, 3.0, step=0.25),
            Slider("z", "z", -4, 4, 2.0, step=0.25),
            Slider("speed", "steps/s", 0.5, 10, 1.0, log=True),
        ),
        function=guarded,
        picture=lambda settings, step: picture(settings, step, guarded),
        start=start,
        advance=advance,
        prediction=Prediction(
            question="At x = 2, y = 3, z = 2 you may raise one input by 0.01. Which one raises f the most?",
            options=("x", "y", "z"),
            right=1,
            because="y is used twice: one path hands back 1, the other 5, and they add up to 6. "
            "x gets 1, and z gets −5: raising z lowers f.",
        ),
    )


def start(settings, before=None):
    """Return how many steps have been walked back: none at first, and as many as before when an input moves."""
    return 0 if before is None else before


def advance(step):
    """Return one step more, of four."""
    return min(step + 1, len(HANDED))


def picture(settings, step, graph_xyz):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        x, y, z, and the speed, which does not show.
    step : int
        Steps walked back, 0 … 4.
    graph_xyz : callable
    """
    x, y, z = (settings[name] for name in "xyz")
    f, found = graph_xyz(x, y, z)
    values = {"x": x, "y": y, "z": z, "p": x + y, "q": y - z, "f": float(f)}
    via = {"p": values["q"], "q": values["p"]}  # what y is handed by each of its uses
    gradients = {"f": 1.0, **via, **{n: float(g) for n, g in zip("xyz", found, strict=True)}}
    gradients = {name: gradient + 0.0 for name, gradient in gradients.items()}  # -0.0 becomes 0.0
    if step == 3:
        gradients["y"] = via["p"]
    known = {name: gradients[name] for names, _ in HANDED[:step] for name in names}
    done = step == len(HANDED)
    return Scene(
        axes=(_graph(values, known), _shares(known, via, step)),
        numbers={
            "f": f"{values['f']:.2f}",
            "gradient (x, y, z)": "(" + ", ".join(f"{gradients[n]:.2f}" for n in "xyz") + ")" if done else "walk back",
        },
        reached=done and abs(values["f"] - TARGET) < 1e-9 and abs(gradients["y"]) < 1e-9,
        hint=_hint(step, gradients),
    )


def _hint(step, gradients):
    if step < len(HANDED):
        return f"The next step hands a gradient to {HANDED[step][1]}."
    if abs(gradients["y"]) < 1e-9:
        return "What comes back to y along its two paths cancels. That is possible only where p = −q."
    return ""


def _graph(values, known):
    words = ", ".join(f"{name} = {value:.2f}" for name, value in values.items())
    back = ", ".join(f"{name} {value:.2f}" for name, value in known.items()) or "none yet"
    start, end = (np.array([PLACES[edge[k]] for edge in EDGES], dtype=float) for k in (0, 1))
    way = end - start
    room = 1.35 / np.hypot(*way.T)[:, None]
    top, above, below = np.array([0, 0.78]), np.array([0, 0.4]), np.array([0, -0.42])
    places = {name: np.array(place, dtype=float) for name, place in PLACES.items()}
    return Axes(
        title="values above, gradients below",
        alt=f"The graph of f = (x + y)(y - z). Values: {words}. Gradients that have come back: {back}.",
        layers=(
            Arrows(start + room * way, way * (1 - 2 * room), "reference"),
            Points(np.array(list(places.values())), "line"),
            Text(np.array([places[n] + top for n in values]), tuple(NAMES[n] for n in values)),
            Text(np.array([places[n] + above for n in values]), tuple(f"{v:.2f}" for v in values.values()), "class 0"),
            Text(
                np.array([places[n] + below for n in known]).reshape(-1, 2),
                tuple(f"∂f/∂{n} = {v:.2f}" for n, v in known.items()),
                "class 1",
            ),
        ),
        xlim=(0, 10),
        ylim=(0, 6.3),
        frame=False,
    )


def _shares(known, via, step):
    shares = {"x": known.get("x"), "z": known.get("z"), "y": known.get("y") if step == len(HANDED) else None}
    shares |= {"y via p": via["p"] if step >= 3 else None, "y via q": via["q"] if step >= 4 else None}
    names = ("x", "y via p", "y via q", "y", "z")
    heights = np.array([0.0 if shares[name] is None else shares[name] for name in names])
    words = ", ".join(f"{name} {height:.2f}" for name, height in zip(names, heights, strict=True))
    return Axes(
        title="what comes back to the inputs",
        alt=f"Bars of the gradients at the inputs, 0 where none has come back: {words}.",
        layers=(Bars(np.arange(5), heights, "class 1"),),
        xlim=(-0.6, 4.6),
        ylim=(-16.5, 16.5),
        ylabel="gradient",
        ticks=names,
    )


def _problem(answer, x, y, z):
    f, gradients = answer
    found = np.array([f, *gradients], dtype=float)
    if found.shape != (4,):
        return f"has {found.size - 1} gradients, expected 3"
    return "" if np.isfinite(found).all() else f"is {found.tolist()}, expected finite numbers"
