"""The window of an experiment: controls, buttons, lamp and two canvases in the browser, fed from a `Session`.

The browser holds the controls' values and sends the newest ones when the kernel has answered for the last ones; the
kernel answers with a frame: the scene (its arrays as binary float32), the line that describes the state, the banner.
The script is a few files, one after the other; nothing is fetched from anywhere.
"""

import dataclasses
import pathlib
import threading
import warnings

import anywidget
import traitlets

from nnlib.widgets.palette import PALETTE
from nnlib.widgets.player import PICTURES, Player
from nnlib.widgets.session import Session

__all__ = ["Panel", "joined"]

_HERE = pathlib.Path(__file__).parent
OFF_THE_MAIN_THREAD = (
    "JupyterLab sends this widget's messages beside the running cells, which can spoil their figures: "
    "install nnlib where JupyterLab itself is installed (it brings the setting that prevents this), then restart it"
)


def joined(*names, folder=_HERE):
    """Return the text of these files, one after the other."""
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


class Panel(anywidget.AnyWidget):
    """An experiment to play with, for the last line of a cell.

    Parameters
    ----------
    experiment : Experiment
    """

    _esm = joined("painter.js", "line.js", "controls.js", "picture.js", "picking.js", "shell.js", "panel.js")
    _css = joined("panel.css")
    _session_type = Session
    spec = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, experiment):
        self._session, self._player, self._error = self._session_type(experiment), Player(self._play_on), ""
        self._commands = {
            "play": self._play,
            "stop": lambda: self._player.stop(),
            "step": self._session.advance,
            "restart": self._restart,
        }
        super().__init__(spec=_spec(experiment), values=self._session.settings, frame=self._frame())
        self.observe(self._heed, "values")
        self.on_msg(self._obey)

    def __repr__(self):
        return f"{self.spec['name']}: {self._session.picture().alt}"

    def _frame(self):
        session, player = self._session, self._player
        scene = session.picture()
        player.sent += 1
        return {
            **scene.packed(),
            "alt": scene.alt,
            "banner": session.experiment.function.banner,
            "error": self._error,
            "line": session.line,
            "number": player.sent,
            "verdict": session.verdict,
            "playing": player.playing,
            "steps": session.steps,
        }

    def _redraw(self):
        if threading.current_thread() is not threading.main_thread():
            self._error = self._error or OFF_THE_MAIN_THREAD
            warnings.warn(OFF_THE_MAIN_THREAD, RuntimeWarning, stacklevel=2)
        self.frame = self._frame()
        if self.values != self._session.settings:
            self.values = self._session.settings

    def _heed(self, change):
        if change["new"] != self._session.settings:  # else it is we who set them
            self._attempt(lambda: self._session.change(change["new"]))

    def _obey(self, _, content, buffers):
        if "painted" in content:
            self._player.painted = content["painted"]
        elif "predict" in content:
            self._attempt(lambda: self._session.predict(content["predict"]))
        elif "line" in content:
            self._player.stop()
            self._attempt(lambda: self._session.paste(content["line"]))
        else:
            self._attempt(self._commands[content["command"]])

    def _attempt(self, action):
        """Do it; what goes wrong is a sentence below the picture, never the end of the widget."""
        try:
            self._error = ""
            action()
        except ValueError as error:
            self._error = str(error)
        self._redraw()

    def _play(self):
        self._player.play(lambda: self._session.settings.get("speed", PICTURES))

    def _play_on(self, steps):
        goes_on = all(self._session.advance() for _ in range(steps))
        if not goes_on:
            self._player.stop()
        self._redraw()
        return goes_on

    def _restart(self):
        self._player.stop()
        self._session.restart()


def _spec(experiment):
    asked = experiment.prediction
    return {
        "name": experiment.name,
        "question": experiment.question,
        "goal": experiment.goal,
        "controls": [{"kind": control.kind, **dataclasses.asdict(control)} for control in experiment.controls],
        "prediction": {"question": asked.question, "options": list(asked.options)} if asked else None,
        "steps": experiment.advance is not None,
        "palette": PALETTE,
    }
