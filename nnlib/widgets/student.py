"""Draw with the student's own function, and with the course's when there is none or it goes wrong."""

import copy
import warnings

import numpy as np

__all__ = ["Guarded"]


class Guarded:
    """The student's function, with the course's behind it.

    Once the student's function raises or returns something else than it should, the reference answers, now and from
    then on (no picture mixes the two), and the banner says what happened.

    Parameters
    ----------
    yours : callable or None
    reference : callable
    problem : callable
        ``problem(answer, *arguments)`` returns what is wrong with an answer, "has shape (3,), expected (4,)", or "".
    name : str, optional
        What the student knows the function as; by default the reference's name.
    """

    def __init__(self, yours, reference, problem, name=None):
        self._name = name
        self._yours = None if yours is None or yours is reference else yours
        self._reference, self._problem, self._failure = reference, problem, ""

    def __call__(self, *arguments):
        if self._yours is None or self._failure:
            return self._reference(*arguments)
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                answer = self._yours(*copy.deepcopy(arguments))
                problem = self._problem(answer, *arguments)
            self._failure = problem and f"what it returned {problem}"
        except NotImplementedError:
            self._failure = "it is not written yet"
        except Exception as error:
            self._failure = f"it stopped with {type(error).__name__}: {error}"
        return self._reference(*arguments) if self._failure else answer

    @property
    def banner(self):
        """Which function draws, in a sentence."""
        name = self._name or self._reference.__name__
        if self._failure:
            return f"▷ drawn with the course's own {name}. Yours was set aside: {self._failure}. Mend it, run again."
        if self._yours is None:
            return f"▷ drawn with the course's own {name}"
        return f"▶ drawn with your {name}"
