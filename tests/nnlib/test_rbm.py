"""Laws of the restricted Boltzmann machine, against enumeration, quadrature, autodiff and scikit-learn."""

import itertools

import array_api_strict
import numpy as np
import pytest
import torch
from scipy import integrate
from scipy.special import expit
from scipy.stats import chisquare, kstest
from sklearn.datasets import load_digits
from sklearn.neural_network import BernoulliRBM

from nnlib import boltzmann, rbm
from nnlib._units import Given
from nnlib.rbm.dreams import swap


def machine(h, d, seed=0, scale=1.0):
    rng = np.random.default_rng(seed)
    return rbm.Parameters(*(scale * rng.normal(size=shape) for shape in ((h, d), d, h)))


def all_states(N):
    return np.array(list(itertools.product([0.0, 1.0], repeat=N)))


def energy_by_loops(v, h, W, b, c):
    pairs = sum(h[j] * W[j, i] * v[i] for j in range(len(h)) for i in range(len(v)))
    return -pairs - sum(b * v) - sum(c * h)


def joint(parameters):
    h, d = parameters.W.shape
    table = [[energy_by_loops(v, s, *parameters) for s in all_states(h)] for v in all_states(d)]
    return np.exp(-np.array(table))  # (2^d, 2^h), not normalized


def to(backend, parameters):
    return rbm.Parameters(*(backend(p) for p in parameters))


def test_energy_free_energy_and_partition_function_agree_with_enumeration(backend):
    p = machine(3, 4)
    V, weights, q = all_states(4), joint(p), to(backend, p)
    H = np.tile(all_states(3)[5], (16, 1))
    np.testing.assert_allclose(rbm.energy(backend(V), backend(H), *q), -np.log(weights[:, 5]))
    np.testing.assert_allclose(rbm.free_energy(backend(V), *q), -np.log(weights.sum(axis=1)))
    assert float(rbm.log_partition(*q)) == pytest.approx(np.log(weights.sum()))
    distribution = weights.sum(axis=1) / weights.sum()
    np.testing.assert_allclose(rbm.visible_distribution(*q), distribution)
    np.testing.assert_allclose(rbm.log_likelihood(backend(V), *q), np.log(distribution))


@pytest.mark.parametrize(("h", "d"), [(3, 25), (25, 3)])
def test_only_the_smaller_layer_needs_listing(h, d):
    p = machine(h, d, scale=0.1)
    S = all_states(3)
    field, bias, own = (S @ p.W + p.b, p.c, S) if h == 3 else (S @ p.W.T + p.c, p.b, S)
    expected = np.log(np.sum(np.exp(own @ bias) * np.prod(1 + np.exp(field), axis=1)))
    assert float(rbm.log_partition(*p)) == pytest.approx(expected)


def test_conditionals_agree_with_enumeration():
    p = machine(3, 4)
    weights, V, H = joint(p), all_states(4), all_states(3)
    posterior = weights / weights.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(rbm.hidden_probability(V, p.W, p.c), posterior @ H)
    likelihood = weights / weights.sum(axis=0)
    np.testing.assert_allclose(rbm.visible_mean(H, p.W, p.b), likelihood.T @ V)


def test_conditionals_and_free_energy_agree_with_scikit_learn():
    p, V = machine(6, 9), (np.random.default_rng(1).random((20, 9)) < 0.5).astype(float)
    reference = BernoulliRBM(6, n_iter=0, random_state=0).fit(V)
    reference.components_, reference.intercept_visible_, reference.intercept_hidden_ = p
    np.testing.assert_allclose(rbm.hidden_probability(V, p.W, p.c), reference.transform(V))
    np.testing.assert_allclose(rbm.free_energy(V, *p), reference._free_energy(V))


def test_flipping_every_pixel_in_turn_gives_the_pseudo_likelihood():
    p, V = machine(3, 4), all_states(4)
    P = joint(p).sum(axis=1)
    P /= P.sum()
    place = {tuple(v): P[k] for k, v in enumerate(V)}
    expected = np.zeros(16)
    for k, v in enumerate(V):
        for i in range(4):
            flipped = v.copy()
            flipped[i] = 1 - v[i]
            expected[k] += np.log(place[tuple(v)] / (place[tuple(v)] + place[tuple(flipped)]))
    terms = [rbm.pseudo_log_likelihood(V, *p, np.full(16, i)) for i in range(4)]
    np.testing.assert_allclose(np.mean(terms, axis=0), expected)
    drawn = rbm.pseudo_log_likelihood(np.repeat(V, 2000, axis=0), *p, rng=np.random.default_rng(0))
    np.testing.assert_allclose(drawn.reshape(16, -1).mean(axis=1), expected, rtol=0.15)


