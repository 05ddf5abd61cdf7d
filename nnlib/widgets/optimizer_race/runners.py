"""Six methods as runners: the step functions of the student behind one face, ``step(method, …)``."""

import numpy as np

from nnlib import optimizers
from nnlib.widgets.student import Guarded

__all__ = ["METHODS", "Steps", "guarded"]

METHODS = ("descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
MEMORIES = {"descent": 0, "momentum": 1, "nesterov": 1, "adagrad": 1, "rmsprop": 1, "adam": 2}
UNCORRECTED = 10**6  # told as the step's number to Adam, it makes both corrections 1
_REFERENCES = {
    "momentum": optimizers.momentum_step,
    "nesterov": optimizers.nesterov_step,
    "adagrad": optimizers.adagrad_step,
    "rmsprop": optimizers.rmsprop_step,
    "adam": optimizers.adam_step,
}


class Steps:
    """The step functions, each guarded by itself.

    Parameters
    ----------
    functions : dict of str to Guarded
    """

    def __init__(self, functions):
        self._functions = functions

    def __call__(self, method, w, grad, memories, t, rate, beta, corrected):
        """Return new parameters, shape (2,), and a tuple of new memories, after step ``t`` = 1, 2, ….

        Parameters
        ----------
        method : str
        w : array, shape (2,)
        grad : callable
        memories : tuple of arrays, shape (2,)
        rate, beta : float
        corrected : bool
            Whether Adam corrects the bias of its averages.
        """
        if method == "descent":
            return w - rate * grad(w), ()
        rest = {
            "momentum": (rate, beta, "outside"),
            "nesterov": (rate, beta),
            "adagrad": (rate, 1e-10),
            "rmsprop": (rate, 0.9, 1e-8),
            "adam": (t if corrected else UNCORRECTED, rate, beta, 0.999, 1e-8),
        }[method]
        first = grad if method == "nesterov" else grad(w)
        w, *memories = self._functions[method](w, first, *memories, *rest)
        return np.asarray(w, dtype=float), tuple(np.asarray(m, dtype=float) for m in memories)

    @property
    def banner(self):
        """Which functions draw: the words on one that was set aside, or whose steps they are."""
        aside = [f.banner for f in self._functions.values() if "set aside" in f.banner]
        yours = [name for name, f in self._functions.items() if f.banner.startswith("▶")]
        if aside:
            return aside[0]
        if len(yours) == len(self._functions):
            return "▶ run with your steps"
        return (
            f"▶ {', '.join(yours)} run with your steps, the others with the course's"
            if yours
            else ("▷ run with the course's own steps")
        )


def guarded(yours):
    """Return the `Steps` of a dict of functions, some of which may be None."""
    return Steps({name: Guarded(yours.get(name), own, _problem(name)) for name, own in _REFERENCES.items()})


def _problem(name):
    count = 1 + MEMORIES[name]

    def problem(answer, *arguments):
        if not isinstance(answer, (tuple, list)) or len(answer) != count:
            return f"is not a tuple of {count}"
        shapes = [np.shape(part) for part in answer]
        return "" if shapes == [(2,)] * count else f"has parts of the shapes {shapes}, expected (2,) each"

    return problem
