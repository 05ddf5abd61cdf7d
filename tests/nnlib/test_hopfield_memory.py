import itertools
from math import sqrt

import numpy as np
import pytest

from nnlib import hopfield as hf
from nnlib.arrays import to_numpy


def test_hebbs_rule_is_the_mean_of_products(rng, backend):
    P = hf.random_patterns(5, 12, rng=rng)
    expected = [[sum(P[:, i] * P[:, j]) / 12 if i != j else 0 for j in range(12)] for i in range(12)]
    np.testing.assert_allclose(to_numpy(hf.hebb(backend(P))), expected, atol=1e-15)


def test_the_pseudo_inverse_projects_on_the_patterns(rng, backend):
    P = hf.random_patterns(7, 20, rng=rng)
    projector = np.linalg.pinv(P) @ P
    W = to_numpy(hf.pseudo_inverse(backend(P)))
    np.testing.assert_allclose(W, projector - np.diag(np.diag(projector)), atol=1e-12)
    np.testing.assert_allclose(P @ W, P * (1 - np.diag(projector)), atol=1e-12)


def test_storkeys_rule_is_the_one_of_his_paper(rng, backend):
    N, P = 8, hf.random_patterns(4, 8, rng=rng)
    W = np.zeros((N, N))
    for x in P:
        h = [[sum(W[i, k] * x[k] for k in range(N) if k not in (i, j)) for j in range(N)] for i in range(N)]
        pairs = itertools.product(range(N), repeat=2)
        change = {(i, j): (x[i] * x[j] - x[i] * h[j][i] - h[i][j] * x[j]) / N for i, j in pairs if i != j}
        for place, value in change.items():
            W[place] += value
    np.testing.assert_allclose(to_numpy(hf.storkey(backend(P))), W, atol=1e-14)


def test_a_few_patterns_are_fixed_points_of_every_rule(rng, backend):
    P = hf.random_patterns(4, 200, rng=rng)
    for store in (hf.hebb, hf.pseudo_inverse, hf.storkey, hf.hebb_factors, hf.pseudo_inverse_factors):
        W = store(backend(P))
        assert to_numpy(hf.is_stable(W, backend(P))).all()
        assert to_numpy(hf.is_stable(W, backend(-P))).all()  # the inverse of a memory is one too
        assert not to_numpy(hf.is_stable(W, backend(hf.flip(P, 0.1, rng=rng)))).any()


def test_the_majority_of_three_patterns_is_a_spurious_memory(rng):
    P = hf.random_patterns(3, 500, rng=rng)
    mixture = np.sign(P.sum(axis=0))
    assert hf.is_stable(hf.hebb(P), mixture)
    np.testing.assert_allclose(hf.overlap(mixture, P), 0.5, atol=0.1)


def test_the_lessons_digits_need_more_than_hebb(backend):
    D = backend(hf.digit_prototypes())
    stable = {p: int(to_numpy(hf.is_stable(hf.hebb(D[:p]), D[:p])).sum()) for p in (2, 3, 4)}
    assert stable == {2: 2, 3: 2, 4: 0}
    assert to_numpy(hf.is_stable(hf.pseudo_inverse(D), D)).all()


def test_overlap_counts_the_units_that_agree(rng, backend):
    P = hf.random_patterns(3, 40, rng=rng)
    S = hf.random_patterns(5, 40, rng=rng)
    expected = [[2 * np.mean(s == p) - 1 for p in P] for s in S]
    np.testing.assert_allclose(to_numpy(hf.overlap(backend(S), backend(P))), expected, atol=1e-15)
    np.testing.assert_allclose(to_numpy(hf.overlap(backend(S[0]), backend(P))), expected[0], atol=1e-15)


# Codings


@pytest.mark.parametrize("factored", [False, True])
def test_both_codings_walk_the_same_way_with_the_same_energy_but_for_a_constant(rng, backend, factored):
    P, theta = backend(hf.random_patterns(3, 30, rng=rng)), backend(rng.standard_normal(30))
    W = hf.hebb_factors(P) if factored else hf.hebb(P)
    S = backend(hf.random_patterns(6, 30, rng=rng))
    orders = [rng.permutation(30) for _ in range(3)]
    W01, theta01 = hf.to_01(W, theta)
    here, energies = hf.run(W, S, orders, theta)
    there, energies01 = hf.run(W01, hf.bits(S), orders, theta01, low=0)
    np.testing.assert_array_equal(to_numpy(hf.spins(there)), to_numpy(here))
    all_off = hf.energy(W, -backend(np.ones(30)), theta)
    np.testing.assert_allclose(to_numpy(energies), to_numpy(energies01 + all_off), atol=1e-12)


def test_to_pm_undoes_to_01(rng, backend):
    W, theta = hf.hebb(backend(hf.random_patterns(3, 9, rng=rng))), backend(rng.standard_normal(9))
    for found, expected in zip(hf.to_pm(*hf.to_01(W, theta)), (W, theta), strict=True):
        np.testing.assert_allclose(to_numpy(found), to_numpy(expected), atol=1e-14)


# Capacity


def test_the_critical_load_is_that_of_amit_gutfreund_and_sompolinsky():
    load, m = hf.critical_load()
    assert load == pytest.approx(0.138, abs=0.0005)
    assert m == pytest.approx(0.967, abs=0.0005)


