"""Leaving the nest (lesson 15): two trainings that should be one, and the road from loops to a recorded step.

The durations are those of benchmarks/results/training.md (``nielsen``: one epoch, 784-30-10, batch 10, one thread of an
AMD EPYC) and of benchmarks/results/gpu.md (one step of the same net on an NVIDIA H200).
"""

import numpy as np

from nnlib.plots.style import COLORS, new_axes

__all__ = ["stages", "two_histories"]

ON_A_CPU = {"loops over samples": 1.761, "matrices, lesson 06": 0.493, "recorded, float32": 0.200}  # seconds an epoch
ON_A_GPU = {"PyTorch, eager": 643, "nnlib, as it is": 477, "recorded: CUDA graph": 57}  # microseconds a step


def two_histories(ours, theirs=(), *, ax=None):
    """Draw nnlib's loss after each epoch as a broad line, and PyTorch's, if there is one, as dots."""
    ax = new_axes(ax, figsize=(6, 3.4))
    epochs = np.arange(1, len(ours) + 1)
    ax.plot(epochs, ours, color=COLORS["yours"], lw=6, alpha=0.5, label="nnlib")
    if len(theirs):
        ax.plot(epochs, theirs, "o", color=COLORS["line"], ms=4, label="PyTorch")
    ax.set(xlabel="epoch", ylabel="mean loss of the epoch")
    ax.legend(frameon=False)
    return ax


def stages():
    """Draw what a stage of the road takes, on a CPU and on a GPU; return the figure."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(9, 2.8), layout="constrained")
    _bars(axes[0], ON_A_CPU, "one epoch on a CPU (s)", "{:.2f} s")
    _bars(axes[1], ON_A_GPU, "one step on a GPU (µs)", "{:.0f} µs")
    return figure


def _bars(ax, durations, title, form):
    new_axes(ax)
    places = range(len(durations))
    colors = [COLORS["reference"], COLORS["class 0"], COLORS["yours"]]
    bars = ax.barh(places, durations.values(), color=colors, height=0.6)
    ax.bar_label(bars, [form.format(value) for value in durations.values()], padding=4)
    ax.set_yticks(places, durations)
    ax.invert_yaxis()
    ax.set(title=title, xscale="log", xlim=(min(durations.values()) / 3, 4 * max(durations.values())))
    ax.spines["left"].set_visible(False)
