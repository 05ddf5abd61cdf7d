"""Augmentation preview (lesson 11): how far may a digit be changed before its label is no longer true?

Left 20 digits as they are, right the same ones changed at random. The judge is their nearest neighbor among the other
1,777 digits: it says how many can still be read.
"""

import functools

import numpy as np

from nnlib import augment
from nnlib.datasets import digits
from nnlib.widgets.controls import Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Grid, Scene, Text
from nnlib.widgets.student import Guarded

__all__ = ["augmentation_preview", "changed", "experiment", "picture"]

COLUMNS, ROWS = 5, 4
ENOUGH, READ = 0.3, 18


def augmentation_preview(shift=None):
    """Show the widget.

    Parameters
    ----------
    shift : callable, optional
        The student's ``shift(images, dx, dy)``, images (n, 8, 8), whole pixels; by default ``nnlib.augment.shift``.
    """
    return display(experiment(shift))


def experiment(yours=None):
    """Return the `Experiment`; argument as in `augmentation_preview`."""
    guarded = Guarded(yours, augment.shift, _problem)
    return Experiment(
        name="augmentation_preview",
        question="How far may a digit be changed before its label is no longer true?",
        goal=f"at least {ENOUGH:.0%} of the ink moved, and at least {READ} of the 20 digits still read",
        controls=(
            Slider("shift", "shift, up to pixels", 0, 4, 0.0, step=1),
            Slider("turn", "turn, up to degrees", 0, 180, 0.0, step=5),
            Slider("rubber", "rubber, strength", 0, 20, 0.0, step=1),
            Slider("blur", "blur, up to pixels", 0, 3, 0.0, step=0.25),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(settings, guarded),
        prediction=Prediction(
            question="Digits are turned by up to 180 degrees, to either side. Which pair loses its labels?",
            options=("0 and 8", "6 and 9", "3 and 5"),
            right=1,
            because="A turned 6 is a 9. A change may only be used if it leaves the label true, and which ones do is "
            "knowledge about the task: turning is harmless for cells under a microscope.",
        ),
    )


@functools.cache
def sample():
    """Return 20 digits, two of each kind, shape (20, 8, 8), their labels, and the others with theirs."""
    X, t = digits()
    chosen = np.concatenate([np.flatnonzero(t == digit)[[3, 4]] for digit in range(10)])
    others = np.setdiff1d(np.arange(len(X)), chosen)
    return X[chosen].reshape(-1, 8, 8), t[chosen], X[others], t[others]


def changed(settings, shift):
    """Return the 20 digits, each changed by amounts of its own up to those of the settings, shape (20, 8, 8)."""
    images, rng = sample()[0], np.random.default_rng(settings["seed"])
    n, most = len(images), round(settings["shift"])
    moves, turns = rng.integers(-most, most + 1, (n, 2)), rng.uniform(-1, 1, n) * settings["turn"]
    blurs, strengths = rng.uniform(0, 1, n) * settings["blur"], rng.uniform(0, 1, n) * settings["rubber"]
    images = augment.rotate(images, turns) if settings["turn"] else images
    images = augment.elastic(images, strengths, sigma=2.0, rng=rng) if settings["rubber"] else images
    images = augment.blur(images, blurs) if settings["blur"] else images
    moved = [shift(images[i : i + 1], *map(int, moves[i])) for i in range(n)]
    return np.concatenate([np.asarray(image, dtype=float) for image in moved])


def read(images):
    """Return what the nearest neighbor of each image is, shape (n,)."""
    _, _, X, t = sample()
    flat = images.reshape(len(images), 64)
    return t[((X * X).sum(axis=1) - 2 * flat @ X.T).argmin(axis=1)]


def picture(settings, shift):
    """Return the `Scene`.

    Parameters
    ----------
    settings : dict
        shift, turn, rubber, blur, seed.
    shift : callable
    """
    before, t, *_ = sample()
    after = changed(settings, shift)
    moved = float(np.abs(after - before).sum() / before.sum())
    says = read(after)
    right = int(np.sum(says == t))
    return Scene(
        axes=(_mosaic(before, t, "as they were written"), _mosaic(after, says, "changed, and what they are read as")),
        numbers={"ink moved": f"{moved:.0%}", "still read": f"{right} of {len(t)}"},
        reached=moved >= ENOUGH and right >= READ,
        hint=_hint(settings, moved, right),
    )


def _hint(settings, moved, right):
    if right < len(sample()[1]) // 2:
        return "Most labels are no longer true: such samples would teach nonsense."
    if moved >= ENOUGH and right < READ and settings["shift"]:
        return (
            "A pixel is an eighth of the picture here: the judge, who compares pixel with pixel, is lost, "
            "and so is a net that never saw a shifted digit. You would still read them."
        )
    return ""


def _mosaic(images, labels, title):
    board = np.zeros((ROWS * 9 - 1, COLUMNS * 9 - 1))
    places, words = [], []
    for i, (image, label) in enumerate(zip(images, labels, strict=True)):
        top, left = i // COLUMNS * 9, i % COLUMNS * 9
        board[top : top + 8, left : left + 8] = image
        places.append((left + 7.4, ROWS * 9 - 1 - top - 0.6))
        words.append(str(label))
    return Axes(
        title=title,
        alt=f"20 digits, {title}: {', '.join(words)}.",
        layers=(
            Grid(0.5 + 0.5 * np.clip(board[::-1], 0, 1), (0, COLUMNS * 9 - 1), (0, ROWS * 9 - 1), "class 1", "line"),
            Text(places, tuple(words), "class 1"),
        ),
        xlim=(0, COLUMNS * 9 - 1),
        ylim=(0, ROWS * 9 + 1),  # room for the labels of the first row
        equal=True,
        frame=False,
    )


def _problem(answer, images, dx, dy):
    moved = np.asarray(answer, dtype=float)
    if moved.shape != images.shape:
        return f"has shape {moved.shape}, expected {images.shape}"
    return "" if np.isfinite(moved).all() else "has numbers that are not finite"
