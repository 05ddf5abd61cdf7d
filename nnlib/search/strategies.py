"""Searches in several rounds: coarse to fine, and successive halving.

References
----------
K. Jamieson, A. Talwalkar (2016), *Non-stochastic best arm identification and hyperparameter optimization*, AISTATS.
"""

import math

import numpy as np

from nnlib.search.space import RANGES, Integers, sample
from nnlib.search.trials import calls_of, ranked, run, run_calls

__all__ = ["coarse_to_fine", "narrow", "successive_halving"]


def narrow(space, trials, *, top=5, shrink=0.3):
    """Return the part of a space around the best trials.

    Parameters
    ----------
    space : dict
    trials : sequence of Trial
        Of this space.
    top : int
        How many of the best count.
    shrink : float
        Length of a new range, as a fraction of the old one, in which it stays; its middle is the mean of the best. Of
        choices those remain that the best made.

    Returns
    -------
    dict
    """
    if not 0 < shrink <= 1:
        raise ValueError(f"shrink must be more than 0 and at most 1, got {shrink}")
    good = [trial.configuration for trial in ranked(trials)[:top] if not math.isnan(trial.score)]
    if not good:
        raise ValueError("no trial has a score to narrow the space by; look at their errors")
    return {name: _narrowed(setting, [c[name] for c in good], shrink) for name, setting in space.items()}


def _narrowed(setting, values, shrink):
    if not isinstance(setting, RANGES):
        return [choice for choice in setting if choice in values]
    center = sum(map(setting.place, values)) / len(values)
    low = min(max(center - shrink / 2, 0.0), 1 - shrink)
    ends = setting.at(low), setting.at(low + shrink)
    if isinstance(setting, Integers) and ends[0] == ends[1]:
        return [ends[0]]
    return type(setting)(*ends)


def coarse_to_fine(objective, space, *, rounds=3, trials=20, top=5, shrink=0.3, seed=0, workers=1, on_trial=None):
    """Search at random, then again around the best, and again.

    Parameters
    ----------
    objective : callable
        As for `nnlib.search.run`.
    space : dict
    rounds : int
    trials : int
        In each round.
    top, shrink
        As for `narrow`; the best are taken of all rounds so far.
    seed, workers, on_trial
        As for `nnlib.search.run`.

    Returns
    -------
    list of Trial
        Of all rounds, numbered throughout.
    """
    found = []
    for rng, trial_seed in zip(*_seeds(seed, rounds), strict=True):
        space = narrow(space, found, top=top, shrink=shrink) if found else space
        of_round = run(objective, sample(space, trials, rng=rng), seed=trial_seed, workers=workers, on_trial=on_trial)
        found += [trial._replace(number=trial.number + len(found)) for trial in of_round]
    return found


def _seeds(seed, rounds):
    drawing, trying = np.random.SeedSequence(seed).spawn(2)
    return [np.random.default_rng(s) for s in drawing.spawn(rounds)], trying.generate_state(rounds).tolist()


def successive_halving(objective, configurations, *, budgets=(1, 3, 9), keep=1 / 3, seed=0, workers=1, on_trial=None):
    """Give every configuration a little, and only the best of each round more: early rejection.

    Parameters
    ----------
    objective : callable
        ``objective(configuration, rng, budget)``: with a budget, of epochs or samples. A configuration gets the same
        random stream in every round.
    configurations : sequence of dict
    budgets : sequence of numbers
        Of the rounds.
    keep : float
        The fraction that goes on; one at least does. A trial that failed never does.
    seed, workers, on_trial
        As for `nnlib.search.run`.

    Returns
    -------
    list of Trial
        Of all rounds, by round. The best of the last one is the winner.
    """
    if not 0 < keep <= 1:
        raise ValueError(f"keep must be more than 0 and at most 1, got {keep}")
    found, calls = [], calls_of(configurations, seed)
    for budget in budgets:
        of_round = run_calls(objective, calls, workers, on_trial, budget)
        found += of_round
        going_on = [trial.number for trial in ranked(of_round) if not math.isnan(trial.score)]
        going_on = set(going_on[: max(1, round(keep * len(calls)))])
        calls = [call for call in calls if call[0] in going_on]
    return found
