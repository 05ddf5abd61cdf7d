from math import ceil, erf, exp, log, log1p, pi, sqrt

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import erfcx

from nnlib import neurons as nn
from nnlib.arrays import to_numpy

torch = pytest.importorskip("torch")
CURRENTS = [1.9, 2.1, 2.5, 3.0, 4.0]


def constant(current, steps=10_000):
    return np.full(steps, float(current))


def exact_interval(current, dt=0.1, tau=10.0, R=10.0, threshold=20.0, t_ref=2.0):
    """Steps from spike to spike: after k Euler steps from rest v - E_L = R I (1 - (1 - dt/τ)ᵏ)."""
    k = log(1 - threshold / (R * current)) / log1p(-dt / tau)
    return round(t_ref / dt) + ceil(k)


def test_the_lessons_rates_are_measured_and_predicted(backend):
    """31, 55, 77 and 112 spikes in the first second, and none below the rheobase; theory 30.8, 55.3, 77.0, 112.0."""
    found = nn.f_i_curve(backend(CURRENTS))
    np.testing.assert_allclose(to_numpy(found), [0, 31, 55, 77, 112], atol=1e-9)
    theory = [0] + [1000 / (2 + 10 * log(10 * i / (10 * i - 20))) for i in CURRENTS[1:]]
    np.testing.assert_allclose(to_numpy(nn.lif_rate(backend(CURRENTS))), theory, rtol=1e-12)
    assert theory == pytest.approx([0, 30.8, 55.3, 77.0, 112.0], abs=0.05)


@pytest.mark.parametrize("current", [2.05, 2.5, 4.0, 30.0])
def test_the_time_from_spike_to_spike_is_that_of_the_recursion(backend, current):
    spikes = to_numpy(nn.lif_run(backend(constant(current))).spikes)
    intervals = np.diff(np.flatnonzero(spikes))
    assert set(intervals) == {exact_interval(current)}


def test_the_rate_converges_to_the_closed_form_as_the_step_shrinks():
    target = float(nn.lif_rate(2.5, t_ref=0.0))
    errors = [abs(1000 / (exact_interval(2.5, dt=dt, t_ref=0) * dt) - target) for dt in (1.0, 0.1, 0.01)]
    spikes = nn.lif_run(constant(2.5, 20_000), dt=0.01, t_ref=0.0).spikes
    assert 1000 / (np.diff(np.flatnonzero(spikes))[0] * 0.01) == pytest.approx(target, abs=2 * errors[2] + 1e-9)
    assert errors[2] < 0.1 < errors[0]


def test_the_reset_need_not_be_the_resting_potential():
    rate = float(nn.lif_rate(3.0, v_reset=-60.0))
    spikes = nn.lif_run(constant(3.0, 100_000), dt=0.01, v_reset=-60.0).spikes
    assert 1000 / (np.diff(np.flatnonzero(spikes)).mean() * 0.01) == pytest.approx(rate, rel=2e-3)
    assert rate == pytest.approx(1000 / (2 + 10 * log((30 - 10) / (30 - 20))))


def test_no_neuron_fires_at_or_below_the_rheobase():
    for current in (-3.0, 0.0, 1.9, nn.rheobase()):
        assert not nn.lif_run(constant(current)).spikes.any()
        assert float(nn.lif_rate(current)) == 0
    assert nn.rheobase() == 2.0


def test_spikes_are_all_or_none_and_leave_the_refractory_time_between_them(rng):
    current = 3 + 20 * rng.random((4000, 5))
    v, spikes = nn.lif_run(current, t_ref=3.0)
    assert spikes.any(axis=0).all()
    assert (v <= -50).all()
    assert (v[spikes] == -70).all()
    for train, trace in zip(spikes.T, v.T, strict=True):
        times = np.flatnonzero(train)
        assert np.diff(times).min() > 30
        for t in times[:-1]:
            assert (trace[t : t + 31] == -70).all()


def test_without_threshold_the_membrane_is_a_low_pass_filter():
    """A step of current: v - E_L = R I (1 - (1 - dt/τ)ᵏ), near the exponential 1 - exp(-t/τ)."""
    v = nn.lif_run(constant(1.5, 500)).v
    k = np.arange(1, 501)
    np.testing.assert_allclose(v, -70 + 15 * (1 - 0.99**k), rtol=1e-12)
    np.testing.assert_allclose(v, -70 + 15 * (1 - np.exp(-k / 100)), atol=0.04)


def test_one_step_is_one_row_of_a_run(rng, backend):
    v, current = backend(-70 + 15 * rng.random(4)), backend(rng.random(4))
    expected = to_numpy(v) + 0.1 / 10 * (-70 - to_numpy(v) + 10 * to_numpy(current))
    np.testing.assert_allclose(to_numpy(nn.lif_step(v, current)), expected, rtol=1e-14)
    assert nn.lif_step(-60.0, 2.0, 1.0, 20.0, 5.0, -65.0) == pytest.approx(-60 + (-65 + 60 + 10) / 20)


