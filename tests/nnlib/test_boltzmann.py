"""Laws of the general Boltzmann machine: equilibrium, detailed balance, the learning rule."""

import itertools

import array_api_strict
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from nnlib import boltzmann


def machine(N, seed=0, scale=1.0):
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.normal(size=(N, N)), 1)
    return scale * (upper + upper.T), scale * rng.normal(size=N)


def energy_by_loops(W, b, s):
    pairs = sum(W[i, j] * s[i] * s[j] for i, j in itertools.combinations(range(len(s)), 2))
    return -pairs - sum(b[i] * s[i] for i in range(len(s)))


def all_states(N):
    return np.array(list(itertools.product([0.0, 1.0], repeat=N)))


def test_the_energy_counts_every_pair_once(backend):
    W, b = machine(5)
    S = all_states(5)
    expected = [energy_by_loops(W, b, s) for s in S]
    np.testing.assert_allclose(boltzmann.energy(backend(W), backend(b), backend(S)), expected, atol=1e-12)
    np.testing.assert_allclose(boltzmann.energies(backend(W), backend(b)), expected, atol=1e-12)
    np.testing.assert_array_equal(boltzmann.states(5, like=backend(W)), S)


def test_the_energy_gap_is_what_a_unit_saves_by_being_on():
    W, b = machine(6)
    for s in all_states(6)[::7]:
        for i in range(6):
            off, on = s.copy(), s.copy()
            off[i], on[i] = 0, 1
            expected = energy_by_loops(W, b, off) - energy_by_loops(W, b, on)
            assert boltzmann.energy_gap(W, b, s, i) == pytest.approx(expected)


@given(st.floats(-1e4, 1e4), st.floats(0.01, 100))
def test_a_unit_is_on_with_the_probability_of_two_level_boltzmann_weights(gap, T):
    ratio = np.exp(-np.clip(gap / T, -700, 700))
    assert float(boltzmann.p_on(gap, T)) == pytest.approx(1 / (1 + ratio), abs=1e-12)


def test_temperature_turns_the_unit_from_a_threshold_into_a_coin():
    assert float(boltzmann.p_on(0.3, 1e-3)) == pytest.approx(1)
    assert float(boltzmann.p_on(0.3, 1e6)) == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize("T", [0.7, 1.0, 3.0])
def test_the_exact_probabilities_are_boltzmann_s(T):
    W, b = machine(4)
    weights = np.exp([-energy_by_loops(W, b, s) / T for s in all_states(4)])
    np.testing.assert_allclose(boltzmann.exact(W, b, T), weights / weights.sum())
    assert float(boltzmann.log_partition(W, b, T)) == pytest.approx(np.log(weights.sum()))


def test_twenty_units_can_be_listed_and_independent_ones_factor():
    b = np.linspace(-2, 2, 20)
    p = boltzmann.visible_distribution(np.zeros((20, 20)), b, 2)
    on = 1 / (1 + np.exp(-b))
    np.testing.assert_allclose(p, np.outer([1 - on[0], on[0]], [1 - on[1], on[1]]).ravel())


def test_gibbs_updates_keep_detailed_balance():
    W, b = machine(3)
    p, S = boltzmann.exact(W, b, 1.3), all_states(3)
    for i in range(3):  # the kernel of one update, read off a fine grid of uniform numbers
        grid = (np.arange(4000) + 0.5) / 4000
        kernel = np.zeros((8, 8))
        for k, s in enumerate(S):
            u = np.full((len(grid), 3), 0.5)
            u[:, i] = grid
            after = boltzmann.gibbs_sweep(W, b, np.tile(s, (len(grid), 1)), 1.3, u, units=[i])
            kernel[k] = boltzmann.histogram(after)
        flow = p[:, None] * kernel
        np.testing.assert_allclose(flow, flow.T, atol=3e-4)


def test_gibbs_samples_follow_the_exact_distribution(backend):
    W, b = machine(4)
    S = boltzmann.sample(backend(W), backend(b), 20_000, sweeps=40, rng=np.random.default_rng(3), T=1.5)
    counts = np.asarray(boltzmann.histogram(S)) * 20_000
    assert chisquare(counts, boltzmann.exact(W, b, 1.5) * 20_000).pvalue > 0.01


