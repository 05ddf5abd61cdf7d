import itertools
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chisquare

from nnlib import hopfield as hf
from nnlib.arrays import to_numpy


def symmetric(rng, N):
    W = rng.standard_normal((N, N))
    W = W + W.T
    np.fill_diagonal(W, 0)
    return W


def one_unit_at_a_time(W, S, order, theta, low=-1):
    """The definition: a loop over units, in which each sees all changes before it."""
    S = np.array(S, dtype=float)
    for i in order:
        h = S @ W[i] - theta[i]
        S[..., i] = np.where(h > 0, 1, np.where(h < 0, low, S[..., i]))
    return S


def energy_by_pairs(W, s, theta):
    pairs = itertools.combinations(range(len(s)), 2)
    return -sum(W[i, j] * s[i] * s[j] for i, j in pairs) + sum(theta * s)


@st.composite
def networks(draw, elements):
    """Symmetric weights with a zero diagonal, thresholds, three probes and an order."""
    N = draw(st.integers(1, 7))
    W = np.triu(draw(arrays(float, (N, N), elements=elements)), 1)
    theta = draw(arrays(float, N, elements=elements))
    S = draw(arrays(float, (3, N), elements=st.sampled_from([-1.0, 1.0])))
    return W + W.T, S, theta, draw(st.permutations(range(N)))


@given(networks(st.floats(-10, 10)))
def test_no_asynchronous_update_raises_the_energy(network):
    W, S, theta, order = network
    room = 1e-12 * (1 + np.abs(W).sum() + np.abs(theta).sum())
    for s in S:
        path = hf.trace(W, s, order * 3, theta)
        assert np.all(np.diff(path.energies) <= room)
        assert path.energies[-1] == pytest.approx(energy_by_pairs(W, path.S[-1], theta), abs=room)
    assert np.all(np.diff(hf.run(W, S, [order] * 3, theta)[1], axis=0) <= room)


@given(networks(st.integers(-2, 2)))
def test_every_unit_follows_the_rule_and_a_tie_keeps_its_state(network):
    W, S, theta, order = network  # small integers: ties are frequent, and nothing is rounded
    expected = one_unit_at_a_time(W, S, order, theta)
    np.testing.assert_array_equal(hf.run(W, S, [order], theta)[0], expected)
    bits = one_unit_at_a_time(W, (S + 1) / 2, order, theta, low=0)
    np.testing.assert_array_equal(hf.run(W, (S + 1) / 2, [order], theta, low=0)[0], bits)


@given(networks(st.integers(-2, 2)))
def test_recall_ends_where_no_unit_wants_to_change(network):
    W, S, theta, _ = network
    result = hf.recall(W, S, theta)
    assert result.converged
    np.testing.assert_array_equal(one_unit_at_a_time(W, result.S, range(len(theta)), theta), result.S)
    assert hf.is_stable(W, result.S, theta).all()


def test_blocks_of_units_give_what_one_unit_at_a_time_gives(rng, backend):
    N = 150  # more than two blocks
    W, theta = symmetric(rng, N), rng.standard_normal(N)
    S, order = hf.random_patterns(9, N, rng=rng), rng.permutation(N)
    found, _ = hf.run(backend(W), backend(S), [order], backend(theta))
    np.testing.assert_array_equal(to_numpy(found), one_unit_at_a_time(W, S, order, theta))


@pytest.mark.parametrize("low", [-1, 0])
@pytest.mark.parametrize("store", [hf.hebb_factors, hf.pseudo_inverse_factors])
def test_factored_weights_behave_as_their_matrix(rng, backend, store, low):
    P = hf.random_patterns(12, 130, rng=rng)
    S, theta = hf.flip(P, 0.3, rng=rng), 0.1 * rng.standard_normal(130)
    S = S if low == -1 else hf.bits(S)
    orders = [rng.permutation(130) for _ in range(2)]
    thin = store(backend(P))
    W = to_numpy(thin.dense())
    found, energies = hf.run(thin, backend(S), orders, backend(theta), low=low)
    expected = one_unit_at_a_time(W, one_unit_at_a_time(W, S, orders[0], theta, low), orders[1], theta, low)
    np.testing.assert_array_equal(to_numpy(found), expected)
    np.testing.assert_allclose(to_numpy(energies)[0], [energy_by_pairs(W, s, theta) for s in S], atol=1e-10)
    np.testing.assert_allclose(to_numpy(hf.local_fields(thin, backend(S), low=low)), S @ W, atol=1e-12)
    assert np.all(to_numpy(thin.magnitude()) >= np.abs(W).sum(axis=1))


def test_a_tie_is_recognized_in_spite_of_rounding_errors():
    """Two patterns that disagree about a unit cancel in its field, except for the last bit of 0.1 + 0.2 - 0.3."""
    W = np.zeros((4, 4))
    W[3, :3] = W[:3, 3] = [0.1, 0.2, 0.3]
    for state in (-1.0, 1.0):
        assert hf.update(W, np.array([1.0, 1.0, -1.0, state]), 3)[3] == state