def test_the_exact_gradient_is_that_of_automatic_differentiation(backend):
    p, V = machine(3, 5), all_states(5)[[1, 4, 9, 9, 30]]
    leaves = [torch.tensor(x, requires_grad=True) for x in p]
    rbm.log_likelihood(torch.tensor(V), *leaves).mean().backward()
    for ours, leaf in zip(rbm.exact_gradient(backend(V), *to(backend, p)), leaves, strict=True):
        np.testing.assert_allclose(ours, leaf.grad, atol=1e-12)


def cd_by_loops(V, W, b, c, uniforms):
    """CD-k one sample at a time."""
    n, total = len(V), [0 * W, 0 * b, 0 * c]
    for r in range(n):
        v = V[r]
        for u_h, u_v in zip(uniforms[::2], uniforms[1::2], strict=True):
            h = (u_h[r] < expit(W @ v + c)).astype(float)
            v = (u_v[r] < expit(W.T @ h + b)).astype(float)
        awake, asleep = expit(W @ V[r] + c), expit(W @ v + c)
        terms = np.outer(awake, V[r]) - np.outer(asleep, v), V[r] - v, awake - asleep
        total = [t + term / n for t, term in zip(total, terms, strict=True)]
    return total


@pytest.mark.parametrize("k", [1, 3])
def test_contrastive_divergence_with_given_numbers_is_the_same_on_every_backend(backend, k):
    p, rng = machine(4, 6), np.random.default_rng(2)
    V = (rng.random((7, 6)) < 0.5).astype(float)
    u = [rng.random((7, units)) for _ in range(k) for units in (4, 6)]
    copies = [x.copy() for x in (*p, V)]
    ours = rbm.contrastive_divergence(backend(V), *to(backend, p), k, [backend(x) for x in u])
    for a, e in zip(ours, cd_by_loops(V, *p, u), strict=True):
        np.testing.assert_allclose(a, e, atol=1e-12)
    for before, after in zip(copies, (*p, V), strict=True):
        np.testing.assert_array_equal(before, after)


def test_contrastive_divergence_with_long_chains_is_the_exact_gradient():
    p, data = machine(3, 4, scale=0.8), all_states(4)[[0, 3, 12, 15]]
    V = np.repeat(data, 10_000, axis=0)
    ours = rbm.contrastive_divergence(V, *p, k=60, rng=np.random.default_rng(3))
    for a, e in zip(ours, rbm.exact_gradient(data, *p), strict=True):
        np.testing.assert_allclose(a, e, atol=4 * 0.5 / 200)  # four standard errors of 40,000 draws


def test_gibbs_chains_follow_the_exact_distribution(backend):
    p, rng, n = machine(3, 4), np.random.default_rng(4), 20_000
    q, V = to(backend, p), backend(np.zeros((n, 4)))
    for _ in range(40):
        V, _ = rbm.gibbs_step(V, *q, rng=rng)
    expected = joint(p).sum(axis=1) / joint(p).sum()
    assert chisquare(np.asarray(boltzmann.histogram(V)) * n, expected * n).pvalue > 0.01


def test_fantasies_average_to_the_model_s_means():
    p = machine(3, 4)
    P = joint(p).sum(axis=1)
    means = rbm.fantasies(*p, 20_000, steps=40, rng=np.random.default_rng(5))
    np.testing.assert_allclose(means.mean(axis=0), P @ all_states(4) / P.sum(), atol=0.015)


def two_valleys():
    """A machine whose visible units like to be all on or all off; in between the energy is high."""
    W, d = np.full((2, 8), 3.0), 8
    return rbm.Parameters(W, np.full(d, -3.0), np.full(2, -12.0))


