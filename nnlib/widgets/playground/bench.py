"""Where someone is in the playground: a `Session` that also knows what was changed on the way.

Such changes stand in the line behind ``at=``: ``… step=90 at=30:rate=0.01 at=60:w1.2.1=0.5`` is a learning rate
lowered after epoch 30 and a weight set by hand after epoch 60. So the line brings back exactly the same network.
"""

import re

from nnlib.widgets.playground.training import GOING_ON, edit
from nnlib.widgets.session import MOST_STEPS, Session, short

__all__ = ["Bench"]

SEEN_ONLY = ("speed", "show")  # settings that change no number


class Bench(Session):
    """The playground under way; argument as in `Session`."""

    def _begin(self, settings, before):
        old = before and before.settings
        super()._begin(settings, before)
        self.steps = self.progress.epoch
        going_on = old and all(old[name] == value for name, value in settings.items() if name not in GOING_ON)
        if not going_on:
            self._first, self.changes = settings, {}
            return
        for name, value in settings.items():
            if value != old[name] and self.steps and name not in SEEN_ONLY:
                self.changes[self.steps, name] = value
            elif not self.steps or name in SEEN_ONLY:
                self._first = {**self._first, name: value}

    def edit(self, name, value):
        """Set a weight or bias by hand; names and errors as in `nnlib.widgets.playground.training.edit`."""
        value = float(short(float(value)))  # as the line says it
        self.progress = edit(self.progress, name, value, self.experiment.function)
        self.changes[self.steps, name] = value

    @property
    def line(self):
        """The state in one line."""
        settings = [f"{name}={short(value)}" for name, value in self._first.items()]
        changes = [f"at={step}:{name}={short(value)}" for (step, name), value in self.changes.items()]
        return " ".join([self.experiment.name, *settings, f"step={self.steps}", *changes])

    def paste(self, line):
        """Go to the state that a line describes; errors as in `Session.paste`, and the state is then as before."""
        parts = line.split()
        changes = [_change(part) for part in parts if part.startswith("at=")]
        end = next((part[5:] for part in reversed(parts) if part.startswith("step=")), "0")
        trial = type(self)(self.experiment)
        Session.paste(trial, " ".join(part for part in parts if not part.startswith("at=")) + " step=0")
        trial._go(end, changes)
        vars(self).update(vars(trial))

    def _go(self, end, changes):
        if not end.isdigit() or int(end) > MOST_STEPS:
            raise ValueError(f"step must be a whole number from 0 to {MOST_STEPS}, got {end}")
        for step, name, value in changes:
            self._advance_to(min(step, int(end)))
            if name in self.settings:
                self.change({name: value})
            else:
                self.edit(name, value)
        self._advance_to(int(end))

    def _advance_to(self, step):
        while self.steps < step and self.advance():
            pass


def _change(part):
    found = re.fullmatch(r"at=(\d+):([\w.]+)=(-?[\w.+-]+)", part)
    if not found:
        raise ValueError(f"a change on the way is written like at=30:rate=0.01, got {part}")
    return int(found[1]), found[2], found[3]