def test_recall_needs_no_matrix_of_all_pairs(rng):
    N = 8_000  # a matrix would need 512 MB
    P = hf.random_patterns(5, N, rng=rng)
    tracemalloc.start()
    result = hf.recall(hf.hebb_factors(P), hf.flip(P[:2], 0.2, rng=rng))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    np.testing.assert_array_equal(result.S, P[:2])
    assert peak < 20e6


def test_recall_tells_when_it_was_cut_off(rng):
    P = hf.random_patterns(3, 60, rng=rng)
    S = hf.flip(P, 0.2, rng=rng)
    assert hf.recall(hf.hebb(P), P)[1:] == (1, True)
    assert hf.recall(hf.hebb(P), S, max_sweeps=1)[1:] == (1, False)
    assert hf.recall(hf.hebb(P), S, rng=rng)[1:] == (2, True)


def test_arguments_are_left_as_they_were(rng, backend):
    P = backend(hf.random_patterns(3, 20, rng=rng))
    W, S, theta = hf.hebb(P), backend(hf.random_patterns(4, 20, rng=rng)), backend(rng.standard_normal(20))
    before = [to_numpy(x).copy() for x in (P, W, S, theta)]
    hf.recall(W, S, theta)
    hf.recall(hf.hebb_factors(P), S, theta)
    hf.synchronous_period(W, S, theta)
    hf.glauber(W, S, 0.5, sweeps=2, rng=rng, theta=theta)
    for x, y in zip((P, W, S, theta), before, strict=True):
        np.testing.assert_array_equal(to_numpy(x), y)


def test_float32_remains_float32(rng, backend):
    P = backend(hf.random_patterns(3, 70, rng=rng).astype(np.float32))
    for W in (hf.hebb(P), hf.pseudo_inverse(P), hf.storkey(P), hf.hebb_factors(P)):
        S, energies = hf.run(W, P, [range(70)])
        results = (S, energies, hf.recall(W, P).S, hf.overlap(P, P), hf.local_fields(W, P), *hf.to_01(W)[1:])
        assert all(x.dtype == P.dtype for x in results)
        assert hf.glauber(W, P, 0.5, sweeps=1, rng=rng).dtype == P.dtype


def test_shapes_follow_without_a_look_at_any_value():
    torch = pytest.importorskip("torch")
    P = torch.ones((3, 70), device="meta")
    for W in (hf.hebb(P), hf.pseudo_inverse_factors(P), hf.storkey(P)):
        S, energies = hf.run(W, P, [torch.arange(70, device="meta")])
        assert S.shape == (3, 70)
        assert energies.shape == (2, 3)
        assert S.device.type == energies.device.type == "meta"
        assert hf.glauber_sweep(W, P[0], 1.0, torch.ones(70, device="meta")).shape == (70,)


# Synchronous


def test_two_units_that_excite_each_other_blink_for_ever(backend):
    W = backend([[0.0, 1.0], [1.0, 0.0]])
    S = backend([[1.0, -1.0], [1.0, 1.0]])
    path = hf.synchronous_run(W, S, 3)
    np.testing.assert_array_equal(to_numpy(path)[:, 0], [[1, -1], [-1, 1], [1, -1], [-1, 1]])
    assert to_numpy(hf.synchronous_period(W, S)[1]).tolist() == [2, 1]
    assert int(hf.synchronous_period(W, S[0])[1]) == 2
    assert hf.recall(W, S).converged


@given(networks(st.integers(-2, 2)))
def test_synchronous_dynamics_end_in_a_fixed_point_or_a_cycle_of_two(network):
    W, S, theta, _ = network
    last, period = hf.synchronous_period(W, S, theta)

    def step(S):
        h = S @ W - theta
        return np.where(h > 0, 1, np.where(h < 0, -1, S))

    np.testing.assert_array_equal(step(step(last)), last)
    np.testing.assert_array_equal((step(last) == last).all(axis=1), period == 1)
    np.testing.assert_array_equal(hf.synchronous_step(W, S, theta), step(S))


def test_a_period_that_was_not_found_in_time_is_zero():
    W = np.diag(
        np.arange(9.0, 0, -1), 1
    )  # each unit of a chain obeys its left neighbor: the -1 travels one place a step
    theta = np.array([20.0, *[0.0] * 9])
    last, period = hf.synchronous_period(W + W.T, np.ones(10), theta, max_steps=3)
    assert int(period) == 0
    assert int(hf.synchronous_period(W + W.T, last, theta)[1]) == 1


# Temperature


def exact(W, theta, T, low):
    states = np.array(list(itertools.product([low, 1], repeat=len(theta))), dtype=float)
    weight = np.exp(-np.array([energy_by_pairs(W, s, theta) for s in states]) / T)
    return states, weight / weight.sum()