def test_the_theoretical_overlap_solves_the_equations_of_the_paper():
    """At T = 0: m = erf(m / √(2αr)), r = (1 - C)⁻², C = √(2 / παr) exp(-m² / 2αr)."""
    from scipy.special import erf

    for load, m in zip(loads := (0.02, 0.08, 0.13), hf.theoretical_overlap(loads), strict=True):
        lows, r = 0.0, 1.0
        for _ in range(2000):  # iterate the equation for r at this m
            C = sqrt(2 / (np.pi * load * r)) * np.exp(-(m**2) / (2 * load * r))
            lows, r = r, (1 - C) ** -2
        assert r == pytest.approx(lows, rel=1e-12)
        assert m == pytest.approx(erf(m / sqrt(2 * load * r)), abs=1e-9)
    assert hf.theoretical_overlap([0.139]) == [0.0]


def test_the_lessons_overlaps_are_those_of_single_networks(rng):
    """The numbers of the lesson, each from few networks, lie within the scatter of ours."""
    found = hf.capacity(200, [0.10, 0.125, 0.15, 0.20], networks=12, max_sweeps=10, rng=rng)
    assert found.shape == (4, 12)
    gaps = np.array([0.999, 0.978, 0.936, 0.862]) - found.mean(axis=1)
    assert np.all(np.abs(gaps) < 2 * found.std(axis=1))
    assert np.all(np.diff(found.mean(axis=1)) < 0)


@pytest.mark.slow
def test_recall_collapses_at_0138_patterns_a_unit(rng):
    below, above = hf.capacity(2500, [0.125, 0.165], probes=40, networks=2, rng=rng).mean(axis=1)
    assert below == pytest.approx(hf.theoretical_overlap([0.125])[0], abs=0.01)
    assert above < 0.8


def test_better_rules_hold_more(rng):
    found = {
        store: hf.capacity(100, [0.25, 0.6], flips=0.05, store=store, networks=5, rng=rng).mean(axis=1)
        for store in (hf.hebb, hf.storkey, hf.pseudo_inverse)
    }
    assert found[hf.hebb][0] < 0.7 < 0.99 < found[hf.storkey][0]
    assert found[hf.storkey][1] < 0.9 < 0.95 < found[hf.pseudo_inverse][1]


def test_capacity_follows_the_array_it_is_given(rng):
    torch = pytest.importorskip("torch")
    found = hf.capacity(50, [0.05, 0.1], flips=0.1, rng=rng, like=torch.zeros(1, dtype=torch.float32))
    assert found.shape == (2, 1)
    assert found.dtype == torch.float32


# Something to store


def test_flip_inverts_exactly_the_wanted_part_of_each_state(rng, backend):
    S = hf.random_patterns(20, 50, rng=rng)
    flipped = to_numpy(hf.flip(backend(S), 0.3, rng=rng))
    assert ((flipped != S).sum(axis=1) == 15).all()
    assert len(np.unique(flipped != S, axis=0)) > 1
    u = np.linspace(0, 1, 50)[::-1]
    np.testing.assert_array_equal(to_numpy(hf.flip(backend(S[0]), 0.1, backend(u))), [*S[0][:45], *-S[0][45:]])
    np.testing.assert_array_equal(to_numpy(hf.flip(backend(S), 0.0, rng=rng)), S)


def test_random_patterns_are_fair_coins(rng):
    P = hf.random_patterns(100, 1000, rng=rng)
    assert set(np.unique(P)) == {-1, 1}
    assert abs(P.mean()) < 0.01


def test_every_letter_is_a_picture_of_its_own(backend):
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    P = to_numpy(hf.letters(alphabet, like=backend([0.0])))
    assert P.shape == (26, 100)
    assert len(np.unique(P, axis=0)) == 26
    for letter, mirrored in zip(alphabet, P.reshape(26, 10, 10)[:, :, ::-1], strict=True):
        if letter in "AHIMOTUVWXY":
            np.testing.assert_array_equal(mirrored, P[alphabet.index(letter)].reshape(10, 10))


def test_the_letters_of_the_lesson_are_recalled(rng):
    P = hf.letters("XOT")
    assert hf.is_stable(hf.hebb(P), P).all()
    np.testing.assert_array_equal(hf.recall(hf.hebb(P), hf.flip(P, 0.15, rng=rng), rng=rng).S, P)


def test_storage_and_energy_keep_to_the_array_api_standard(rng):
    strict = pytest.importorskip("array_api_strict")
    P = strict.asarray(hf.random_patterns(3, 20, rng=rng))
    for W in (hf.hebb(P), hf.pseudo_inverse(P), hf.storkey(P), hf.hebb_factors(P)):
        results = (hf.energy(W, P), hf.is_stable(W, P), hf.to_01(W)[1], hf.synchronous_step(W, P))
        assert all(type(x) is type(P) for x in results)
    assert type(hf.flip(P, 0.1, rng=rng)) is type(hf.overlap(P, P)) is type(P)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: hf.hebb([1, -1]), r"patterns must have shape \(p, N\), one pattern a row, got \(2,\)"),
        (lambda: hf.storkey([[1, 0]]), "states must be -1 or 1, got 0"),
        (lambda: hf.pseudo_inverse([[1, -1, 1], [-1, 1, -1]]), "only 1 of these 2 are; drop duplicates and inverses"),
        (lambda: hf.capacity(10, [0.01], rng=np.random.default_rng()), r"at least one pattern of 10 units.*\[0.01\]"),
        (lambda: hf.capacity(10, [1], networks=0, rng=None), "networks must be at least 1, got 0"),
        (lambda: hf.letters("Ab"), "capitals A-Z.*'Ab'"),
        (lambda: hf.letters("A", 4), "at least 5 pixels a side"),
        (lambda: hf.flip([1, -1], 1.5), "fraction must be between 0 and 1, got 1.5"),
        (lambda: hf.bits([0, 1]), "states must be -1 or 1, got 0"),
        (lambda: hf.spins([-1, 1]), "states must be 0 or 1, got -1"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
