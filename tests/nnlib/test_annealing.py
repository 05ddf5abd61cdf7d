"""Annealing finds deeper valleys than descent, and measures partition functions within its error bars."""

import itertools

import array_api_strict
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib import annealing, boltzmann, rbm


def machine(h, d, seed=0, scale=1.0):
    rng = np.random.default_rng(seed)
    return rbm.Parameters(*(scale * rng.normal(size=shape) for shape in ((h, d), d, h)))


def glass(N, seed):
    """Random symmetric couplings, a landscape with many valleys, and random states to start from."""
    rng = np.random.default_rng(seed)
    W = np.triu(rng.normal(size=(N, N)), 1)
    return W + W.T, rng.normal(size=N), (rng.random((50, N)) < 0.5).astype(float)


def log_z_by_enumeration(p):
    h, d = p.W.shape
    S = np.array(list(itertools.product([0.0, 1.0], repeat=min(h, d))))
    field, own = (S @ p.W + p.b, S @ p.c) if h <= d else (S @ p.W.T + p.c, S @ p.b)
    return np.logaddexp.reduce(own + np.logaddexp(0, field).sum(axis=1))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("h", "d"), [(8, 40), (30, 10)])
def test_the_exact_partition_function_lies_within_the_error_bars(h, d, seed):
    p = machine(h, d, seed)
    estimate = annealing.annealed_importance_sampling(
        *p, rng=np.random.default_rng(seed), betas=annealing.schedule(1000)
    )
    assert estimate.low < log_z_by_enumeration(p) < estimate.high
    assert estimate.high - estimate.low < 1


def test_error_bars_cover_the_truth_as_often_as_three_standard_errors_should():
    p, inside = machine(4, 12), 0
    truth = log_z_by_enumeration(p)
    for seed in range(60):
        e = annealing.annealed_importance_sampling(*p, rng=np.random.default_rng(seed), betas=annealing.schedule(100))
        inside += e.low < truth < e.high
    assert inside >= 58  # 99.7 % of 60, less two


def test_the_weights_are_unbiased_for_any_number_of_temperatures():
    p = machine(2, 3, scale=0.7)
    e = annealing.annealed_importance_sampling(*p, rng=np.random.default_rng(0), betas=[0, 0.5, 1], runs=200_000)
    assert e.log_partition == pytest.approx(log_z_by_enumeration(p), abs=0.01)
    assert e.log_weights.shape == (200_000,)


def test_without_weights_every_run_gives_the_exact_answer(backend):
    b, c = backend(np.array([1.0, -2.0, 0.5])), backend(np.array([0.0, 0.0]))
    e = annealing.annealed_importance_sampling(
        backend(np.zeros((2, 3))), b, c, rng=np.random.default_rng(0), betas=[0, 0.3, 1], runs=5
    )
    exact = np.sum(np.log1p(np.exp([1.0, -2.0, 0.5]))) + 2 * np.log(2)
    np.testing.assert_allclose(e.log_weights, exact)
    assert (e.log_partition, e.low, e.high) == pytest.approx((exact,) * 3)


@pytest.mark.parametrize("base", [None, [0.5, -1.0, 0.0, 2.0]])
def test_any_base_machine_leads_to_the_same_partition_function(backend, base):
    p = machine(3, 4)
    e = annealing.annealed_importance_sampling(
        *(backend(x) for x in p), rng=np.random.default_rng(1), betas=annealing.schedule(500), base_bias=base
    )
    assert e.low < log_z_by_enumeration(p) < e.high


def test_hopeless_weights_have_an_open_error_bar():
    p = machine(10, 40, scale=4.0)
    e = annealing.annealed_importance_sampling(*p, rng=np.random.default_rng(0), betas=[0, 1], runs=3)
    assert e.low == -np.inf
    assert np.isfinite(e.high)


def test_the_schedule_has_the_proportions_of_the_paper():
    betas = annealing.schedule()
    assert len(betas) == 14_501
    assert betas[0] == 0
    assert betas[-1] == 1
    assert np.all(np.diff(betas) > 0)
    assert [sum(low <= b < high for b in betas) for low, high in ((0, 0.5), (0.5, 0.9), (0.9, 1))] == [500, 4000, 10000]


def test_float32_runs_and_stays_float32(backend):
    p = [backend(x.astype(np.float32)) for x in machine(3, 4)]
    e = annealing.annealed_importance_sampling(*p, rng=np.random.default_rng(0), betas=annealing.schedule(300))
    assert e.log_weights.dtype == p[0].dtype
    assert e.low < log_z_by_enumeration(machine(3, 4)) < e.high