def test_many_neurons_are_many_runs_of_one(rng, backend):
    current = 4 * rng.random((600, 3))
    together = nn.lif_run(backend(current))
    for i in range(3):
        alone = nn.lif_run(current[:, i])
        np.testing.assert_array_equal(to_numpy(together.spikes)[:, i], alone.spikes)
        np.testing.assert_allclose(to_numpy(together.v)[:, i], alone.v, rtol=1e-12)


def test_noise_gives_the_free_membrane_its_standard_deviation(rng, backend):
    """Euler's steps of an Ornstein-Uhlenbeck process have the variance σ² · 2 / (2 - dt/τ)."""
    v = to_numpy(nn.lif_run(backend(np.zeros((3000, 200))), noise=3.0, rng=rng).v)[1000:]
    assert v.mean() == pytest.approx(-70, abs=0.1)
    assert v.std() == pytest.approx(3 * sqrt(2 / 1.99), rel=0.02)


def test_noise_drawn_beforehand_decides_a_run(rng, backend):
    current, xi = 2 * rng.random(50), rng.standard_normal(50)
    v, expected = -70.0, []
    for i, x in zip(current, xi, strict=True):
        v = v + 0.01 * (-70 - v + 10 * i) + 2 * sqrt(0.02) * x
        expected.append(v)
    found = nn.lif_run(backend(current), noise=2.0, xi=backend(xi))
    np.testing.assert_allclose(to_numpy(found.v), expected, rtol=1e-12)


def test_the_noisy_rate_is_siegerts_integral(backend):
    """1/r = t_ref + τ√π ∫ exp(x²) (1 + erf x) dx, by quadrature."""
    for current, noise in [(0.0, 8.0), (1.5, 3.0), (1.9, 5.0), (2.5, 2.0), (4.0, 1.0)]:
        a, b = ((level + 70 - 10 * current) / (noise * sqrt(2)) for level in (-70, -50))
        expected = 1000 / (2 + 10 * sqrt(pi) * quad(lambda x: erfcx(-x), a, b)[0])
        found = nn.noisy_rate(backend([current]), noise)
        assert float(found[0]) == pytest.approx(expected, rel=1e-7)
    assert float(nn.noisy_rate(3.0, 0.01)) == pytest.approx(float(nn.lif_rate(3.0)), rel=1e-4)
    assert erf(1) * exp(1) + exp(1) == pytest.approx(erfcx(-1))


def test_a_simulation_with_noise_fires_at_siegerts_rate(rng):
    """Euler's steps see the threshold 0.5826 σ√(2dt/τ) higher (Broadie, Glasserman & Kou 1997), so the formula does."""
    shift = 0.5826 * 5 * sqrt(2 * 0.1 / 10)
    spikes = nn.lif_run(np.full((10_000, 100), 1.5), noise=5.0, rng=rng).spikes
    assert nn.firing_rate(spikes).mean() == pytest.approx(float(nn.noisy_rate(1.5, 5.0, v_th=-50 + shift)), rel=0.03)


def test_balanced_input_makes_a_neuron_fire_irregularly(rng):
    """Excitation and inhibition cancel, the fluctuations fire: the rate and the moments are those of the theory."""
    rates = {"rate_exc": 21_000.0, "rate_inh": 18_000.0}
    current = nn.balanced_input(20_000, 60, **rates, rng=rng)
    mean, noise = nn.input_moments(**rates)
    assert (mean, noise) == pytest.approx((1.5, sqrt(0.005 * 0.25 * 39_000)))
    assert current.mean() == pytest.approx(mean, abs=0.05)
    free = nn.lif_run(current, v_th=1e9).v[2000:]
    assert free.std() == pytest.approx(noise, rel=0.03)
    spikes = nn.lif_run(current).spikes
    shift = 0.5826 * noise * sqrt(2 * 0.1 / 10)
    assert nn.firing_rate(spikes).mean() == pytest.approx(float(nn.noisy_rate(mean, noise, v_th=-50 + shift)), rel=0.06)
    assert nn.interval_variation(spikes) > 0.6
    assert nn.interval_variation(nn.lif_run(constant(3)).spikes) < 0.01


def test_more_inhibition_means_fewer_spikes(rng):
    rates = [
        float(nn.firing_rate(nn.lif_run(nn.balanced_input(5000, 30, 30_000.0, r, rng=rng)).spikes).mean())
        for r in (0.0, 15_000.0, 25_000.0, 60_000.0)
    ]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] == 0 < rates[0]


def test_poisson_spikes_are_as_many_and_as_irregular_as_they_should_be(rng, backend):
    rates = [0.0, 20.0, 200.0, 10_000.0]
    spikes = to_numpy(nn.poisson_spikes(backend(rates), 100_000, rng=rng))
    assert spikes.shape == (100_000, 4)
    np.testing.assert_allclose(to_numpy(nn.firing_rate(backend(spikes))), rates, rtol=0.25)
    assert spikes[:, 3].all()
    assert nn.interval_variation(backend(spikes[:, 2])) == pytest.approx(1, abs=0.1)
    assert nn.poisson_spikes(20.0, 5, u=[0.1, 0.0019, 0.0021, 0.5, 0.0]).tolist() == [False, True, False, False, True]


