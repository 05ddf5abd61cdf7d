"""The figures of the first lesson: voltage traces, rasters, rates, the STDP window, dying units.

Each docstring ends with an alternative text, to be adapted to what is shown.
"""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.plots.neuron_diagram import neuron_diagram
from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["degradation", "f_i_curve", "neuron_diagram", "raster", "stdp_window", "voltage_trace"]

_SPIKE_TOP = 20.0  # mV; the model knows no shape of a spike, the eye expects one
_LINES = ("-", "--", ":", "-.")


def voltage_trace(v, spikes, dt=0.1, *, ax=None, v_th=-50.0):
    """Draw a membrane potential with its spikes and the threshold.

    Parameters
    ----------
    v : array, shape (T,)
        In mV.
    spikes : array of bool, shape (T,)
    dt : float
        In ms.
    v_th : float
        Threshold in mV.

    Notes
    -----
    Alternative text: "The membrane potential climbs to the threshold, jumps up in a spike, falls back to the reset
    and climbs again, at regular intervals."
    """
    ax = new_axes(ax, figsize=(7, 2.8))
    v, spikes = to_numpy(v), to_numpy(spikes).astype(bool)
    t = np.arange(len(v)) * dt
    ax.plot(t, v, color=COLORS["class 0"], lw=1.6)
    ax.vlines(t[spikes], v_th, _SPIKE_TOP, color=COLORS["class 0"], lw=1.6, label="spike")
    ax.axhline(v_th, color=COLORS["theory"], ls="--", lw=1)
    ax.annotate("threshold", (1, v_th), (4, 0), ("axes fraction", "data"), "offset points", va="center", fontsize=9)
    ax.set(xlabel="time (ms)", ylabel="potential (mV)", xlim=(0, t[-1]), ylim=(min(v.min(), v_th) - 5, _SPIKE_TOP + 8))
    return ax


def raster(spikes, dt=0.1, *, ax=None, labels=None):
    """Draw the spikes of many neurons, a row each.

    Parameters
    ----------
    spikes : array of bool, shape (T, n)
    dt : float
        In ms.
    labels : sequence of str, optional
        A name for each row.

    Notes
    -----
    Alternative text: "A raster of spikes, a row for each neuron; with more input the ticks stand closer."
    """
    ax = new_axes(ax, figsize=(7, 2.8))
    spikes = to_numpy(spikes).astype(bool)
    n = spikes.shape[1]
    ax.eventplot([np.flatnonzero(train) * dt for train in spikes.T], colors="black", linelengths=0.75, linewidths=1)
    ax.set(xlabel="time (ms)", ylabel="neuron", xlim=(0, len(spikes) * dt), ylim=(-0.6, n - 0.4))
    if labels is None:
        ax.yaxis.get_major_locator().set_params(integer=True)
    else:
        ax.set(yticks=range(n), yticklabels=labels, ylabel="")
    return ax


def f_i_curve(currents, measured, *, ax=None, theory=None, noisy=None):
    """Draw the rate against the current: measured, and by formula.

    Parameters
    ----------
    currents : array, shape (n,)
        In nA.
    measured : array, shape (n,)
        In Hz.
    theory : tuple (array, array), optional
        Currents and rates of the closed form, drawn as a line.
    noisy : tuple (array, array), optional
        The same with noise, drawn dashed.

    Notes
    -----
    Alternative text: "The rate is zero up to a current of 2 nA, then rises steeply and bends; the measured rates lie
    on the line of the formula. With noise the corner is rounded: the neuron fires below 2 nA too."
    """
    ax = new_axes(ax)
    for curve, style, label in [(theory, "-", "closed form"), (noisy, "--", "with noise")]:
        if curve is not None:
            ax.plot(*map(to_numpy, curve), style, color=COLORS["theory"], lw=1.6, label=label)
    ax.plot(
        to_numpy(currents),
        to_numpy(measured),
        "o",
        color=COLORS["class 1"],
        ms=7,
        mec="white",
        label="simulated",
        zorder=3,
    )
    ax.set(xlabel="input current (nA)", ylabel="rate (Hz)")
    ax.set_ylim(bottom=-2)
    ax.legend(frameon=False)
    return ax


def stdp_window(dt, change, *, ax=None):
    """Draw the change of a weight against the time between two spikes; the two sides are filled differently.

    Parameters
    ----------
    dt : array, shape (k,)
        ``t_post - t_pre`` in ms, increasing.
    change : array, shape (k,)

    Notes
    -----
    Alternative text: "A synapse grows stronger when the sender fires shortly before the receiver, and weaker when it
    fires shortly after; both effects fade within some 50 ms."
    """
    ax = new_axes(ax, figsize=(5.5, 3.4))
    dt, change = to_numpy(dt), to_numpy(change)
    sides = [
        (dt < 0, COLORS["class 0"], "///", "weaker: receiver first"),
        (dt > 0, COLORS["class 1"], "", "stronger: sender first"),
    ]
    for side, color, hatch, label in sides:
        ax.fill_between(dt[side], change[side], facecolor=color, edgecolor=color, hatch=hatch, alpha=0.3, lw=0)
        ax.plot(dt[side], change[side], color=color, lw=2, label=label, ls="--" if hatch else "-")
    ax.axhline(0, color="black", lw=0.8)
    ax.axvline(0, color="black", lw=0.8)
    ax.set(xlabel=r"$\Delta t = t_\mathrm{post} - t_\mathrm{pre}$ (ms)", ylabel=r"change of the weight $\Delta w$")
    ax.legend(frameon=False, loc="upper left")
    return ax


def degradation(fractions, accuracies, *, ax=None, chance=0.1):
    """Draw accuracy against the part of the units that is dead.

    Parameters
    ----------
    fractions : sequence of float
    accuracies : dict of str to array, shape (len(fractions), trials)
        A label for each code; the band spans the tenth to the ninetieth percentile of the trials.
    chance : float
        Accuracy of guessing.

    Notes
    -----
    Alternative text: "Accuracy against dead units. With one unit per class it falls in a straight line to zero; with
    a distributed code it stays high until most units are dead."
    """
    ax = new_axes(ax, figsize=(5.5, 3.6))
    percent = 100 * np.asarray(fractions)
    for (label, values), color, style, marker in zip(accuracies.items(), CYCLE, _LINES, "os^D", strict=False):
        values = 100 * to_numpy(values)
        ax.fill_between(percent, *np.percentile(values, [10, 90], axis=1), color=color, alpha=0.2, lw=0)
        ax.plot(percent, values.mean(axis=1), style, marker=marker, color=color, label=label, ms=5)
    ax.axhline(100 * chance, color=COLORS["reference"], ls=":", lw=1.2)
    ax.text(0, 100 * chance + 1.5, "chance", fontsize=9, color="0.35")
    ax.set(xlabel="dead units (%)", ylabel="accuracy (%)", ylim=(-3, 103))
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 0.2))
    return ax