def test_parallel_tempering_crosses_where_one_chain_is_stuck():
    p, n = two_valleys(), 4000
    exact = rbm.visible_distribution(*p)
    assert exact[0] > 0.2
    assert exact[-1] > 0.2
    stuck = np.zeros((n, 8))
    for _ in range(60):
        stuck, _ = rbm.gibbs_step(stuck, *p, rng=np.random.default_rng(6))
    assert np.mean(stuck.sum(axis=1) > 4) < 0.02
    tempering = rbm.ParallelTempering(betas=(1.0, 0.8, 0.6, 0.4, 0.2, 0.0), chains=n)
    rng = rbm.sampling.stream(np.random.default_rng(6), p.W)
    chains = np.zeros((6, n, 8))
    for _ in range(60):
        V, chains = tempering.dream(None, chains, p, rng, rbm.BINARY)
    expected = np.array([exact[0], exact[-1], 1 - exact[0] - exact[-1]]) * n
    on = V.sum(axis=1)
    assert chisquare([np.sum(on == 0), np.sum(on == 8), np.sum((on > 0) & (on < 8))], expected).pvalue > 0.01


def test_a_swap_keeps_detailed_balance():
    betas, E = (1.0, 0.25), np.array([-1.0, 0.4, 2.0])  # three states, two temperatures
    target = [np.exp(-beta * E) / np.exp(-beta * E).sum() for beta in betas]
    grid = (np.arange(20_000) + 0.5) / 20_000
    for x, y in itertools.permutations(range(3), 2):
        V = np.empty((2, len(grid), 1))
        V[0], V[1] = x, y
        energies = np.stack([np.full(len(grid), E[x]), np.full(len(grid), E[y])])
        there = np.mean(swap(V, energies, betas, grid[None])[0, :, 0] == y)
        back = np.mean(swap(V[::-1], energies[::-1], betas, grid[None])[0, :, 0] == x)
        assert target[0][x] * target[1][y] * there == pytest.approx(target[0][y] * target[1][x] * back, abs=1e-4)


@pytest.mark.parametrize(
    "negative",
    [rbm.ContrastiveDivergence(5), rbm.Persistent(2, 200), rbm.ParallelTempering((1.0, 0.5, 0.0), chains=100)],
    ids=lambda n: type(n).__name__,
)
def test_every_way_of_dreaming_learns_bars_and_stripes(backend, negative):
    V, rng = boltzmann.bars_and_stripes(2), np.random.default_rng(0)
    data = backend(np.repeat(V, 20, axis=0))
    p = rbm.initial(data, 6, rng=rng, scale=0.1)
    before = float(rbm.log_likelihood(data, *p).mean())
    p, _ = rbm.train(data, p, epochs=1000, rng=rng, learning_rate=0.5, batch_size=120, negative=negative)
    after = float(rbm.log_likelihood(data, *p).mean())
    best = -np.log(len(V))
    assert best - after < 0.35 * (best - before)


def test_persistent_chains_go_on_where_they_were_left(backend):
    p, rng = machine(3, 4), np.random.default_rng(12)
    left, u = (rng.random((5, 4)) < 0.5).astype(float), [rng.random((5, units)) for units in (3, 4, 3, 4)]
    expected = left
    for u_h, u_v in zip(u[::2], u[1::2], strict=True):
        h = (u_h < expit(expected @ p.W.T + p.c)).astype(float)
        expected = (u_v < expit(h @ p.W + p.b)).astype(float)
    given = Given([backend(x) for x in u], backend(left))
    V, chains = rbm.Persistent(k=2, chains=5).dream(None, backend(left), to(backend, p), given, rbm.BINARY)
    np.testing.assert_array_equal(V, expected)
    np.testing.assert_array_equal(chains, expected)


def test_exact_learning_of_bars_and_stripes_has_the_numbers_of_lesson_14():
    V = boltzmann.bars_and_stripes(3)
    start = rbm.initial(V, 8, rng=np.random.default_rng(2), scale=0.1)
    p, history = rbm.train_exact(V, start, steps=4000, learning_rate=0.5)
    assert history[0] == pytest.approx(3.61, abs=0.03)
    assert history[500] == pytest.approx(0.41, abs=0.03)
    assert history[1000] == pytest.approx(0.125, abs=0.03)
    assert history[4000] == pytest.approx(0.025, abs=0.01)
    assert rbm.visible_distribution(*p)[boltzmann.histogram(V) > 0].sum() == pytest.approx(0.975, abs=0.01)
    assert history[-1] == pytest.approx(-np.log(14) - float(rbm.log_likelihood(V, *p).mean()))


