"""Draw a training: the network with a small picture in each unit, the plane as it divides it, and both losses."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from nnlib.widgets.palette import PALETTE
from nnlib.widgets.playground.data import LIMIT, SAMPLES
from nnlib.widgets.playground.training import gradients
from nnlib.widgets.scene import Axes, Curve, Grid, Layer, Points, Scene
from nnlib.widgets.static import paint

__all__ = ["GOAL", "Network", "picture"]

GOAL = 0.05  # test loss
SIDE, UNIT_SIDE = 60, 20  # pixels of the plane, and of the picture in a unit
MOST_POINTS = 300  # of a curve
_RULER = (np.arange(SIDE) + 0.5) / SIDE * 2 * LIMIT - LIMIT
PLANE = np.stack(np.meshgrid(_RULER, _RULER), axis=-1).reshape(-1, 2)  # (SIDE², 2), lowest row first


@dataclass(frozen=True, eq=False)
class Network(Layer):
    """A diagram of layers of units, a line for each weight.

    Parameters
    ----------
    units : array, shape (n, UNIT_SIDE²)
        A picture for each input and unit, layer after layer, in [0, 1].
    weights, lines : array, shape (m,)
        All numbers layer after layer, W row by row, then b; and what the lines' width and color show instead.
    sizes : tuple of int
    shows : str
        What the lines are: weights or gradients.
    """

    shapes: ClassVar = {"units": ("n", UNIT_SIDE**2), "weights": ("m",), "lines": ("m",)}
    units: Any
    weights: Any
    lines: Any
    sizes: tuple
    shows: str


def picture(settings, training, network, goal_data):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
    training : nnlib.widgets.playground.training.Training
    network : callable
    goal_data : str
        The data on which the goal counts.
    """
    outputs = training.ask(network, "outputs", PLANE)
    (train, test), epoch = training.history[-1], training.epoch
    reached = test < GOAL and settings["data"] == goal_data
    return Scene(
        axes=(_diagram(settings, training, network, outputs), _plane(training, outputs[-1]), _losses(training)),
        numbers={"epoch": f"{epoch:,}", "training loss": f"{train:.3f}", "test loss": f"{test:.3f}"},
        reached=reached,
        hint=_hint(settings, training, reached),
    )


def _hint(settings, training, reached):
    train, test = training.history[-1]
    if training.diverged:
        return "A weight has left the range of numbers: Reset, and take a lower learning rate."
    if reached:
        return f"Reached after {training.epoch} epochs. Can fewer units do it, or fewer epochs?"
    if settings["initializer"] == "zeros" and training.epoch:
        return "The weights began equal, so the units of a layer get equal gradients and compute the same for ever."
    if training.epoch >= 50 and test > 2 * train:
        return "The test loss is more than twice the training loss: try more L2, fewer units or less noise."
    return ""


def _diagram(settings, training, network, outputs):
    shown = gradients(training, network, *training.data[:2]) if settings["show"] == "gradients" else training.params
    inputs = (PLANE / LIMIT + 1) / 2
    squash = (lambda h: h) if settings["activation"] == "sigmoid" else (lambda h: (h + 1) / 2)
    planes = [inputs, *map(squash, outputs[:-1]), outputs[-1]]
    units = np.concatenate(planes, axis=1).T.reshape(-1, SIDE, SIDE)[:, 1::3, 1::3]  # (n, UNIT_SIDE, UNIT_SIDE)
    units = np.nan_to_num(np.clip(units, 0, 1), nan=0.5).reshape(len(units), -1)
    return Axes(
        title="network",
        alt=_in_words(training, shown, settings["show"]),
        layers=(Network(units, _flat(training.params), _flat(shown), training.sizes, settings["show"]),),
        xlim=(0, 1),
        ylim=(0, 1),
        frame=False,
    )


def _flat(params):
    return np.nan_to_num(np.concatenate([np.ravel(layer[name]) for layer in params for name in ("W", "b")]))


