"""Gradient bars (lesson 10): the size of the gradient at every layer of a deep network, with two switches to save it.

Left the gradient's size ∂E/∂H by layer, against that at the top, in powers of ten; right the size of the activations.
The switches put a skip connection around each layer, and batch norm before each activation.
"""

from functools import lru_cache

import numpy as np

from nnlib import activations, normalization, signals
from nnlib.widgets.controls import Choice, Menu, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Bars, Curve, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["experiment", "gradient_bars", "picture"]

DEPTH, WIDTH, SAMPLES = 20, 50, 64
FACTOR, MODEST, DECADES = 3.0, 2.0, 15
NAMES = ("sigmoid", "tanh", "relu")


def gradient_bars(residual_back=None):
    """Show the widget.

    Parameters
    ----------
    residual_back : callable, optional
        The student's ``residual_back(G, X, W, dg)``, used where skips are on and batch norm is off; by default
        ``nnlib.signals.residual_back``.
    """
    return display(experiment(residual_back))


def experiment(residual_back=None):
    """Return the `Experiment`; argument as in `gradient_bars`."""
    guarded = Guarded(residual_back, signals.residual_back, _problem)
    return Experiment(
        name="gradient_bars",
        question="Which switch brings the gradient back to the first layers of a sigmoid network, and at which scales?",
        goal=f"sigmoid, s at most {MODEST:g}: all {DEPTH} layers’ gradients within a factor {FACTOR:g} of the topmost",
        controls=(
            Choice("g", "activation", NAMES, "sigmoid"),
            Slider("scale", "scale s, weights N(0, s²/n)", 0.1, 10, 1.0, step=0.05, log=True),
            Menu("skip", "skip connections", ("off", "on"), "off"),
            Menu("norm", "batch norm", ("off", "on"), "off"),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            "Each layer of a sigmoid network multiplies the gradient by a matrix (s = 1: it keeps the size) and by the "
            "slope σ′ ≤ ¼. After 20 layers the gradient has shrunk by a factor of about …",
            ("80 = 20 · 4", "a thousand", "a million million"),
            2,
            "Factors multiply: 4²⁰ ≈ 10¹². Look at the first bar on the left; then turn skips on.",
        ),
    )


@lru_cache(maxsize=4)
def _drawn(seed):
    rng = np.random.default_rng(seed)
    return (
        rng.standard_normal((SAMPLES, WIDTH)),
        rng.standard_normal((DEPTH, WIDTH, WIDTH)),
        rng.standard_normal((SAMPLES, WIDTH)),
    )


def picture(settings, residual_back):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        g, scale, skip, norm, seed.
    residual_back : callable
    """
    X, z, G = _drawn(settings["seed"])
    Ws = settings["scale"] / WIDTH**0.5 * z
    skip, norm = settings["skip"] == "on", settings["norm"] == "on"
    sizes, gradients = _through(X, Ws, G, settings["g"], skip, norm, residual_back)
    ratio = gradients / gradients[-1]
    return Scene(
        axes=(_bars(settings, ratio), _sizes(sizes)),
        numbers={
            "gradient at the input / at the top": f"{ratio[0]:.2g}",
            "size of the last layer": f"{sizes[-1]:.3g}",
        },
        reached=_saved(settings, ratio),
        hint=_hint(settings["g"], settings["scale"], skip, norm, ratio[0]),
    )


def _through(X, Ws, G, name, skip, norm, residual_back):
    g, dg = activations.get(name), lambda Z: activations.derivative(name, Z)
    one, none = np.ones(WIDTH), np.zeros(WIDTH)
    Hs, Zs, caches = [X], [], []
    for W in Ws:
        A = Hs[-1] @ W.T
        Z, cache, _ = normalization.batchnorm(A, one, none, (none, one), True) if norm else (A, None, None)
        Zs.append(Z)
        caches.append(cache)
        Hs.append(g(Z) + (Hs[-1] if skip else 0))
    found = [signals.rms(G)]
    for W, Z, H, cache in zip(Ws[::-1], Zs[::-1], Hs[-2::-1], caches[::-1], strict=True):
        if skip and not norm:
            G = np.asarray(residual_back(G, H, W, dg), dtype=float)
        else:
            D = normalization.batchnorm_back(G * dg(Z), cache)[0] if norm else G * dg(Z)
            G = D @ W + (G if skip else 0)
        found.append(signals.rms(G))
    return np.array([signals.rms(H) for H in Hs]), np.array(found[::-1])


def _saved(settings, ratio):
    near = (ratio > 1 / FACTOR) & (ratio < FACTOR)
    return settings["g"] == "sigmoid" and settings["scale"] <= MODEST and bool(near.all())


def _hint(name, scale, skip, norm, ratio):
    if skip and not norm and ratio > 100:
        return (
            "Now it explodes: each block adds to the identity, 1 + something, 20 times. Smaller weights, or batch norm."
        )
    if norm and not skip and name == "relu":
        return "ReLU behind batch norm: the gradient grows, by √(π / (π − 1)) ≈ 1.21 in each layer, at any scale."
    if norm and not skip:
        return "Batch norm undoes the scale: move s, and hardly anything changes."
    if name == "tanh" and not norm and scale > 3:
        return "Saturated: the slope 1 − tanh² is small, but the weights are large. Neither keeps the balance."
    return ""


def _bars(settings, ratio):
    height = np.clip(np.log10(np.maximum(ratio, 1e-300)), -DECADES, DECADES)
    switched = f"skips {settings['skip']}, batch norm {settings['norm']}"
    return Axes(
        title="gradient by layer, powers of ten",
        alt=f"Gradients of {DEPTH} {settings['g']} layers, scale {settings['scale']:.3g}, {switched}: at the input "
        f"{ratio[0]:.2g} times that at the top.",
        layers=(Bars(np.arange(len(height)), height, "yours"),),
        xlim=(-0.8, DEPTH + 0.8),
        ylim=(-DECADES - 0.5, DECADES / 3),
        xlabel="layer",
        ylabel="log₁₀ of |gradient| / at the top",
    )


def _sizes(sizes):
    path = np.column_stack([np.arange(len(sizes)), np.log10(np.clip(sizes, 1e-15, 1e15))])
    return Axes(
        title="activations by layer, powers of ten",
        alt=f"The size of the activations goes from {sizes[0]:.2g} at the input to {sizes[-1]:.3g} in the last layer.",
        layers=(Curve(path, "class 0"), Points(path, "class 0")),
        xlim=(-0.8, DEPTH + 0.8),
        ylim=(-DECADES - 0.5, DECADES / 3),
        xlabel="layer",
        ylabel="log₁₀ of the size",
    )


def _problem(answer, G, X, W, dg):
    back = np.asarray(answer, dtype=float)
    if back.shape != G.shape:
        return f"has shape {back.shape}, expected {G.shape}: a gradient for each input"
    return "" if np.isfinite(back).all() else "is not finite"