def test_binary_digits_are_reconstructed_as_in_lesson_14():
    V, rng = (load_digits().data / 16 > 0.5).astype(np.float32), np.random.default_rng(0)
    start = rbm.initial(V, 64, rng=rng)

    def error(parameters):
        return float(rbm.reconstruction_error(V, *parameters, rng=np.random.default_rng(1)))

    p, history = rbm.train(V, start, epochs=30, rng=rng, learning_rate=0.08, batch_size=20, monitor=error)
    assert error(start) == pytest.approx(0.134, abs=0.01)
    assert history[-1] == pytest.approx(0.055, abs=0.004)
    assert len(history) == 30
    assert p.W.dtype == np.float32


def test_training_is_gradient_ascent_with_momentum_and_weight_decay():
    V, start = all_states(4)[[0, 5, 6, 9, 15]], machine(3, 4)
    p, _ = rbm.train(
        V, start, epochs=3, rng=np.random.default_rng(7), learning_rate=0.2, momentum=0.5, weight_decay=0.1
    )
    rng, q, velocity = np.random.default_rng(7), list(start), [0.0, 0.0, 0.0]
    for _ in range(3):
        batch = V[rng.permutation(5)]
        slope = cd_by_loops(batch, *q, [rng.random((5, 3)), rng.random((5, 4))])
        slope[0] = slope[0] - 0.1 * q[0]
        velocity = [0.5 * old + new for old, new in zip(velocity, slope, strict=True)]
        q = [x + 0.2 * v for x, v in zip(q, velocity, strict=True)]
    for ours, expected in zip(p, q, strict=True):
        np.testing.assert_allclose(ours, expected, atol=1e-12)
    np.testing.assert_array_equal(start.W, machine(3, 4).W)


def test_the_learning_rate_may_fall_with_the_epochs():
    V, start = all_states(4), machine(3, 4)
    once, _ = rbm.train(V, start, epochs=1, rng=np.random.default_rng(0), learning_rate=0.2)
    then, _ = rbm.train(V, start, epochs=2, rng=np.random.default_rng(0), learning_rate=lambda e: 0.2 * (e == 0))
    np.testing.assert_array_equal(once.W, then.W)


def test_the_first_biases_show_the_data_s_base_rates():
    V = (np.random.default_rng(8).random((998, 5)) < [0.0, 0.1, 0.5, 0.9, 1.0]).astype(float)
    p = rbm.initial(V, 3, rng=np.random.default_rng(0), scale=0.0)
    np.testing.assert_allclose(expit(p.b), (V.sum(axis=0) + 1) / 1000)
    assert np.std(rbm.initial(V, 2000, rng=np.random.default_rng(0)).W) == pytest.approx(0.01, rel=0.05)


# Gaussian visible units


def density(v, parameters, sigma):
    """``Σ_h exp(-E)`` at a single visible value."""
    W, b, c = parameters
    terms = (c @ h + (W[:, 0] @ h) * v / sigma**2 for h in all_states(len(c)))
    return sum(np.exp(term - (v - b[0]) ** 2 / (2 * sigma**2)) for term in terms)


@pytest.mark.parametrize("sigma", [1.0, 0.6])
def test_gaussian_units_agree_with_quadrature(backend, sigma):
    p, visible = machine(3, 1), rbm.Gaussian(sigma)
    Z, _ = integrate.quad(density, -20, 20, args=(p, sigma))
    q = to(backend, p)
    assert float(rbm.log_partition(*q, visible=visible)) == pytest.approx(np.log(Z))
    values = np.array([[-1.0], [0.3], [2.0]])
    expected = [-np.log(density(v, p, sigma)) for v in values[:, 0]]
    np.testing.assert_allclose(rbm.free_energy(backend(values), *q, visible=visible), expected)
    H = backend(np.array([[1.0, 0.0, 1.0]] * 3))
    direct = (values[:, 0] - p.b[0]) ** 2 / (2 * sigma**2) - p.c[0] - p.c[2]
    direct = direct - (p.W[0, 0] + p.W[2, 0]) * values[:, 0] / sigma**2
    np.testing.assert_allclose(rbm.energy(backend(values), H, *q, visible=visible), direct)


