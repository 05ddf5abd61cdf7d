"""Predict first: the controls wait for a choice, which holds until the kernel ends."""

import dataclasses
import html
import itertools
import re

import pytest

from nnlib.widgets.experiment import Prediction
from nnlib.widgets.panel import Panel
from nnlib.widgets.session import Session
from nnlib.widgets.static import static_frame
from nnlib.widgets.two_planes import experiment

ANSWERS = ("4 < 5", "they fold", "nothing")
numbered = itertools.count()


@pytest.fixture
def asking():
    """An experiment whose question nobody has answered yet."""
    asked = Prediction(f"What happens at bias {next(numbered)}?", ANSWERS, 1, "Look at the corner.")
    return dataclasses.replace(experiment(), prediction=asked)


def tell(panel, **content):
    panel._handle_custom_msg(content, [])


def test_the_answer_reaches_the_browser_only_after_a_choice(asking):
    panel = Panel(asking)
    assert panel.spec["prediction"] == {"question": asking.prediction.question, "options": list(ANSWERS)}
    assert panel.frame["verdict"] == {}
    tell(panel, predict=2)
    assert panel.frame["verdict"] == {"chosen": 2, "right": 1, "because": "Look at the corner."}


def test_the_first_choice_counts_and_a_cell_run_again_remembers_it(asking):
    panel = Panel(asking)
    tell(panel, predict=2)
    tell(panel, predict=1)
    assert Session(asking).verdict["chosen"] == 2


def test_another_question_waits_for_its_own_answer(asking):
    Session(asking).predict(0)
    other = dataclasses.replace(asking, prediction=dataclasses.replace(asking.prediction, question="And then?"))
    assert Session(other).verdict == {}


@pytest.mark.parametrize("option", [3, -1, "1"])
def test_an_option_that_is_not_offered_is_refused(asking, option):
    with pytest.raises(ValueError, match=f"offers 3 options to predict, counted from 0, got {option}"):
        Session(asking).predict(option)


def test_without_a_question_there_is_nothing_to_choose():
    plain = experiment()
    assert Panel(plain).spec["prediction"] is None
    with pytest.raises(ValueError, match="offers 0 options"):
        Session(plain).predict(0)


def test_the_static_frame_folds_the_answer_away(asking):
    shown = static_frame(asking, Session(asking).picture()).data
    open_part, folded = re.fullmatch(
        r"(.*)<details><summary>Answer</summary>(.*)</details>.*", shown, re.DOTALL
    ).groups()
    assert html.escape(asking.prediction.question) in open_part
    assert "<li>4 &lt; 5</li><li>they fold</li><li>nothing</li>" in open_part
    assert "Look at the corner." not in open_part
    assert "they fold. Look at the corner." in folded
