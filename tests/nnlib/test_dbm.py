"""Laws of the deep Boltzmann machine, against enumeration, the restricted machine and autodiff."""

import itertools

import array_api_strict
import numpy as np
import pytest
import torch
from scipy.special import expit
from scipy.stats import chisquare

from nnlib import annealing, boltzmann, dbm, rbm


def machine(*sizes, seed=0, scale=1.0):
    rng = np.random.default_rng(seed)
    weights = [scale * rng.normal(size=(up, down)) for down, up in itertools.pairwise(sizes)]
    return dbm.Parameters(weights, [scale * rng.normal(size=n) for n in sizes])


def to(backend, p):
    return dbm.Parameters([backend(W) for W in p.weights], [backend(b) for b in p.biases])


def all_states(N):
    return np.array(list(itertools.product([0.0, 1.0], repeat=N)))


def split(S, sizes):
    return np.split(S, np.cumsum(sizes)[:-1], axis=1)


def enumerate_energies(p):
    """All joint states, and their energies by the definition."""
    sizes = [len(b) for b in p.biases]
    layers = split(all_states(sum(sizes)), sizes)
    E = -sum(x @ b for x, b in zip(layers, p.biases, strict=True))
    for W, below, above in zip(p.weights, layers, layers[1:], strict=False):
        E = E - np.einsum("nu,ud,nd->n", above, W, below)
    return layers, E


@pytest.mark.parametrize("sizes", [(4, 3), (4, 3, 2), (3, 3, 2, 2), (2, 3, 2, 2, 3)])
def test_energy_and_partition_function_agree_with_enumeration(backend, sizes):
    p = machine(*sizes)
    layers, E = enumerate_energies(p)
    np.testing.assert_allclose(dbm.energy([backend(x) for x in layers], *to(backend, p)), E, atol=1e-12)
    truth = np.logaddexp.reduce(-E)
    assert float(rbm.log_partition(*dbm.as_rbm(*to(backend, p)))) == pytest.approx(truth)


@pytest.mark.parametrize("sizes", [(12, 8, 6), (10, 6, 5, 4)])
def test_annealed_importance_sampling_finds_the_partition_function(sizes):
    p = dbm.as_rbm(*machine(*sizes))
    e = annealing.annealed_importance_sampling(*p, rng=np.random.default_rng(0), betas=annealing.schedule(1000))
    assert e.low < float(rbm.log_partition(*p)) < e.high
    assert e.high - e.low < 1


def test_gibbs_chains_follow_the_exact_distribution(backend):
    p, rng, n = machine(3, 2, 2), np.random.default_rng(1), 20_000
    layers, q = [backend(np.zeros((n, k))) for k in (3, 2, 2)], to(backend, p)
    stream = rbm.sampling.stream(rng, q.weights[0])
    for _ in range(40):
        layers = dbm.gibbs_step(layers, *q, rng=stream)
    counts = boltzmann.histogram(np.concatenate([np.asarray(x) for x in layers], axis=1)) * n
    weights = np.exp(-enumerate_energies(p)[1])
    assert chisquare(counts, weights / weights.sum() * n).pvalue > 0.01


def test_mean_field_solves_its_equations(backend):
    p = machine(6, 5, 4, 3, scale=0.7)
    V = all_states(6)[::9]
    mu = [V, *(np.asarray(m) for m in dbm.mean_field(backend(V), *to(backend, p), iterations=300))]
    for k in (1, 2, 3):
        field = mu[k - 1] @ p.weights[k - 1].T + p.biases[k]
        field = field + (mu[k + 1] @ p.weights[k] if k < 3 else 0)
        np.testing.assert_allclose(mu[k], expit(field), atol=1e-10)


def test_without_upper_weights_it_is_a_restricted_machine():
    p, V = machine(5, 4, 3), all_states(5)[::3]
    p = p._replace(weights=[p.weights[0], 0 * p.weights[1]])
    W, (b, c1, c2) = p.weights[0], p.biases
    mu1, mu2 = dbm.mean_field(V, *p, iterations=1)
    np.testing.assert_allclose(mu1, rbm.hidden_probability(V, W, c1))
    np.testing.assert_allclose(mu2, np.tile(expit(c2), (len(V), 1)))
    log_z = float(rbm.log_partition(W, b, c1)) + np.log1p(np.exp(c2)).sum()
    assert float(rbm.log_partition(*dbm.as_rbm(*p))) == pytest.approx(log_z)
    np.testing.assert_allclose(dbm.lower_bound(V, *p, log_z), rbm.log_likelihood(V, W, b, c1))  # the bound is tight


def log_likelihoods(p):
    layers, E = enumerate_energies(p)
    d = layers[0].shape[1]
    weights = np.exp(-E).reshape(2**d, -1)
    return np.log(weights.sum(axis=1) / weights.sum()), np.log(weights.sum())


@pytest.mark.parametrize("scale", [0.3, 1.0])
def test_the_lower_bound_is_below_the_log_likelihood_and_close_for_small_weights(scale):
    p = machine(5, 3, 2, scale=scale)
    truth, log_z = log_likelihoods(p)
    bound = dbm.lower_bound(all_states(5), *p, log_z, iterations=200)
    assert np.all(bound <= truth + 1e-12)
    assert np.mean(truth - bound) < 0.3 * scale**2


