"""The window without a browser: messages in, frames out; Play on an event loop; the static frame."""

import asyncio
import html
import re
import subprocess
import sys
import threading

import pytest

from nnlib.widgets import draw_the_line, player, watch_it_learn
from nnlib.widgets.panel import Panel
from nnlib.widgets.player import AHEAD, Player
from nnlib.widgets.watch_it_learn import experiment


@pytest.fixture
def panel():
    return watch_it_learn(data="AND")


def tell(panel, **content):
    panel._handle_custom_msg(content, [])


def test_the_widget_opens_with_a_picture(panel):
    assert isinstance(panel, Panel)
    assert [axes["title"] for axes in panel.frame["axes"]] == ["samples and line", "errors left after each update"]
    assert panel.spec["question"].endswith("?")
    assert "1 of 4 samples wrong" in repr(panel)


def test_at_most_four_controls_beside_the_seed():
    for each in (draw_the_line(), watch_it_learn()):
        assert len([c for c in each.spec["controls"] if c["kind"] != "seed"]) <= 4


def test_a_moved_slider_gets_a_new_picture():
    panel = draw_the_line()
    panel.set_state({"values": {**panel.values, "w1": 1.0, "w2": 1.0, "theta": 1.5}})
    assert panel.frame["reached"]
    assert panel.frame["line"] == "draw_the_line gate=AND w1=1 w2=1 theta=1.5"


def test_a_value_out_of_range_is_refused_in_a_sentence_and_put_back():
    panel = draw_the_line()
    panel.set_state({"values": {**panel.values, "w1": 99}})
    assert panel.frame["error"] == "w1 must lie between -3 and 3, got 99"
    assert panel.values["w1"] == 1.0


def test_step_and_restart(panel):
    tell(panel, command="step")
    tell(panel, command="step")
    assert panel.frame["line"].endswith("step=2")
    tell(panel, command="restart")
    assert panel.frame["line"].endswith("step=0")


def test_a_pasted_line_moves_the_controls(panel):
    tell(panel, line="watch_it_learn data=blobs eta=0.5 speed=3 seed=7 step=4")
    assert panel.values == {"data": "blobs", "eta": 0.5, "speed": 3.0, "seed": 7}
    assert panel.frame["numbers"]["updates"] == "4"


def test_a_wrong_line_is_explained_and_the_next_message_clears_the_words(panel):
    tell(panel, line="hello")
    assert panel.frame["error"] == "a line of this widget begins with watch_it_learn, got hello"
    tell(panel, command="step")
    assert panel.frame["error"] == ""


def test_two_widgets_share_nothing():
    one, other = watch_it_learn(data="AND"), watch_it_learn(data="AND")
    tell(one, command="step")
    assert (one.frame["steps"], other.frame["steps"]) == (1, 0)


def test_a_message_beside_the_main_thread_warns_and_tells():
    panel = draw_the_line()
    caught = []

    def beside():
        with pytest.warns(RuntimeWarning, match="beside the running cells"):
            panel.set_state({"values": {**panel.values, "w1": 2.0}})
        caught.append(panel.frame["error"])

    thread = threading.Thread(target=beside)
    thread.start()
    thread.join()
    assert "install nnlib where JupyterLab itself is installed" in caught[0]


def test_play_learns_until_the_lamp_is_green_then_says_that_it_stopped():
    async def play():
        panel = Panel(experiment(data="AND"))
        panel.set_state({"values": {**panel.values, "speed": 100.0}})
        tell(panel, command="play")
        assert panel.frame["playing"]
        while panel.frame["playing"]:
            await asyncio.sleep(0.01)
            tell(panel, painted=panel.frame["number"])
        return panel.frame

    frame = asyncio.run(asyncio.wait_for(play(), 10))
    assert frame["reached"]
    assert frame["numbers"]["updates"] == "10"


def test_stop_takes_no_further_step():
    async def play():
        panel = Panel(experiment(data="blobs"))
        panel.set_state({"values": {**panel.values, "speed": 30.0}})
        tell(panel, command="play")
        tell(panel, painted=1_000_000)  # or it would wait for the browser
        await asyncio.sleep(0.05)
        tell(panel, command="stop")
        steps = panel.frame["steps"]
        assert not panel.frame["playing"]
        await asyncio.sleep(0.1)
        return panel.frame["steps"] - steps

    assert asyncio.run(play()) == 0


def pictures_in(seconds, pace, paints=True):
    """Play for a while; return the number of steps and of pictures."""
    counts = []

    async def run():
        def step(steps):
            counts.append(steps)
            playing.sent += 1
            playing.painted = playing.sent if paints else 0
            return True

        playing = Player(step)
        playing.play(lambda: pace)
        await asyncio.sleep(seconds)
        playing.stop()

    asyncio.run(run())
    return sum(counts), len(counts)


def test_play_keeps_its_pace():
    steps, pictures = pictures_in(0.5, pace=20)
    assert 8 <= steps == pictures <= 11


def test_a_fast_pace_takes_several_steps_for_each_of_30_pictures_a_second():
    steps, pictures = pictures_in(0.5, pace=300)
    assert 10 <= pictures <= 17
    assert steps == 10 * pictures


def test_play_does_not_run_ahead_of_a_browser_that_does_not_paint():
    assert pictures_in(0.5, pace=30, paints=False)[1] == AHEAD + 1


def test_play_ends_when_nobody_looks_for_long(monkeypatch):
    monkeypatch.setattr(player, "PATIENCE", 0.05)

    async def run():
        def step(steps):
            playing.sent += 1
            return True

        playing = Player(step)
        playing.play(lambda: 30)
        await asyncio.sleep(0.4)
        return playing.playing

    assert asyncio.run(run()) is False


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "NNLIB_STATIC"])
@pytest.mark.parametrize("widget", [draw_the_line, watch_it_learn])
def test_where_nobody_can_move_a_slider_there_is_one_picture_with_its_text(monkeypatch, variable, widget):
    monkeypatch.setenv(variable, "autograde")
    shown = widget()._repr_html_()
    alt = html.unescape(re.search(r'<img alt="([^"]+)"', shown)[1])
    assert " wrong" in alt
    assert "?</strong>" in shown
    assert "drawn with the course's own" in html.unescape(shown)


def test_without_anywidget_there_is_the_same_picture():
    code = (
        "import sys; sys.modules['anywidget'] = None\n"
        "from nnlib.widgets import draw_the_line\n"
        "print(draw_the_line()._repr_html_()[:60], 'ipywidgets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("<p><strong>Which line")
    assert done.stdout.endswith("False\n")
