"""Overfit dial (lesson 11): how much data, how many units, which weight decay, how much dropout; and when to stop.

A net with one hidden layer of tanh learns two moons by full batches and Adam. Left what it would say everywhere; right
the loss on the training and on 200 validation samples, with a flag where early stopping goes back to. A step is five
epochs.
"""

from dataclasses import dataclass, replace

import numpy as np

from nnlib.datasets import moons
from nnlib.training import early_stop
from nnlib.widgets.controls import Menu, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Line, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Training", "advance", "experiment", "overfit_dial", "picture", "start"]

EPOCHS, PER_STEP, PATIENCE = 400, 5, 40
WANTED = 0.35
DATA = {  # samples, noise
    "30-noisy": (30, 0.3),
    "30-clean": (30, 0.0),
    "300-noisy": (300, 0.3),
}
CENTER = np.array([0.5, 0.25])
XLIM, YLIM = (-2.3, 2.3), (-1.6, 1.6)
RATE, BETA1, BETA2 = 0.05, 0.9, 0.99
PLACES = np.stack(np.meshgrid(np.linspace(*XLIM, 46), np.linspace(*YLIM, 32)), axis=-1).reshape(-1, 2)


@dataclass(frozen=True, eq=False)
class Training:
    """A training under way.

    Parameters
    ----------
    settings : dict
    samples : tuple
        X (n, 2), t (n,), and the same of the validation samples.
    params : tuple of arrays
        W1 (2, h), b1 (h,), w2 (h,), b2 (1,).
    moments : tuple
        Adam's two running means for each of them.
    losses : array, shape (epochs so far, 2)
        On the training and the validation samples.
    """

    settings: dict
    samples: tuple
    params: tuple
    moments: tuple
    losses: np.ndarray

    @property
    def epoch(self):
        """Epochs taken."""
        return len(self.losses)


