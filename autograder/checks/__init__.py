"""Staged checks for the test cells of notebooks: what is wrong, in one sentence a student can act on.

    check = checks.Check(perceptron_step, "w, x, t, eta=1.0")
    check.example([0.0, 1.0], [-1.0, 2.0], 0, expect=[1.0, -1.0])
    check.done()

A check goes from the plain to the subtle (callable, arguments, type, shape, finite, values, inputs unchanged) and
stops at the first failure by raising `CheckFailed`, an AssertionError whose text is that sentence; nbgrader and the
autograder grade it like any failed test. Warnings never fail a check. Nothing but NumPy is needed.
"""

from autograder.checks.check import Check, CheckFailed, random_generator
from autograder.checks.fallback import choose

__all__ = ["Check", "CheckFailed", "choose", "random_generator"]