def test_annealing_ends_in_deeper_valleys_than_descent(backend):
    W, b, start = (backend(x) for x in glass(80, 0))
    cooling = annealing.geometric_cooling(10, 0.2, 60)
    s, trace = annealing.simulated_annealing(W, b, start, cooling, rng=np.random.default_rng(0))
    _, downhill = annealing.greedy_descent(W, b, start)
    assert trace.shape == (61, 50)
    np.testing.assert_allclose(trace[-1, :], boltzmann.energy(W, b, s))
    assert np.mean(np.asarray(trace)[-1]) < np.mean(np.asarray(downhill)[-1]) - 1
    np.testing.assert_array_equal(start, glass(80, 0)[2])


def test_slow_cooling_finds_the_ground_state_of_a_small_machine():
    W, b, start = glass(12, 4)
    s, trace = annealing.simulated_annealing(
        W, b, start[:, :12], annealing.geometric_cooling(5, 0.1, 300), rng=np.random.default_rng(0)
    )
    ground = boltzmann.energies(W, b).min()
    assert np.mean(np.isclose(trace[-1], ground)) > 0.9
    _, downhill = annealing.greedy_descent(W, b, start)
    assert np.mean(np.isclose(downhill[-1], ground)) < 0.5
    assert s.shape == start.shape


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 12), st.integers(0, 10**6))
def test_descent_never_raises_the_energy_and_ends_at_a_fixed_point(N, seed):
    W, b, start = glass(N, seed)
    s, trace = annealing.greedy_descent(W, b, start)
    assert np.all(np.diff(trace, axis=0) < 1e-12)
    gaps = s @ W + b
    np.testing.assert_array_equal(s, gaps > 0)


def test_a_single_state_anneals_too():
    W, b, start = glass(6, 2)
    s, trace = annealing.simulated_annealing(W, b, start[0], [2.0, 1.0], rng=np.random.default_rng(0))
    assert s.shape == (6,)
    assert trace.shape == (3,)


def test_cooling_falls_by_a_constant_factor():
    temperatures = np.array(annealing.geometric_cooling(8, 0.5, 5))
    np.testing.assert_allclose(temperatures, [8, 4, 2, 1, 0.5])


P = machine(2, 3)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda rng: annealing.geometric_cooling(1, 0, 5), "T must be more than 0, got 0"),
        (lambda rng: annealing.geometric_cooling(1, 0.1, 1), "sweeps must be at least 2, got 1"),
        (lambda rng: annealing.simulated_annealing(np.zeros((2, 2)), np.zeros(2), [0, 1], [1, -1], rng=rng), "got -1"),
        (lambda rng: annealing.simulated_annealing(np.zeros((2, 2)), np.zeros(2), [0, 2], [1], rng=rng), "0 or 1, got"),
        (lambda rng: annealing.greedy_descent(np.eye(2), np.zeros(2), [0, 1]), "zero diagonal"),
        (
            lambda rng: annealing.annealed_importance_sampling(*P, rng=rng, betas=[0, 0.9]),
            "rise from 0 to 1, got 2 from 0",
        ),
        (lambda rng: annealing.annealed_importance_sampling(*P, rng=rng, betas=[]), "rise from 0 to 1, got none"),
        (
            lambda rng: annealing.annealed_importance_sampling(*P, rng=rng, betas=[0, 1], runs=1),
            "runs must be at least 2",
        ),
        (lambda rng: annealing.annealed_importance_sampling(*P, rng=rng, base_bias=[1.0]), r"base_bias must .*\(3,\)"),
        (lambda rng: annealing.schedule(3), "n must be at least 29, got 3"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(np.random.default_rng(0))


def test_only_functions_of_the_standard_are_used():
    rng, strict = np.random.default_rng(0), array_api_strict.asarray
    e = annealing.annealed_importance_sampling(*(strict(x) for x in P), rng=rng, betas=[0, 0.5, 1], runs=4)
    W, b, start = (strict(x) for x in glass(5, 0))
    s, _ = annealing.simulated_annealing(W, b, start, [2.0, 1.0], rng=rng)
    _, trace = annealing.greedy_descent(W, b, start)
    assert type(e.log_weights) is type(s) is type(trace) is type(W)


def test_torch_and_numpy_agree_given_the_same_uniforms():
    p = machine(3, 4)

    class Same:
        def __init__(self, make):
            self.rng, self.make = np.random.default_rng(5), make

        def uniform(self, shape):
            return self.make(self.rng.random(shape))

    ours, theirs = (
        annealing.annealed_importance_sampling(*(make(x) for x in p), rng=Same(make), betas=[0, 0.2, 0.6, 1], runs=9)
        for make in (np.asarray, torch.asarray)
    )
    np.testing.assert_allclose(ours.log_weights, theirs.log_weights)
