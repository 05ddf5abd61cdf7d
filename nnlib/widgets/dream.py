"""Dream (lesson 14): a restricted Boltzmann machine of 64 pixels and 64 hidden units, trained on digits, let loose.

A step draws all hidden units given the pixels, then all pixels given the hidden units. Half of a real digit can be
clamped: those pixels keep their values and the machine dreams the rest. Left the pixels' means, right the filters, a
ring on those whose hidden units are on.

References
----------
G. E. Hinton (2002), *Training products of experts by minimizing contrastive divergence*, Neural Computation 14(8).
"""

import dataclasses
import functools
from dataclasses import dataclass

import numpy as np

from nnlib import rbm
from nnlib.arrays import to_numpy
from nnlib.datasets import digits
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Dreaming", "advance", "conditional_means", "dream", "experiment", "picture", "start", "trained"]

SIDE, UNITS, LAST, MOST_STEPS = 8, 64, 20, 2000
CLAMPS = {"nothing": (slice(0), slice(0)), "upper half": (slice(4), slice(None)), "left half": (slice(None), slice(4))}
MOST_WRONG = 3


def conditional_means(layer, X, W, bias):
    """Return the means of the hidden units given pixels ``X``, or of the pixels given hidden states ``X``."""
    if layer == "hidden":
        return rbm.hidden_probability(X, W, bias)
    return rbm.visible_mean(X, W, bias)


@functools.cache
def trained():
    """Return a machine trained on the shipped digits by CD-1; an `rbm.Parameters`."""
    V = ink()
    rng = np.random.default_rng(0)
    start = rbm.initial(V, UNITS, rng=rng)
    return rbm.train(V, start, epochs=30, rng=rng, learning_rate=0.1, batch_size=20)[0]


@functools.cache
def ink():
    """Return the digits as pixels of 0 and 1, shape (1797, 64)."""
    return (digits()[0] > 0.5).astype(float)


@dataclass(frozen=True, eq=False)
class Dreaming:
    """A dream under way.

    Parameters
    ----------
    settings : dict
        Those it was started with.
    machine : rbm.Parameters
    true : array, shape (64,)
        The digit of which a half may be clamped.
    clamped : array of bool, shape (64,)
    V, H : arrays, shapes (64,), (64,)
        States of the pixels and of the hidden units.
    means : tuple of arrays, shape (64,)
        The pixels' means after each of the last 20 steps.
    free_energies : tuple of float
        Of the pixels, before the first step and after each.
    """

    settings: dict
    machine: rbm.Parameters
    true: np.ndarray
    clamped: np.ndarray
    V: np.ndarray
    H: np.ndarray
    means: tuple = ()
    free_energies: tuple = ()

    @property
    def wrong(self):
        """How many of the pixels that are not clamped the mean of the last steps has wrong."""
        mean = np.mean(self.means, axis=0) if self.means else self.V
        return int(((mean > 0.5) != self.true)[~self.clamped].sum())


def dream(rbm_h=None, rbm_v=None, *, machine=None):
    """Show the widget.

    Parameters
    ----------
    rbm_h : callable, optional
        The student's ``rbm_h(V, W, c)``, the probabilities (n, h) of the hidden units.
    rbm_v : callable, optional
        The student's ``rbm_v(H, W, b)``, those (n, d) of the pixels. The course's functions are used unless both are
        given.
    machine : rbm.Parameters, optional
        W (64, 64), b (64,), c (64,); default `trained`.
    """
    return display(experiment(rbm_h, rbm_v, machine=machine))