def test_clamped_units_stay_and_the_rest_follow_the_conditional_distribution():
    W, b = machine(5)
    start = np.zeros((20_000, 5))
    start[:, :2] = [1, 0]
    S = boltzmann.sample(W, b, 20_000, sweeps=40, rng=np.random.default_rng(4), start=start, units=[2, 3, 4])
    np.testing.assert_array_equal(S[:, :2], start[:, :2])
    conditional = boltzmann.exact(W, b).reshape(2, 2, 8)[1, 0]
    conditional /= conditional.sum()
    assert chisquare(boltzmann.histogram(S[:, 2:]) * 20_000, conditional * 20_000).pvalue > 0.01


def test_a_sweep_with_given_numbers_is_the_same_on_every_backend_and_changes_nothing(backend):
    W, b = machine(6)
    rng = np.random.default_rng(5)
    s, u = (rng.random((9, 6)) < 0.5).astype(float), rng.random((9, 6))
    expected = s.copy()
    for i in range(6):
        gap = np.array([energy_by_loops(W, b, np.where(np.arange(6) == i, 0, r)) for r in expected])
        gap -= [energy_by_loops(W, b, np.where(np.arange(6) == i, 1, r)) for r in expected]
        expected[:, i] = u[:, i] < 1 / (1 + np.exp(-gap / 0.8))
    start = backend(s)
    np.testing.assert_array_equal(boltzmann.gibbs_sweep(backend(W), backend(b), start, 0.8, backend(u)), expected)
    np.testing.assert_array_equal(start, s)


@pytest.mark.parametrize("d", [3, 5])
def test_the_exact_gradient_is_that_of_automatic_differentiation(d):
    W, b = machine(5, seed=2)
    V = all_states(d)[[0, 2, 3, 7]]
    tW, tb = (torch.tensor(x, requires_grad=True) for x in (W, b))
    boltzmann.log_likelihood(torch.tensor(V), (tW + tW.T) / 2, tb).mean().backward()
    dW, db = boltzmann.gradient(boltzmann.data_statistics(V, W, b), boltzmann.model_statistics(W, b))
    off = ~np.eye(5, dtype=bool)
    np.testing.assert_allclose(dW[off] / 2, tW.grad.numpy()[off], atol=1e-12)  # the weight stands in W twice
    np.testing.assert_allclose(db, tb.grad, atol=1e-12)
    np.testing.assert_array_equal(dW, dW.T)
    np.testing.assert_array_equal(np.diag(dW), 0)


def test_the_log_likelihood_sums_the_hidden_units_out():
    W, b = machine(5)
    V = all_states(3)
    joint = boltzmann.exact(W, b).reshape(8, 4).sum(axis=1)
    np.testing.assert_allclose(np.exp(boltzmann.log_likelihood(V, W, b)), joint)
    np.testing.assert_allclose(boltzmann.visible_distribution(W, b, 3), joint)


def test_exact_learning_lowers_the_divergence_at_every_step():
    V = boltzmann.bars_and_stripes(2)
    W, b = machine(7, scale=0.1)
    W, b, history = boltzmann.train_exact(V, W, b, steps=400, learning_rate=0.5)
    assert np.all(np.diff(history) < 0)
    assert history[-1] < 0.2 * history[0]
    expected = -np.log(6) - float(boltzmann.log_likelihood(V, W, b).mean())
    assert history[-1] == pytest.approx(expected)


def test_learning_from_samples_lowers_the_divergence_too(backend):
    V = boltzmann.bars_and_stripes(2)
    start = machine(7, scale=0.1)
    W, b = (backend(x) for x in start)
    W, b = boltzmann.train(
        backend(np.repeat(V, 20, axis=0)), W, b, steps=250, learning_rate=0.3, rng=np.random.default_rng(0), sweeps=2
    )
    data = boltzmann.histogram(V)
    before = boltzmann.kl_divergence(data, boltzmann.visible_distribution(*start, 4))
    after = boltzmann.kl_divergence(data, np.asarray(boltzmann.visible_distribution(W, b, 4)))
    assert after < 0.4 * before


def test_averages_over_samples_approach_the_exact_ones():
    W, b = machine(4)
    pairs, first = boltzmann.statistics(boltzmann.sample(W, b, 40_000, sweeps=30, rng=np.random.default_rng(6)))
    exact_pairs, exact_first = boltzmann.model_statistics(W, b)
    np.testing.assert_allclose(pairs, exact_pairs, atol=4 * 0.5 / 200)
    np.testing.assert_allclose(first, exact_first, atol=4 * 0.5 / 200)


