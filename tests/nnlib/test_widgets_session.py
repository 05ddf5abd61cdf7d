"""Settings, steps and the line that describes a state; and the guard around a student's function."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.widgets.controls import Choice, Seed, Slider
from nnlib.widgets.experiment import Experiment
from nnlib.widgets.scene import Scene
from nnlib.widgets.session import Session
from nnlib.widgets.student import Guarded


def add(x):
    return x + 1


def count_up(end=5):
    """An experiment whose progress is a pair of its settings and a count."""
    return Experiment(
        name="count_up",
        question="How far?",
        goal="5",
        controls=(
            Slider("rate", "rate", 0, 10, 1.0),
            Choice("way", "way", ("up", "down", "up and down"), "up"),
            Seed(),
        ),
        picture=lambda settings, progress: Scene((), {"count": str(progress[1])}, reached=progress[1] == end),
        function=Guarded(None, add, lambda answer, x: ""),
        start=lambda settings, before: (tuple(settings.values()), 0),
        advance=lambda progress: (progress[0], progress[1] + 1) if progress[1] < end else progress,
    )


def test_steps_end_where_the_experiment_ends():
    session = Session(count_up())
    taken = [session.advance() for _ in range(7)]
    assert taken == [True] * 5 + [False] * 2
    assert session.steps == 5
    assert session.picture().reached


def test_a_changed_setting_starts_anew():
    session = Session(count_up())
    session.advance()
    session.change({"rate": 2})
    assert (session.steps, session.progress[1]) == (0, 0)


def test_the_same_settings_go_on():
    session = Session(count_up())
    session.advance()
    session.change({"rate": 1.0})
    assert session.steps == 1


@given(
    rate=st.integers(0, 1000).map(lambda n: n / 100),
    way=st.sampled_from(["up", "down", "up and down"]),
    seed=st.integers(0, 9999),
    steps=st.integers(0, 5),
)
def test_a_pasted_line_brings_the_state_back(rate, way, seed, steps):
    session, other = Session(count_up()), Session(count_up())
    session.change({"rate": rate, "way": way, "seed": seed})
    for _ in range(steps):
        session.advance()
    other.paste(session.line)
    assert (other.settings, other.steps, other.progress) == (session.settings, session.steps, session.progress)


def test_the_line_is_readable():
    session = Session(count_up())
    session.advance()
    assert session.line == "count_up rate=1 way=up seed=0 step=1"


def test_what_a_line_leaves_out_is_as_at_the_beginning():
    session = Session(count_up())
    session.change({"rate": 7})
    session.paste("count_up way=down")
    assert session.settings == {"rate": 1.0, "way": "down", "seed": 0}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "begins with count_up, got nothing"),
        ("draw_the_line w1=1", "begins with count_up, got draw_the_line"),
        ("count_up speed=1", "unknown setting speed; known are rate, way, seed"),
        ("count_up rate=fast", "rate must be a number, got fast"),
        ("count_up rate=11", "rate must lie between 0 and 10, got 11"),
        ("count_up rate=nan", "rate must lie between 0 and 10, got nan"),
        ("count_up way=left", "way must be one of up, down, up and down, got left"),
        ("count_up seed=1.5", "seed must be a whole number, got 1.5"),
        ("count_up seed=-1", "seed must lie between 0 and 9999, got -1"),
        ("count_up step=-1", "step must be a whole number from 0 to 10000, got -1"),
        ("count_up step=99999999", "step must be a whole number from 0 to 10000"),
    ],
)
def test_an_impossible_line_is_refused_and_changes_nothing(line, sentence):
    session = Session(count_up())
    session.change({"rate": 3.0})
    with pytest.raises(ValueError, match=sentence):
        session.paste(line)
    assert session.settings["rate"] == 3.0


def test_restart_keeps_the_settings_of_a_training():
    session = Session(count_up())
    session.change({"rate": 3.0})
    session.advance()
    session.restart()
    assert (session.settings["rate"], session.steps) == (3.0, 0)


def failing(x):
    raise ZeroDivisionError("division by zero")


def unwritten(x):
    raise NotImplementedError


def test_the_students_function_answers_when_it_can():
    guarded = Guarded(lambda x: x + 10, add, lambda answer, x: "")
    assert guarded(1) == 11
    assert guarded.banner == "▶ drawn with your add"


@pytest.mark.parametrize("nothing", [None, add])
def test_without_one_the_reference_answers_and_the_banner_says_so(nothing):
    guarded = Guarded(nothing, add, lambda answer, x: "")
    assert guarded(1) == 2
    assert guarded.banner == "▷ drawn with the course's own add"


@pytest.mark.parametrize(
    ("yours", "sentence"),
    [
        (failing, "it stopped with ZeroDivisionError: division by zero"),
        (unwritten, "it is not written yet"),
        (lambda x: "nonsense", "what it returned is no number"),
        (lambda: 1, "it stopped with TypeError"),
    ],
)
def test_a_function_that_goes_wrong_is_set_aside_for_good(yours, sentence):
    guarded = Guarded(yours, add, lambda answer, x: "is no number" if isinstance(answer, str) else "")
    assert [guarded(1), guarded(2)] == [2, 3]
    assert sentence in guarded.banner


def test_no_picture_mixes_two_functions_when_only_some_calls_go_wrong():
    guarded = Guarded(lambda x: 10 / x, add, lambda answer, x: "")
    assert [guarded(2), guarded(0), guarded(2)] == [5, 1, 3]


def test_a_function_that_changes_its_argument_spoils_nothing():
    def greedy(x):
        x += 100
        return x

    x = np.ones(2)
    Guarded(greedy, add, lambda answer, x: "")(x)
    assert x.tolist() == [1, 1]
