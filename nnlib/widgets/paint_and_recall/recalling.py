"""A recall under way: the units are visited at random, one by one or all at once, and turn towards their fields.

A step goes on to the next unit that turns. At rest is a state in which every unit was asked and none turned.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.hopfield import energy, flip, hebb, overlap
from nnlib.widgets.paint_and_recall.pixels import decode

__all__ = ["DYNAMICS", "Recalling", "advance", "first_state", "start"]

DYNAMICS = ("one by one", "all at once")
MOST_STEPS = 1000


@dataclass(frozen=True, eq=False)
class Recalling:
    """Where the network is.

    Parameters
    ----------
    settings : dict
        Those it was started with.
    P : array, shape (p, 100)
        What is stored.
    W : array, shape (100, 100)
    states : tuple of arrays, shape (100,)
        The last three, the present one at the end; fewer at first.
    energies : tuple of float
        At the start and after each step.
    visits : int
        How many units have been asked.
    turned : int
        The unit that turned last; -1 before the first, and when all are asked at once.
    resting : bool
    """

    settings: dict
    P: np.ndarray
    W: np.ndarray
    states: tuple
    energies: tuple
    visits: int = 0
    turned: int = -1
    resting: bool = False

    @property
    def steps(self):
        """How many steps have been taken."""
        return len(self.energies) - 1

    @property
    def s(self):
        """The present state."""
        return self.states[-1]

    @property
    def blinking(self):
        """Whether two states alternate."""
        return not self.resting and len(self.states) == 3 and bool(np.all(self.states[0] == self.s))

    def overlaps(self, s=None):
        """Return the overlaps (p,) of the present state, or of ``s``, with what is stored."""
        return overlap(self.s if s is None else s, self.P)


def start(settings, before=None):
    """Return the recall before its first step, or ``before`` if only the speed is another one."""
    settings = {name: value for name, value in settings.items() if name != "speed"}
    if before is not None and settings == before.settings:
        return before
    P = np.array([decode(word) for word in settings["stored"].split(",")])
    W, s = hebb(P), first_state(settings)
    return Recalling(settings, P, W, (s,), (float(energy(W, s)),))


def first_state(settings):
    """Return the damaged picture (100,) that a recall at these settings begins with."""
    return flip(decode(settings["canvas"]), settings["damage"], rng=np.random.default_rng(settings["seed"]))


def advance(recalling, update):
    """Return the recall one step later; at its end, the argument itself.

    Parameters
    ----------
    recalling : Recalling
    update : callable
        ``update(W, s, i, theta)`` returns the state after unit i was asked.
    """
    if recalling.resting or recalling.steps >= MOST_STEPS:
        return recalling
    if recalling.settings["dynamics"] == DYNAMICS[1]:
        return _all_at_once(recalling, update)
    return _next_turn(recalling, update)


def _next_turn(now, update):
    s, N = now.s, len(now.s)
    for visit in range(now.visits, now.visits + 2 * N):  # which asks every unit at least once
        i = _visited(now.settings["seed"], visit, N)
        after = _asked(update, now.W, s, i)
        if after[i] != s[i]:
            return _moved(now, after, visit + 1, i)
    return dataclasses.replace(now, resting=True, visits=now.visits + 2 * N)


def _all_at_once(now, update):
    s = now.s
    after = np.array([_asked(update, now.W, s, i)[i] for i in range(len(s))])
    if np.all(after == s):
        return dataclasses.replace(now, resting=True)
    return _moved(now, after, now.visits + len(s), -1)


def _moved(now, after, visits, turned):
    energies = (*now.energies, float(energy(now.W, after)))
    states = (*now.states, after)[-3:]
    return dataclasses.replace(now, states=states, energies=energies, visits=visits, turned=turned)


def _asked(update, W, s, i):
    return np.asarray(to_numpy(update(W, s, i, np.zeros(len(s)))), dtype=float)


def _visited(seed, visit, N):
    """Return the unit that is asked at this visit: each sweep has an order of its own."""
    return int(np.random.default_rng([seed, visit // N]).permutation(N)[visit % N])
