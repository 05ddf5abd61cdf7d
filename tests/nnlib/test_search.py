import doctest
import math
import os
import time

import numpy as np
import pytest
import scipy.stats

from nnlib import search
from nnlib.search import (
    Integers,
    LogUniform,
    Trial,
    Uniform,
    best,
    coarse_to_fine,
    grid,
    narrow,
    ranked,
    run,
    sample,
    successive_halving,
)

SPACE = {"rate": LogUniform(1e-4, 1.0), "decay": Uniform(-1, 3), "units": Integers(1, 6), "kind": ["relu", "tanh"]}


def draw(configuration, rng):
    return rng.random()


def trial(number, score, **configuration):
    return Trial(number, configuration, score, None, 0.0)


def test_draws_follow_the_law_of_each_setting():
    drawn = sample(SPACE, 4000, rng=0)
    logs = [math.log10(c["rate"]) for c in drawn]
    assert scipy.stats.kstest(logs, scipy.stats.uniform(-4, 4).cdf).pvalue > 0.01
    assert scipy.stats.kstest([c["decay"] for c in drawn], scipy.stats.uniform(-1, 4).cdf).pvalue > 0.01
    for name, size in (("units", 6), ("kind", 2)):
        _, counts = np.unique([c[name] for c in drawn], return_counts=True)
        assert len(counts) == size
        assert scipy.stats.chisquare(counts).pvalue > 0.01


def test_a_grid_is_every_combination():
    configurations = grid({"rate": LogUniform(0.01, 1), "units": Integers(1, 2), "kind": ("a", "b")}, points=3)
    assert len(configurations) == 3 * 2 * 2
    assert sorted({c["rate"] for c in configurations}) == pytest.approx([0.01, 0.1, 1])
    assert len({tuple(c.values()) for c in configurations}) == 12


@pytest.mark.parametrize("setting", [LogUniform(1e-4, 1.0), Uniform(-1, 3)])
def test_place_undoes_at(setting):
    for u in (0.0, 0.2, 0.7, 1.0):
        assert setting.place(setting.at(u)) == pytest.approx(u)
        assert setting.low <= setting.at(u) <= setting.high


def test_an_integer_is_at_its_own_place():
    six = Integers(1, 6)
    assert [six.at(six.place(n)) for n in range(1, 7)] == [1, 2, 3, 4, 5, 6]
    assert (six.at(0.0), six.at(1.0)) == (1, 6)


def test_a_failing_trial_is_a_row_with_its_error():
    def objective(configuration, rng):
        if configuration["x"] == 1:
            raise ZeroDivisionError("no step")
        return [1.0] if configuration["x"] == 2 else configuration["x"]

    trials = run(objective, [{"x": x} for x in (0, 1, 2, 3)])
    assert [t.error for t in trials] == [
        None,
        "ZeroDivisionError: no step",
        "TypeError: an objective must return one number, got list",
        None,
    ]
    assert [math.isnan(t.score) for t in trials] == [False, True, True, False]
    assert [t.number for t in ranked(trials)][:2] == [0, 3]
    assert best(trials).configuration == {"x": 0}


def test_arrays_of_one_number_are_scores():
    torch = pytest.importorskip("torch")
    trials = run(lambda c, rng: c["s"], [{"s": np.float32(0.5)}, {"s": torch.tensor(0.25)}, {"s": math.nan}])
    assert [t.score for t in ranked(trials)][:2] == [0.25, 0.5]
    assert [t.error for t in trials] == [None] * 3


def test_every_trial_has_a_stream_of_its_own_that_the_seed_decides():
    configurations = [{}] * 4
    scores = [t.score for t in run(draw, configurations, seed=3)]
    assert len(set(scores)) == 4
    assert scores == [t.score for t in run(draw, configurations, seed=3)]
    assert scores[:2] == [t.score for t in run(draw, configurations[:2], seed=3)]
    assert scores != [t.score for t in run(draw, configurations, seed=4)]


def test_an_objective_cannot_change_the_configuration_of_the_table():
    def objective(configuration, rng):
        configuration["x"] = 0
        return 1.0

    assert run(objective, [{"x": 5}])[0].configuration == {"x": 5}


def test_processes_give_the_same_table_and_survive_a_dead_one():
    configurations = [{"x": x} for x in range(6)]

    def objective(configuration, rng):  # defined here, as in a notebook: it cannot be imported
        if configuration["x"] == 3 and os.getpid() != parent:
            os._exit(1)
        if configuration["x"] == 4:
            raise ValueError("not this one")
        return rng.random()

    parent, seen = os.getpid(), []
    alone = run(objective, configurations)
    together = run(objective, configurations, workers=2, on_trial=seen.append)
    assert [t.number for t in together] == list(range(6))
    assert sorted(t.number for t in seen) == list(range(6))
    assert together[3].error == "the process that worked on it died; was the memory used up?"
    assert together[4].error == alone[4].error == "ValueError: not this one"
    for number in (0, 1, 2, 5):
        assert together[number].score == alone[number].score