def experiment(rbm_h=None, rbm_v=None, *, machine=None):
    """Return the `Experiment`; arguments as in `dream`."""

    def yours(layer, X, W, bias):
        return rbm_h(X, W, bias) if layer == "hidden" else rbm_v(X, W, bias)

    guarded = Guarded(yours if rbm_h and rbm_v else None, conditional_means, _problem, name="rbm_h and rbm_v")
    return Experiment(
        name="dream",
        question="What does the machine see in half a digit?",
        goal=f"with a half clamped, the mean of the last {LAST} steps has at most {MOST_WRONG} of the other 32 pixels "
        "wrong",
        controls=(
            Choice("clamp", "clamped", tuple(CLAMPS), "nothing"),
            Slider("picture", "picture", 0, 99, 4, step=1),
            Slider("speed", "steps/s", 1, 60, 5.0, log=True),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, dreaming: picture(dreaming),
        start=lambda settings, before=None: start(settings, before, machine or trained()),
        still=30,
        advance=lambda dreaming: advance(dreaming, guarded),
        prediction=Prediction(
            "Nothing is clamped, and the pixels begin as noise. What will the chain show after 1,000 steps?",
            ("one digit, for ever the same", "digit-like pictures that keep changing", "noise, as at first"),
            1,
            "The chain finds the pictures that the machine holds likely, and wanders among them. It has no reason to "
            "stop: equilibrium is a distribution, not a state.",
        ),
    )


def start(settings, before=None, machine=None):
    """Return the dream before its first step, the free pixels tossed like coins; or ``before`` if only the speed is
    another one."""
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    true, clamped = ink()[int(settings["picture"])], np.zeros((SIDE, SIDE), dtype=bool)
    clamped[CLAMPS[settings["clamp"]]] = True
    clamped = clamped.ravel()
    coins = np.random.default_rng(settings["seed"]).integers(0, 2, SIDE * SIDE)
    V = np.where(clamped, true, coins).astype(float)
    energy = float(rbm.free_energy(V[None], *machine)[0])
    return Dreaming(settings, machine, true, clamped, V, np.zeros(UNITS), (), (energy,))


def advance(now, means):
    """Return the dream one step later; after 2,000 steps, the argument itself."""
    steps = len(now.free_energies) - 1
    if steps >= MOST_STEPS:
        return now
    W, b, c = now.machine
    u = np.random.default_rng([now.settings["seed"], steps]).random((2, UNITS))
    H = (u[0] < np.asarray(to_numpy(means("hidden", now.V[None], W, c)))[0]).astype(float)
    p = np.where(now.clamped, now.true, np.asarray(to_numpy(means("pixels", H[None], W, b)))[0])
    V = np.where(now.clamped, now.true, u[1] < p).astype(float)
    energy = float(rbm.free_energy(V[None], W, b, c)[0])
    return dataclasses.replace(now, V=V, H=H, means=(*now.means, p)[-LAST:], free_energies=(*now.free_energies, energy))


def picture(now):
    """Return the `Scene` of a `Dreaming`."""
    steps, free, wrong = len(now.free_energies) - 1, int((~now.clamped).sum()), now.wrong
    half = bool(now.clamped.any())
    numbers = {"steps": str(steps), "free energy": f"{now.free_energies[-1]:.1f}".replace("-", "−")}
    if half:
        numbers["wrong"] = f"{wrong} of {free} free pixels, in the mean of the last {LAST} steps"
    return Scene(
        axes=(_pixels(now, steps), _filters(now)),
        numbers=numbers,
        reached=half and steps >= LAST and wrong <= MOST_WRONG,
        hint=_hint(now, steps, half, wrong),
    )


def _hint(now, steps, half, wrong):
    if not steps:
        return "Noise as yet. Play, or Step for one step; a frame shows the half that is clamped."
    if half and steps >= LAST and wrong > 8:
        return "It has found another digit that fits the half you gave it. Is it wrong, or is the half ambiguous?"
    return ""


def _pixels(now, steps):
    shown = now.means[-1] if now.means else now.V
    layers = [
        Grid(0.75 + 0.25 * (2 * shown - 1).reshape(SIDE, SIDE)[::-1], (0, SIDE), (0, SIDE), "line", "line", False)
    ]
    rows, columns = np.nonzero(now.clamped.reshape(SIDE, SIDE))
    if len(rows):
        left, right, low, high = columns.min(), columns.max() + 1, SIDE - rows.max() - 1, SIDE - rows.min()
        frame = [[left, low], [right, low], [right, high], [left, high], [left, low]]
        layers.append(Curve(frame, "class 1", "clamped", width=3.0))
    return Axes(
        title="pixels",
        alt=f"A picture of 8 by 8 pixels after {steps} steps, {now.settings['clamp']} of a real digit clamped; "
        f"{int((shown > 0.5).sum())} pixels are more likely ink than paper.",
        layers=tuple(layers),
        xlim=(-0.1, SIDE + 0.1),
        ylim=(-0.1, SIDE + 0.1),
        equal=True,
        frame=False,
    )


def _filters(now):
    W, size = to_numpy(now.machine.W), SIDE + 1
    limit = float(np.percentile(np.abs(W), 99)) or 1.0
    board = np.full((SIDE * size, SIDE * size), 0.5)
    for unit, weights in enumerate(W):
        top, left = unit // SIDE * size, unit % SIDE * size
        board[top : top + SIDE, left : left + SIDE] = np.clip(0.5 + 0.5 * weights / limit, 0, 1).reshape(SIDE, SIDE)
    on = np.flatnonzero(now.H)
    centers = np.column_stack([on % SIDE * size + SIDE / 2, SIDE * size - (on // SIDE * size + SIDE / 2)])
    return Axes(
        title="filters, and who is on",
        alt=f"The weights of 64 hidden units as small pictures, 8 by 8; {len(on)} of the units are on and have a ring.",
        layers=(
            Grid(board[::-1], (0, SIDE * size), (0, SIDE * size), smooth=False),
            Points(centers, "line", "ring", "on"),
        ),
        xlim=(0, SIDE * size),
        ylim=(0, SIDE * size),
        equal=True,
        frame=False,
    )


def _problem(answer, layer, X, W, bias):
    means = np.asarray(to_numpy(answer), dtype=float)
    if means.shape != (len(X), len(bias)):
        return f"has shape {means.shape}, expected {(len(X), len(bias))}"
    return "" if ((means >= 0) & (means <= 1)).all() else "holds numbers outside of 0 … 1"
