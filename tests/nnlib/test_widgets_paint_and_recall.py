import itertools

import numpy as np
import pytest

from nnlib.hopfield import hebb, letters
from nnlib.widgets.paint_and_recall import experiment
from nnlib.widgets.paint_and_recall.pixels import decode, encode, name_of
from nnlib.widgets.paint_and_recall.recalling import DYNAMICS
from nnlib.widgets.session import Session


def at(update=None, **settings):
    session = Session(experiment(update))
    session.change(settings)
    return session


def rested(update=None, **settings):
    session = at(update, **settings)
    while session.advance() and not session.progress.blinking:
        pass
    return session


def turn(W, s, i, theta):
    field = sum(W[i, j] * s[j] for j in range(len(s))) - theta[i]
    after = s.copy()
    after[i] = s[i] if abs(field) < 1e-12 else 1 if field > 0 else -1
    return after


def test_the_goal_is_not_reached_at_first_but_from_far_away():
    session = at()
    assert not session.picture().reached
    assert not rested().picture().reached  # a probe so near is no feat
    assert rested(damage=0.3).picture().reached


def test_at_rest_the_letter_is_there_pixel_for_pixel():
    session = rested(damage=0.3)
    np.testing.assert_array_equal(session.progress.s, letters("T")[0])
    assert session.picture().numbers["overlap with T"] == "1.00, at first 0.40"
    np.testing.assert_allclose(
        session.progress.energies[-1], -0.5 * letters("T")[0] @ hebb(letters("TXO")) @ letters("T")[0]
    )


def test_one_by_one_every_turn_turns_one_unit_and_lowers_the_energy():
    session = at(damage=0.4, seed=3)
    states = [session.progress.s]
    while session.advance():
        states.append(session.progress.s)
    assert {int(np.sum(a != b)) for a, b in itertools.pairwise(states[:-1])} == {1}
    assert np.all(np.diff(session.progress.energies) < 0)


def test_most_damage_leads_to_the_inverse_as_the_prediction_says():
    asked = experiment().prediction
    assert asked.options[asked.right] == "to the inverse of the T"
    assert rested(damage=0.8).picture().hint.startswith("At rest on the inverse of T")


def test_all_at_once_the_network_can_blink():
    session = rested(damage=0.5, seed=4, dynamics=DYNAMICS[1])
    assert session.progress.blinking
    assert "blinks between two states" in session.picture().hint
    before = session.progress.s
    session.advance()
    session.advance()
    np.testing.assert_array_equal(session.progress.s, before)


def test_a_state_that_nobody_stored_is_named_so():
    stored = "T,X,O,Z"
    assert "on no memory" in rested(damage=0.0, canvas="T", stored=stored).picture().hint


@pytest.mark.parametrize("damage", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("dynamics", DYNAMICS)
@pytest.mark.parametrize("stored", ["O", "T,X,O", "T,X,O,Z,0f0f00f0f0000ff0f00000ff0"])
def test_every_setting_has_pictures_with_words(damage, dynamics, stored):
    session = at(damage=damage, dynamics=dynamics, stored=stored)
    session.advance()
    scene = session.picture()
    assert all(len(axes.alt) > 25 for axes in scene.axes)
    assert len(scene.axes[2].ticks) == len(stored.split(","))
    low, high = scene.axes[1].ylim
    assert all(low < energy < high for energy in session.progress.energies)
    assert ("own 1" in scene.axes[2].alt) == ("0f0f" in stored)


def test_words_say_pictures():
    pattern = np.where(np.random.default_rng(0).random(100) < 0.5, 1.0, -1.0)
    np.testing.assert_array_equal(decode(encode(pattern)), pattern)
    assert encode(np.where(np.arange(100) == 3, 1, -1)) == "1" + 24 * "0"
    assert name_of(encode(letters("Q")[0])) == "Q"


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"canvas": "xyz"}, "25 digits"),
        ({"stored": "T,T"}, "one to 8 different pictures"),
        ({"stored": ""}, "25 digits"),
    ],
)
def test_impossible_pictures_are_refused(setting, sentence):
    session = at()
    with pytest.raises(ValueError, match=sentence):
        session.change(setting)
    assert session.settings == experiment().settings


def test_a_line_brings_the_state_back():
    session = at(damage=0.35, seed=7, canvas="0f0f00f0f0000ff0f00000ff0", stored="T,O")
    for _ in range(9):
        session.advance()
    other = at()
    other.paste(session.line)
    np.testing.assert_array_equal(other.progress.s, session.progress.s)
    assert other.line == session.line


def test_only_the_speed_goes_on_with_the_recall():
    session = at(damage=0.3)
    session.advance()
    session.change({"speed": 50.0})
    assert session.steps == 1
    session.change({"damage": 0.31})
    assert session.steps == 0


def test_the_students_update_draws_the_same_and_wrong_ones_are_set_aside():
    session = rested(turn, damage=0.3)
    assert session.experiment.function.banner == "▶ drawn with your update"
    assert session.picture().alt == rested(damage=0.3).picture().alt
    for wrong, sentence in [
        (lambda W, s, i, theta: s[i], "has shape ()"),
        (lambda W, s, i, theta: s * 2, "holds other values than -1 and 1"),
        (lambda W, s, i, theta: -s, "changes other units than unit"),
    ]:
        session = rested(wrong, damage=0.3)
        assert sentence in session.experiment.function.banner
        assert session.picture().reached