@pytest.mark.parametrize("low", [-1, 0])
def test_glauber_dynamics_reach_the_boltzmann_distribution(rng, backend, low):
    W, theta, T = symmetric(rng, 4), 0.5 * rng.standard_normal(4), 1.7
    states, p = exact(W, theta, T, low)
    start = states[rng.integers(16, size=20_000)]
    S = hf.glauber(backend(W), backend(start), T, sweeps=30, rng=rng, theta=backend(theta), low=low)
    code = (to_numpy(S) > 0) @ [8, 4, 2, 1]
    assert chisquare(np.bincount(code, minlength=16), 20_000 * p).pvalue > 0.01


def test_numbers_drawn_beforehand_decide_a_sweep(rng, backend):
    W, u = symmetric(rng, 100), rng.random((6, 100))
    S = start = hf.random_patterns(6, 100, rng=rng)
    for i in range(100):
        S = S.copy()
        S[:, i] = np.where(u[:, i] < 1 / (1 + np.exp(-2 * S @ W[i] / 3.0)), 1, -1)
    np.testing.assert_array_equal(to_numpy(hf.glauber_sweep(backend(W), backend(start), 3.0, backend(u))), S)


def test_a_cold_network_follows_its_fields(rng):
    W, S = symmetric(rng, 40), hf.random_patterns(5, 40, rng=rng)
    np.testing.assert_array_equal(hf.glauber_sweep(W, S, 1e-6, rng=rng), hf.run(W, S, [range(40)])[0])


def test_a_uniform_number_of_zero_is_no_obstacle(rng):
    W = symmetric(rng, 5)
    assert (hf.glauber_sweep(W, -np.ones(5), 1.0, np.zeros(5)) == 1).all()


def test_the_overlap_with_one_pattern_obeys_mean_field_theory(rng):
    """With one pattern of many units, m = tanh(m / T)."""
    P = hf.random_patterns(1, 1000, rng=rng)
    for T, m in [(0.4, 0.98562), (0.7, 0.82863)]:
        assert np.tanh(m / T) == pytest.approx(m, abs=1e-5)
        S = hf.glauber(hf.hebb_factors(P), np.repeat(P, 50, axis=0), T, sweeps=20, rng=rng)
        assert float(hf.overlap(S, P).mean()) == pytest.approx(m, abs=0.01)


# Bad input

W2 = np.array([[0.0, 1.0], [1.0, 0.0]])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: hf.recall(np.ones((2, 3)), [1, 1]), r"W must have shape \(N, N\).*got \(2, 3\)"),
        (lambda: hf.recall([[0, 1], [2, 0]], [1, 1]), r"W must be symmetric, but \|W - Wᵀ\| reaches 1; use"),
        (lambda: hf.energy([[1, 1], [1, 0]], [1, 1]), "zero diagonal, for no unit drives itself"),
        (lambda: hf.energy(W2, [1, 0]), r"states must be -1 or 1, got 0; yours are 0 and 1: use 2 \* s - 1, or low=0"),
        (
            lambda: hf.energy(W2, [1, -1], low=0),
            r"must be 0 or 1, got -1; yours are -1 and 1: use \(s \+ 1\) / 2",
        ),
        (lambda: hf.energy(W2, [1, 0.5]), "states must be -1 or 1, got 0.5; use np.where"),
        (lambda: hf.energy(W2, [1, 1], low=2), "low, the state of a unit that is off, must be -1 or 0, got 2"),
        (lambda: hf.energy(W2, [1, 1, 1]), r"states must have shape \(2,\) or \(n, 2\).*got \(3,\)"),
        (lambda: hf.energy(W2, [1, 1], [0.0]), r"theta must have shape \(2,\), got \(1,\)"),
        (lambda: hf.update(W2, [1, 1], 2), "an order must name units from 0 to 1, got .*2"),
        (lambda: hf.run(W2, [1, 1], [[0, 0]]), "each unit at most once"),
        (lambda: hf.run(W2, [1, 1], [0]), r"an order must have shape \(k,\)"),
        (lambda: hf.trace(W2, [[1, 1]], [0]), "a trace follows one probe"),
        (lambda: hf.recall(W2, [1, 1], max_sweeps=0), "max_sweeps must be at least 1, got 0"),
        (lambda: hf.synchronous_period(W2, [1, 1], max_steps=0), "max_steps must be at least 1"),
        (lambda: hf.glauber_sweep(W2, [1, 1], 0, [0.5, 0.5]), "temperature T must be more than 0, got 0; for T = 0"),
        (lambda: hf.glauber(W2, [1, 1], -1, sweeps=1, rng=np.random.default_rng()), "more than 0, got -1"),
        (lambda: hf.glauber_sweep(W2, [1, 1], 1, [0.5]), r"u must have shape \(2,\), got \(1,\)"),
        (lambda: hf.Factored(np.ones((2, 3)), np.ones((3, 2))), r"must have one shape \(p, N\)"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
