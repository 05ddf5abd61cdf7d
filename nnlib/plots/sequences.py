"""Recurrent nets: the loop, the same net unrolled in time, and slopes on their way back."""

import numpy as np

from nnlib.plots.style import COLORS, CYCLE, new_axes

__all__ = ["slopes_by_time", "unrolled"]


def unrolled(T=4, *, ax=None):
    """Draw a recurrent net as a loop, and unrolled over ``T`` steps with the slopes that come back."""
    ax = new_axes(ax, figsize=(8, 2.8))
    _unit(ax, 0, "$h$", "$x$")
    ax.annotate(
        "", (-0.2, 0.2), (0.2, 0.2), arrowprops={"arrowstyle": "->", "connectionstyle": "arc3,rad=1.6", "lw": 1.5}
    )
    ax.text(0, 0.68, "$W_h$", ha="center", color=COLORS["class 0"])
    ax.text(0.95, 0, "=", ha="center", va="center", fontsize=18)
    for t in range(T + 1):
        x = 1.9 + 1.3 * t
        _unit(ax, x, f"$h_{t}$", f"$x_{t}$" if t else None)
        if t:
            ax.annotate("", (x - 0.3, 0.08), (x - 1.0, 0.08), arrowprops={"arrowstyle": "->", "lw": 1.5})
            ax.text(x - 0.65, 0.2, "$W_h$", ha="center", color=COLORS["class 0"])
            back = {"arrowstyle": "->", "lw": 1.5, "ls": "--", "color": COLORS["class 1"]}
            ax.annotate("", (x - 1.0, -0.12), (x - 0.3, -0.12), arrowprops=back)
    end = 1.9 + 1.3 * T
    ax.annotate("", (end + 0.85, 0), (end + 0.3, 0), arrowprops={"arrowstyle": "->", "lw": 1.5})
    ax.text(end + 1.0, 0, "$C$", ha="center", va="center", fontsize=13)
    ax.text(end / 2 + 0.95, -1.55, "dashed: the slopes come back", ha="center", color=COLORS["class 1"])
    ax.set(xlim=(-0.7, end + 1.3), ylim=(-1.75, 0.9), aspect="equal")
    ax.set_axis_off()
    return ax


def _unit(ax, x, name, below):
    import matplotlib.pyplot as plt

    ax.add_patch(plt.Circle((x, 0), 0.28, facecolor="white", edgecolor="black", lw=1.5, zorder=2))
    ax.text(x, 0, name, ha="center", va="center", zorder=3)
    if below:
        ax.annotate("", (x, -0.3), (x, -0.9), arrowprops={"arrowstyle": "->", "lw": 1.5})
        ax.text(x, -1.1, below, ha="center", va="center")
        ax.text(x + 0.22, -0.65, "$W_x$", ha="center", va="center", color=COLORS["class 0"], fontsize=8)


def slopes_by_time(curves, *, ax=None):
    """Draw the length of ∂C/∂h[t] against t, on a logarithmic axis.

    Parameters
    ----------
    curves : dict of str to sequence of float
        A label, and the lengths from time 0 to the last.
    """
    ax = new_axes(ax, figsize=(6, 3.3))
    for (label, lengths), marker, color in zip(curves.items(), "o^sDv", CYCLE, strict=False):
        ax.semilogy(np.arange(len(lengths)), lengths, marker + "-", color=color, label=label, ms=4)
    ax.set(xlabel="time t", ylabel="length of ∂C/∂h at t")
    ax.legend(frameon=False)
    return ax


def learned(tasks):
    """Draw how often sequences were answered right in training, a panel for each task.

    Parameters
    ----------
    tasks : dict of str to dict of str to list of runs
        A title; a label; for each of several seeds the fraction right in each step. Runs are smoothed over 10 steps.

    Returns
    -------
    Figure
    """
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, len(tasks), figsize=(4.5 * len(tasks), 3.2), layout="constrained", sharey=True)
    for ax, (title, starts) in zip(np.atleast_1d(axes), tasks.items(), strict=True):
        new_axes(ax).axhline(0.5, color="0.5", ls=":", label="guessing")
        for (label, runs), style, color in zip(starts.items(), ["--", "-"], ["class 1", "class 0"], strict=False):
            for run in runs:
                smooth = np.convolve(run[:-1], np.ones(10) / 10, "valid")
                steps = np.arange(10, len(run))  # each mean over 10 steps stands at the last of them
                ax.plot(steps, smooth, style, color=COLORS[color], label=label if run is runs[0] else None)
        ax.set(title=title, xlabel="step", ylim=(0.3, 1.05))
    np.atleast_1d(axes)[0].set_ylabel("fraction right")
    np.atleast_1d(axes)[0].legend(frameon=False)
    return figure