@pytest.mark.parametrize(("side", "count"), [(1, 2), (2, 6), (3, 14), (4, 30)])
def test_bars_and_stripes_are_the_pictures_with_uniform_rows_or_columns(side, count):
    pictures = boltzmann.bars_and_stripes(side)
    assert pictures.shape == (count, side**2)
    uniform = {
        tuple(s)
        for s in all_states(side**2)
        for picture in [s.reshape(side, side)]
        if np.all(picture == picture[:, :1]) or np.all(picture == picture[:1])
    }
    assert {tuple(picture) for picture in pictures} == uniform


def test_divergence_is_zero_only_between_equal_distributions():
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.25, 0.5])
    assert boltzmann.kl_divergence(p, p) == 0
    assert boltzmann.kl_divergence(p, q) == pytest.approx(np.log(2))


def test_float32_stays_float32(backend):
    W, b = (backend(x.astype(np.float32)) for x in machine(4))
    S = boltzmann.sample(W, b, 3, sweeps=2, rng=np.random.default_rng(0))
    for result in (S, boltzmann.exact(W, b), boltzmann.energy(W, b, S), boltzmann.model_statistics(W, b)[0]):
        assert result.dtype == W.dtype


def test_only_functions_of_the_standard_are_used():
    W, b = (array_api_strict.asarray(x) for x in machine(4))
    V = array_api_strict.asarray(all_states(2))
    W, b, _ = boltzmann.train_exact(V, W, b, steps=2, learning_rate=0.1)
    W, b = boltzmann.train(V, W, b, steps=2, learning_rate=0.1, rng=np.random.default_rng(0))
    S = boltzmann.sample(W, b, 5, sweeps=2, rng=np.random.default_rng(0))
    assert type(boltzmann.histogram(S)) is type(W)


def test_a_sweep_runs_on_the_meta_device():
    W, b, s = (torch.zeros(shape, device="meta") for shape in ((4, 4), (4,), (7, 4)))
    after = boltzmann.gibbs_sweep(W, b, s, rng=np.random.default_rng(0))
    assert after.shape == (7, 4)
    assert after.device.type == "meta"


W2, B2 = np.array([[0.0, 1.0], [1.0, 0.0]]), np.zeros(2)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: boltzmann.p_on(1.0, 0), "T must be more than 0, got 0"),
        (lambda: boltzmann.gibbs_sweep(W2, B2, [0, 1], -1.0, [0.5, 0.5]), "T must be more than 0, got -1"),
        (
            lambda: boltzmann.exact(np.zeros((21, 21)), np.zeros(21)),
            "21 units have 2,097,152 states.*at most 20.*sampl",
        ),
        (lambda: boltzmann.energy(W2, B2, [-1, 1]), r"must be 0 or 1, got values from -1 to 1; .*\(s \+ 1\) / 2"),
        (lambda: boltzmann.energy([[0.0, 1], [2, 0]], B2, [0, 1]), r"W must be symmetric.*\(W \+ W.T\) / 2"),
        (lambda: boltzmann.energy(W2 + np.eye(2), B2, [0, 1]), "W must have a zero diagonal"),
        (lambda: boltzmann.energy(W2, np.zeros(3), [0, 1]), r"b must have shape \(2,\), got \(3,\)"),
        (lambda: boltzmann.energy(W2, B2, [0, 1, 1]), r"states must have shape \(n, 2\).*got \(3,\)"),
        (lambda: boltzmann.energy(np.zeros((2, 3)), B2, [0, 1]), r"W must be square.*got shape \(2, 3\)"),
        (lambda: boltzmann.gibbs_sweep(W2, B2, [0, 1], 1.0, [0.5]), r"u must have shape \(2,\), got \(1,\)"),
        (lambda: boltzmann.data_statistics(np.zeros((1, 3)), W2, B2), r"at most the 2 units.*got \(1, 3\)"),
        (lambda: boltzmann.visible_distribution(W2, B2, 3), "n_visible must be between 1 and the 2 units.*got 3"),
        (lambda: boltzmann.kl_divergence([1.0], [0.5, 0.5]), "both must list the same states"),
        (lambda: boltzmann.bars_and_stripes(0), "side must be between 1 and 10, got 0"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_missing_randomness_gets_a_sentence():
    with pytest.raises(TypeError, match=r"rng must be a numpy\.random\.Generator.*got NoneType; try rng="):
        boltzmann.gibbs_sweep(W2, B2, [0, 1])