def test_gaussian_chains_follow_the_exact_distribution():
    p, visible, rng = machine(3, 1), rbm.Gaussian(0.6), np.random.default_rng(9)
    V = np.zeros((4000, 1))
    for _ in range(40):
        V, _ = rbm.gibbs_step(V, *p, rng=rng, visible=visible)
    Z, _ = integrate.quad(density, -20, 20, args=(p, 0.6))
    grid = np.linspace(-8, 8, 4001)
    cumulative = integrate.cumulative_trapezoid([density(v, p, 0.6) / Z for v in grid], grid, initial=0)
    assert kstest(V[:, 0], lambda v: np.interp(v, grid, cumulative)).pvalue > 0.01


def test_a_gaussian_machine_learns_two_clouds(backend):
    rng = np.random.default_rng(10)
    centers = rng.permutation(np.repeat([[1.5, 1.5], [-1.5, -1.5]], 300, axis=0))
    V, visible = backend(centers + 0.5 * rng.normal(size=(600, 2))), rbm.Gaussian(0.5)
    start = rbm.initial(V, 3, rng=rng, visible=visible)
    p, _ = rbm.train(V, start, epochs=60, rng=rng, learning_rate=0.02, visible=visible, momentum=0.5)
    before, after = (float(rbm.log_likelihood(V, *q, visible=visible).mean()) for q in (start, p))
    ideal = -np.log(2) - np.log(2 * np.pi * 0.25) - 1  # a mixture of the two clouds
    assert ideal - after < 0.1 * (ideal - before)
    dreams = rbm.fantasies(*p, 400, steps=200, rng=rng, visible=visible)
    assert 0.25 < float((dreams[:, 0] > 0).sum()) / 400 < 0.75


def test_gaussian_gradients_are_those_of_the_log_likelihood():
    p, visible, rng = machine(3, 2, scale=0.5), rbm.Gaussian(0.7), np.random.default_rng(11)
    data = rng.normal(size=(5, 2))
    leaves = [torch.tensor(x, requires_grad=True) for x in p]
    rbm.log_likelihood(torch.tensor(data), *leaves, visible=visible).mean().backward()
    V = np.repeat(data, 20_000, axis=0)
    ours = rbm.contrastive_divergence(V, *p, k=60, rng=rng, visible=visible)
    for a, leaf in zip(ours, leaves, strict=True):
        np.testing.assert_allclose(a, leaf.grad, atol=0.03)


# backends, types, bad input


def test_float32_stays_float32(backend):
    V = backend(all_states(4).astype(np.float32))
    p = rbm.initial(V, 3, rng=np.random.default_rng(0))
    for negative in (rbm.ContrastiveDivergence(2), rbm.Persistent(), rbm.ParallelTempering()):
        q, _ = rbm.train(V, p, epochs=1, rng=np.random.default_rng(0), negative=negative, momentum=0.5)
        assert all(x.dtype == V.dtype for x in q)
    results = [
        rbm.free_energy(V, *p),
        rbm.fantasies(*p, 2, steps=2, rng=np.random.default_rng(0)),
        rbm.pseudo_log_likelihood(V, *p, rng=np.random.default_rng(0)),
        rbm.log_partition(*p),
        *rbm.exact_gradient(V, *p),
    ]
    assert all(x.dtype == V.dtype for x in results)


@pytest.mark.parametrize("visible", [rbm.BINARY, rbm.Gaussian()], ids=["binary", "Gaussian"])
def test_only_functions_of_the_standard_are_used(visible):
    V, rng = array_api_strict.asarray(all_states(4)), np.random.default_rng(0)
    p = rbm.initial(V, 3, rng=rng, visible=visible)
    for negative in (rbm.ContrastiveDivergence(2), rbm.ParallelTempering())[: 2 if visible == rbm.BINARY else 1]:
        p, _ = rbm.train(V, p, epochs=1, rng=rng, negative=negative, visible=visible, momentum=0.5)
    results = [
        rbm.fantasies(*p, 3, steps=2, rng=rng, visible=visible),
        rbm.pseudo_log_likelihood(V, *p, rng=rng),
        rbm.log_likelihood(V, *p, visible=visible),
        *rbm.train_exact(V, p, steps=2, learning_rate=0.1)[0],
    ]
    assert all(type(x) is type(V) for x in results)


