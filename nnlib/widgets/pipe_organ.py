"""Pipe organ (lesson 10): a deep network of random weights, how its activations spread and how large they are by layer.

Left the activations of every layer as a column of a histogram; right their size, the root mean square, beside the
product that theory expects. The weights are N(0, s²/n): a scale s for any width.
"""

from functools import lru_cache

import numpy as np

from nnlib import activations, signals
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "picture", "pipe_organ"]

SAMPLES, BINS, DEEP, NEAR = 64, 40, 20, 3
RANGES = {"tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "relu": (0.0, 4.0)}
SATURATED = 0.05  # of the greatest slope
DECADES = 12


def pipe_organ(layer_rms=None):
    """Show the widget.

    Parameters
    ----------
    layer_rms : callable, optional
        The student's ``layer_rms(X, Ws, g)``; by default ``nnlib.signals.layer_rms``.
    """
    return display(experiment(layer_rms))


def experiment(layer_rms=None):
    """Return the `Experiment`; argument as in `pipe_organ`."""
    guarded = Guarded(layer_rms, signals.layer_rms, _problem)
    return Experiment(
        name="pipe_organ",
        question="How large must the weights be, so that a signal passes through 20 layers of ReLU unharmed?",
        goal=f"ReLU, {DEEP} layers or more: a size from 1/{NEAR} to {NEAR} in the last one",
        controls=(
            Choice("g", "activation", tuple(RANGES), "relu"),
            Slider("depth", "layers", 2, 30, 20, step=1),
            Slider("width", "units in a layer n", 10, 120, 100, step=1),
            Slider("scale", "scale s, weights N(0, s²/n)", 0.1, 10, 1.0, step=0.02, log=True),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "20 layers of ReLU, weights with variance 1/n (s = 1), inputs of size 1. The last layer's size is about …",
            ("1", "1/20", "1/1000"),
            2,
            "ReLU sets half of the numbers to 0 and so halves the mean square; 20 halvings make 2⁻²⁰ of it, and 2⁻¹⁰ "
            "of the size. On the right, the logarithm falls along a straight line.",
        ),
    )


@lru_cache(maxsize=4)
def _drawn(depth, width, seed):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((SAMPLES, width)), rng.standard_normal((depth, width, width))


def picture(settings, layer_rms):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        g, depth, width, scale, seed.
    layer_rms : callable
    """
    name, depth, width = settings["g"], round(settings["depth"]), round(settings["width"])
    X, z = _drawn(depth, width, settings["seed"])
    Ws, g = list(settings["scale"] / width**0.5 * z), activations.get(name)
    Zs, Hs = signals.forward(X, Ws, g)
    sizes = np.asarray(layer_rms(X, Ws, g), dtype=float)
    numbers = {"size in the last layer": f"{sizes[-1]:.3g}"}
    if name == "relu":
        numbers["units of it silent for all inputs"] = f"{signals.silent(Hs[-1]):.0%}"
    else:
        numbers["saturated in the last layer"] = f"{_saturated(name, Zs[-1]):.0%}"
    return Scene(
        axes=(_pipes(name, Hs[1:], numbers), _sizes(name, depth, settings["scale"], sizes)),
        numbers=numbers,
        reached=name == "relu" and depth >= DEEP and 1 / NEAR <= sizes[-1] <= NEAR,
        hint=_hint(name, settings["scale"], sizes[-1]),
    )


def _saturated(name, Z):
    slope = activations.derivative(name, Z)
    greatest = activations.derivative(name, np.zeros(1))[0]
    return float(np.mean(slope < SATURATED * greatest))


def _hint(name, scale, last):
    if name == "relu":
        return "The inputs have been forgotten: look at how narrow the pipes are." if last < 1e-6 else ""
    if name == "sigmoid":
        return (
            "Sigmoid outputs never die out: they sit near ½, whatever comes in. That hides the harm: look at gradients."
        )
    if scale > 3:
        return (
            "Nearly all units say −1 or 1. The size looks healthy, and the slope 1 − tanh² is nearly 0: nothing learns."
        )
    return "A tanh net forgives: where s > 1, saturation stops the growth." if last > 0.1 else ""


def _pipes(name, Hs, numbers):
    low, high = RANGES[name]
    bins = np.clip((np.stack(Hs) - low) / (high - low) * BINS, 0, BINS - 1).astype(int)  # (layers, samples, units)
    layer = np.arange(len(Hs))[:, None, None]
    heights = np.bincount((layer * BINS + bins).ravel(), minlength=len(Hs) * BINS).reshape(-1, BINS)
    shares = (heights / heights.max(axis=1, keepdims=True)).T ** 0.5  # the fullest bin of each layer is dark
    spread = ", ".join(f"{label} {value}" for label, value in numbers.items())
    return Axes(
        title="activations by layer" + (", 4 and more at the top" if name == "relu" else ""),
        alt=f"A column for each of {len(Hs)} layers of {name} shows how often each activation occurs; {spread}.",
        layers=(Grid(0.5 + 0.5 * shares, (0.5, len(Hs) + 0.5), (low, high)),),
        xlim=(0.5, len(Hs) + 0.5),
        ylim=(low, high),
        xlabel="layer",
        ylabel="activation",
    )


def _sizes(name, depth, scale, sizes):
    layers = np.arange(1, depth + 1)
    shown = np.log10(np.clip(sizes, 10.0**-DECADES, 10.0**DECADES))
    share = 0.5 if name == "relu" else 1.0
    theory = layers * np.log10(share**0.5 * scale)
    path = np.column_stack([layers, shown])
    marks = [Curve([[0.0, 0.0], [depth + 1.0, 0.0]], "reference")]
    if name != "sigmoid":  # far from the identity: the product does not hold
        label = "product, slope 1" if name == "tanh" else "product"
        marks.append(Curve(np.column_stack([layers, np.clip(theory, -DECADES, DECADES)]), "theory", label, dashed=True))
    return Axes(
        title="size by layer, powers of ten",
        alt=f"The size goes from {sizes[0]:.3g} in layer 1 to {sizes[-1]:.3g} in layer {depth}, at scale {scale:.3g}.",
        layers=(*marks, Curve(path, "yours"), Points(path, "yours", "o", "size")),
        xlim=(0, depth + 1),
        ylim=(-DECADES - 0.5, DECADES + 0.5),
        xlabel="layer",
        ylabel="log₁₀ of the size",
    )


def _problem(answer, X, Ws, g):
    sizes = np.asarray(answer, dtype=float)
    if sizes.shape != (len(Ws),):
        return f"has shape {sizes.shape}, expected ({len(Ws)},): one size for each layer"
    return "" if np.isfinite(sizes).all() and (sizes >= 0).all() else "is not finite and positive"