def test_the_data_s_part_of_the_gradient_climbs_the_bound():
    """At the fixed point, μ may be held: the gradient of -E(v, μ) is the outer product that training uses."""
    p, V = machine(4, 3, 2, scale=0.5), all_states(4)[::5]
    mu = dbm.mean_field(V, *p, iterations=200)
    leaves = [torch.tensor(W, requires_grad=True) for W in p.weights]
    biases = [torch.tensor(b) for b in p.biases]
    dbm.lower_bound(torch.tensor(V), leaves, biases, 0.0, iterations=200).mean().backward()
    for leaf, below, above in zip(leaves, (V, mu[0]), mu, strict=True):
        np.testing.assert_allclose(leaf.grad, above.T @ below / len(V), atol=1e-8)


def test_training_raises_the_exact_likelihood(backend):
    V = np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]])
    data, rng = backend(np.repeat(V, 50, axis=0)), np.random.default_rng(0)
    start = dbm.initial(data, [6, 4], rng=rng, scale=0.1)
    p, history = dbm.train(data, start, epochs=300, rng=rng, learning_rate=0.1, k=2, monitor=lambda q: len(q.weights))
    place = [int("".join(str(int(x)) for x in v), 2) for v in V]
    before, after = (
        np.mean(log_likelihoods(dbm.Parameters(*([np.asarray(x) for x in xs] for xs in q)))[0][place])
        for q in (start, p)
    )
    best = -np.log(len(V))
    assert best - after < 0.2 * (best - before)
    assert history == [2] * 300


def test_weight_decay_and_a_falling_rate_enter_the_update():
    V, start = all_states(3), machine(3, 2, 2)
    held, _ = dbm.train(V, start, epochs=2, rng=np.random.default_rng(0), learning_rate=lambda e: 0.0)
    np.testing.assert_array_equal(held.weights[0], start.weights[0])
    plain, decayed = (
        dbm.train(V, start, epochs=1, rng=np.random.default_rng(0), learning_rate=0.1, weight_decay=rate)[0]
        for rate in (0.0, 0.5)
    )
    for before, a, b in zip(start.weights, plain.weights, decayed.weights, strict=True):
        np.testing.assert_allclose(a - b, 0.1 * 0.5 * before, atol=1e-12)


def test_fantasies_average_to_the_model_s_means():
    p = machine(3, 2, 2)
    layers, E = enumerate_energies(p)
    weights = np.exp(-E) / np.exp(-E).sum()
    means = dbm.fantasies(*p, 20_000, steps=40, rng=np.random.default_rng(2))
    np.testing.assert_allclose(means.mean(axis=0), weights @ layers[0], atol=0.015)


def test_float32_stays_float32_and_nothing_is_changed(backend):
    V = backend(all_states(4).astype(np.float32))
    start = dbm.initial(V, [3, 2], rng=np.random.default_rng(0))
    copies = [np.asarray(x).copy() for x in start.weights]
    p, _ = dbm.train(V, start, epochs=1, rng=np.random.default_rng(0))
    arrays = [*p.weights, *p.biases, *dbm.mean_field(V, *p), dbm.lower_bound(V, *p, 0.0), *dbm.as_rbm(*p)]
    assert all(x.dtype == V.dtype for x in arrays)
    for before, after in zip(copies, start.weights, strict=True):
        np.testing.assert_array_equal(before, after)


def test_only_functions_of_the_standard_are_used():
    V, rng = array_api_strict.asarray(all_states(4)), np.random.default_rng(0)
    p, _ = dbm.train(V, dbm.initial(V, [3, 2], rng=rng), epochs=1, rng=rng)
    results = [*dbm.mean_field(V, *p), dbm.lower_bound(V, *p, 0.0), dbm.fantasies(*p, 2, steps=2, rng=rng)]
    assert all(type(x) is type(V) for x in [*results, *dbm.as_rbm(*p)])


def test_training_looks_at_no_value_on_the_device():
    V = torch.zeros((50, 6), device="meta")
    start = dbm.Parameters(
        [torch.zeros((4, 6), device="meta"), torch.zeros((3, 4), device="meta")],
        [torch.zeros(n, device="meta") for n in (6, 4, 3)],
    )
    p, _ = dbm.train(V, start, epochs=1, rng=np.random.default_rng(0), batch_size=20)
    assert [tuple(W.shape) for W in p.weights] == [(4, 6), (3, 4)]


P, V2 = machine(4, 3, 2), np.ones((2, 4))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda rng: dbm.mean_field(V2, *P, iterations=0), "iterations must be at least 1, got 0"),
        (lambda rng: dbm.mean_field(V2[0], *P), r"one sample a row, got \(4,\)"),
        (lambda rng: dbm.mean_field(-V2, *P), "data must be between 0 and 1, got values from -1"),
        (lambda rng: dbm.mean_field(V2[:, :3], *P), r"V must have shape \(2, 4\), got \(2, 3\)"),
        (lambda rng: dbm.mean_field(V2, P.weights, P.biases[1:]), "2 weight matrices need 3 bias vectors.*got 2"),
        (
            lambda rng: dbm.mean_field(V2, P.weights[::-1], P.biases),
            r"weights\[0\] must have shape \(3, 4\), got \(2, 3\)",
        ),
        (lambda rng: dbm.train(V2, P, epochs=1, rng=rng, k=0), "k must be at least 1, got 0"),
        (lambda rng: dbm.train(V2, P, epochs=1, rng=rng, chains=0), "chains must be at least 1, got 0"),
        (lambda rng: dbm.fantasies(*P, 2, steps=0, rng=rng), "steps must be at least 1, got 0"),
        (lambda rng: dbm.initial(V2, [], rng=rng), "number of hidden layers.* at least 1, got 0"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(np.random.default_rng(0))
