import numpy as np
import pytest

from nnlib.widgets.overload import MOST, RULES, experiment
from nnlib.widgets.session import Session


def at(store=None, **settings):
    session = Session(experiment(store))
    session.change(settings)
    return session


def by_loops(P):
    p, n = len(P), len(P[0])
    return [[0 if i == j else sum(P[m][i] * P[m][j] for m in range(p)) / n for j in range(n)] for i in range(n)]


def test_the_goal_needs_more_patterns_than_at_first_but_not_many_more():
    assert not at().picture().reached
    assert at(patterns=10.0).picture().reached
    assert not at(patterns=20.0).picture().reached
    assert not at(patterns=10.0, rule=RULES[1]).picture().reached  # the goal is about Hebb's rule


def test_the_fields_spread_as_the_theory_says():
    fields = at(patterns=30.0).picture().axes[0]
    mean, spread = (float(fields.alt.split(word)[1].split()[0].rstrip(";,")) for word in ("mean ", "spread "))
    np.testing.assert_allclose(mean, 1, atol=0.05)  # the diagonal is missing: (N - 1) / N
    np.testing.assert_allclose(spread, np.sqrt(29 / 100), rtol=0.1)


def test_the_memory_fails_all_together_as_the_prediction_says():
    asked = experiment().prediction
    assert asked.options[asked.right] == "all together, past a limit"
    few, many = (
        np.mean([float(at(patterns=p, seed=s).picture().numbers["mean overlap"]) for s in range(5)])
        for p in (8.0, 30.0)
    )
    assert few > 0.99
    assert many < 0.6


def test_by_the_pseudo_inverse_no_unit_would_turn():
    numbers = at(patterns=40.0, damage=0.0, rule=RULES[1]).picture().numbers
    assert numbers["units that would turn"] == "0.00 %"
    assert numbers["recalled exactly"] == "40 of 40"


@pytest.mark.parametrize("patterns", [1.0, 13.0, float(MOST)])
@pytest.mark.parametrize("damage", [0.0, 0.5])
@pytest.mark.parametrize("rule", RULES)
def test_every_setting_has_pictures_with_words(patterns, damage, rule):
    scene = at(patterns=patterns, damage=damage, rule=rule).picture()
    assert all(len(axes.alt) > 60 for axes in scene.axes)
    assert scene.axes[1].layers[0].height.sum() == patterns
    assert all(np.isfinite(layer.xy).all() for layer in scene.axes[0].layers)


def test_the_students_rule_draws_the_same_and_wrong_ones_are_set_aside():
    session = at(lambda P: np.array(by_loops(P.tolist())), patterns=12.0)
    assert session.picture().alt == at(patterns=12.0).picture().alt
    assert session.experiment.function.banner == "▶ drawn with your store"
    for wrong, sentence in [
        (lambda P: P @ P.T, "has shape (12, 12)"),
        (lambda P: P.T @ P / 100, "zero diagonal"),
        (lambda P: np.triu(P.T @ P, 1), "is not symmetric"),
        (lambda P: (1 - np.eye(100)) * np.inf, "is not"),
    ]:
        session = at(wrong, patterns=12.0)
        session.picture()
        assert sentence in session.experiment.function.banner
