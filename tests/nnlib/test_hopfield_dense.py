from math import erfc, sqrt

import numpy as np
import pytest
from scipy.special import logsumexp

from nnlib import hopfield as hf
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")
FUNCTIONS = {
    "x³": (hf.polynomial(3), lambda x: x**3),
    "x⁴": (hf.polynomial(4), lambda x: x**4),
    "rectified x³": (hf.rectified(3), lambda x: max(x, 0) ** 3),
    "exp": (hf.exponential, np.exp),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_dense_memory_follows_the_rule_of_the_paper(rng, backend, name):
    F, f = FUNCTIONS[name]
    P, S = hf.random_patterns(9, 16, rng=rng), hf.random_patterns(5, 16, rng=rng)
    expected = S.copy()
    for s in expected:
        for i in range(16):
            rest = [p @ s - p[i] * s[i] for p in P]
            gain = sum(f(p[i] + r) - f(-p[i] + r) for p, r in zip(P, rest, strict=True))
            s[i] = np.sign(gain) or s[i]
    found = hf.dense_recall(backend(P), backend(S), F, max_sweeps=1).S
    np.testing.assert_array_equal(to_numpy(found), expected)
    energies = [-sum(f(p @ s) / f(16) for p in P) for s in S]
    np.testing.assert_allclose(to_numpy(hf.dense_energy(backend(P), backend(S), F)), energies, atol=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_recall_never_raises_the_dense_energy(rng, name):
    F, _ = FUNCTIONS[name]
    P, S = hf.random_patterns(40, 20, rng=rng), hf.random_patterns(50, 20, rng=rng)
    energies = [hf.dense_energy(P, S, F)]
    for _ in range(4):
        S = hf.dense_recall(P, S, F, max_sweeps=1, rng=rng).S
        energies.append(hf.dense_energy(P, S, F))
    assert np.all(np.diff(energies, axis=0) <= 1e-12)


def test_the_square_is_the_classical_network(rng, backend):
    P, S = hf.random_patterns(8, 101, rng=rng), hf.random_patterns(20, 101, rng=rng)
    dense = hf.dense_recall(backend(P), backend(S), hf.polynomial(2))
    classical = hf.recall(backend(hf.hebb(P)), backend(S))
    np.testing.assert_array_equal(to_numpy(dense.S), to_numpy(classical.S))
    assert dense.converged
    assert dense.sweeps == classical.sweeps


def test_a_steeper_energy_holds_more_patterns_than_units(rng):
    """300 patterns of 60 units: 36 times the classical capacity."""
    P = hf.random_patterns(300, 60, rng=rng)
    probes = hf.flip(P[:30], 0.1, rng=rng)
    reached = {n: (hf.dense_recall(P, probes, hf.polynomial(n), rng=rng).S * P[:30]).mean() for n in (2, 4)}
    assert reached[2] < 0.4
    assert reached[4] > 0.99


def test_the_exponential_energy_overflows_nowhere(rng):
    P = hf.random_patterns(2000, 1500, rng=rng).astype(np.float32)
    probe = hf.flip(P[:3], 0.4, rng=rng)
    result = hf.dense_recall(P, probe, hf.exponential, max_sweeps=1)
    np.testing.assert_array_equal(result.S, P[:3])
    assert result.S.dtype == np.float32
    np.testing.assert_allclose(hf.dense_energy(P, result.S, hf.exponential), -1)


def test_the_theory_tells_how_many_units_are_unstable(rng):
    N, n = 60, 3
    p = 300
    P = hf.random_patterns(p, N, rng=rng)
    stable = [hf.dense_recall(P, x[None], hf.polynomial(n), max_sweeps=1).S[0, 0] == x[0] for x in P]
    expected = 0.5 * erfc(sqrt(N**2 / (2 * p * 3)))  # (2n - 3)!! = 3
    assert hf.dense_bit_error(N, p, n) == pytest.approx(expected)
    assert 1 - np.mean(stable) == pytest.approx(expected, abs=3 * sqrt(expected / p) + 0.005)


def test_capacity_grows_with_the_power_of_the_paper():
    """Nⁿ⁻¹ / (2 (2n-3)!! ln N): for n = 2 the classical N / 2 ln N, for n = 3 divided by 3, for n = 4 by 15."""
    log = np.log(100)
    expected = [100 / (2 * log), 100**2 / (6 * log), 100**3 / (30 * log)]
    assert [hf.dense_capacity(100, n) for n in (2, 3, 4)] == pytest.approx(expected)


# Modern


@pytest.mark.parametrize("beta", [None, 0.3, 4.0])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_attention_is_torchs(rng, beta, dtype):
    Q, K, V = (torch.tensor(rng.standard_normal(s), dtype=dtype) for s in [(2, 3, 5, 8), (2, 3, 7, 8), (2, 3, 7, 4)])
    expected = torch.nn.functional.scaled_dot_product_attention(Q, K, V, scale=beta)
    rtol = 1e-5 if dtype == torch.float32 else 1e-12
    torch.testing.assert_close(hf.attention(Q, K, V, beta), expected, rtol=rtol, atol=rtol)
    found = hf.attention(Q.numpy(), K.numpy(), V.numpy(), beta)
    np.testing.assert_allclose(found, expected, rtol=rtol, atol=rtol)


def test_one_step_of_the_modern_network_is_attention_to_the_patterns(rng, backend):
    P, S = rng.standard_normal((6, 10)), rng.standard_normal((4, 10))
    tensors = torch.tensor(S), torch.tensor(P), torch.tensor(P)
    expected = torch.nn.functional.scaled_dot_product_attention(*tensors, scale=2.5)
    np.testing.assert_allclose(to_numpy(hf.modern_update(backend(P), backend(S), 2.5)), expected, rtol=1e-12)
    np.testing.assert_allclose(to_numpy(hf.modern_update(backend(P), backend(S[0]), 2.5)), expected[0], rtol=1e-12)


def test_the_modern_energy_is_that_of_the_paper_and_never_rises(rng, backend):
    P, S = rng.standard_normal((6, 10)), 2 * rng.standard_normal((30, 10))
    for beta in (0.1, 1.0, 10.0):
        energies, s = [], S
        for _ in range(6):
            lse = logsumexp(beta * s @ P.T, axis=1) / beta
            M = np.linalg.norm(P, axis=1).max()
            expected = -lse + 0.5 * (s**2).sum(axis=1) + np.log(6) / beta + 0.5 * M**2
            found = to_numpy(hf.modern_energy(backend(P), backend(s), beta))
            np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-10)
            energies.append(found)
            s = to_numpy(hf.modern_update(backend(P), backend(s), beta))
        assert np.all(np.diff(energies, axis=0) <= 1e-10)
        assert np.all(energies[0] >= 0)


def test_patterns_well_apart_are_recalled_in_one_step(rng, backend):
    """The error after one step falls exponentially with β times the separation (theorem 4)."""
    P = 5 * rng.standard_normal((1000, 64))  # many more patterns than dimensions
    S = P[:20] + rng.standard_normal((20, 64))
    once = to_numpy(hf.modern_update(backend(P), backend(S), 1.0))
    np.testing.assert_allclose(once, P[:20], atol=1e-12)
    found, steps = hf.modern_recall(backend(P), backend(S), 1.0)
    np.testing.assert_allclose(to_numpy(found), P[:20], atol=1e-12)
    assert steps == 2


def test_a_warm_network_recalls_the_mean_of_all_patterns(rng):
    P = rng.standard_normal((50, 10))
    S, steps = hf.modern_recall(P, P[0], 1e-3, tolerance=1e-9)
    np.testing.assert_allclose(S, P.mean(axis=0), atol=1e-2)
    assert steps < 20


def test_modern_capacity_is_that_of_theorem_3():
    """The paper's two examples: c ≥ 3.1546 for K = 3, d = 20 and c ≥ 1.3718 for K = 1, d = 75; β = 1, p = 0.001."""
    for d, K, c in [(20, 3, 3.1546), (75, 1, 1.3718)]:
        assert (hf.modern_capacity(d, K=K) / sqrt(0.001)) ** (4 / (d - 1)) == pytest.approx(c, abs=1e-4)


def test_shapes_follow_without_a_look_at_any_value():
    P, S = torch.ones((5, 8), device="meta"), torch.ones((3, 8), device="meta")
    assert hf.modern_update(P, S, 1.0).shape == (3, 8)
    assert hf.modern_energy(P, S, 1.0).shape == (3,)
    assert hf.dense_energy(P, S, hf.polynomial(3)).device.type == "meta"


def test_steep_energies_keep_to_the_array_api_standard(rng):
    strict = pytest.importorskip("array_api_strict")
    P = strict.asarray(hf.random_patterns(3, 20, rng=rng))
    for F, _ in FUNCTIONS.values():
        assert type(hf.dense_energy(P, hf.dense_recall(P, P, F, rng=rng).S, F)) is type(P)
    assert type(hf.modern_energy(P, hf.modern_recall(P, P, 1.0)[0], 1.0)) is type(P)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: hf.polynomial(1), "n must be at least 2, got 1"),
        (lambda: hf.dense_recall([[1, -1]], [[1, 0]], hf.exponential), "states must be -1 or 1, got 0"),
        (lambda: hf.dense_recall([[1, -1]], [1, 1], hf.exponential, max_sweeps=0), "max_sweeps must be at least 1"),
        (lambda: hf.modern_update([[1.0]], [1.0], 0), "inverse temperature beta must be more than 0, got 0"),
        (lambda: hf.modern_energy([[1.0, 2.0]], [1.0], 1), r"states \(d,\) or \(n, d\), got \(1, 2\) and \(1,\)"),
        (lambda: hf.attention([[1.0]], [[1.0, 2.0]], [[1.0]]), r"must agree in d.*got \(1, 1\), \(1, 2\)"),
        (lambda: hf.modern_recall([[1.0]], [1.0], 1, max_steps=0), "max_steps must be at least 1"),
        (lambda: hf.modern_capacity(1), "d must be at least 2, got 1"),
        (lambda: hf.modern_capacity(20, failure=0), "failure must be a probability between 0 and 1, got 0"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
