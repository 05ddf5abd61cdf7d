"""The stages of a check, and the one exception it raises.

Random cases come from the seed that the autograder puts into the checker's environment (`AUTOGRADER_SEED`: one number
for each student and exercise), so their answers cannot be written down beforehand; without it the seed is 0.
"""

import copy
import inspect
import os
import warnings
import zlib
from itertools import zip_longest

import numpy as np

from autograder.checks.compare import as_array, difference
from autograder.checks.fallback import remember
from autograder.checks.passed import note
from autograder.checks.show import show, show_call

__all__ = ["Check", "CheckFailed", "random_generator"]


class CheckFailed(AssertionError):  # noqa: N818, the name tells a student more than an Error would
    """A check has failed; the text is the sentence for the student. In a notebook only that sentence is shown."""

    def _render_traceback_(self):  # IPython asks an exception for its own picture
        return [f"✗ {self}"]


def random_generator(name):
    """Return the random generator of the exercise ``name``, seeded for this student."""
    seed = os.environ.get("AUTOGRADER_SEED", "0")
    return np.random.default_rng([zlib.crc32(seed.encode()), zlib.crc32(name.encode())])


class Check:
    """The check of one function that a student wrote.

    Parameters
    ----------
    function : callable
        The student's function.
    signature : str
        Its documented arguments, as in ``"w, x, t, eta=1.0"``.
    name : str, optional
        By default the function's own name.

    Raises
    ------
    CheckFailed
        If it is no function, or does not take those arguments.
    """

    def __init__(self, function, signature, *, name=None):
        self.name = name or getattr(function, "__name__", None) or "your answer"
        self._function, self._arguments = function, _names(signature)
        self._reveal, self._count = True, 0
        self.rng = random_generator(self.name)
        if not callable(function):
            self.fail(f"is {type(function).__name__!r} now, expected a function; run the cell that defines it again")
        self._check_signature(signature)

    def _check_signature(self, signature):
        try:
            own = inspect.signature(self._function)
        except (TypeError, ValueError):
            return  # a builtin without a signature: the first call will tell
        required = _names(",".join(part for part in signature.split(",") if "=" not in part))
        try:
            own.bind(*self._arguments)
            own.bind(*required)
        except TypeError:
            self.fail(f"must take the arguments ({signature}); yours takes {own}")

    def fail(self, problem, *, call=None):
        """Raise `CheckFailed`: the function's name (or the ``call``) and ``problem``, the rest of the sentence."""
        end = "" if problem.endswith(("?", ".")) else "."
        raise CheckFailed(f"{call or self.name} {problem}{end}") from None

    def call(self, *arguments, **keywords):
        """Call the student's function on copies of the arguments, and see that it leaves them as they are.

        Raises
        ------
        CheckFailed
            If it is not written yet, raises an exception, or changes an argument.
        """
        given = copy.deepcopy(arguments)
        return self._result(lambda: _quietly(self._function, given, keywords), arguments, given, keywords)

    def _results(self, cases):
        """Yield what calls return, one for each tuple of arguments.

        A function behind the autograder's wall does them at once, which saves most of the way there and back; all but
        the first, which is enough to find most mistakes.
        """
        for arguments in cases[:1]:
            yield self.call(*arguments)
        given = [list(copy.deepcopy(arguments)) for arguments in cases[1:]]
        at_once = getattr(type(self._function), "_call_each_", None)
        outcomes = _quietly(at_once, (self._function, given), {}) if at_once else []
        for arguments, changed, outcome in zip_longest(cases[1:], given, outcomes):
            yield self._result(outcome, arguments, changed, {}) if outcome else self.call(*arguments)

    def _result(self, outcome, arguments, given, keywords):
        """Return what a call returned, after it has left the ``arguments`` it was ``given`` as they were."""
        try:
            result = outcome()
        except CheckFailed:
            raise  # from a function of the check's own that the answer called
        except NotImplementedError as error:
            self.fail(_not_written(error, self.name))
        except Exception as error:
            self.fail(f"stopped with {type(error).__name__}: {error}", call=self._call(arguments, keywords))
        for name, before, after in zip(self._arguments, arguments, given, strict=False):
            if not callable(before) and difference(after, before, rtol=0, atol=0) is not None:
                self.fail(f"changes its argument `{name}` in place; make a new array, or work on `{name}.copy()`")
        return result

    def _call(self, arguments, keywords):
        text = show_call(self.name, arguments, keywords)
        return text if self._reveal and len(text) <= 120 else None

    def example(self, *arguments, expect, wrong=(), because="", rtol=1e-6, atol=1e-9, **keywords):
        """Check one call against a value known beforehand.

        Parameters
        ----------
        *arguments, **keywords
            Passed to the student's function; lists of numbers as arrays.
        expect : number, array, list or tuple of these
        wrong : sequence of (value, sentence)
            Values that typical mistakes give, and what to say then.
        because : str
            Why ``expect`` is right, added to the sentence when the value is another one.
        """
        arguments = tuple(_array_if_list(argument) for argument in arguments)
        got = self.call(*arguments, **keywords)
        problem = difference(got, expect, rtol=rtol, atol=atol, reveal=self._reveal)
        if problem:
            said = [sentence for value, sentence in wrong if difference(got, value, rtol=rtol, atol=atol) is None]
            because = said[0] if said else because
            self.fail(_explained(problem, because), call=self._call(arguments, keywords))
        self._count += 1

    def random(self, draw, reference, *, n=20, mistakes=(), rtol=1e-6, atol=1e-9):
        """Check ``n`` random calls against an independent reference.

        Parameters
        ----------
        draw : callable
            ``draw(rng)`` returns a tuple of arguments.
        reference : callable
            Returns what is expected for those arguments.
        mistakes : sequence of (callable, sentence)
            What typical mistakes compute, and what to say when a wrong answer is the same as theirs.
        """
        cases = [draw(self.rng) for _ in range(n)]
        for arguments, got in zip(cases, self._results(cases), strict=True):
            expected = reference(*copy.deepcopy(arguments))
            problem = difference(got, expected, rtol=rtol, atol=atol, reveal=self._reveal)
            if problem:
                same = lambda wrong: difference(got, wrong, rtol=rtol, atol=atol) is None  # noqa: B023, E731
                said = [sentence for mistake, sentence in mistakes if same(mistake(*copy.deepcopy(arguments)))]
                self.fail(_explained(problem, said[0] if said else ""), call=self._call(arguments, {}))
            self._count += 1

    def that(self, truth, problem):
        """Check a property: fail with ``problem``, the rest of the sentence, unless ``truth`` holds."""
        if not truth:
            self.fail(problem)
        self._count += 1

    def raises(self, error, *arguments, **keywords):
        """Check that the call raises ``error``."""
        arguments = tuple(_array_if_list(argument) for argument in arguments)
        call = self._call(arguments, keywords)
        try:
            result = _quietly(self._function, copy.deepcopy(arguments), keywords)
        except NotImplementedError as unwritten:
            self.fail(_not_written(unwritten, self.name))
        except error:
            self._count += 1
            return
        except Exception as other:
            self.fail(f"raised {type(other).__name__}, expected {error.__name__}", call=call)
        self.fail(f"returned {show(result)}, expected it to raise {error.__name__}", call=call)

    def hide(self):
        """From here on (the hidden tests) sentences say neither what was expected nor with which arguments."""
        self._reveal = False

    def done(self):
        """Say that every check has passed; from now on `choose` picks the student's function."""
        remember(self.name, self._function)
        note(self.name)
        print(f"✓ {self.name}: {self._count} check{'' if self._count == 1 else 's'} passed")


def _quietly(function, arguments, keywords):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*arguments, **keywords)


def _explained(problem, why):
    if not why:
        return problem
    return f"{problem} ({why})" if problem.endswith("?") else f"{problem}: {why}"


def _array_if_list(argument):
    return np.array(argument) if isinstance(argument, list) and as_array(argument) is not None else argument


def _names(signature):
    return [part.split("=")[0].strip() for part in signature.split(",") if part.strip()]


def _not_written(error, name):
    last = error.__traceback__
    while last.tb_next:
        last = last.tb_next
    culprit = last.tb_frame.f_code.co_name
    if last.tb_frame.f_globals.get("__name__") == "__main__" and culprit != name:
        return f"needs `{culprit}`, which is not written yet; solve that one first"
    return "is not written yet; replace the line `raise NotImplementedError()` with your code"
