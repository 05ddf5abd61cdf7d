"""A map of the digits (lesson 12): an autoencoder's code of two numbers as a plane, and the picture decoded at a place.

The reader that judges the picture is a net of its own, trained to tell digits apart and never shown a decoded one.
"""

import functools

import numpy as np

from nnlib import autoencoder, backprop
from nnlib.datasets import digits
from nnlib.widgets.controls import Menu, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Points, Scene, Text
from nnlib.widgets.student import Guarded

__all__ = ["digit_map", "experiment", "picture"]

SURE = 0.7
SHOWN = 250


def digit_map(split_at_waist=None):
    """Show the widget.

    Parameters
    ----------
    split_at_waist : callable, optional
        The student's ``split_at_waist(Ws, bs, gs)``; by default ``nnlib.autoencoder.split_at_waist``.
    """
    return display(experiment(split_at_waist))


def experiment(split_at_waist=None):
    """Return the `Experiment`; argument as in `digit_map`."""
    guarded = Guarded(split_at_waist, autoencoder.split_at_waist, _problem)
    return Experiment(
        name="digit_map",
        question="Where on the map does each digit live, and what lies between two of them?",
        goal=f"a picture that the reader takes for your digit, at least {SURE:.0%} sure",
        controls=(
            Menu("digit", "draw me a", tuple("0123456789"), "3"),
            Slider("x", "first number", -2.5, 2.5, 0.0),
            Slider("y", "second number", -2.5, 2.5, 0.0),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="The net has seen 1,297 digits, each of which is one point of the map. What does its decoder draw "
            "at a point where no digit was?",
            options=("nothing: a white picture", "the nearest of the digits it has seen", "something in between"),
            right=2,
            because="The decoder is a smooth function of two numbers: move slowly from one digit to another. Far away "
            "from all digits it draws nonsense.",
        ),
    )


@functools.cache
def scenery():
    """Return the weights and biases of the autoencoder, digits to show with their classes, and the reader."""
    net, train, test = autoencoder.of_digits()
    X, t = digits()
    reader = backprop.Network([64, 30, 10], loss="cross_entropy", rng=0)
    reader.fit(X[train], t[train], epochs=15, batch_size=10, eta=0.5, rng=0)
    return *autoencoder.weights(net), X[test[:SHOWN]], t[test[:SHOWN]], reader


def picture(settings, split):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        digit, and x and y: standard deviations of the codes shown, from their mean.
    split : callable
    """
    Ws, bs, X, t, reader = scenery()
    encode, decode = split(Ws, bs, list(autoencoder.GS))
    codes = np.asarray(encode(X), dtype=float)
    mean, scale = codes.mean(axis=0), codes.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)  # an encoder may return the same for all
    at = np.array([[settings["x"], settings["y"]]])
    drawn = np.asarray(decode(mean + scale * at), dtype=float)[0]
    outputs = reader.predict(drawn[None])[0]
    wanted, said = int(settings["digit"]), int(outputs.argmax())
    words = f"the reader says {said}, {outputs[said]:.0%} sure"
    return Scene(
        axes=(_map((codes - mean) / scale, t, wanted, at), _drawing(drawn, words)),
        numbers={"the reader says": f"{said}, {outputs[said]:.0%} sure", f"a {wanted}": f"{outputs[wanted]:.0%}"},
        reached=bool(said == wanted and outputs[wanted] >= SURE),
        hint="" if outputs[said] >= 0.5 else "Between the digits even the reader does not know what this is.",
    )


def _map(places, t, wanted, at):
    chosen = t == wanted
    home = np.median(places[chosen], axis=0)
    return Axes(
        title=f"codes of {SHOWN} digits",
        alt=f"A map of digits at their codes. The {wanted}s lie around ({home[0]:.1f}, {home[1]:.1f}), "
        f"you are at ({at[0, 0]:.2f}, {at[0, 1]:.2f}).",
        layers=(
            Text(places[~chosen], tuple(map(str, t[~chosen])), "reference"),
            Text(places[chosen], tuple(map(str, t[chosen])), "class 1"),
            Points(at, "error", "ring", "you are here"),
        ),
        xlim=(-2.7, 2.7),
        ylim=(-2.7, 2.7),
        xlabel="first number",
        ylabel="second number",
    )


def _drawing(drawn, words):
    rows = np.clip(drawn, 0, 1).reshape(8, 8)[::-1]
    frame = np.array([[-0.5, -0.5], [7.5, -0.5], [7.5, 7.5], [-0.5, 7.5], [-0.5, -0.5]])
    return Axes(
        title="decoded",
        alt=f"The picture of 8 by 8 pixels decoded at this place; {words}.",
        layers=(Grid(0.5 + rows / 2, (-0.5, 7.5), (-0.5, 7.5), low="line", high="line"), Curve(frame, "reference")),
        xlim=(-0.6, 7.6),
        ylim=(-0.6, 7.6),
        equal=True,
        frame=False,
    )


def _problem(answer, Ws, bs, gs):
    if not (isinstance(answer, (tuple, list)) and len(answer) == 2 and all(map(callable, answer))):
        return "is no pair of functions: encode, decode"
    for name, half, (before, after) in zip(("encode", "decode"), answer, ((64, 2), (2, 64)), strict=True):
        shape = np.shape(half(np.zeros((3, before))))
        if shape != (3, after):
            return f"has a function {name} that returns shape {shape} for 3 samples, expected (3, {after})"
    return ""
