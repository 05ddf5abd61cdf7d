"""A process that runs one notebook from top to bottom and, where an exercise begins, its trials in forked children.

Started by ``autograder.audit.run`` with a job on its standard input; it reports in lines of JSON to the file whose
number is its one argument. Locked cells, imports and earlier solutions run once for all the trials of an exercise.
"""

import json
import linecache
import os
import sys
import traceback
from collections.abc import Iterator
from typing import Any

from autograder.audit import generators
from autograder.audit.children import run_children
from autograder.audit.hard_coding import Table, functions_with_arguments, tabulated, watched
from autograder.audit.trial import BANK, HARD_CODED, MUTANT, REPEAT, SEED, Outcome, Tested, Trial
from autograder.bridge import guard
from autograder.bridge.definitions import defined_names
from autograder.bridge.shell import Shell, safe_text

FIRST_SECONDS = 60.0  # of processor time, for the source's own answer
TIMES_THE_SOURCE = 10  # what any other answer has for each seed, and these seconds more, for what it may import
SECONDS_MORE = {BANK: 10.0, MUTANT: 1.0}
RECORDING_SEED = "visible"


class AuditShell(Shell):
    """A shell that makes no pictures of exceptions: they take longer than the tests."""

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Leave it to the caller, who has the exception."""

    showsyntaxerror = showtraceback


class Worker:
    """One notebook on its way.

    Parameters
    ----------
    job : dict
        ``steps``, lists of grade_id, source and points; ``exercises``, dicts of first, last, tests, visible, seeded
        and trials; ``jobs``, children at the same time; ``seconds``, for each cell.
    """

    def __init__(self, job: dict):
        self.steps = job["steps"]
        self.exercises = job["exercises"]
        self.jobs, self.seconds = job["jobs"], job["seconds"]
        self.shell = AuditShell.instance(namespace={})

    def run(self) -> Iterator[dict]:
        """Yield one report per trial, and one per test as it went in this process itself."""
        for number, (name, source, points) in enumerate(self.steps):
            for place, exercise in enumerate(self.exercises):
                if exercise["first"] == number:
                    yield from ({"exercise": place, **report} for report in self._trials(exercise))
            tested = self._cell(source, points)
            if tested:
                yield {"test": name, **vars(tested)}

    def _trials(self, exercise: dict) -> Iterator[dict]:
        trials = [Trial(**{**each, "seeds": tuple(each["seeds"])}) for each in exercise["trials"]]
        state = generators.take()
        action = lambda trial: self._attempt(trial, exercise, state)  # noqa: E731
        source, *others = trials
        [(_, first)] = run_children([source], action, limit=lambda _: FIRST_SECONDS, jobs=1)
        yield {"trial": 0, **first.as_json()}
        once = TIMES_THE_SOURCE * first.seconds
        limit = lambda trial: len(trial.seeds) * once + SECONDS_MORE.get(trial.kind, 5.0)  # noqa: E731
        for trial, outcome in run_children(others, action, limit=limit, jobs=self.jobs) if first.passed else ():
            yield {"trial": trials.index(trial), **outcome.as_json()}

    def _attempt(self, trial: Trial, exercise: dict, state: generators.State) -> Outcome:
        """Return the first outcome that is not as it should be, else that with the first seed."""
        if trial.kind == HARD_CODED and not self._learn_by_heart(trial, exercise):
            return Outcome("nothing")
        outcomes = []
        for seed in trial.seeds:
            generators.put_back(state)
            if trial.kind in (REPEAT, SEED) and not exercise["seeded"]:
                generators.scatter()
            outcomes.append(self._once(trial, seed, exercise))
            if outcomes[-1].passed != trial.right:
                return outcomes[-1]
        return outcomes[0]

    def _once(self, trial: Trial, seed: str, exercise: dict) -> Outcome:
        os.environ["AUTOGRADER_SEED"] = seed
        numbers = range(exercise["first"], exercise["last"] + 1)
        tests = {}
        for number in numbers[1:] if trial.kind == HARD_CODED else numbers:
            name, source, points = self.steps[number]
            tested = self._cell(trial.answer if number == exercise["first"] else source, points)
            if tested:
                tests[name] = tested
        return Outcome(tests={name: tests[name] for name in exercise["tests"]}, seed=seed)

    def _learn_by_heart(self, trial: Trial, exercise: dict) -> bool:
        """Replace the answer's functions by the tables of their visible calls; return whether there are any."""
        names = self.shell.user_ns
        self._cell(trial.answer, None)
        functions = functions_with_arguments(names, defined_names(trial.answer))
        tables: dict[str, Table] = {name: [] for name in functions}
        names.update({name: watched(function, tables[name]) for name, function in functions.items()})
        os.environ["AUTOGRADER_SEED"] = RECORDING_SEED
        for name, source, _ in self.steps[exercise["first"] + 1 : exercise["last"] + 1]:
            self._cell(exercise["visible"].get(name, source), None)
        names.update({name: tabulated(functions[name], table) for name, table in tables.items() if table})
        return any(tables.values())

    def _cell(self, source: str, points: float | None) -> Tested | None:
        """Run a cell; return what became of it if it is a test."""
        value: Any = None
        try:
            with guard.time_limit(self.seconds):
                result = self.shell.run(source)
            error, value = result.error_before_exec or result.error_in_exec, result.result
        except guard.TimeIsUp as late:
            error = late
        messages = self.shell.recorder.take()
        if points is None:
            return None
        said = [m["content"]["text"] for m in messages if m["content"].get("name") == "stderr"]
        if error is not None:
            return Tested(0.0, points, explain(error), self._line(error), "".join(said))
        score = min(max(float(value), 0.0), points) if type(value) in (int, float) else points
        return Tested(score, points, stderr="".join(said))

    def _line(self, error: BaseException) -> int:
        """Return the line of the running cell in which an exception came up."""
        frames = [f for f in traceback.extract_tb(error.__traceback__) if self.shell.place(f.filename)]
        return (frames[0].lineno or 0) if frames else getattr(error, "lineno", 0) or 0


def explain(error: BaseException) -> str:
    """Return the sentence about an exception that ended a test."""
    text = safe_text(error)
    if type(error).__name__ in ("CheckFailed", "AssertionError"):
        return text or "a test of this exercise failed"
    if isinstance(error, guard.TimeIsUp):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def main() -> None:
    """Run as a process."""
    job = json.load(sys.stdin)
    sys.path.append(os.getcwd())
    linecache.clearcache()
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as reports:
        for report in Worker(job).run():
            reports.write(json.dumps(report) + "\n")
            reports.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
