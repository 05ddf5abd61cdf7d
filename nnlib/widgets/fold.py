"""Fold (lesson 03): a matrix turns, stretches and shears a sheet of graph paper; a ReLU after it folds the sheet.

The matrix is ``R(angle) · diag(stretch, 1) · [[1, shear], [0, 1]]``. On the sheet are the four corners of XOR. Where a
straight cut can part the classes, the gap is the width of the widest empty strip between them; where none can, it is
negative.
"""

import numpy as np

from nnlib.widgets.controls import Choice, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Line, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "fold", "picture"]

GOAL = 0.75
BENDS = ("none", "ReLU")
CORNERS = np.array([[-1.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])
CLASSES = np.array([0, 0, 1, 1])
EDGE, LINES = 1.5, 7
SEEN = 5.3


def relu(x):
    """Return x where it is positive, else 0."""
    return np.maximum(x, 0)


def forward(X, Ws, bs, g):
    """Return a list of the layers' outputs; g is applied to every layer but the last."""
    layers = []
    for W, b in zip(Ws, bs, strict=True):
        Z = (layers[-1] if layers else X) @ W.T + b
        layers.append(g(Z) if len(layers) < len(Ws) - 1 else Z)
    return layers


def fold(forward=None):
    """Show the widget.

    Parameters
    ----------
    forward : callable, optional
        The student's ``forward(X, Ws, bs, g)``, which returns the outputs of all layers; by default the course's own.
    """
    return display(experiment(forward))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `fold`."""
    guarded = Guarded(yours, forward, _problem)
    return Experiment(
        name="fold",
        question="Can a matrix lay the four corners of XOR so that one straight cut parts them?",
        goal=f"a gap of at least {GOAL} between the classes",
        controls=(
            Slider("angle", "turn (degrees)", -180, 180, 0.0, step=5),
            Slider("stretch", "stretch along x₁", 0.25, 2, 1.0),
            Slider("shear", "shear", -1.5, 1.5, 0.0),
            Choice("bend", "after the matrix", BENDS, "none"),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "No bend yet, the matrix alone. Which one lays the corners so that a straight cut parts XOR?",
            ("one that turns by 45°", "one that stretches a lot", "one that shears a lot", "none"),
            3,
            "A matrix keeps straight lines straight and middles in the middle. Both diagonals of the square have the "
            "same middle, so they still cross, and every cut leaves a circle and a triangle on one side.",
        ),
    )


def picture(settings, forward):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        angle, stretch, shear, bend.
    forward : callable
    """
    M, bent = _matrix(settings["angle"], settings["stretch"], settings["shear"]), settings["bend"] == "ReLU"
    sheet = _sheet()
    moved = _through(forward, np.vstack([CORNERS, sheet]), M, bent)
    corners, grid = moved[:4], moved[4:]
    gap, normal, offset = _widest(corners)
    words = f"a cut parts them, with a gap of {gap:.2f}" if gap > 0 else f"no cut parts them (gap {gap:.2f})"
    after = "the matrix and ReLU" if bent else "the matrix"
    return Scene(
        axes=(
            _plane("the sheet", "x", CORNERS, sheet, "The corners of XOR on graph paper: circles on one diagonal."),
            _plane(
                f"after {after}", "h", corners, grid, f"The same after {after}: {words}.", _cut(gap, normal, offset)
            ),
        ),
        numbers={"matrix": "({:.2f} {:.2f} | {:.2f} {:.2f})".format(*M.ravel() + 0.0), "gap": f"{gap:.2f}"},
        reached=gap >= GOAL,
        hint=_hint(M, bent, gap, corners),
    )


def _hint(M, bent, gap, corners):
    if np.array_equal(M, np.eye(2)) and not bent:  # the prediction is still open
        return ""
    if not bent:
        return "However you move the sheet, the diagonals still cross. Try a bend after the matrix."
    if len(np.unique(corners.round(9), axis=0)) < 4 and gap <= 0:
        return "Corners that have fallen onto each other can be of one class, or of both."
    if 0 < gap < GOAL:
        return "A cut is possible. Pull one diagonal farther out than the other."
    return ""


def _matrix(angle, stretch, shear):
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return np.array([[c, -s], [s, c]]) @ np.array([[stretch, 0], [0, 1]]) @ np.array([[1, shear], [0, 1]])


def _sheet():
    """Return the lines of the graph paper, one after the other, shape (2 · LINES · 61, 2)."""
    along, places = np.linspace(-EDGE, EDGE, 61), np.linspace(-EDGE, EDGE, LINES)
    upright = [np.column_stack([np.full(61, place), along]) for place in places]
    return np.vstack(upright + [line[:, ::-1] for line in upright])


def _through(forward, X, M, bent):
    Ws = [M, np.eye(2)] if bent else [M]  # the last layer has no g
    return np.asarray(forward(X, Ws, [np.zeros(2) for _ in Ws], relu)[-1], dtype=float)


def _widest(corners):
    """Return the signed gap between the classes along the best of 3600 directions, that direction, and the middle."""
    angles = np.linspace(0, 2 * np.pi, 3600, endpoint=False)
    normals = np.column_stack([np.cos(angles), np.sin(angles)])
    heights = corners @ normals.T  # (4, 3600)
    low, high = heights[CLASSES == 0].max(axis=0), heights[CLASSES == 1].min(axis=0)
    best = int(np.argmax(high - low))
    return float((high - low)[best]), normals[best], float((high + low)[best] / 2)


def _cut(gap, normal, offset):
    return (Line(normal, offset, label="a cut"),) if gap > 0.005 else ()


def _plane(title, name, corners, sheet, alt, below=()):
    lines = sheet.reshape(2 * LINES, -1, 2)
    apart = np.concatenate([lines, np.full((len(lines), 1, 2), np.nan)], axis=1).reshape(-1, 2)
    return Axes(
        title=title,
        alt=alt,
        layers=(
            *below,
            Curve(apart, "reference", width=1.0),
            Points(corners[CLASSES == 0], "class 0", "o", "XOR is 0"),
            Points(corners[CLASSES == 1], "class 1", "^", "XOR is 1"),
        ),
        xlim=(-SEEN, SEEN),
        ylim=(-SEEN, SEEN),
        xlabel=f"{name}₁",
        ylabel=f"{name}₂",
        equal=True,
    )


def _problem(answer, X, Ws, bs, g):
    if len(answer) != len(Ws):
        return f"has {len(answer)} layers, expected {len(Ws)}"
    last = np.asarray(answer[-1], dtype=float)
    if last.shape != X.shape:
        return f"has a last layer of shape {last.shape}, expected {X.shape}"
    return "" if np.isfinite(last).all() else "is not finite"
