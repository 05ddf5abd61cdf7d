"""Batches (lesson 05): the same walk downhill by all samples, ten, or one at a time, in the plane of the weights.

The unit has two weights and no bias, and the inputs have mean 0, so that its line passes through the origin. Left the
loss on all samples over both weights, and the way that they have gone; right the samples and the line. What is counted
are looks at a sample: a step with all 100 costs as much as 100 steps with one.
"""

import functools
from dataclasses import dataclass, replace

import numpy as np

from nnlib.datasets import blobs
from nnlib.logistic import sgd_epoch
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Line, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Walk", "batches", "experiment", "picture", "samples"]

SIZES = {"1": 1, "10": 10, "all": 100}
SAMPLES, LOOKS = 100, 300
GOAL, CORNER = 0.38, (-1.0, -2.0)
XLIM, YLIM = (-3.0, 3.5), (-3.0, 4.0)


@dataclass(frozen=True, eq=False)
class Walk:
    """A walk under way.

    Parameters
    ----------
    path : tuple of pairs of float
        The weights so far.
    batches : tuple of arrays of int
        The mini-batches of three epochs; each step takes the next one.
    rate : float
    """

    path: tuple
    batches: tuple
    rate: float

    @property
    def looks(self):
        """How many samples have been looked at, each time counted."""
        return sum(len(batch) for batch in self.batches[: len(self.path) - 1])


@functools.cache
def samples():
    """Return the 100 samples: two overlapping clouds, x₁ spread more widely than x₂, with mean 0."""
    X, t = blobs(SAMPLES, [[-0.8, -0.8], [0.8, 0.8]], spread=1.0, rng=0)
    X = X * np.array([1.5, 0.6])
    return X - X.mean(axis=0), t


def loss(w):
    """Return the mean cross-entropy on all samples at each of the weights, shape (n, 2)."""
    X, t = samples()
    z = w @ X.T  # (n, 100)
    return np.mean(np.logaddexp(0, z) - t * z, axis=1)


def batches(sgd_epoch=None):
    """Show the widget.

    Parameters
    ----------
    sgd_epoch : callable, optional
        The student's ``sgd_epoch(X, t, w, b, lr, batches)``, which returns w, b and the losses; by default
        ``nnlib.logistic.sgd_epoch``.
    """
    return display(experiment(sgd_epoch))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `batches`."""
    guarded = Guarded(yours, sgd_epoch, _problem)
    return Experiment(
        name="batches",
        question=f"Each sample you look at costs a cent and you have {LOOKS}. How many should a step use?",
        goal=f"a loss below {GOAL} after {LOOKS} looks, from a start in the marked corner",
        controls=(
            Slider("w1", "start w₁", *XLIM, CORNER[0], step=0.1),
            Slider("w2", "start w₂", *YLIM, CORNER[1], step=0.1),
            Slider("rate", "learning rate", 0.01, 10, 1.0, step=0.1, log=True),
            Choice("size", "batch size", tuple(SIZES), "all"),
            Seed(),
        ),
        function=guarded,
        picture=picture,
        start=start,
        advance=lambda walk: advance(walk, guarded),
        prediction=Prediction(
            f"You have {LOOKS} looks: 3 steps with all samples, 30 with ten, 300 with one. With all samples the best "
            "rate in this corner leaves a loss near 0.51. With ten samples a step, and a good rate, it is …",
            ("higher: each step is noisier", "about the same: as many looks", "lower"),
            2,
            "Ten samples point nearly where all hundred do, for a tenth of the price: ten times as many steps. At "
            "rate 1 they leave a loss near 0.37; the lowest possible is 0.356.",
        ),
    )


def start(settings, before=None):
    """Return a new `Walk` at the chosen weights, with the mini-batches of the seed."""
    rng, size = np.random.default_rng(settings["seed"]), SIZES[settings["size"]]
    orders = [rng.permutation(SAMPLES) for _ in range(LOOKS // SAMPLES)]
    cut = tuple(order[i : i + size] for order in orders for i in range(0, SAMPLES, size))
    return Walk(((settings["w1"], settings["w2"]),), cut, settings["rate"])


def advance(walk, epoch):
    """Return the walk one mini-batch later, or the same one at the end."""
    taken = len(walk.path) - 1
    if taken == len(walk.batches):
        return walk
    X, t = samples()
    w, _, _ = epoch(X, t, np.array(walk.path[-1]), 0.0, walk.rate, [walk.batches[taken]])  # the bias stays 0
    return replace(walk, path=(*walk.path, tuple(map(float, w))))


def picture(settings, walk):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        w1, w2, rate, size, seed.
    walk : Walk
    """
    path, taken = np.array(walk.path), len(walk.path) - 1
    now = float(loss(path[-1:])[0])
    words = f"after {taken} steps and {walk.looks} looks the loss is {now:.3f}"
    in_corner = bool((path[0] <= np.array(CORNER) + 1e-9).all())
    return Scene(
        axes=(_weights(path, words, settings["size"]), _data(path[-1], words)),
        numbers={
            "steps": f"{taken} of {len(walk.batches)}",
            "looks": f"{walk.looks} of {LOOKS}",
            "loss on all samples": f"{now:.3f} (lowest {_lowest():.3f})",
        },
        reached=in_corner and walk.looks == LOOKS and now < GOAL,
        hint=_hint(settings, walk, now, in_corner),
    )