def _in_words(training, shown, what):
    layer = max(range(len(shown)), key=lambda i: np.abs(shown[i]["W"]).max())
    W = shown[layer]["W"]
    unit, source = np.unravel_index(np.abs(W).argmax(), W.shape)
    return (
        f"Network {'-'.join(map(str, training.sizes))} with {training.settings['activation']}; the largest of its "
        f"{what} is {W[unit, source]:.2g}, from {_name(layer, source)} to {_name(layer + 1, unit)}."
    )


def _name(layer, unit):
    return f"unit {unit + 1} of layer {layer}" if layer else f"input {unit + 1}"


def _plane(training, outputs):
    X, Y, *_ = training.data
    t = Y[:, 0]
    _, test = training.history[-1]
    return Axes(
        title="what the output computes",
        alt=f"The plane, divided by the network, and {SAMPLES} training samples, {training.settings['data']}; "
        f"the test loss is {test:.3f}.",
        layers=(
            Grid(np.nan_to_num(outputs.reshape(SIDE, SIDE), nan=0.5), (-LIMIT, LIMIT), (-LIMIT, LIMIT)),
            Points(X[t == 0], "class 0", "o", "class 0", scale=0.45),
            Points(X[t == 1], "class 1", "^", "class 1", scale=0.45),
        ),
        xlim=(-LIMIT, LIMIT),
        ylim=(-LIMIT, LIMIT),
        xlabel="x₁",
        ylabel="x₂",
        equal=True,
    )


def _losses(training):
    epoch, history = training.epoch, np.array(training.history)  # (epochs + 1, 2)
    chosen = np.unique(np.linspace(0, epoch, MOST_POINTS).astype(int))
    train, test = (np.column_stack([chosen, history[chosen, i]]) for i in range(2))
    end = next(limit for limit in (50, 100, 200, 500, 1000, 2000, 5000, 10**4, 10**9) if epoch <= limit)
    return Axes(
        title="loss",
        alt=f"After {epoch} epochs the training loss is {history[-1, 0]:.3f}, the test loss {history[-1, 1]:.3f}; "
        f"the lowest test loss was {np.nanmin(history[:, 1]):.3f}.",
        layers=(
            Curve([[0, GOAL], [end, GOAL]], "reference", "goal", dashed=True),
            Curve(train, "line", "training"),
            Curve(test, "error", "test"),
        ),
        xlim=(0, end),
        ylim=(0, 1),
        xlabel="epochs",
    )


@paint.register
def _(layer: Network, ax):
    from matplotlib.colors import LinearSegmentedColormap

    light = PALETTE["light"]
    colors = LinearSegmentedColormap.from_list("sides", [light["class 0"], "white", light["class 1"]])
    places = [
        ((i + 0.5) / len(layer.sizes), 0.5 + (k - (n - 1) / 2) * -0.12)
        for i, n in enumerate(layer.sizes)
        for k in range(n)
    ]
    largest = np.abs(layer.lines).max() or 1.0
    for start, end, value in _links(layer):
        (x0, y0), (x1, y1) = places[start], places[end]
        color = light["class 1" if value > 0 else "class 0"]
        ax.plot([x0, x1], [y0, y1], color=color, ls="-" if value > 0 else "--", lw=0.4 + 4 * abs(value) / largest)
    for (x, y), unit in zip(places, layer.units, strict=True):
        image = unit.reshape(UNIT_SIDE, UNIT_SIDE)
        extent = (x - 0.04, x + 0.04, y - 0.05, y + 0.05)
        ax.imshow(image, cmap=colors, vmin=0, vmax=1, extent=extent, origin="lower", aspect="auto", zorder=3)


def _links(layer):
    """Yield the numbers of the two units, counted through all layers, and the value for each line."""
    before = at = 0
    for n_in, n_out in zip(layer.sizes, layer.sizes[1:], strict=False):
        for unit in range(n_out):
            for source in range(n_in):
                yield before + source, before + n_in + unit, layer.lines[at + unit * n_in + source]
        before, at = before + n_in, at + n_out * (n_in + 1)