def test_excitation_adds_and_inhibition_subtracts(rng, backend):
    pre, w_exc, w_inh = rng.random((6, 4)), rng.random(4), rng.random(4)
    expected = [sum(p * e for p, e in zip(row, w_exc, strict=True)) - row @ w_inh for row in pre]
    found = nn.synaptic_drive(backend(pre), backend(w_exc), backend(w_inh))
    np.testing.assert_allclose(to_numpy(found), expected, rtol=1e-12)
    assert float(nn.synaptic_drive([1, 1], [2, 0], [0, 3])) == -1


def test_a_synaptic_current_jumps_and_decays(backend):
    spikes = np.zeros((100, 2), dtype=bool)
    spikes[[10, 40], [0, 0]] = True
    found = to_numpy(nn.synaptic_current(backend(spikes.astype(float)), dt=0.5, tau_s=4.0))
    t = np.arange(100) * 0.5
    expected = sum(np.where(t >= s, np.exp(-(t - s) / 4), 0) for s in (5.0, 20.0))
    np.testing.assert_allclose(found[:, 0], expected, atol=1e-12)
    assert (found[:, 1] == 0).all()


def test_weighted_sums_are_dot_products(rng, backend):
    X, w = rng.random((5, 3)), rng.random(3)
    np.testing.assert_allclose(
        to_numpy(nn.weighted_sum(backend(X), backend(w), 0.5)), [sum(x * w) + 0.5 for x in X], rtol=1e-12
    )


def test_float32_remains_float32_and_meta_goes_through(rng):
    current = (4 * rng.random((50, 3))).astype(np.float32)
    for x in (current, torch.tensor(current)):
        run = nn.lif_run(x, noise=1.0, rng=rng)
        results = (
            run.v,
            nn.lif_rate(x),
            nn.noisy_rate(x[0], 2.0),
            nn.f_i_curve(x[0], 10),
            nn.synaptic_drive(x, *x[:2]),
        )
        assert all(y.dtype == x.dtype for y in results)
    run = nn.lif_run(torch.ones((5, 3), device="meta"))
    assert run.spikes.shape == (5, 3)
    assert nn.firing_rate(run.spikes).device.type == "meta"


def test_neurons_keep_to_the_array_api_standard(rng):
    strict = pytest.importorskip("array_api_strict")
    current = strict.full((300, 2), 5.0)
    v, spikes = nn.lif_run(current, noise=1.0, rng=rng)
    rates = (nn.f_i_curve(current[0, :], 10.0), nn.lif_rate(current), nn.noisy_rate(current[0, :], 1.0))
    inputs = (nn.synaptic_current(spikes), nn.poisson_spikes(current[0, :], 9, rng=rng), nn.firing_rate(spikes))
    assert all(type(x) is type(current) for x in (v, *rates, *inputs))
    assert nn.interval_variation(spikes) > 0


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: nn.lif_run(np.ones((2, 2, 2))), r"I must have shape \(T,\) or \(T, n\).*got \(2, 2, 2\)"),
        (lambda: nn.lif_run([1.0], dt=20), "dt must be between 0 and the time constant tau = 10.0 ms, got 20"),
        (lambda: nn.lif_run([1.0], v_reset=-40), "v_reset must lie below the threshold v_th = -50.0 mV, got -40"),
        (lambda: nn.lif_run([1.0], t_ref=-1), "t_ref and noise must be at least 0, got -1 and 0.0"),
        (lambda: nn.lif_run([1.0], noise=1.0), "noise needs numbers: give rng="),
        (lambda: nn.lif_run([1.0], noise=1.0, xi=[1.0, 2.0]), r"xi must have shape \(1,\), got \(2,\)"),
        (lambda: nn.noisy_rate(1.0, 0), "noise must be more than 0 mV, got 0; without noise use lif_rate"),
        (lambda: nn.synaptic_drive([1], [-1], [0]), "w_exc must not be negative, for the sign comes from"),
        (lambda: nn.synaptic_drive([1], [1], [0, 1]), r"w_inh must have shape \(1,\), got \(2,\)"),
        (lambda: nn.poisson_spikes(20_000.0, 5), "rates must be between 0 and 10000 Hz"),
        (lambda: nn.poisson_spikes(20.0, 5, u=[0.5]), r"u must have shape \(5,\), got \(1,\)"),
        (lambda: nn.interval_variation(np.zeros(9, dtype=bool)), "at least two intervals between spikes, got 0"),
        (lambda: nn.balanced_input(5, 1, 10, -1, rng=None), "must not be negative, for inhibition is subtracted"),
        (lambda: nn.input_moments(5, 1, -1.0), "must not be negative"),
        (lambda: nn.synaptic_current([True], tau_s=0), "tau_s must be more than 0 ms"),
        (lambda: nn.weighted_sum([[1, 2]], [1]), r"w must have shape \(2,\), got \(1,\); one weight a column"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