def _hint(settings, walk, now, in_corner):
    if walk.looks < LOOKS:
        return "" if walk.looks else "Play, or take one step at a time."
    if now < GOAL and not in_corner:
        return "Near enough; from the marked corner it is harder."
    if now >= GOAL and settings["size"] == "all":
        return "Three steps are few, at any rate."
    return ""


@functools.cache
def _lowest():
    return float(loss(_bottom()[None])[0])


@functools.cache
def _bottom():
    """Return the weights of the lowest loss, by Newton's method, shape (2,)."""
    X, t = samples()
    w = np.zeros(2)
    for _ in range(20):
        p = 1 / (1 + np.exp(-X @ w))
        w = w - np.linalg.solve((X.T * (p * (1 - p))) @ X, X.T @ (p - t))
    return w


@functools.cache
def _ground():
    """Return a shading in [½, 1] and height lines (m, 2) with NaN between them."""
    from contourpy import contour_generator

    x, y = np.meshgrid(np.linspace(*XLIM, 40), np.linspace(*YLIM, 40))
    z = loss(np.column_stack([x.ravel(), y.ravel()])).reshape(x.shape)
    levels = _lowest() + 0.01 * 1.8 ** np.arange(11)
    gap = np.full((1, 2), np.nan)
    pieces = [piece for level in levels for piece in contour_generator(x, y, z).lines(level)]
    lines = np.concatenate([part for piece in pieces for part in (piece, gap)])
    return 0.5 + 0.4 * z / z.max(), lines


def _weights(path, words, size):
    shades, lines = _ground()
    seen = np.clip(path, -50, 50)
    corner = np.array([[XLIM[0], CORNER[1]], CORNER, [CORNER[0], YLIM[0]]])
    return Axes(
        title="weights: click to start there",
        alt=f"The loss over both weights, and a walk by batches of {size} from ({path[0, 0]:.2f}, {path[0, 1]:.2f}) to "
        f"({seen[-1, 0]:.2f}, {seen[-1, 1]:.2f}); {words}.",
        layers=(
            Grid(shades, XLIM, YLIM, low="reference", high="reference"),
            Curve(lines, "reference", width=0.8),
            Curve(corner, "line", "corner of the goal", dashed=True),
            Curve(seen, "yours", width=1.5),
            Points(seen[:1], "class 0", "o", "start"),
            Points(seen[-1:], "class 1", "^", "now"),
            Points(_bottom()[None], "error", "ring", "lowest loss"),
        ),
        xlim=XLIM,
        ylim=YLIM,
        xlabel="w₁",
        ylabel="w₂",
        picks=("w1", "w2"),
    )


def _data(w, words):
    X, t = samples()
    wrong = int(np.sum((X @ w > 0) != (t == 1)))
    return Axes(
        title="samples and line",
        alt=f"100 samples of two classes and the line of the unit: {wrong} on the wrong side; {words}.",
        layers=(
            Line(np.clip(w, -50, 50), 0.0, label=f"line, {wrong} wrong"),
            Points(X[t == 0], "class 0", "o", "class 0", scale=0.6),
            Points(X[t == 1], "class 1", "^", "class 1", scale=0.6),
        ),
        xlim=(-6, 6),
        ylim=(-4, 4),
        xlabel="x₁",
        ylabel="x₂",
        equal=True,
    )


def _problem(answer, X, t, w, b, rate, batches):
    if len(answer) != 3:
        return f"has {len(answer)} parts, expected 3: w, b and the losses"
    found = np.asarray(answer[0], dtype=float)
    if found.shape != w.shape:
        return f"has weights of shape {found.shape}, expected {w.shape}"
    return "" if np.isfinite(found).all() else "has weights that are not finite"
