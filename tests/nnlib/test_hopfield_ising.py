import itertools

import numpy as np
import pytest
from scipy.stats import chisquare

from nnlib import hopfield as hf
from nnlib.arrays import to_numpy


def test_the_critical_temperature_is_onsagers():
    assert np.sinh(2 / hf.CRITICAL_TEMPERATURE) == pytest.approx(1)
    assert pytest.approx(2.26918531421) == hf.CRITICAL_TEMPERATURE


def test_the_exact_magnetization_is_onsagers(backend):
    T = np.array([0.2, 1.0, 2.0, 2.2, 2.269, 2.27, 5.0])
    expected = [(1 - 1 / np.sinh(2 / t) ** 4) ** (1 / 8) if t < 2.26918531421 else 0 for t in T]
    np.testing.assert_allclose(to_numpy(hf.onsager_magnetization(backend(T))), expected, rtol=1e-10)
    assert float(hf.onsager_magnetization(2.0)) == pytest.approx(0.911319, abs=1e-6)


def test_mean_field_magnetization_solves_its_equation(backend):
    T = np.array([0.05, 0.3, 0.7, 0.99, 1.0, 1.5])
    m = to_numpy(hf.mean_field_magnetization(backend(T)))
    np.testing.assert_allclose(np.tanh(m / T), m, atol=1e-12)
    assert np.all(m[:4] > 0.1)
    assert np.all(m[4:] == 0)


@pytest.mark.parametrize("T", [1.6, 2.0])
def test_a_cold_lattice_has_the_exact_magnetization(rng, backend, T):
    S = backend(np.ones((10, 32, 32)))
    found = []
    for sweep in range(150):
        S = hf.ising_sweep(S, T, rng=rng)
        if sweep >= 50:
            found.append(float(hf.magnetization(S).mean()))
    assert np.mean(found) == pytest.approx(float(hf.onsager_magnetization(T)), abs=0.006)


def test_a_hot_lattice_loses_its_magnetization(rng):
    S = np.ones((10, 32, 32))
    for _ in range(100):
        S = hf.ising_sweep(S, 4.0, rng=rng)
    assert abs(hf.magnetization(S).mean()) < 0.05


def test_the_lattice_is_a_hopfield_network(rng, backend):
    for L in (3, 4, 7):
        S = hf.random_patterns(5, L * L, rng=rng)
        W = hf.lattice_weights(L, like=backend([0.0]))
        lattice = to_numpy(hf.ising_energy(backend(S.reshape(5, L, L))))
        np.testing.assert_allclose(to_numpy(hf.energy(W, backend(S))), L * L * lattice, atol=1e-12)
        assert to_numpy(W).sum(axis=1).tolist() == [4] * (L * L)
    assert float(hf.ising_energy(np.ones((6, 6)))) == -2


def test_checkerboard_and_network_reach_the_boltzmann_distribution(rng):
    """Energies of a 4 × 4 lattice, against an enumeration of all 65,536 states."""
    T, W = 3.0, hf.lattice_weights(4)
    states = np.array(list(itertools.product([-1, 1], repeat=16)), dtype=float)
    energies = np.rint(-0.5 * np.einsum("ni,ij,nj->n", states, W, states)).astype(int)
    levels, inverse = np.unique(energies, return_inverse=True)
    p = np.bincount(inverse, weights=np.exp(-energies / T))
    p /= p.sum()
    n, rest = 8000, p > 5 / 8000  # levels expected fewer than 5 times are counted as one
    S = hf.random_patterns(n, 16, rng=rng)
    board = S.reshape(n, 4, 4)
    for _ in range(40):
        board = hf.ising_sweep(board, T, rng=rng)
    for found in (board.reshape(n, 16), hf.glauber(W, S, T, sweeps=40, rng=rng)):
        counts = np.array([(np.rint(hf.energy(W, found)) == level).sum() for level in levels])
        observed = [*counts[rest], counts[~rest].sum()]
        assert chisquare(observed, n * np.array([*p[rest], p[~rest].sum()])).pvalue > 0.01


def test_numbers_drawn_beforehand_decide_a_sweep(rng, backend):
    S, u = hf.random_patterns(6, 6, rng=rng), rng.random((6, 6))
    expected = S.copy()
    for i, j in sorted(np.ndindex(6, 6), key=lambda place: sum(place) % 2):
        around = sum(expected[(i + a) % 6, (j + b) % 6] for a, b in [(0, 1), (0, -1), (1, 0), (-1, 0)])
        expected[i, j] = 1 if u[i, j] < 1 / (1 + np.exp(-2 * around / 1.3)) else -1
    np.testing.assert_array_equal(to_numpy(hf.ising_sweep(backend(S), 1.3, backend(u))), expected)


def test_float32_and_meta_go_through(rng):
    torch = pytest.importorskip("torch")
    S = hf.ising_sweep(np.ones((4, 4), dtype=np.float32), 2.0, rng=rng)
    assert S.dtype == hf.magnetization(S).dtype == hf.ising_energy(S).dtype == np.float32
    unknown = torch.ones((3, 4, 4), device="meta")
    assert hf.ising_sweep(unknown, 2.0, unknown).shape == (3, 4, 4)


def test_the_magnet_keeps_to_the_array_api_standard(rng):
    strict = pytest.importorskip("array_api_strict")
    S = hf.ising_sweep(strict.ones((2, 4, 4)), 2.0, rng=rng)
    T = strict.asarray([1.0, 3.0])
    results = (
        hf.ising_energy(S),
        hf.lattice_weights(4, like=S),
        hf.onsager_magnetization(T),
        hf.mean_field_magnetization(T),
    )
    assert all(type(x) is type(S) for x in results)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: hf.ising_sweep(np.ones((4, 4)), 0, np.ones((4, 4))), "temperature T must be more than 0, got 0"),
        (lambda: hf.ising_sweep(np.ones((3, 3)), 1, np.ones((3, 3))), "even side, got 3"),
        (lambda: hf.ising_sweep(np.zeros((4, 4)), 1, np.ones((4, 4))), "states must be -1 or 1, got 0"),
        (lambda: hf.magnetization(np.ones((2, 3))), r"spins must have shape \(L, L\) or \(n, L, L\), got \(2, 3\)"),
        (lambda: hf.lattice_weights(2), "side of at least 3, got 2"),
        (lambda: hf.onsager_magnetization([1.0, 0.0]), "more than 0, got 0"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
