import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib import hopfield as hf
from nnlib import neurons as nn
from nnlib.plots import hopfield as memories
from nnlib.plots import neurons as spikes


@pytest.fixture(autouse=True)
def _closed_figures():
    yield
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_the_diagram_names_the_parts_of_a_neuron():
    named = " ".join(texts(spikes.neuron_diagram()))
    assert all(part in named for part in ("dendrites", "soma", "axon", "synapse"))
    assert not texts(spikes.neuron_diagram(labels=False))


def test_a_trace_shows_the_potential_and_every_spike(backend):
    v, fired = nn.lif_run(backend(np.full(800, 3.0)))
    ax = spikes.voltage_trace(v, fired, 0.1)
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), v)
    np.testing.assert_allclose(ax.lines[0].get_xdata(), 0.1 * np.arange(800))
    drawn = [segment[0, 0] for segment in ax.collections[0].get_segments()]
    np.testing.assert_allclose(drawn, 0.1 * np.flatnonzero(fired))


def test_a_raster_has_a_tick_for_every_spike(rng, backend):
    trains = rng.random((200, 4)) < 0.05
    ax = spikes.raster(backend(trains), dt=0.5, labels=list("abcd"))
    for row, train in zip(ax.collections, trains.T, strict=True):
        np.testing.assert_allclose(row.get_positions(), 0.5 * np.flatnonzero(train))
    assert [label.get_text() for label in ax.get_yticklabels()] == list("abcd")


def test_the_f_i_curve_shows_measurement_and_formula(backend):
    currents = backend([1.0, 3.0])
    ax = spikes.f_i_curve(currents, backend([0.0, 77.0]), theory=(currents, nn.lif_rate(currents)))
    assert [line.get_label() for line in ax.lines] == ["closed form", "simulated"]
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [0, 77])


def test_the_stdp_window_is_split_at_zero(backend):
    dt = np.linspace(-50, 50, 11)
    ax = spikes.stdp_window(backend(dt), backend(np.sign(dt)))
    np.testing.assert_allclose(ax.lines[0].get_xdata(), dt[:5])
    np.testing.assert_allclose(ax.lines[1].get_xdata(), dt[6:])


def test_degradation_is_drawn_in_percent(backend):
    ax = spikes.degradation([0, 0.5], {"a code": backend([[1.0, 0.8], [0.5, 0.3]])})
    np.testing.assert_allclose(ax.lines[0].get_xdata(), [0, 50])
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [90, 40])


def test_patterns_are_pictures_side_by_side(backend):
    P = hf.letters("AB")
    ax = memories.patterns(backend(P), (10, 10), titles="AB")
    for picture, pattern in zip(ax.images, P, strict=True):
        np.testing.assert_array_equal(picture.get_array(), pattern.reshape(10, 10))
    assert texts(ax) == ["A", "B"]


def test_a_filmstrip_runs_from_the_probe_to_the_memory(rng, backend):
    P = hf.letters("XOT")
    path = hf.trace(backend(hf.hebb(P)), backend(hf.flip(P[0], 0.1, rng=rng)), range(100))
    ax = memories.recall_filmstrip(path.S, (10, 10), frames=3, energies=path.energies)
    assert len(ax.images) == 3
    np.testing.assert_array_equal(ax.images[-1].get_array(), P[0].reshape(10, 10))
    assert texts(ax)[1].startswith("update 50\n$E$ = -")


def test_curves_keep_their_numbers_and_labels(backend):
    ax = memories.energy_trace({"here": backend([3.0, 2.0]), "there": backend([1.0, 1.0])})
    assert ax.get_legend_handles_labels()[1] == ["here", "there"]
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [3, 2])
    ax = memories.overlap_by_load([0.1, 0.2], {"N": backend([[1.0, 0.8], [0.4, 0.2]])}, critical=0.138)
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [0.9, 0.3])
    T = backend([1.0, 3.0])
    ax = memories.magnetization_curve(T, backend([0.9, 0.1]), theory=(T, hf.onsager_magnetization(T)), critical=2.27)
    np.testing.assert_allclose(ax.lines[-1].get_ydata(), [0.9, 0.1])


def test_phases_stand_side_by_side(backend):
    figure = memories.phases([backend(np.ones((4, 4)))] * 2, [1.0, 3.0])
    assert [ax.get_title() for ax in figure.axes] == ["$T$ = 1.00", "$T$ = 3.00"]


def test_a_figure_is_drawn_on_the_axes_it_is_given():
    _, ax = plt.subplots()
    assert spikes.stdp_window(np.array([-1.0, 1.0]), np.array([-1.0, 1.0]), ax=ax) is ax
    assert memories.energy_trace({"": [1.0]}, ax=ax) is ax
