"""Where someone is in an experiment: the settings, the progress, the number of steps. Knows no browser.

A state is written in one line, ``watch_it_learn data=AND eta=1 seed=3 step=7``, which brings it back on any computer:
the settings start the experiment anew and the steps are taken again. A prediction, once made, holds until the kernel
ends: who runs the cell again has seen the answer.
"""

import re

__all__ = ["MOST_STEPS", "Session", "short"]

MOST_STEPS = 10_000  # that a pasted line may ask for
SPACE_BEFORE_A_SETTING = re.compile(r"\s+(?=\w+=)")  # a value may have spaces of its own
_PREDICTED = {}  # (name, question) → index of the option that was chosen


class Session:
    """An experiment under way.

    Parameters
    ----------
    experiment : Experiment
    """

    def __init__(self, experiment):
        self.experiment = experiment
        self._begin(experiment.settings, None)

    def _begin(self, settings, before):
        progress = self.experiment.start(settings, before)
        if before is None or progress is not before:
            self.steps = 0
        self.settings, self.progress = settings, progress

    def change(self, values):
        """Take new values of some controls; an impossible one is an error and changes nothing."""
        settings = {c.name: c.read(values.get(c.name, self.settings[c.name])) for c in self.experiment.controls}
        if settings != self.settings:
            self._begin(settings, self.progress)

    def advance(self):
        """Take one step; return False at the end."""
        progress = self.experiment.advance(self.progress)
        if progress is self.progress:
            return False
        self.progress, self.steps = progress, self.steps + 1
        return True

    def restart(self):
        """Begin anew at the same settings where there are steps to take, else at the first settings."""
        self._begin(self.settings if self.experiment.advance else self.experiment.settings, None)

    @property
    def line(self):
        """The state in one line."""
        parts = [f"{name}={short(value)}" for name, value in self.settings.items()]
        return " ".join([self.experiment.name, *parts, *([f"step={self.steps}"] if self.experiment.advance else [])])

    def paste(self, line):
        """Go to the state that a line describes.

        Raises
        ------
        ValueError
            If it is no line of this experiment, or a value is impossible; the state is then as before.
        """
        name, *parts = SPACE_BEFORE_A_SETTING.split(line.strip())
        if name != self.experiment.name:
            raise ValueError(f"a line of this widget begins with {self.experiment.name}, got {name or 'nothing'}")
        given = dict(part.partition("=")[::2] for part in parts)
        steps = given.pop("step", "0")
        unknown = given.keys() - self.settings.keys()
        if unknown:
            raise ValueError(f"unknown setting {min(unknown)}; known are {', '.join(self.settings)}")
        if not steps.isdigit() or int(steps) > MOST_STEPS:
            raise ValueError(f"step must be a whole number from 0 to {MOST_STEPS}, got {steps}")
        self._begin({c.name: c.read(given.get(c.name, c.value)) for c in self.experiment.controls}, None)
        while self.experiment.advance and self.steps < int(steps) and self.advance():
            pass

    def predict(self, option):
        """Commit to an option of the prediction, by its index; the first one counts.

        Raises
        ------
        ValueError
            If there is no such option.
        """
        asked = self.experiment.prediction
        options = asked.options if asked else ()
        if option not in range(len(options)):
            raise ValueError(f"this widget offers {len(options)} options to predict, counted from 0, got {option}")
        _PREDICTED.setdefault((self.experiment.name, asked.question), option)

    @property
    def verdict(self):
        """What was predicted and what is right, as a dict; empty before, or where nothing is asked."""
        asked = self.experiment.prediction
        chosen = _PREDICTED.get((self.experiment.name, asked.question)) if asked else None
        return {} if chosen is None else {"chosen": chosen, "right": asked.right, "because": asked.because}

    def picture(self):
        """Return the scene of now."""
        return self.experiment.picture(self.settings, self.progress)


def short(value):
    """Return a setting as the line says it."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