def overfit_dial(early_stop=None):
    """Show the widget.

    Parameters
    ----------
    early_stop : callable, optional
        The student's ``early_stop(val, patience)``, which returns the best epoch and the one to stop at; by default
        ``nnlib.training.early_stop``.
    """
    return display(experiment(early_stop))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `overfit_dial`."""
    guarded = Guarded(yours, early_stop, _problem)
    return Experiment(
        name="overfit_dial",
        question="Which dials keep a net from learning the noise, and what does each of them cost?",
        goal=f"with 30 noisy samples, a validation loss below {WANTED} after all {EPOCHS} epochs, not only at the flag",
        controls=(
            Menu("data", "samples", tuple(DATA), next(iter(DATA))),
            Slider("width", "hidden units", 1, 64, 32.0, step=1),
            Slider("lambda", "weight decay λ", 1e-5, 1.0, 1e-5, step=0.25, log=True),
            Slider("p", "dropped out, p", 0.0, 0.9, 0.0, step=0.1),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, training: picture(training, guarded),
        start=start,
        still=EPOCHS // PER_STEP,
        advance=advance,
        prediction=Prediction(
            question="30 noisy samples, 32 units, no decay, no dropout. Over 400 epochs the validation loss will …",
            options=("fall as the training loss does", "fall, then stay level", "fall, then rise again"),
            right=2,
            because="First the net learns the shape that both sets share, then the noise that is only in one of them, "
            "and becomes ever surer of it. Play, and watch islands grow on the left as the dashed curve turns.",
        ),
    )


def start(settings, before=None):
    """Return the untrained net at these settings."""
    n, noise = DATA[settings["data"]]
    rng, h = np.random.default_rng(settings["seed"]), round(settings["width"])
    X, t = moons(n, noise=noise, rng=rng)
    V, v = moons(200, noise=noise, rng=rng)
    params = (rng.normal(0, 2, (2, h)), rng.uniform(-3, 3, h), rng.normal(0, h**-0.5, h), np.zeros(1))
    moments = tuple((np.zeros_like(p), np.zeros_like(p)) for p in params)
    return Training(settings, (X - CENTER, t, V - CENTER, v), params, moments, np.empty((0, 2)))


def advance(training):
    """Return the training five epochs later, or itself at its end."""
    if training.epoch >= EPOCHS:
        return training
    for _ in range(PER_STEP):
        training = _epoch(training)
    return training


def _epoch(training):
    settings, (X, t, V, v), (W1, b1, w2, b2) = training.settings, training.samples, training.params
    epoch, p = training.epoch + 1, settings["p"]
    hidden = np.tanh(X @ W1 + b1)  # (n, h)
    u = np.random.default_rng([settings["seed"], epoch]).random(hidden.shape)
    mask = (u >= p) / (1 - p)
    delta = (0.5 * (1 + np.tanh(0.5 * ((hidden * mask) @ w2 + b2))) - t) / len(t)  # (n,)
    back = delta[:, None] * w2 * mask * (1 - hidden**2)  # (n, h)
    decay = settings["lambda"]
    slopes = (X.T @ back + decay * W1, back.sum(axis=0), delta @ (hidden * mask) + decay * w2, delta.sum(keepdims=True))
    moments = tuple(
        (BETA1 * m + (1 - BETA1) * g, BETA2 * s + (1 - BETA2) * g * g)
        for (m, s), g in zip(training.moments, slopes, strict=True)
    )
    params = tuple(
        w - RATE * m / (1 - BETA1**epoch) / (np.sqrt(s / (1 - BETA2**epoch)) + 1e-8)
        for w, (m, s) in zip(training.params, moments, strict=True)
    )
    losses = np.vstack([training.losses, [_loss(params, X, t), _loss(params, V, v)]])
    return replace(training, params=params, moments=moments, losses=losses)


def _scores(params, X):
    W1, b1, w2, b2 = params
    return np.tanh(X @ W1 + b1) @ w2 + b2


def _loss(params, X, t):
    return np.mean(np.logaddexp(0, (1 - 2 * t) * _scores(params, X)))


def picture(training, stop):
    """Return the `Scene`.

    Parameters
    ----------
    training : Training
    stop : callable
        ``stop(val, patience)``, see `overfit_dial`.
    """
    epoch, losses = training.epoch, training.losses
    flag = stop(losses[:, 1], PATIENCE) if epoch else (None, None)
    numbers = {"epoch": f"{epoch} of {EPOCHS}"}
    if epoch:
        numbers |= {
            "loss in training": f"{losses[-1, 0]:.3f}",
            "in validation": f"{losses[-1, 1]:.3f}",
            "at the flag": f"{losses[flag[0], 1]:.3f}, after epoch {flag[0] + 1}",
        }
    reached = training.settings["data"] == "30-noisy" and epoch == EPOCHS and bool(losses[-1, 1] < WANTED)
    return Scene(
        axes=(_plane(training), _curves(training, flag)), numbers=numbers, reached=reached, hint=_hint(training)
    )


def _hint(training):
    settings, losses = training.settings, training.losses
    if training.epoch < EPOCHS:
        return "" if training.epoch else "Play, or take single steps of five epochs."
    first, last = losses[-1]
    if settings["data"] == "30-clean":
        return "Without noise there is nothing wrong to learn: even a large net without any brake does well."
    if first > 0.35:
        return "The training loss is high as well: now the net is too weak, it underfits. Loosen a dial."
    if last > 2 * losses[:, 1].min():
        return "The last net is worse than the one at the flag. Brake it by decay or dropout, or stop at the flag."
    return ""


def _plane(training):
    X, t, *_ = training.samples
    says = 0.5 * (1 + np.tanh(0.5 * _scores(training.params, PLACES))).reshape(32, 46)
    wrong = int(np.sum((_scores(training.params, X) > 0) != t))
    return Axes(
        title="what the net says",
        alt=f"{len(t)} training samples of two moons, {wrong} of them on the wrong side, over the net's output.",
        layers=(
            Grid(says, XLIM, YLIM),
            Points(X[t == 0], "class 0", "o", "class 0"),
            Points(X[t == 1], "class 1", "^", "class 1"),
        ),
        xlim=XLIM,
        ylim=YLIM,
    )


def _curves(training, flag):
    epochs, losses = np.arange(1.0, training.epoch + 1), np.minimum(training.losses, 1.5)
    layers = [
        Curve(np.column_stack([epochs, losses[:, 0]]), "class 0", "training"),
        Curve(np.column_stack([epochs, losses[:, 1]]), "class 1", "validation", dashed=True),
    ]
    words = "no epoch yet"
    if training.epoch:
        best, stopped = (None if value is None else int(value) for value in flag)
        layers.append(Points([[best + 1, losses[best, 1]]], "yours", "^", "flag: the best", scale=1.5))
        if stopped is not None:
            layers.append(Line([1.0, 0.0], stopped + 1.0, "reference", dashed=True, label="patience ends"))
        first, last = training.losses[-1]
        words = f"after epoch {training.epoch} training {first:.3f}, validation {last:.3f}; flag at epoch {best + 1}"
    return Axes(
        title="loss",
        alt=f"Losses by epoch: {words}.",
        layers=tuple(layers),
        xlim=(-5, EPOCHS + 5),
        ylim=(-0.03, 1.5),
        xlabel="epoch",
        ylabel="cross-entropy",
    )


def _problem(answer, val, patience):
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        return "is no pair of the best epoch and the one to stop at"
    best, stop = answer
    epochs = range(len(val))
    if int(best) not in epochs:
        return f"names epoch {best} as the best of {len(val)}, counted from 0"
    return "" if stop is None or int(stop) in epochs else f"stops at epoch {stop} of {len(val)}"