def test_a_search_that_is_interrupted_leaves_no_work_behind(tmp_path):
    def objective(configuration, rng):
        time.sleep(0.1)
        (tmp_path / str(configuration["x"])).touch()
        return 1.0

    def stop(trial):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(objective, [{"x": x} for x in range(40)], workers=2, on_trial=stop)
    time.sleep(1.5)
    assert len(list(tmp_path.iterdir())) < 20


def test_narrowing_keeps_the_length_and_surrounds_the_best():
    trials = [
        trial(0, 0.1, rate=1e-2, decay=2.9, units=4, kind="relu"),
        trial(1, 9.0, rate=1, decay=0, units=1, kind="tanh"),
    ]
    finer = narrow(SPACE, trials, top=1, shrink=0.25)
    assert finer["rate"] == pytest.approx((10**-2.5, 10**-1.5))
    assert finer["decay"] == pytest.approx((2, 3))  # it would reach beyond 3
    assert finer["units"].low <= 4 <= finer["units"].high
    assert finer["kind"] == ["relu"]
    assert narrow({"units": Integers(1, 3)}, [trial(0, 0.1, units=2)], shrink=0.1) == {"units": [2]}


def test_coarse_to_fine_comes_nearer_than_one_coarse_round_of_as_many_trials():
    def objective(configuration, rng):
        return abs(math.log10(configuration["rate"]) + 2.3)

    space = {"rate": LogUniform(1e-6, 1e2)}
    nearer = 0
    for seed in range(10):
        fine = coarse_to_fine(objective, space, rounds=3, trials=10, seed=seed)
        assert [t.number for t in fine] == list(range(30))
        nearer += best(fine).score < best(run(objective, sample(space, 30, rng=seed))).score
    assert nearer >= 8


def test_random_search_tries_more_values_of_the_axis_that_matters():
    space = {"matters": Uniform(0, 1), "does not": Uniform(0, 1)}
    assert len({c["matters"] for c in grid(space, points=5)}) == 5
    assert len({c["matters"] for c in sample(space, 25, rng=0)}) == 25


def test_halving_gives_more_only_to_the_best():
    def objective(configuration, rng, budget):
        if configuration["x"] == 0:
            raise ValueError("broken")
        return configuration["x"] + rng.random() / budget

    trials = successive_halving(objective, [{"x": x} for x in range(9)], budgets=(1, 3, 9))
    assert [(t.budget, t.configuration["x"]) for t in trials if t.budget > 1] == [(3, 1), (3, 2), (3, 3), (9, 1)]
    fractions = [t.score % 1 * t.budget for t in trials if t.configuration["x"] == 1]
    assert fractions == pytest.approx([fractions[0]] * 3)  # the same stream in every round


def test_halving_ends_when_nothing_works():
    def objective(configuration, rng, budget):
        raise ValueError("broken")

    trials = successive_halving(objective, [{}, {}], budgets=(1, 2))
    assert [t.error for t in trials] == ["ValueError: broken"] * 2
    with pytest.raises(ValueError, match="none of 2 trials has a score; ValueError: broken"):
        best(trials)


@pytest.mark.parametrize(
    ("make", "error", "sentence"),
    [
        (lambda: sample({"rate": 0.1}, 3, rng=0), TypeError, "rate must be a range or a list of choices, got float"),
        (lambda: sample({"kind": "relu"}, 3, rng=0), TypeError, "got str"),
        (lambda: sample({"rate": LogUniform(0, 1)}, 3, rng=0), ValueError, "above 0 on a logarithmic scale"),
        (lambda: grid({"rate": Uniform(1, 1)}), ValueError, "rate must go from low to high"),
        (lambda: grid({"kind": []}), ValueError, "kind has no choices"),
        (lambda: grid({"rate": Uniform(0, 1)}, points=1), ValueError, "points must be at least 2"),
        (lambda: run(draw, [{}], workers=0), ValueError, "workers must be at least 1"),
        (lambda: best([]), ValueError, "there were none"),
        (lambda: narrow(SPACE, []), ValueError, "no trial has a score"),
        (lambda: narrow(SPACE, [], shrink=0), ValueError, "shrink must be more than 0"),
        (lambda: successive_halving(draw, [{}], keep=2), ValueError, "keep must be more than 0 and at most 1"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(make, error, sentence):
    with pytest.raises(error, match=sentence):
        make()


def test_the_example_of_the_docstring_runs():
    assert doctest.testmod(search).failed == 0
