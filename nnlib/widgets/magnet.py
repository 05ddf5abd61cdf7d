"""Magnet (lesson 13): Ising spins at a temperature, and how much of their order is left when it rises.

Each sweep visits every spin of a square lattice of 32 × 32 with periodic borders by Glauber's rule. Left the spins,
right the mean magnetization that was measured at each temperature so far, over the exact one of a lattice without end.

References
----------
L. Onsager (1944), *Crystal statistics I*, Phys. Rev. 65, 117; C. N. Yang (1952), Phys. Rev. 85, 808.
"""

import dataclasses
from dataclasses import dataclass, field

import numpy as np

from nnlib.hopfield import CRITICAL_TEMPERATURE, ising_sweep, onsager_magnetization
from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.display import display
from nnlib.widgets.experiment import Experiment, Prediction
from nnlib.widgets.scene import Axes, Curve, Grid, Points, Scene
from nnlib.widgets.student import Guarded

__all__ = ["Magnet", "advance", "experiment", "magnet", "picture", "start"]

SIDE, MOST_SWEEPS = 32, 5000
SETTLING, ENOUGH, MIDDLE = 50, 150, (0.4, 0.8)
STARTS = ("all alike", "at random")
COLDEST, HOTTEST = 0.5, 5.0


@dataclass(frozen=True, eq=False)
class Magnet:
    """A magnet at one temperature.

    Parameters
    ----------
    settings : dict
        Those it was started with.
    S : array, shape (32, 32)
    magnetizations : tuple of float
        |mean spin| after each sweep.
    measured : dict of float to float
        The mean magnetization at temperatures of before, by temperature.
    """

    settings: dict
    S: np.ndarray
    magnetizations: tuple = ()
    measured: dict = field(default_factory=dict)

    @property
    def mean(self):
        """The mean magnetization once the magnet has settled; None before."""
        settled = self.magnetizations[SETTLING:]
        return float(np.mean(settled)) if settled else None


def magnet():
    """Show the widget."""
    return display(experiment())


def experiment():
    """Return the `Experiment`."""
    guarded = Guarded(None, ising_sweep, lambda answer, *_: "")
    return Experiment(
        name="magnet",
        question="At which temperature does a magnet lose its order?",
        goal=f"a mean magnetization between {MIDDLE[0]} and {MIDDLE[1]}, over {ENOUGH} sweeps or more",
        controls=(
            Slider("T", "temperature T", COLDEST, HOTTEST, 4.0, step=0.05),
            Choice("start", "spins begin", STARTS, STARTS[0]),
            Slider("speed", "sweeps/s", 1, 300, 60.0, log=True),
            Seed(),
        ),
        function=guarded,
        picture=lambda settings, progress: picture(progress),
        start=start,
        still=200,
        advance=lambda progress: advance(progress, guarded),
        prediction=Prediction(
            "You warm a magnet up from T = 0.5. How does its order vanish?",
            ("in proportion to T", "hardly at all for long, then all of it within a narrow range", "at once, at T = 1"),
            1,
            "Up to T = 2 more than 0.9 of it is left, at T = 2.27 nothing: the curve falls ever more steeply. Measure "
            "some of its points with Play.",
        ),
    )


def start(settings, before=None):
    """Return the magnet before its first sweep, or ``before`` if only the speed is another one.

    What was measured at other temperatures is kept.
    """
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    S = np.ones((SIDE, SIDE))
    if settings["start"] == STARTS[1]:
        S = np.where(np.random.default_rng(settings["seed"]).random(S.shape) < 0.5, 1.0, -1.0)
    measured = {}
    if before is not None:
        measured = before.measured | ({} if before.mean is None else {before.settings["T"]: before.mean})
    return Magnet(settings, S, measured=measured)


def advance(now, sweep):
    """Return the magnet one sweep later; after 5,000 sweeps, the argument itself."""
    sweeps = len(now.magnetizations)
    if sweeps >= MOST_SWEEPS:
        return now
    u = np.random.default_rng([now.settings["seed"], sweeps]).random(now.S.shape)
    S = sweep(now.S, now.settings["T"], u)
    return dataclasses.replace(now, S=S, magnetizations=(*now.magnetizations, abs(float(S.mean()))))


def picture(now):
    """Return the `Scene` of a `Magnet`."""
    sweeps, mean = len(now.magnetizations), now.mean
    middle = mean is not None and MIDDLE[0] <= mean <= MIDDLE[1]
    return Scene(
        axes=(_spins(now), _curve(now)),
        numbers={
            "sweeps": str(sweeps),
            "magnetization now": f"{abs(float(now.S.mean())):.2f}",
            "mean": "not settled yet" if mean is None else f"{mean:.2f} over {sweeps - SETTLING} sweeps",
        },
        reached=middle and sweeps - SETTLING >= ENOUGH,
        hint=_hint(now, mean),
    )


def _hint(now, mean):
    T, cold = now.settings["T"], now.settings["T"] < 0.9 * CRITICAL_TEMPERATURE
    if (
        cold
        and now.settings["start"] == STARTS[1]
        and mean is not None
        and mean < 0.9 * float(onsager_magnetization(T))
    ):
        return "Cold, and yet no order: regions of both kinds have met, and their borders move slowly."
    if mean is not None and abs(T - CRITICAL_TEMPERATURE) < 0.15:
        return "Near the critical temperature there are islands of every size, and they take long to change."
    return ""


def _spins(now):
    up, T = int(np.sum(now.S > 0)), now.settings["T"]
    return Axes(
        title="spins",
        alt=f"A lattice of {SIDE} by {SIDE} spins at temperature {T:.2f}, {up} of {SIDE * SIDE} up, after "
        f"{len(now.magnetizations)} sweeps.",
        layers=(Grid(0.5 * (1 + now.S), (0, SIDE), (0, SIDE), smooth=False),),
        xlim=(0, SIDE),
        ylim=(0, SIDE),
        equal=True,
        frame=False,
    )


def _curve(now):
    T = np.linspace(COLDEST, HOTTEST, 300)
    before = np.array(sorted(now.measured.items())).reshape(-1, 2)
    here = [] if now.mean is None else [[now.settings["T"], now.mean]]
    read = ", ".join(f"{m:.2f} at {t:.2f}" for t, m in [*before, *here]) or "nothing yet"
    return Axes(
        title="magnetization",
        alt=f"Magnetization against temperature: the exact curve falls to 0 at 2.27; measured {read}.",
        layers=(
            Curve(np.column_stack([T, onsager_magnetization(T)]), "theory", "exact, no end"),
            Points(before, "reference", "o", "measured"),
            Points(np.reshape(here, (-1, 2)), "class 1", "^", "now", scale=1.3),
        ),
        xlim=(0, HOTTEST),
        ylim=(-0.03, 1.05),
        xlabel="temperature T",
        ylabel="magnetization |m|",
    )