@pytest.mark.parametrize("visible", [rbm.BINARY, rbm.Gaussian()], ids=["binary", "Gaussian"])
def test_training_looks_at_no_value_on_the_device(visible):
    V = torch.zeros((50, 6), device="meta")
    p = rbm.Parameters(*(torch.zeros(shape, device="meta") for shape in ((4, 6), (6,), (4,))))
    dreams = [rbm.ContrastiveDivergence(2), rbm.Persistent(), rbm.ParallelTempering()]
    for negative in dreams[: 3 if visible == rbm.BINARY else 2]:
        q, _ = rbm.train(
            V, p, epochs=1, rng=np.random.default_rng(0), batch_size=20, negative=negative, visible=visible
        )
        assert [x.device.type for x in q] == ["meta"] * 3
        assert [x.shape for x in q] == [x.shape for x in p]


P = machine(3, 4)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: rbm.ContrastiveDivergence(0), "k must be at least 1, got 0"),
        (lambda: rbm.contrastive_divergence(np.ones((2, 4)), *P, k=0), "k must be at least 1, got 0"),
        (lambda: rbm.Persistent(-1), "k must be at least 1, got -1"),
        (lambda: rbm.ParallelTempering((0.0, 1.0)), r"betas must start at 1 and fall.*got \(0.0, 1.0\)"),
        (lambda: rbm.Gaussian(0), "sigma must be more than 0, got 0"),
        (lambda: rbm.free_energy(-np.ones((2, 4)), *P), r"must be between 0 and 1, got values from -1 to -1; if yours"),
        (lambda: rbm.free_energy(9 * np.ones((2, 4)), *P), "got values from 9 to 9; scale them"),
        (
            lambda: rbm.free_energy(np.ones((2, 4)), P.W.T, P.b, P.c),
            r"b must have shape \(3,\), got \(4,\); W must .*\(h, d",
        ),
        (lambda: rbm.hidden_probability(np.ones((2, 3)), P.W, P.c), r"V must have shape \(2, 4\), got \(2, 3\)"),
        (lambda: rbm.log_partition(np.zeros((21, 22)), np.zeros(22), np.zeros(21)), "21 units have 2,097,152 states"),
        (lambda: rbm.visible_distribution(np.zeros((2, 21)), np.zeros(21), np.zeros(2)), "21 units have"),
        (lambda: rbm.contrastive_divergence(np.ones((2, 4)), *P, u=[np.ones((2, 3))]), r"one more array .*\(2, 4\)"),
        (lambda: rbm.contrastive_divergence(np.ones((2, 4)), *P, u=[np.ones((2, 4))]), r"u must have shape \(2, 3\)"),
        (
            lambda: rbm.train(np.ones((2, 4)), P, epochs=1, rng=np.random.default_rng(0), momentum=1),
            "momentum must be in",
        ),
        (
            lambda: rbm.train(np.ones(4), P, epochs=1, rng=np.random.default_rng(0)),
            r"one sample a row, got \(4,\); V\[None",
        ),
        (lambda: rbm.initial(np.ones((0, 4)), 2, rng=np.random.default_rng(0)), r"one sample a row, got \(0, 4\)"),
        (lambda: rbm.fantasies(*P, 2, steps=0, rng=np.random.default_rng(0)), "steps must be at least 1, got 0"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_parallel_tempering_of_gaussian_units_gets_a_sentence():
    with pytest.raises(TypeError, match="expects binary units, got Gaussian"):
        rbm.train(
            np.ones((2, 4)),
            P,
            epochs=1,
            rng=np.random.default_rng(0),
            negative=rbm.ParallelTempering(),
            visible=rbm.Gaussian(),
        )


@pytest.mark.parametrize("negative", [rbm.ContrastiveDivergence(2), rbm.Persistent(1, 7)], ids=["CD", "PCD"])
def test_on_a_gpu_training_is_replayed_and_walks_the_path_of_the_steps(negative):
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    V = torch.tensor(all_states(4), device="cuda", dtype=torch.float32)
    start = rbm.initial(V, 3, rng=np.random.default_rng(0))
    eager = type("Eager", (), {"start": negative.start, "dream": negative.dream})()
    settings = {"epochs": 3, "learning_rate": 0.2, "batch_size": 5, "momentum": 0.5, "weight_decay": 0.01}
    p, q = (rbm.train(V, start, rng=np.random.default_rng(1), negative=how, **settings)[0] for how in (negative, eager))
    for ours, expected in zip(p, q, strict=True):
        np.testing.assert_allclose(ours.cpu(), expected.cpu(), rtol=1e-4, atol=1e-6)
