"""Try configurations, one after the other or several at once in processes of their own."""

import math
import os
import time
from typing import Any, NamedTuple

import numpy as np

__all__ = ["Trial", "best", "ranked", "run"]

_ONE_THREAD_EACH = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM")}


class Trial(NamedTuple):
    """What came of one configuration.

    Attributes
    ----------
    number : int
        Its place in the order of configurations.
    configuration : dict
    score : float
        What the objective returned; nan if it failed.
    error : str or None
        Type and text of what went wrong.
    seconds : float
    budget : number or None
        What `nnlib.search.successive_halving` let it use.
    """

    number: int
    configuration: dict
    score: float
    error: str | None
    seconds: float
    budget: Any = None


def run(objective, configurations, *, seed=0, workers=1, on_trial=None):
    """Evaluate the objective at every configuration.

    Parameters
    ----------
    objective : callable
        ``objective(configuration, rng)`` returns a number, the less the better.
    configurations : sequence of dict
    seed : int
        Trial i has the i-th random stream that comes of it.
    workers : int
        How many processes work at once; each uses one thread.
    on_trial : callable, optional
        Called with each `Trial` as it ends: to show progress.

    Returns
    -------
    list of Trial
        In the order of the configurations.
    """
    return run_calls(objective, calls_of(configurations, seed), workers, on_trial)


def calls_of(configurations, seed):
    """Return (number, configuration, seed sequence) for each configuration."""
    seeds = np.random.SeedSequence(seed).spawn(len(configurations))
    return list(zip(range(len(configurations)), configurations, seeds, strict=True))


def run_calls(objective, calls, workers, on_trial, budget=None):
    """Evaluate the objective for each of the calls made by `calls_of`."""
    if workers < 1:
        raise ValueError(f"workers must be at least 1, got {workers}; os.cpu_count() is {os.cpu_count()}")
    evaluate = _in_processes if workers > 1 else _here
    found = {}
    for trial in evaluate(objective, calls, budget, workers):
        found[trial.number] = trial
        if on_trial is not None:
            on_trial(trial)
    return [found[number] for number, _, _ in calls]


def _here(objective, calls, budget, workers):
    return (_try(objective, *call, budget) for call in calls)


def _try(objective, number, configuration, seed, budget):
    start, score, error = time.perf_counter(), math.nan, None
    try:
        budgets = () if budget is None else (budget,)
        score = _as_number(objective(dict(configuration), np.random.default_rng(seed), *budgets))
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
    return Trial(number, configuration, score, error, time.perf_counter() - start, budget)


def _as_number(score):
    if getattr(score, "shape", ()) != () or isinstance(score, (str, bytes)) or not hasattr(score, "__float__"):
        raise TypeError(f"an objective must return one number, got {type(score).__name__}")
    return float(score)


def _in_processes(objective, calls, budget, workers):
    """Yield trials as they end. A process that dies takes others with it; those are tried again, one at a time."""
    from joblib.externals import loky

    executor = loky.get_reusable_executor(workers, env=_ONE_THREAD_EACH)
    futures = {executor.submit(_try, objective, *call, budget): call for call in calls}
    died = []
    try:
        for future in loky.as_completed(futures):
            try:
                yield future.result()
            except loky.BrokenProcessPool:
                died.append(futures[future])
    finally:  # after Ctrl-C, what has not begun does not begin
        for future in futures:
            future.cancel()
    for call in died:
        executor = loky.get_reusable_executor(1, kill_workers=True, env=_ONE_THREAD_EACH)
        try:
            yield executor.submit(_try, objective, *call, budget).result()
        except loky.BrokenProcessPool:
            number, configuration, _ = call
            error = "the process that worked on it died; was the memory used up?"
            yield Trial(number, configuration, math.nan, error, math.nan, budget)


def ranked(trials):
    """Return the trials by score, the best first; those that failed or returned nan come last."""
    return sorted(trials, key=lambda trial: (math.isnan(trial.score), trial.score))


def best(trials):
    """Return the trial with the lowest score.

    Raises
    ------
    ValueError
        If none has a score; the first error is repeated.
    """
    first = next(iter(ranked(trials)), None)
    if first is None or math.isnan(first.score):
        raise ValueError(f"none of {len(trials)} trials has a score; {first.error if first else 'there were none'}")
    return first
