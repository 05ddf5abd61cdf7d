"""What a widget is about: its question, goal and controls, and the pure functions that draw it and let it learn.

With a `Prediction` the controls wait until someone has said what they expect: a guess that can turn out wrong teaches
more than a picture that anybody would have nodded at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nnlib.widgets.scene import Scene
from nnlib.widgets.student import Guarded

__all__ = ["Experiment", "Prediction"]


def _no_progress(settings, before):
    return None


@dataclass(frozen=True)
class Prediction:
    """What to commit to before the controls move.

    Parameters
    ----------
    question : str
        "What happens to … if …?"
    options : tuple of str
        Two to four answers.
    right : int
        The index of the right one.
    because : str
        The explanation shown after any choice; it should say what to look for in the picture.
    """

    question: str
    options: tuple
    right: int
    because: str

    def __post_init__(self):
        if not (2 <= len(self.options) <= 4 and 0 <= self.right < len(self.options)):
            raise ValueError(
                f"a prediction has two to four options, one of them right; "
                f"got {len(self.options)} and the index {self.right}"
            )


@dataclass(frozen=True)
class Experiment:
    """A widget without its window.

    Parameters
    ----------
    name : str
        One word; the line that describes a state begins with it.
    question : str
        The one question, printed above.
    goal : str
        With a number in it, as "0 errors".
    controls : tuple
        At most four beside a `Seed`. One named ``speed`` sets how many steps a second Play takes.
    picture : callable
        ``picture(settings, progress)`` returns the `Scene`; settings is a dict from the controls' names to values.
    function : Guarded
        The function of the student that the picture shows.
    start : callable, optional
        ``start(settings, before)`` returns the progress at these settings, ``before`` (None at first) being what it
        was at the last ones: returning it goes on, returning another one starts anew.
    advance : callable, optional
        ``advance(progress)`` returns the progress one step later, or the same object at the end. With it the widget
        has Play and Step.
    prediction : Prediction, optional
    still : int
        How many steps have been taken where nobody can play, as in the book: most have little to show at their start.
    """

    name: str
    question: str
    goal: str
    controls: tuple
    picture: Callable[[dict, Any], Scene]
    function: Guarded
    start: Callable = _no_progress
    advance: Callable | None = None
    prediction: Prediction | None = None
    still: int = 0

    @property
    def settings(self):
        """The settings to begin with."""
        return {control.name: control.value for control in self.controls}
