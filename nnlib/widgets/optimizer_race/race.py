"""The race itself: where each runner is, what it remembers, and one step more."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from nnlib import surfaces
from nnlib.autodiff import grad
from nnlib.widgets.optimizer_race.runners import MEMORIES, METHODS

__all__ = ["SURFACES", "Race", "advance", "start"]

SURFACES = {name.replace(" ", "_"): s for name, s in surfaces.SURFACES.items() if name != "bowl"}
GRADIENTS = {name: grad(surface.function) for name, surface in SURFACES.items()}
SEEN_ONLY = ("speed", "runners", "show")  # settings that change no number
MOST_STEPS = 1000
GONE = 50.0  # from the middle: a runner that has left for good


@dataclass(frozen=True, eq=False)
class Race:
    """A race under way.

    Parameters
    ----------
    settings : dict
        Those that decide it.
    paths : dict of str to list of arrays, shape (2,)
        The places of each runner so far; who has gone stops.
    memories : dict of str to tuple of arrays, shape (2,)
    step : int
    """

    settings: dict
    paths: dict
    memories: dict
    step: int = 0

    @property
    def surface(self):
        """The `Surface` run on."""
        return SURFACES[self.settings["surface"]]

    def gradient(self, w):
        """Return the gradient, shape (2,), at ``w``."""
        with np.errstate(all="ignore"):
            return GRADIENTS[self.settings["surface"]](np.asarray(w, dtype=float))

    def gone(self, method):
        """Whether the runner has left the picture for good."""
        return not np.abs(self.paths[method][-1]).max() <= GONE


def start(settings, before=None):
    """Return the race before its first step, or ``before`` if nothing that decides it has changed."""
    settings = {name: value for name, value in settings.items() if name not in SEEN_ONLY}
    if before is not None and settings == before.settings:
        return before
    place = np.array(spot(settings))
    memories = {name: tuple(np.zeros(2) for _ in range(MEMORIES[name])) for name in METHODS}
    return Race(settings, {name: [place] for name in METHODS}, memories)


def spot(settings):
    """Return where the runners start, two floats."""
    surface, _, place = settings["start"].partition("@")
    if surface != settings["surface"]:
        return SURFACES[settings["surface"]].start
    return tuple(float(part) for part in place.split(","))


def advance(race, steps):
    """Return the race one step later, or the same object when it is over: 1,000 steps made, or nobody left.

    Parameters
    ----------
    race : Race
    steps : Steps
    """
    running = [name for name in METHODS if not race.gone(name)]
    if race.step >= MOST_STEPS or not running:
        return race
    paths, memories, settings = dict(race.paths), dict(race.memories), race.settings
    corrected = settings["adam"] != "none"
    for name in running:
        w, memories[name] = steps(
            name,
            paths[name][-1],
            race.gradient,
            memories[name],
            race.step + 1,
            settings["rate"],
            settings["beta"],
            corrected,
        )
        paths[name] = [*paths[name], np.nan_to_num(w, nan=1e9, posinf=1e9, neginf=-1e9)]
    return dataclasses.replace(race, paths=paths, memories=memories, step=race.step + 1)
